"""Costs in words, for every format: amounts, what the team reckoned, and how options compare."""
