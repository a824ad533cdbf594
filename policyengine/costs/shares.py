"""The cost of a mix of two options."""


def blended(usd_all_first: float, first_share: float, usd_second: float) -> float:
    """Return USD per month if a share (0 to 1) of the first option's cost remains, and the second has a flat cost."""
    return usd_all_first * first_share + usd_second


def share_for(usd_blended: float, usd_all_first: float, usd_second: float) -> float:
    """Return the share of the first option's cost that results in a blended cost: (blended - second) / first alone."""
    return (usd_blended - usd_second) / usd_all_first


def saved_fraction(usd_before: float, usd_after: float) -> float:
    """Return the saved fraction: 1 - after / before; negative if the cost rises."""
    return 1 - usd_after / usd_before
