"""Published calculators, one module per format."""
