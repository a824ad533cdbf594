"""The limits of a decision and its record, checked before the evaluation."""

from collections.abc import Iterator, Sequence
from typing import Any

from policyengine.errors import InputError, Mistake
from policyengine.facts.references import elements_of
from policyengine.loading.profiles import Profile
from policyengine.location import Route
from policyengine.words.numbers import full

MOST_WORKLOADS = 30
"""Maximum number of workloads of one decision."""

MOST_CONSIDERED = 50
"""Maximum number of considered options of one decision: each is judged, counted and described."""

MOST_ELEMENTS = 60
"""Maximum total of workloads, options, recipients, tools and stores of one decision."""

MOST_IN_A_RUN = 200
"""Maximum total of these over the decisions of one run; elements of several decisions count for each."""

MOST_TEXT = 100_000
"""Maximum number of characters of a decision, its workloads and the waivers, as written in the profile."""

_SPLIT = "split the decision: fewer workloads in each"


def refuse_large(profile: Profile, keys: Sequence[str]) -> None:
    """Raise InputError for decisions that exceed the limits, each with its place."""
    mistakes = [mistake for key in keys for mistake in _mistakes(profile, key)]
    counts = [_elements(profile, key) for key in keys]
    if not mistakes and len(keys) > 1 and sum(counts) > MOST_IN_A_RUN:
        last = next(index for index in range(len(keys)) if sum(counts[: index + 1]) > MOST_IN_A_RUN)
        message = (
            f"{full(len(keys))} decisions are about {full(sum(counts))} workloads, options, recipients, tools and "
            f"stores, a run accepts at most {MOST_IN_A_RUN}"
        )
        mistakes = [_at(profile, ("decisions", keys[last]), message, "name some of them: `--decision NAME`")]
    if mistakes:
        raise InputError(*mistakes)


def _mistakes(profile: Profile, key: str) -> Iterator[Mistake]:
    names = profile.decisions[key]["decision.workloads"]
    route: Route = ("decisions", key)
    considered = sum(len(profile.workloads.get(name, {}).get("considered") or ()) for name in names)
    elements = _elements(profile, key)
    if len(names) > MOST_WORKLOADS:
        message = f"decision `{key}` has {full(len(names))} workloads, a record has at most {MOST_WORKLOADS}"
        yield _at(profile, (*route, "workloads"), message, _SPLIT)
    elif considered > MOST_CONSIDERED:
        message = f"decision `{key}` has {full(considered)} options considered, a record has at most {MOST_CONSIDERED}"
        yield _at(profile, route, message, "leave out those that were never likely, or make several decisions")
    elif elements > MOST_ELEMENTS:
        message = (
            f"decision `{key}` is about {full(elements)} workloads, options, recipients, tools and stores, "
            f"a record has at most {MOST_ELEMENTS}"
        )
        yield _at(profile, (*route, "workloads"), message, _SPLIT)
    else:
        yield from _text_mistakes(profile, key, names)


def _elements(profile: Profile, key: str) -> int:
    """Return the number of workloads of a decision and of their elements."""
    workloads = (profile.workloads.get(name, {}) for name in profile.decisions[key]["decision.workloads"])
    return sum(elements_of(workload) + bool(workload.get("choice")) for workload in workloads)


def _text_mistakes(profile: Profile, key: str, names: Sequence[str]) -> Iterator[Mistake]:
    routes: list[Route] = [("decisions", key), *(("workloads", name) for name in names), ("waivers",)]
    texts = [found for route in routes for found in _texts(profile.document.value_at(route), route)]
    total = sum(length for length, _ in texts)
    if total > MOST_TEXT:
        length, route = max(texts, key=lambda text: text[0])
        name = next((str(part) for part in reversed(route) if isinstance(part, str)), key)
        message = (
            f"decision `{key}`, its workloads and the waivers have {full(total)} characters of text, "
            f"a record accepts at most {full(MOST_TEXT)}"
        )
        hint = f"shorten `{name}` here, the longest with {full(length)}, or name a document that says it; or {_SPLIT}"
        place = profile.document.locate_value(route)
        yield profile.document.mistake(message, place, hint)


def _texts(value: Any, route: Route) -> Iterator[tuple[int, Route]]:
    """Yield the length of each text in plain data, with its route."""
    if isinstance(value, str):
        yield len(value), route
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, (*route, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _texts(part, (*route, index))


def _at(profile: Profile, route: Route, message: str, hint: str) -> Mistake:
    document = profile.document
    return document.mistake(message, document.locate_key(route), hint)
