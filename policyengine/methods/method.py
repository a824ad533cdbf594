"""What a method is: a published calculation with its inputs, its formula, and what its article printed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from policyengine.costs.ranges import Range
from policyengine.methods.forms import Form

_ROUNDING = 0.005
"""Articles round: a figure agrees when it is within half a percent of what the method gives."""


class Article(NamedTuple):
    """An article that methods come from: its number, which ids and sources begin with, title, author and address.

    Its lines are cited as `003:L69-160`: lines 69 to 160 of its page, saved as plain text.
    """

    seed: str
    title: str
    by: str
    url: str


class Input(NamedTuple):
    """One input: its name on the command line, how it is written, what it means, and the line its default is from."""

    name: str
    form: Form
    meaning: str
    source: str = ""


class Figure(NamedTuple):
    """A figure as its article printed it, beside what the method gives; both amounts, or both words.

    `why` says in our words why they differ, and is empty where they agree. `unit` is written behind amounts.
    """

    what: str
    source: str
    published: Range | str
    computed: Range | str
    unit: str = ""
    why: str = ""

    @property
    def agrees(self) -> bool:
        """Return whether what is computed lies within what was published, rounding apart."""
        if isinstance(self.published, str) or isinstance(self.computed, str):
            return self.published == self.computed
        low, high = self.published
        return self.computed.low >= low * (1 - _ROUNDING) and self.computed.high <= high * (1 + _ROUNDING)


class Method(NamedTuple):
    """A named method. `function` takes one `shape` and gives a result, both NamedTuples; it is pure.

    `sources` are the lines it is from; `figures` compares what those lines print with what the function gives;
    `example` is a run as typed on the command line; `limits` says what the method leaves out.
    """

    id: str
    title: str
    articles: tuple[Article, ...]
    sources: tuple[str, ...]
    computes: str
    formula: tuple[str, ...]
    shape: type[Any]
    inputs: tuple[Input, ...]
    function: Callable[[Any], Any]
    example: tuple[str, ...]
    figures: Callable[[], tuple[Figure, ...]] = tuple
    limits: tuple[str, ...] = ()

    @property
    def defaults(self) -> Mapping[str, Any]:
        """Return the values of the inputs that need not be given."""
        defaults: Mapping[str, Any] = self.shape._field_defaults
        return defaults

    @property
    def deviations(self) -> Mapping[str, Sequence[Figure]]:
        """Return the published figures that do not follow from the method, by the reason why."""
        by_reason: dict[str, list[Figure]] = {}
        for figure in self.figures():
            if not figure.agrees:
                by_reason.setdefault(figure.why, []).append(figure)
        return by_reason

    @property
    def lines(self) -> Mapping[str, Sequence[str]]:
        """Return the lines it is from, by the number of their article: `{"003": ["L69-108", "L137"]}`."""
        by_article: dict[str, list[str]] = {article.seed: [] for article in self.articles}
        for source in self.sources:
            seed, _, lines = source.partition(":")
            by_article[seed].append(lines)
        return by_article

    def run(self, values: Mapping[str, Any]) -> Any:
        """Return the result for values by name; those with a default may be left out."""
        return self.function(self.shape(**values))
