"""Makes schemas, tables and pages from the fact table, so that one source says what a fact is."""
