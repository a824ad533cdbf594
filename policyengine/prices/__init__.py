"""Price sets that a program writes: prices of tokens from a package that follows them, as text, and what changed."""
