"""How workloads move, one module per format."""
