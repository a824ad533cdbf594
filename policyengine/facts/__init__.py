"""Joins a profile, the settings and the catalog into cases; the only package that computes derived facts."""
