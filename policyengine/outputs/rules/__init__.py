"""Rules, listed and shown."""
