"""Methods for people: the list, a page, the result of a run."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policyengine.methods.method import Article, Figure, Input, Method
from policyengine.methods.written import written
from policyengine.outputs.methods.values import (
    field_text,
    figure_text,
    is_table,
    is_working,
    table_cells,
    working_text,
)
from policyengine.snippet import safe_lines

_AMOUNT = re.compile(r"-?[\d,.]+( to [\d,.]+)?|none|never")


def methods_text(methods: Mapping[str, Method]) -> str:
    """Print a line for each method: id and title."""
    width = max(map(len, methods))
    return "".join(f"{method.id:<{width}}  {method.title}\n" for method in methods.values())


def method_page(method: Method) -> str:
    """Print everything a method says: what it computes, its formula and inputs, and what its articles published."""
    return "".join(f"{line}\n" for line in _page(method))


def result_text(method: Method, values: Mapping[str, Any], result: Any) -> str:
    """Print the inputs of a run, its result with the working, its notes and its source."""
    return safe_lines(_result(method, values, result))


def article_text(article: Article) -> str:
    """Name an article: `title (by)`."""
    return f"{article.title} ({article.by})"


def default_text(method: Method, item: Input) -> str:
    """Return what an input is when it is not given."""
    if item.name not in method.defaults:
        return "must be given"
    value = method.defaults[item.name]
    return "may be left out" if value is None else f"default {written(value)}"


def example_text(method: Method) -> str:
    """Return the command of a method's example, as typed in a shell."""
    return f"policyengine methods run {method.id} {' '.join(map(_quoted, method.example))}"


def _page(method: Method) -> Iterator[str]:
    yield f"{method.id}: {method.title}"
    yield method.computes
    yield from _section("from", _from(method))
    yield from (f"  - {article.seed} is {article.url}" for article in method.articles)
    yield from ("", "formula:", *(f"  {line}" for line in method.formula))
    yield from _section("inputs", [_input(method, item) for item in method.inputs])
    yield from _section("published and computed alike", [_published(each) for each in method.figures() if each.agrees])
    if method.deviations:
        yield from ("", "published otherwise than computed:")
    for why, figures in method.deviations.items():
        yield f"  - {why}"
        yield from (f"    {_published(each)}; computed {figure_text(each, each.computed)}" for each in figures)
    yield from _section("limits", list(method.limits))
    yield from ("", f"try: {example_text(method)}")


def _from(method: Method) -> list[str]:
    return [
        f"{article.seed}:{','.join(method.lines[article.seed])} of {article_text(article)}"
        for article in method.articles
    ]


def _published(figure: Figure) -> str:
    return f"{figure.what}: {figure_text(figure, figure.published)} ({figure.source})"


def _input(method: Method, item: Input) -> str:
    source = f", {item.source}" if item.source else ""
    return f"{item.name} ({item.form.name}; {default_text(method, item)}{source}): {item.meaning}"


def _result(method: Method, values: Mapping[str, Any], result: Any) -> Iterator[str]:
    yield f"{method.id}: {method.title}"
    yield from ("", "inputs:")
    for item in method.inputs:
        if item.name in values:
            yield f"  {item.name}: {written(values[item.name])}"
        elif method.defaults[item.name] is not None:
            yield f"  {item.name}: {written(method.defaults[item.name])} (default, {item.source or 'ours'})"
    yield from _result_lines(result)
    yield from _section("from", _from(method))
    yield from ("", f"more: `policyengine methods show {method.id}`, with what was published beside what is computed")


def _result_lines(result: Any) -> Iterator[str]:
    """Print a result: its amounts, then its tables, the working, and the notes."""
    fields = {name: value for name, value in result._asdict().items() if name != "notes"}
    flat = {name: value for name, value in fields.items() if not is_table(value) and not is_working(value)}
    if flat:
        yield from ("", "result:", *(f"  {name}: {field_text(name, value)}" for name, value in flat.items()))
    for name, value in fields.items():
        if is_table(value):
            yield from ("", f"{name}:", *_table(value))
        elif is_working(value):
            yield from ("", f"{name}:", *(f"  {working_text(line)}" for line in value))
    yield from _section("notes", list(getattr(result, "notes", ())))


def _table(rows: tuple[Any, ...]) -> Iterator[str]:
    columns = [_aligned(column) for column in zip(*table_cells(rows), strict=True)]
    for row in zip(*columns, strict=True):
        yield f"  {'  '.join(row)}".rstrip()


def _aligned(column: tuple[str, ...]) -> list[str]:
    """Pad the cells below a head to one width: numbers to the right, words to the left."""
    side = ">" if all(map(_AMOUNT.fullmatch, column[1:])) else "<"
    return [f"{cell:{side}{max(map(len, column))}}" for cell in column]


def _section(name: str, items: list[str]) -> Iterator[str]:
    if items:
        yield from ("", f"{name}:", *(f"  - {item}" for item in items))


def _quoted(argument: str) -> str:
    """Quote an argument that a shell would take apart."""
    return f"'{argument}'" if set(argument) & set(" ()$&;*") else argument
