"""Tables made from schemas/facts/: what facts exist and where they stand."""
