"""The types of requests in a log that could move to a smaller option."""
