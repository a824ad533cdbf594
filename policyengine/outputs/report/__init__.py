"""The verdicts of a run as text, by format."""
