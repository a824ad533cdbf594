"""Origins of facts, and hints for absent ones; loaded only to explain a verdict."""
