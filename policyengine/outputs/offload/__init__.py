"""What a log of requests shows, one module per format."""
