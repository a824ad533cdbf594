"""A rule explained for a profile."""
