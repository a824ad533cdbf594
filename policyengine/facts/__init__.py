"""Joins a profile, the settings and the catalog into cases; every derived fact is computed here and nowhere else."""
