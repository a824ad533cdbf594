"""Generates schemas, tables and pages, so that facts and methods are defined in one place."""
