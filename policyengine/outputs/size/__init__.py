"""What models need of memory, one module per format."""
