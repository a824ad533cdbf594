"""Evaluates rules for cases and turns the answers into verdicts."""
