"""Compares settings files and profiles with what the settings files above them lock."""
