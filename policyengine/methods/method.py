"""Methods: published calculations with their inputs, formula, and the figures printed in their articles."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from policyengine.costs.ranges import Range
from policyengine.methods.forms import Form

_ROUNDING = 0.005
"""Articles round their figures: a figure agrees if it is within half a percent of the method's result."""


class Article(NamedTuple):
    """An article with methods: its number, which is the prefix of ids and sources, title, author and address.

    Its lines are cited as `003:L69-160`: lines 69 to 160 of its page, saved as plain text.
    """

    seed: str
    title: str
    by: str
    url: str


class Input(NamedTuple):
    """One input: its name on the command line, its format, its meaning, and the source of its default."""

    name: str
    form: Form
    meaning: str
    source: str = ""


class Figure(NamedTuple):
    """A figure as printed in its article, with the method's result; both amounts, or both words.

    `why` explains the difference in our words, and is empty if they agree. `unit` is written after amounts.
    """

    what: str
    source: str
    published: Range | str
    computed: Range | str
    unit: str = ""
    why: str = ""

    @property
    def agrees(self) -> bool:
        """Return whether the result lies within the published range, apart from rounding."""
        if isinstance(self.published, str) or isinstance(self.computed, str):
            return self.published == self.computed
        low, high = self.published
        return self.computed.low >= low * (1 - _ROUNDING) and self.computed.high <= high * (1 + _ROUNDING)


class Method(NamedTuple):
    """A named method. `function` takes one `shape` and returns a result, both NamedTuples; it is pure.

    `sources` are its lines in articles; `figures` compares the printed figures with the results of the function;
    `example` is a run in command-line form; `limits` lists what the method omits.
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
        """Return the defaults of optional inputs."""
        defaults: Mapping[str, Any] = self.shape._field_defaults
        return defaults

    @property
    def deviations(self) -> Mapping[str, Sequence[Figure]]:
        """Return the published figures that differ from the method, by reason."""
        by_reason: dict[str, list[Figure]] = {}
        for figure in self.figures():
            if not figure.agrees:
                by_reason.setdefault(figure.why, []).append(figure)
        return by_reason

    @property
    def lines(self) -> Mapping[str, Sequence[str]]:
        """Return its source lines, by the number of their article: `{"003": ["L69-108", "L137"]}`."""
        by_article: dict[str, list[str]] = {article.seed: [] for article in self.articles}
        for source in self.sources:
            seed, _, lines = source.partition(":")
            by_article[seed].append(lines)
        return by_article

    def run(self, values: Mapping[str, Any]) -> Any:
        """Return the result for values by name; those with a default may be omitted."""
        return self.function(self.shape(**values))
