"""Sizes in Markdown: a table of GPUs for each number format, or one of a profile's options."""

from collections.abc import Iterable, Iterator

from policyengine.markdown import code, inline, prose, row
from policyengine.outputs.size.words import (
    CACHE_HINT,
    FIT_WORDS,
    asked_sentence,
    beyond_sentences,
    head_sentences,
    in_one_server,
    memory_words,
    need_sentence,
    option_notes,
    rent,
    served_words,
    splitting,
)
from policyengine.sizes.report import ModelSize, Need, OptionSize, SizeReport
from policyengine.words.numbers import full, tenths


def render_size_markdown(report: SizeReport) -> str:
    """Print every model, or all options together."""
    lines = [line for model in report.models for line in _model(model)]
    lines += _options(report.options) if report.options else ()
    return "\n".join(lines) + "\n"


def _model(size: ModelSize) -> Iterator[str]:
    head, served = head_sentences(size)
    yield f"## Memory of {inline(head)}\n"
    yield f"{inline(served)}."
    for remark in size.remarks:
        yield f"\n- {prose(remark)}."
    if size.needs and all(need.cache_gb is None for need in size.needs):
        yield f"\n- A lower bound only: {prose(CACHE_HINT)}."
    for need in size.needs:
        yield f"\n### {need.quantization}: {need_sentence(need)}\n"
        yield from _machines(need, all_of_them=bool(size.gpus))


def _machines(need: Need, *, all_of_them: bool) -> Iterator[str]:
    shown = need.machines if all_of_them else in_one_server(need)
    least = "" if need.cache_gb is not None else "at least "
    if shown:
        yield "| GPUs | GB left | longest context | most requests | USD per month | prices | |"
        yield "|---|--:|--:|--:|--:|---|---|"
    for each in shown:
        counts = (each.longest_context, each.most_requests)
        fitting = ("not known" if amount is None else full(amount) for amount in counts)
        named = (f"{least}{each.number} x {inline(each.gpu)}", tenths(each.free_gb), *fitting, rent(need, each))
        yield row((*named, inline(each.price_set), splitting(each)))
    for sentence in beyond_sentences(need):
        yield f"\n- {inline(sentence)}"


def _options(options: Iterable[OptionSize]) -> Iterator[str]:
    yield "## Memory of the options\n"
    yield "| workload | option | model | served | memory of a copy | |"
    yield "|---|---|---|---|---|---|"
    for size in options:
        served = ", ".join(filter(None, (served_words(size), asked_sentence(size))))
        names = map(inline, (size.workload, size.element, size.model, served))
        yield row((*names, memory_words(size), FIT_WORDS[size.fit]))
    yield ""
    for size in options:
        for note in option_notes(size):
            yield f"- {inline(size.workload)} {code(size.element)}: {prose(note)}."
