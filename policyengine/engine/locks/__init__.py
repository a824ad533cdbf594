"""Compares settings files and profiles with the locks of the settings files that they extend."""
