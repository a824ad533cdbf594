"""Results of evaluation runs against their baselines."""
