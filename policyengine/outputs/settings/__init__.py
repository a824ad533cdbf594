"""The settings in force, with the line each is from."""
