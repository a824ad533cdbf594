"""Check and record which language model runs where, by whom, under which terms."""

__version__ = "0.1.0"
