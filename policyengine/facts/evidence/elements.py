"""The elements of a workload that its summary facts depend on: its options, recipients, tools and stores."""

from collections.abc import Iterable, Iterator

from policyengine.document import Document
from policyengine.location import Route
from policyengine.vocabulary.routes import INPUTS

_LISTS = {"option": ("supporting",), "recipient": ("recipients",), "tool": ("tools",), "store": ("stores",)}
_DECLARED = {
    "option.model.openness": "option.model.id",
    "option.provider.company": "option.provider.id",
    "recipient.company": "recipient.id",
}
"""Keys of profiles, by the catalog facts derived from them."""


def element_inputs(profile: Document, workload: Route, path: str) -> Iterator[tuple[str, Route, str]]:
    """Yield the inputs of a workload's fact that its elements declare: kind, route of the element, path.

    The facts of one element are adjacent; a fact that depends on no element yields nothing.
    """
    given = [(root, path) for root, path in map(_rooted, INPUTS.get(path, ())) if root in _LISTS]
    for kind in dict.fromkeys(root for root, _ in given):
        for route in _routes(profile, workload, kind, considered=".considered_" in path):
            for read in dict.fromkeys(declared for root, declared in given if root == kind):
                yield kind, route, read


def own_inputs(inputs: Iterable[str]) -> tuple[str, ...]:
    """Remove the inputs that elements declare."""
    return tuple(path for path in inputs if _rooted(path)[0] not in _LISTS)


def option_routes(profile: Document, workload: Route) -> Iterator[Route]:
    """Return the routes of a workload's options in use, the primary one first."""
    return _routes(profile, workload, "option", considered=False)


def _rooted(path: str) -> tuple[str, str]:
    declared = _DECLARED.get(path, path)
    return declared.partition(".")[0], declared


def _routes(profile: Document, workload: Route, kind: str, *, considered: bool) -> Iterator[Route]:
    if kind == "option" and not considered and profile.holds((*workload, "choice")):
        yield (*workload, "choice")
    for name in ("considered",) if considered else _LISTS[kind]:
        for index in range(len(profile.value_at((*workload, name)) or ())):
            yield (*workload, name, index)
