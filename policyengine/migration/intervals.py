"""How much of a difference between two shares could be chance.

Wilson, E. B. (1927), Probable Inference, the Law of Succession, and Statistical Inference, Journal of the American
Statistical Association 22(158), 209-212. Newcombe, R. G. (1998), Interval Estimation for the Difference Between
Independent Proportions: Comparison of Eleven Methods, Statistics in Medicine 17(8), 873-890.
"""

from math import erfc, sqrt

from policyengine.costing.ranges import Range, exactly

Z_95 = 1.959963984540054
"""Standard normal quantile at 0.975: intervals that hold 95 times of 100."""

_Z_ONE_IN_20 = 1.6448536269514722
"""Standard normal quantile at 0.95."""


def wilson(share: float, examples: int, z: float = Z_95) -> Range:
    """Give the score interval of a share (0 to 1) seen in so many examples.

    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), Wilson 1927.
    """
    square = z * z / examples
    middle = share + square / 2
    width = z * sqrt(share * (1 - share) / examples + square / (4 * examples))
    return Range(max(0.0, (middle - width) / (1 + square)), min(1.0, (middle + width) / (1 + square)))


def newcombe(first: float, first_examples: int | None, second: float, second_examples: int) -> Range:
    """Give the 95 % interval of first - second, two shares of independent examples.

    d - √((p₁-l₁)² + (u₂-p₂)²) to d + √((u₁-p₁)² + (p₂-l₂)²) with Wilson's limits l and u: method 10 of Newcombe 1998.
    A first share of unknown size is taken as certain. Two runs of one suite are not independent: for answers that agree
    more than by chance, the interval is wider than it must be.
    """
    one = exactly(first) if first_examples is None else wilson(first, first_examples)
    two = wilson(second, second_examples)
    apart = first - second
    low = sqrt((first - one.low) ** 2 + (two.high - second) ** 2)
    high = sqrt((one.high - first) ** 2 + (second - two.low) ** 2)
    return Range(apart - low, apart + high)


def false_alarm_share(share: float, examples: int, margin: float) -> float:
    """Give how often two runs of equal quality lie more than a margin apart in one direction; all are 0 to 1.

    1 - Φ(margin / √(2 p(1-p)/n)), by the normal approximation.
    """
    spread = sqrt(2 * share * (1 - share) / examples)
    return 0.5 * erfc(margin / spread / sqrt(2)) if spread else 0.0


def examples_needed(share: float, margin: float) -> int:
    """Give the examples with which such an alarm is false once in 20 runs: 2 p(1-p) (1.645 / margin)², rounded up."""
    from math import ceil

    return max(1, ceil(2 * share * (1 - share) * (_Z_ONE_IN_20 / margin) ** 2 - 1e-9))
