"""The calculators of the published articles as named methods: pure functions, each with its source and what differs."""
