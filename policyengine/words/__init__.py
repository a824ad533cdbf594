"""Formats numbers, lists and authority for people, each in one place."""
