"""Costs: their arithmetic, what a report of them holds, and costs in words."""
