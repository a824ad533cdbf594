"""The policy: packs of rules and catalog entries, compiled once and cached."""
