"""Lists and pages of rules."""
