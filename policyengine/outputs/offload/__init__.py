"""The analysis of a request log, one module per format."""
