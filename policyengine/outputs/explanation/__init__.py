"""Explanations of a rule for a profile."""
