"""Numbers as text."""


def exact(number: float) -> str:
    """Return a number with as few digits as it takes, at most ten after the point, and never with an exponent."""
    return f"{number:.10f}".rstrip("0").rstrip(".")


def grouped(number: float) -> str:
    """Return a number as declared, from 10,000 on with thousands separators: `4096`, `700,000,000`, `12.0` as `12`."""
    style = "," if abs(number) >= 10_000 else ""  # noqa: PLR2004 - four digits read well, and years are four digits
    return format(number, style).removesuffix(".0")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 rule`, `12,000 rules`."""
    return f"{grouped(number)} {noun}" if number == 1 else f"{grouped(number)} {noun}s"
