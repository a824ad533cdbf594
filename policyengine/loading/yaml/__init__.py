"""YAML files: read with every mistake at its place, and added to without changing another byte."""
