"""Load files as documents and domain objects; only this package imports PyYAML and jsonschema."""
