"""Conditions of rules: CEL source to a checked tree, judged with evidence or as generated Python."""
