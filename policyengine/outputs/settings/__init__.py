"""The settings in force, with the line of each value."""
