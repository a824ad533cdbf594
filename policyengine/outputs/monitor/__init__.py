"""Results compared with their baselines, one module per format."""
