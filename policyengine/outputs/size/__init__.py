"""Memory requirements of models, one module per format."""
