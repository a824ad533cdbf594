"""Analysis of a request log: the types of requests that could move to a smaller option."""

from collections.abc import Callable, Iterable, Sized
from datetime import datetime
from typing import NamedTuple

from policyengine.errors import InputError, Mistake
from policyengine.facts.dates import days_between, months_between
from policyengine.loading.request_rows import Request
from policyengine.migration.published import (
    LEAST_MONTHS,
    LEAST_SIMPLE_SHARE,
    MOST_MONTHS,
    MOST_SIMPLE_SHARE,
)
from policyengine.words.numbers import full

MOST_TASKS = 1000
"""Maximum number of task types; more suggest the wrong column, and would not fit into constant memory."""

MOST_WORDS = 100
"""Maximum number of complexity labels; more suggest the same."""

LONGEST_TASK = 200
"""Maximum characters of a task type; longer texts are prompts."""


class TaskCount(NamedTuple):
    """One type of requests in a log: their number, their tokens, and the number of simple ones.

    `simple` is None if the complexity is unknown.
    """

    task: str
    requests: int
    input_tokens: int
    output_tokens: int
    simple: int | None

    @property
    def simple_share(self) -> float | None:
        """Return the share (0 to 1) of simple requests."""
        return None if self.simple is None else self.simple / self.requests

    @property
    def is_simple_enough(self) -> bool | None:
        """Return whether at least half is simple: the low end of the share that the method expects of all requests."""
        return None if self.simple_share is None else self.simple_share >= LEAST_SIMPLE_SHARE


class Counted(NamedTuple):
    """The totals of a log: its task types, most tokens first, its first and last day, and the complexity labels."""

    tasks: tuple[TaskCount, ...]
    first_day: str
    last_day: str
    words: tuple[tuple[str, int], ...]

    @property
    def requests(self) -> int:
        """Return the number of requests."""
        return sum(task.requests for task in self.tasks)

    @property
    def days(self) -> int:
        """Return the number of days from the first to the last, both included."""
        return days_between(datetime.fromisoformat(self.first_day), datetime.fromisoformat(self.last_day)) + 1

    @property
    def simple_share(self) -> float | None:
        """Return the share (0 to 1) of simple requests in the log."""
        counts = [task.simple for task in self.tasks]
        return None if not counts or None in counts else sum(filter(None, counts)) / self.requests


def _unplaced(message: str, hint: str) -> Mistake:
    return Mistake(message, hint=hint)


def count_requests(
    requests: Iterable[Request],
    simple_words: frozenset[str],
    most_tokens: int | None,
    mistake: Callable[[str, str], Mistake] = _unplaced,
) -> Counted:
    """Count a log in one pass and constant memory.

    A request is simple by its complexity label if the log has one; otherwise, with `most_tokens`, by its input tokens.
    Raises InputError if task types or labels are more or longer than expected; `mistake` creates it, from its message
    and hint, at the last request.
    """
    tallies: dict[str, list[int]] = {}
    words: dict[str, int] = {}
    simple_of = dict.fromkeys(simple_words, 1)
    first, last = "9999-99-99", ""
    limit = -1 if most_tokens is None else most_tokens
    for task, tokens_in, tokens_out, day, word in requests:
        tally = tallies.get(task)
        if tally is None:
            tally = tallies[task] = [0, 0, 0, 0, 0]
            _check_tasks(task, tallies, mistake)
        tally[0] += 1
        tally[1] += tokens_in
        tally[2] += tokens_out
        if word:
            words[word] = words.get(word, 0) + 1
            if len(words) > MOST_WORDS:
                _check("words for complexity", "complexity", words, MOST_WORDS, mistake)
            tally[3] += simple_of.get(word, 0)
            tally[4] += 1
        elif tokens_in <= limit:
            tally[3] += 1
        if day < first:  # noqa: PLR1730 - min() would cost a call for each row
            first = day
        if day > last:  # noqa: PLR1730 - as above
            last = day
    counts = [_counted(task, tally, by_length=most_tokens is not None) for task, tally in tallies.items()]
    ranked = sorted(counts, key=lambda count: (-count.input_tokens - count.output_tokens, count.task))
    return Counted(tuple(ranked), first, last, tuple(sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))))


def _counted(task: str, tally: list[int], *, by_length: bool) -> TaskCount:
    requests, tokens_in, tokens_out, simple, said = tally
    return TaskCount(task, requests, tokens_in, tokens_out, simple if by_length or said == requests else None)


def _check_tasks(task: str, tallies: Sized, mistake: Callable[[str, str], Mistake]) -> None:
    _check("types of task", "task", tallies, MOST_TASKS, mistake)
    _check("characters in a type of task", "task", task, LONGEST_TASK, mistake)


def _check(what: str, column: str, found: Sized, most: int, mistake: Callable[[str, str], Mistake]) -> None:
    if len(found) > most:
        hint = f"name the column with --column {column}=…"
        raise InputError(mistake(f"the log has more than {full(most)} {what}", hint))


class Age(NamedTuple):
    """The age of the workload in months, and its evaluation: `too-early`, `in-time` or `late`."""

    months: float
    verdict: str


def age_of(started: str, day: str) -> Age:
    """Compare the months from one ISO day to another with the 3 to 6 months of the adoption sequence."""
    months = months_between(datetime.fromisoformat(started), datetime.fromisoformat(day))
    if months < LEAST_MONTHS:
        return Age(months, "too-early")
    return Age(months, "late" if months > MOST_MONTHS else "in-time")


class Reading(NamedTuple):
    """The analysis of a log: its name, its content, its unreadable rows and the first of them, and the options.

    `started` is the ISO day of the first request ever, if it is not in the log; `simple_tokens` is the maximum of input
    tokens of a simple request, None if length is not used.
    """

    log: str
    counted: Counted
    left_out: int
    first_left_out: Mistake | None
    started: str | None
    simple_tokens: int | None

    @property
    def age(self) -> Age:
        """Return the age of the workload on the last day of the log."""
        return age_of(self.started or self.counted.first_day, self.counted.last_day)

    def is_candidate(self, task: TaskCount) -> bool | None:
        """Return whether a task type could move now; None if its complexity is unknown."""
        return task.is_simple_enough and self.age.verdict != "too-early"


def share_against_published(share: float) -> str:
    """Return whether the share of simple requests is `below`, `within` or `above` 50 to 70 %."""
    if share < LEAST_SIMPLE_SHARE:
        return "below"
    return "above" if share > MOST_SIMPLE_SHARE else "within"
