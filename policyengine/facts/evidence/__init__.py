"""Where facts come from and what to declare for those that are absent; loaded only to explain a verdict."""
