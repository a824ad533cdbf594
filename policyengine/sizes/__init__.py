"""Memory of models: its arithmetic, and what a report of sizes holds."""
