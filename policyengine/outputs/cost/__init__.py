"""What options cost, one module per format."""
