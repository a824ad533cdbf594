"""The policy: packs of rules and catalog, compiled once and cached."""
