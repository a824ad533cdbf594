"""docs/methods.md: every method, with a computed example and the figures that differ."""

from collections.abc import Iterator, Mapping, Sequence

from policyengine.markdown import cell, code, inline, link, prose
from policyengine.methods.example import example_values
from policyengine.methods.forms import VOLUME, amount, amounts, between
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import FRACTION, REQUESTS_PER_DAY, USD_PER_HOUR
from policyengine.methods.written import written
from policyengine.outputs.methods.text import article_text, default_text, example_text, result_text
from policyengine.outputs.methods.values import figure_text, is_table

_INTRO = """\
# Methods

Five published articles on open and closed models contain calculators, tables and thresholds. Each is included here as
a method: computed as its article states, from inputs that you can replace by your own, with the source line of each
number. If a published figure does not follow from the article's own method, both figures are listed with the reason.

    policyengine methods list
    policyengine methods show METHOD
    policyengine methods run METHOD NAME=VALUE ...

The results follow from the prices and assumptions of the articles and are not advice. For your own costs, see
[costs.md](costs.md).
`--output-format json` prints the same data as JSON, `methods/0`, described by `policyengine schema methods`.

A month is 30 days or 720 hours. `003:L69-160` is lines 69 to 160 of article 003, saved as plain text with the whole
page.
This page is made by `python -m generators` from `policyengine/methods/`; do not edit it.

## How inputs are written

"""

_WRITTEN = (
    ("a number", amount(REQUESTS_PER_DAY), ("1500", "1_500", "1.5k", "40M")),
    ("with its unit, which is checked", amount(USD_PER_HOUR), ("0.50 USD/hour",)),
    ("a fraction", amount(FRACTION), ("0.3", "30%")),
    ("a range", between(FRACTION), ("0.1..0.3", "10%..30%")),
    ("a list", amounts(REQUESTS_PER_DAY), ("1000,10_000",)),
    ("a volume, which has a period", VOLUME, ("40M/month", "1.5M tokens/day", "1k requests/day")),
)
"""The description of an input, its form, and accepted texts."""

_SAME = "as above"


def methods_page(methods: Mapping[str, Method]) -> str:
    """Return the page: the formats of inputs, the articles, a table of the methods, and a section for each."""
    return "".join((_INTRO, _forms(), _articles(methods), _index(methods), *map(_section, methods.values())))


def _forms() -> str:
    """Yield the formats of inputs; raises Unreadable for a text that its form does not accept."""
    lines = []
    for what, form, texts in _WRITTEN:
        for text in texts:
            form.read(text)
        lines.append(f"- {what}: {', '.join(map(code, texts))}\n")
    rows = "- rows with a name, their fields between colons: `GPT-4o:2.50:10,Other:3:15`\n"
    return "".join((*lines, rows))


def _articles(methods: Mapping[str, Method]) -> str:
    articles = sorted({article for method in methods.values() for article in method.articles})
    listed = "".join(f"- {one.seed}: {inline(article_text(one))}, {link(one.url)}\n" for one in articles)
    return f"\n## Articles\n\n{listed}"


def _index(methods: Mapping[str, Method]) -> str:
    rows = [
        (f"[{method.id}](#{method.id.replace('/', '')})", inline(method.title), _agreement(method))
        for method in methods.values()
    ]
    return f"\n## All methods\n\n{_table(('method', 'computes', 'published figures that follow from it'), rows)}"


def _agreement(method: Method) -> str:
    figures = method.figures()
    return f"{sum(figure.agrees for figure in figures)} of {len(figures)}" if figures else ""


def _section(method: Method) -> str:
    formula = "".join(f"{line}\n" for line in method.formula)
    values = example_values(method)
    result = result_text(method, values, method.run(values))
    return (
        f"\n## {method.id}\n\n**{method.title}**: {method.computes}.\n\n"
        f"```\n{formula}```\n\n{_inputs(method)}\n"
        f"```console\n$ {example_text(method)}\n{result}```\n{_figures(method)}{_limits(method)}"
    )


def _inputs(method: Method) -> str:
    rows = [
        (f"`{item.name}`", prose(item.meaning), prose(item.form.name), _default(method, item), item.source)
        for item in method.inputs
    ]
    return _table(("input", "is", "written as", "default", "from"), rows)


def _default(method: Method, item: Input) -> str:
    """Return a default in the form of an input, with one row per line for a list."""
    value = method.defaults.get(item.name)
    if value is None:
        return default_text(method, item)
    rows = value if is_table(value) else (value,)
    return "<br>".join(code(written(row)) for row in rows)


def _figures(method: Method) -> str:
    if not method.figures():
        return ""
    text = f"\nPublished figures that follow from the method: {_agreement(method)}.\n"
    rows = list(_deviations(method))
    return f"{text}\n{_table(('published otherwise', 'line', 'published', 'computed', 'why'), rows)}" if rows else text


def _deviations(method: Method) -> Iterator[tuple[str, ...]]:
    """Yield a row for each figure that differs; consecutive figures with the same reason state it once."""
    for why, figures in method.deviations.items():
        for number, figure in enumerate(figures):
            yield (*_figure(figure), _SAME if number else prose(why))


def _figure(figure: Figure) -> tuple[str, ...]:
    shown = (figure_text(figure, figure.published), figure_text(figure, figure.computed))
    return (inline(figure.what), figure.source, *shown)


def _limits(method: Method) -> str:
    return "\nLimits:\n\n" + "".join(f"- {prose(limit)}\n" for limit in method.limits) if method.limits else ""


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(map(cell, line))} |\n" for line in lines)
