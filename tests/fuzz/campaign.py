"""A campaign: inputs of a format by number, each held to the laws; what breaks one is made small and kept."""

import hashlib
import json
import shlex
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.fuzz.formats import (
    ignore,
    overlay,
    pack,
    price_set,
    profile,
    record,
    request_log,
    results,
    rule,
    settings,
    template,
    waiver,
)
from tests.fuzz.laws import broken
from tests.fuzz.mutating import unchanged
from tests.fuzz.running import run, run_process, warm
from tests.fuzz.trial import Format, Outcome, Trial

FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        profile.FORMAT, settings.FORMAT, rule.FORMAT, pack.FORMAT, overlay.FORMAT, price_set.FORMAT, waiver.FORMAT,
        ignore.FORMAT, *request_log.FORMATS, *results.FORMATS, *record.FORMATS, template.FORMAT,
    )
}  # fmt: skip
"""Every format that is fuzzed, by its name. A new format is a module below `formats/` and a word here."""

_TWICE, _ALIKE, _COSTLY, _PROCESS, _UNCHANGED = 10, 5, 7, 400, 4
_MOST_TRIES, _MOST_INVALID = 150, 12


class Fault(NamedTuple):
    """An input that breaks laws."""

    format: str
    seed: int
    number: int
    trial: Trial
    laws: tuple[str, ...]


class Counts(NamedTuple):
    """What a campaign did: inputs, those that were read without a mistake, CPU seconds, faults."""

    inputs: int
    valid: int
    seconds: float
    faults: tuple[Fault, ...]


def campaign(form: Format, seed: int, inputs: int, seconds: float) -> Counts:
    """Try the first inputs of a seed, until there were enough or the CPU seconds are used and one was valid.

    What is compiled once, and kept, is compiled before: it is no input's time.
    """
    warm()
    started, valid, faults, number = time.process_time(), 0, [], 0
    with tempfile.TemporaryDirectory(prefix="policyengine-fuzz-") as place:
        folder = Path(place) / "repository"
        while number < inputs and (time.process_time() - started < seconds or (not valid and number < _MOST_INVALID)):
            trial, outcome, laws = attempt(form, seed, number, folder)
            valid += outcome.code != 2
            if laws:
                faults.append(Fault(form.name, seed, number, trial, tuple(laws)))
            number += 1
    return Counts(number, valid, time.process_time() - started, tuple(faults))


def attempt(form: Format, seed: int, number: int, folder: Path) -> tuple[Trial, Outcome, list[str]]:
    """Try one input: the same seed and number are the same input everywhere; every fourth is one without changes."""
    random = Random(f"{form.name}/{seed}/{number}")
    if form.alike is not None and number % _ALIKE == 1:
        first, second = form.alike(random)
        outcome = run(folder, first)
        return first, outcome, [*broken(first, outcome), *_unlike(outcome, run(folder, second))]
    with unchanged() if number % _UNCHANGED == 0 else nullcontext():
        trial = form.make(random)
    outcome = run(folder, trial, whole=number % _COSTLY == _COSTLY - 1)
    laws = broken(trial, outcome, costly=number % _COSTLY == 0)
    if number % _TWICE == 0 and not laws:
        laws += _different(outcome, run(folder, trial), "the second run")
    if number % _PROCESS == _PROCESS - 1 and not laws:
        laws += _different(outcome, run_process(folder, trial), "a process of its own")
    return trial, outcome, laws


def _different(first: Outcome, second: Outcome, what: str) -> list[str]:
    same = (first.code, first.out, first.err) == (second.code, second.out, second.err)
    return [] if same else [f"deterministic: {what} ends otherwise: {first.code} and {second.code}"]


def _unlike(first: Outcome, second: Outcome) -> list[str]:
    """Compare two runs on files that say the same: exit code, and rule, subject and outcome of every verdict."""
    if (first.code == 2) != (second.code == 2) or (first.code != 2 and _verdicts(first) != _verdicts(second)):
        return [f"style_decides_nothing: two ways of writing end otherwise: {first.code} and {second.code}"]
    return []


def _verdicts(outcome: Outcome) -> list[str]:
    found: Any = json.loads(outcome.out)
    kept = ("outcome", "severity", "subject")
    return sorted(json.dumps([one["rule"], *(one[key] for key in kept)], sort_keys=True) for one in found["verdicts"])


def smaller(fault: Fault, folder: Path) -> Trial:
    """Return an input that breaks the same laws with less text: lines are taken out, then characters."""
    wanted = {law.partition(":")[0] for law in fault.laws}
    best, tries = fault.trial, 0
    for separator in (b"\n", b""):
        size = len(_parts(best.files[best.target], separator)) // 2
        while size and tries < _MOST_TRIES:
            for text in _without(best.files[best.target], separator, size):
                tries += 1
                trial = best.with_text(text)
                found = {law.partition(":")[0] for law in broken(trial, run(folder, trial), costly=True)}
                if wanted <= found:
                    best = trial
                    break
                if tries >= _MOST_TRIES:
                    break
            else:
                size //= 2
    return best


def _parts(text: bytes, separator: bytes) -> list[bytes]:
    return text.split(separator) if separator else [text[at : at + 1] for at in range(len(text))]


def _without(text: bytes, separator: bytes, size: int) -> Iterator[bytes]:
    parts = _parts(text, separator)
    for start in range(0, len(parts), size):
        yield separator.join(parts[:start] + parts[start + size :])


def kept(fault: Fault, below: Path) -> Path:
    """Write a fault into a folder of its own: its files, made small, the laws it breaks, and how to repeat it."""
    with tempfile.TemporaryDirectory(prefix="policyengine-fuzz-") as place:
        small = smaller(fault, Path(place) / "repository")
    name = hashlib.sha256(small.files[small.target]).hexdigest()[:8]
    folder = below / f"{fault.format}-{fault.seed}-{fault.number}-{name}"
    for path, text in small.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    lines = [
        *fault.laws,
        f"policyengine {shlex.join(small.command)}",
        f"make fuzz FUZZ_FORMAT={fault.format} SEED={fault.seed} FUZZ_NUMBER={fault.number}",
    ]
    (folder / "fault.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
