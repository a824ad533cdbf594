"""How numbers, lists and authority are written for people: each once."""
