"""Checks of a run as a whole: required settings, and differences from the revision that judges."""
