"""Files to documents to domain objects; only here are PyYAML and jsonschema known."""
