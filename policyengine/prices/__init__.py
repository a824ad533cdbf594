"""Price sets written by the program: token prices from a package that tracks them, as text, and their changes."""
