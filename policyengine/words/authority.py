"""The authority behind a rule, in words."""

from typing import NamedTuple


class Authority(NamedTuple):
    """A force as a label, for brackets, and as a sentence; `{}` is the demand: `this` or `it`."""

    label: str
    demand: str


AUTHORITIES = {
    "law": Authority("law", "the law requires {}"),
    "contract": Authority("contract", "the contract requires {}"),
    "license": Authority("licence", "the licence requires {}"),
    "guidance": Authority("guidance", "official guidance expects {}"),
    "framework": Authority("framework", "the framework expects {}"),
    "practice": Authority("practice", "good practice suggests {}"),
    "organization-policy": Authority("your policy", "your policy requires {}"),
    "consistency": Authority("consistency", "the declared facts have to agree"),
}
"""The claim allowed for each force of a rule: only law, contract, licence and your own policy require something."""


def demand_of(force: str, what: str = "it") -> str:
    """Return the authority and its demand: `the law requires it`, `official guidance expects this`."""
    return AUTHORITIES[force].demand.format(what)


def label_of(force: str) -> str:
    """Return a force in a word or two, for brackets: `licence`, `your policy`."""
    return AUTHORITIES[force].label
