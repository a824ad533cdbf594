"""Numbers as text."""


def exact(number: float) -> str:
    """Return a number with as few digits as it takes, at most ten after the point, and never with an exponent."""
    return f"{number:.10f}".rstrip("0").rstrip(".")
