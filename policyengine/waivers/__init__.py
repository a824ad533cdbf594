"""Exceptions to rules: waivers, which are owned, dated and approved, and inline ignores for what is not an error."""
