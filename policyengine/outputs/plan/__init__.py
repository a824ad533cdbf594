"""Plans of workloads, one module per format."""
