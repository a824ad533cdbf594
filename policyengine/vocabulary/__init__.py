"""Tables made from schemas/facts/: the facts and their positions."""
