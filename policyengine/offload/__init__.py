"""Which types of request in a log could go to a smaller option."""
