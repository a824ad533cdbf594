"""Memory requirements of models: their arithmetic, and the content of a size report."""
