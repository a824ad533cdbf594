"""The part of a difference between two shares that may be due to chance.

Wilson, E. B. (1927), Probable Inference, the Law of Succession, and Statistical Inference, Journal of the American
Statistical Association 22(158), 209-212. Newcombe, R. G. (1998), Interval Estimation for the Difference Between
Independent Proportions: Comparison of Eleven Methods, Statistics in Medicine 17(8), 873-890.
"""

from math import ceil, erfc, sqrt

from policyengine.costs.ranges import Range, exactly

Z_95 = 1.959963984540054
"""Standard normal quantile at 0.975, for 95 % intervals."""

_Z_ONE_IN_20 = 1.6448536269514722
"""Standard normal quantile at 0.95."""

_SMALLEST = 1e-9
"""Smaller margins are treated as this one, because their squares would be 0."""

_MOST_EXAMPLES = 1e9


def wilson(share: float, examples: int, z: float = Z_95) -> Range:
    """Return the score interval of a share (0 to 1) observed in this many examples.

    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), Wilson 1927.
    """
    square = z * z / examples
    middle = share + square / 2
    width = z * sqrt(share * (1 - share) / examples + square / (4 * examples))
    return Range(max(0.0, (middle - width) / (1 + square)), min(1.0, (middle + width) / (1 + square)))


def newcombe(first: float, first_examples: int | None, second: float, second_examples: int) -> Range:
    """Return the 95 % interval of first - second, two shares of independent examples.

    d - √((p₁-l₁)² + (u₂-p₂)²) to d + √((u₁-p₁)² + (p₂-l₂)²) with Wilson's limits l and u: method 10 of Newcombe 1998. A
    first share of unknown size is treated as exact. Two runs of one suite are not independent: for answers that agree
    more than by chance, the interval is wider than necessary.
    """
    one = exactly(first) if first_examples is None else wilson(first, first_examples)
    two = wilson(second, second_examples)
    apart = first - second
    low = sqrt((first - one.low) ** 2 + (two.high - second) ** 2)
    high = sqrt((one.high - first) ** 2 + (second - two.low) ** 2)
    return Range(apart - low, apart + high)


def false_alarm_share(share: float, first_examples: int | None, second_examples: int, margin: float) -> float | None:
    """Return the probability that the second of two runs of equal quality is more than a margin below the first.

    All values are from 0 to 1. 1 - Φ(margin / √(p(1-p)(1/m + 1/n))), by the normal approximation; 1/m is 0 for a first
    share that is treated as exact. None for a share of 0 or 1, or almost, where the approximation is not valid.
    """
    certain = 0.0 if first_examples is None else 1 / first_examples
    spread = sqrt(2 * max(0.0, share * (1 - share)) * (certain + 1 / second_examples))
    return 0.5 * erfc(margin / spread) if spread > 0 else None


def examples_needed(share: float, margin: float) -> int | None:
    """Return the examples per run for which such an alarm is false once in 20: 2 p(1-p) (1.645 / margin)².

    Rounded up; None for a share of 0 or 1, and above any realistic number.
    """
    needed = 2 * share * (1 - share) * (_Z_ONE_IN_20 / max(margin, _SMALLEST)) ** 2
    return ceil(needed) if 0 < needed < _MOST_EXAMPLES else None
