"""Results against their baselines, one module per format."""
