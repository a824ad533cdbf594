"""What a mix of two ways costs."""


def blended(usd_all_first: float, first_share: float, usd_second: float) -> float:
    """Return USD per month where a share (0 to 1) of the first way's cost stays, and the second costs a flat sum."""
    return usd_all_first * first_share + usd_second


def share_for(usd_blended: float, usd_all_first: float, usd_second: float) -> float:
    """Return the share of the first way's cost at which a blend costs so much: (blended - second) / first alone."""
    return (usd_blended - usd_second) / usd_all_first


def saved_fraction(usd_before: float, usd_after: float) -> float:
    """Return the fraction saved: 1 - after / before; negative where it costs more."""
    return 1 - usd_after / usd_before
