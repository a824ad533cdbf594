"""What holds for every input, whatever it is. Each law is a function that returns what is wrong, or an empty text."""

import json
import re
from collections.abc import Callable

from policyengine.errors import InputError
from policyengine.loading.yaml.parsing import parse
from policyengine.loading.yaml.syntax import split_lines
from tests.fuzz.trial import Outcome, Trial

SECONDS = 2.0
"""CPU seconds that one input of at most 1 MiB may take."""

_PLACE = re.compile(r"^ *--> (.+):(\d+):(\d+)$", re.MULTILINE)
_CODES = {0, 1, 2, 3}
_CHECKED = re.compile(r"checked (\d+) profiles?")


def no_bug(_trial: Trial, outcome: Outcome) -> str:
    """No exception escapes but those that explain a mistake."""
    if outcome.bug is None:
        return ""
    return f"{type(outcome.bug).__name__}: {str(outcome.bug)[-300:]}"


def bounded_time(_trial: Trial, outcome: Outcome) -> str:
    """No input takes more than two seconds of CPU."""
    return f"{outcome.seconds:.1f} s of CPU" if outcome.seconds > SECONDS else ""


def known_code(_trial: Trial, outcome: Outcome) -> str:
    """The exit code is one of those documented, and each but 0 explains itself."""
    if outcome.bug is not None:
        return ""
    if outcome.code not in _CODES:
        return f"exit code {outcome.code}"
    if outcome.code and not (outcome.out.strip() or outcome.err.strip()):
        return f"exit code {outcome.code} without a word"
    return ""


def nothing_checked_is_no_success(trial: Trial, outcome: Outcome) -> str:
    """A check that judged no profile does not exit 0."""
    if trial.command[0] != "check" or outcome.code != 0 or outcome.bug:
        return ""
    if "json" in trial.command:
        return "" if json.loads(outcome.out)["counts"]["profiles"] else "exit 0 with no profile"
    found = _CHECKED.search(outcome.out)
    return "" if found and int(found[1]) else "exit 0 with no profile"


def places_are_in_the_text(trial: Trial, outcome: Outcome) -> str:
    """Each place that is printed lies in its file."""
    for path, line, column in _PLACE.findall(f"{outcome.out}\n{outcome.err}"):
        text = trial.files.get(path.removeprefix("./"))
        if text is None:
            continue
        shown = text.decode("utf-8", "replace").removeprefix("\ufeff")
        lines = _lines(path, shown)
        number = int(line)
        if not 1 <= number <= len(lines) + 1:
            return f"line {number} of {len(lines)} in {path}"
        if number <= len(lines) and not 1 <= int(column) <= len(lines[number - 1]) + 1:
            return f"column {column} of {len(lines[number - 1])} in line {number} of {path}"
    return ""


def _lines(path: str, text: str) -> tuple[str, ...]:
    """Return the lines of a file as readers of its format count them."""
    if path.endswith((".yaml", ".yml")):
        return split_lines(text)
    return tuple(re.split(r"\r\n|[\r\n]", text) if path.endswith(".csv") else text.split("\n"))


def json_is_json(trial: Trial, outcome: Outcome) -> str:
    """What is asked for as JSON is JSON, without numbers that no other program reads."""
    if "json" not in trial.command or not outcome.out or outcome.bug:
        return ""
    try:
        json.loads(outcome.out, parse_constant=_refuse)
    except ValueError as error:
        return f"not JSON: {error}"
    return ""


def both_parsers_agree(trial: Trial, _outcome: Outcome) -> str:
    """What both parsers read, they read alike; what only one reads has a tab or a `?` in it, or `:` before `,`."""
    if not trial.target.endswith((".yaml", ".yml")) or len(trial.files[trial.target]) > 1 << 16:
        return ""
    try:
        text = trial.files[trial.target].decode()
    except UnicodeDecodeError:
        return ""
    fast, pure = _read(text, pure=False), _read(text, pure=True)
    if fast == pure:
        return ""
    if "refused" in (fast, pure) and re.search(r"[\t?]|:[,}\]]|:\s*$", text, re.MULTILINE):
        return ""
    return f"libyaml reads {fast[:200]}, the parser in Python {pure[:200]}"


def _read(text: str, *, pure: bool) -> str:
    try:
        return repr(parse("x.yaml", text, pure=pure).value)
    except InputError:
        return "refused"


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


LAWS: tuple[Callable[[Trial, Outcome], str], ...] = (
    no_bug,
    bounded_time,
    known_code,
    nothing_checked_is_no_success,
    places_are_in_the_text,
    json_is_json,
)
"""The laws of every run."""

COSTLY: tuple[Callable[[Trial, Outcome], str], ...] = (both_parsers_agree,)
"""The laws that a share of the runs is held to."""


def broken(trial: Trial, outcome: Outcome, *, costly: bool = False) -> list[str]:
    """Return each law that a run breaks, with how."""
    laws = LAWS + COSTLY if costly else LAWS
    return [f"{law.__name__}: {how}" for law in laws if (how := law(trial, outcome))]
