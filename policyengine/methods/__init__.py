"""The calculators of the published articles as named methods: pure functions, with their sources and differences."""
