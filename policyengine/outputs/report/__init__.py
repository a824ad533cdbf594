"""The verdicts of a run as text, one module per format."""
