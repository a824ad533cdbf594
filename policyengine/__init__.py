"""Check and record which language model runs where, who runs it, and under which terms."""

__version__ = "0.2.0.dev0"
DISTRIBUTION = "llm-policyengine"
"""Distinguishes this package from another distribution with the same import name; `llm_policyengine` checks it."""
