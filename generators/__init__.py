"""Makes schemas, tables and pages, so that one source says what a fact is and what a method does."""
