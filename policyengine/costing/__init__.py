"""The arithmetic of cost: pure functions of numbers, with units in their names. Knows no profile, catalog or rule."""
