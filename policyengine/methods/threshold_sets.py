"""The thresholds stated by each article, and the side of an amount exactly on a threshold, if it has one."""

from math import inf
from typing import NamedTuple

from policyengine.methods.spend_gates import ACT_USD, EVALUATE_USD, MIGRATE_USD


class Zone(NamedTuple):
    """The recommendation of an article for amounts from `low` to `high`; ends are included only if stated.

    `side` is closed, open, or either: evaluate both.
    """

    side: str
    says: str
    low: float = 0
    high: float = inf
    with_low: bool = True
    with_high: bool = False

    def holds(self, amount: float) -> bool:
        """Return whether an amount is in the zone."""
        above = amount >= self.low if self.with_low else amount > self.low
        return above and (amount <= self.high if self.with_high else amount < self.high)


class ThresholdSet(NamedTuple):
    """One statement of an article: its zones, in the article's own unit. Amounts outside all zones are unassigned.

    `unit` is tokens/day, tokens/month, requests/day or USD/month.
    """

    seed: str
    name: str
    source: str
    unit: str
    zones: tuple[Zone, ...]


_K, _M = 1_000, 1_000_000

THRESHOLD_SETS = (
    ThresholdSet("000", "dimension 3 by tokens", "000:L130-134", "tokens/day", (
        Zone("closed", "score 1: closed APIs", 0, 100 * _K),
        Zone("closed", "score 2: still cheaper than GPU rental", 100 * _K, _M, with_high=True),
        Zone("either", "score 3: break-even zone, evaluate both", _M, 5 * _M, with_high=True),
        Zone("open", "score 4: open likely cheaper, run the numbers", 5 * _M, 50 * _M, with_high=True),
        Zone("open", "score 5: open, saves 5 to 10 times", 50 * _M, with_low=False),
    )),
    ThresholdSet("000", "dimension 3 by dollars", "000:L130-134", "USD/month", (
        Zone("closed", "score 1: closed APIs", 0, 500),
        Zone("closed", "score 2: still cheaper than GPU rental", 500, 2_000, with_high=True),
        Zone("either", "score 3: break-even zone, evaluate both", 2_000, 5_000, with_high=True),
        Zone("open", "score 4: open likely cheaper, run the numbers", 5_000, 20_000, with_high=True),
        Zone("open", "score 5: open, saves 5 to 10 times", 20_000, with_low=False),
    )),
    ThresholdSet("000", "when each wins", "000:L46,L60", "tokens/day", (
        Zone("closed", "low volume: APIs are cheaper", 0, 100 * _K),
        Zone("open", "cost at scale: self-hosting is 5 to 10 times cheaper", _M, with_low=False),
    )),
    ThresholdSet("000", "break-even of 70B", "000:L370,L426", "tokens/day", (
        Zone("closed", "below the break-even of 3 to 5M", 0, 3 * _M),
        Zone("either", "break-even", 3 * _M, 5 * _M, with_high=True),
        Zone("open", "above the break-even", 5 * _M, with_low=False),
    )),
    ThresholdSet("000", "break-even of 8B", "000:L370", "tokens/day", (
        Zone("open", "above the break-even, which is under 500K", 500 * _K),
    )),
    ThresholdSet("000", "migration trigger", "000:L208", "USD/month", (
        Zone("open", "cost exceeds 5,000 USD per month: migrate", MIGRATE_USD, with_low=False),
    )),
    ThresholdSet("001", "headline", "001:L14", "tokens/month", (
        Zone("either", "volume exceeds about 5M: start closed, plan a migration path", 5 * _M, with_low=False),
    )),
    ThresholdSet("001", "lower volumes", "001:L54", "tokens/day", (
        Zone("closed", "under 2M: closed APIs are almost always cheaper", 0, 2 * _M),
    )),
    ThresholdSet("001", "question 4", "001:L167-169", "tokens/day", (
        Zone("closed", "below 5M: closed, the bill is small", 0, 5 * _M),
        Zone("either", "more than 5M: evaluate self-hosting", 5 * _M, with_low=False),
    )),
    ThresholdSet("001", "cost at scale", "001:L98", "tokens/day", (
        Zone("closed", "below 5 to 10M: infrastructure erases the savings", 0, 5 * _M),
        Zone("either", "5 to 10M: cost at scale begins", 5 * _M, 10 * _M, with_high=True),
        Zone("open", "above 5 to 10M: self-hosting is increasingly advantageous", 10 * _M, 50 * _M, with_low=False),
        Zone("open", "50M and more: very favourable", 50 * _M),
    )),
    ThresholdSet("002", "choose lists", "002:L201,L208", "tokens/month", (
        Zone("closed", "under 10M", 0, 10 * _M),
        Zone("open", "20M and more, where costs matter", 20 * _M),
    )),
    ThresholdSet("002", "low volume", "002:L139", "tokens/month", (
        Zone("closed", "under 1M: closed APIs are more cost-effective", 0, _M),
    )),
    ThresholdSet("002", "break-even", "002:L141", "tokens/month", (
        Zone("closed", "below the break-even of eight GPUs", 0, 20 * _M),
        Zone("either", "break-even", 20 * _M, 30 * _M, with_high=True),
        Zone("open", "above the break-even", 30 * _M, with_low=False),
    )),
    ThresholdSet("003", "situations", "003:L257-258", "requests/day", (
        Zone("closed", "low volume, under 1k: the API has the lower total cost", 0, _K),
        Zone("open", "high volume, over 10k: self-hosted", 10 * _K, with_low=False),
    )),
    ThresholdSet("003", "takeaway", "003:L294,L304", "requests/day", (
        Zone("closed", "below 5,000 to 10,000: APIs are cheaper", 0, 5 * _K),
        Zone("either", "5,000 to 10,000: crossover", 5 * _K, 10 * _K, with_high=True),
        Zone("open", "above: self-hosted typically wins", 10 * _K, with_low=False),
    )),
    ThresholdSet("003", "spend gates", "003:L271", "USD/month", (
        Zone("either", "at 1k: evaluate self-hosting", EVALUATE_USD, ACT_USD),
        Zone("open", "at 3k: act on it", ACT_USD),
    )),
    ThresholdSet("004", "zones", "004:L37,L77-81", "tokens/month", (
        Zone("closed", "under 50M: the API is almost certainly cheaper", 0, 50 * _M),
        Zone("either", "gray zone: expertise and tolerance decide", 50 * _M, 500 * _M, with_low=False),
        Zone("open", "exceeds 500M: self-hosting clearly wins", 500 * _M, with_low=False),
    )),
)  # fmt: skip
"""In the order of the articles."""
