"""Sizes for a terminal."""

from collections.abc import Iterator, Sequence

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
from policyengine.sizes.report import Machines, ModelSize, Need, OptionSize, SizeReport
from policyengine.snippet import safe_lines
from policyengine.words.numbers import full, tenths


def render_size_text(report: SizeReport) -> str:
    """Print the requirement of a model and the GPUs with enough memory, or whether each option of a profile fits."""
    lines = [line for model in report.models for line in _model(model)]
    lines += [line for option in report.options for line in _option(option)]
    return safe_lines(lines)


def _model(size: ModelSize) -> Iterator[str]:
    yield from head_sentences(size)
    if size.needs and all(need.cache_gb is None for need in size.needs):
        yield f"a lower bound only: {CACHE_HINT}"
    yield from (f"note: {remark}" for remark in size.remarks)
    for need in size.needs:
        yield ""
        yield f"{need.quantization}: {need_sentence(need)}"
        yield from _machines(need, need.machines if size.gpus else in_one_server(need))
        for sentence in beyond_sentences(need):
            yield f"  {sentence}"


def _machines(need: Need, shown: Sequence[Machines]) -> Iterator[str]:
    if not shown:
        return
    known = need.cache_gb is not None
    left = "GB left" if known else "GB for cache"
    yield f"  {'GPUs':<20}{left:>12}{'longest context':>17}{'most requests':>15}  USD per month"
    for each in shown:
        number = f"{each.number:>4}{'' if known else '+'} x {each.gpu}"
        price = f"  {rent(need, each)}{f' [{each.price_set}]' if each.price_set else ''}"
        note = f"  ({splitting(each)})" if splitting(each) else ""
        fitting = f"{_count(each.longest_context):>17}{_count(each.most_requests):>15}"
        yield f"  {number:<20}{tenths(each.free_gb):>12}{fitting}{price}{note}"


def _count(amount: int | None) -> str:
    return "not known" if amount is None else full(amount)


def _option(size: OptionSize) -> Iterator[str]:
    yield f"{size.workload} {size.element}: {size.model} {FIT_WORDS[size.fit]}"
    asked = asked_sentence(size)
    yield f"  {served_words(size)}{f' ({asked})' if asked else ''}"
    memory = memory_words(size)
    if memory:
        yield f"  {memory}"
    for note in option_notes(size):
        yield f"  {note}"
