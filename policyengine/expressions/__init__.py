"""Conditions of rules: compiles CEL to a checked tree, and evaluates it with evidence or as generated Python."""
