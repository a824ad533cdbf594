"""docs/methods.md: every method, with an example computed when the page is made and the figures that differ."""

from collections.abc import Mapping, Sequence

from policyengine.markdown import cell, inline
from policyengine.methods.example import example_values
from policyengine.methods.method import Figure, Method
from policyengine.reporters.method_values import figure_text
from policyengine.reporters.methods import article_text, default_text, example_text, result_text

_INTRO = """\
# Methods

The calculators of five published articles (the seeds 000 to 004), each reproduced as its article states it, with the
line that every number is from. Made by `python -m generators` from `policyengine/methods/`; do not edit.

Where an article's figure does not follow from its own method, both stand here: what it published, what the method
gives, and why they differ. `003:L69-160` is article 003, lines 69 to 160 of its text; `X-24` numbers a contradiction
found in them.
A month is 30 days or 720 hours. Volumes have a period: `40M/month`, `1.5M tokens/day`, `1k requests/day`.

    policyengine methods list
    policyengine methods show METHOD
    policyengine methods run METHOD NAME=VALUE ...

The results are those of the articles' prices and assumptions, not advice: give your own.
"""


def methods_page(methods: Mapping[str, Method]) -> str:
    """Give the page: the articles, a list of the methods, and a section for each."""
    articles = sorted({article for method in methods.values() for article in method.articles})
    listed = "".join(f"- {inline(article_text(article))}\n" for article in articles)
    return f"{_INTRO}\n## Articles\n\n{listed}" + "".join(_section(method) for method in methods.values())


def _section(method: Method) -> str:
    formula = "".join(f"{line}\n" for line in method.formula)
    values = example_values(method)
    result = result_text(method, values, method.run(values))
    return (
        f"\n## {method.id}\n\n**{method.title}**: {method.computes}.\n\nFrom {', '.join(method.sources)}.\n\n"
        f"```\n{formula}```\n\n{_inputs(method)}\n"
        f"```console\n$ {example_text(method)}\n{result}```\n{_figures(method)}{_limits(method)}"
    )


def _inputs(method: Method) -> str:
    rows = [
        (
            f"`{item.name}`",
            inline(item.form.name),
            inline(default_text(method, item).removeprefix("default ")),
            item.source,
            inline(item.meaning),
        )
        for item in method.inputs
    ]
    return _table(("input", "written as", "default", "from", "is"), rows)


def _figures(method: Method) -> str:
    figures = method.figures()
    alike = sum(figure.agrees for figure in figures)
    text = f"\nPublished figures that follow from the method: {alike} of {len(figures)}.\n" if figures else ""
    if not method.deviations:
        return text
    rows = [_figure(figure) for figure in method.deviations]
    return f"{text}\n{_table(('figure', 'line', 'published', 'computed', 'why'), rows)}"


def _figure(figure: Figure) -> tuple[str, ...]:
    shown = (figure_text(figure, figure.published), figure_text(figure, figure.computed))
    return (inline(figure.what), figure.source, *shown, inline(figure.why))


def _limits(method: Method) -> str:
    return "\nNot counted:\n\n" + "".join(f"- {inline(limit)}\n" for limit in method.limits) if method.limits else ""


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(map(cell, line))} |\n" for line in lines)
