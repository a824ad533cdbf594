"""Check and record which language model runs where, by whom, under which terms."""

__version__ = "0.2.0.dev0"
DISTRIBUTION = "llm-policyengine"
"""Tells this package from that of another distribution with the same import name; `llm_policyengine` looks for it."""
