"""Asks rules about cases and says what came of it."""
