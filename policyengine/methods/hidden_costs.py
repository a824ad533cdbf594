"""Costs that comparisons tend to omit, for either side (000:L270-294, 001:L217, 003:L284, 004:L35)."""

from typing import NamedTuple

from policyengine.methods.articles import SEED_000, SEED_001, SEED_003, SEED_004
from policyengine.methods.forms import many_of, one_of
from policyengine.methods.method import Input, Method


class CostLine(NamedTuple):
    """A line that a comparison should have: its word, its item, and its source."""

    word: str
    pays_for: str
    source: str


OPEN_LINES = (
    CostLine("gpu-rental", "GPUs, rented or bought", "000:L276"),
    CostLine("provisioning", "provisioning and replacing GPUs, health checks, failover", "000:L276"),
    CostLine("scaling", "scaling the capacity with the traffic", "000:L276, 003:L284"),
    CostLine("on-call", "on-call duty", "000:L276, 003:L284"),
    CostLine("mlops", "serving, load balancing, comparing versions, rollback: one person's full-time job", "000:L278"),
    CostLine("monitoring", "detecting degraded quality or GPUs", "000:L278, 001:L217, 004:L35"),
    CostLine("model-updates", "evaluating and moving to new releases", "000:L280, 001:L217, 003:L284"),
    CostLine("retraining", "retraining after data drift", "000:L280, 001:L217"),
    CostLine("security-patching", "vulnerabilities, prompt injection, guardrails", "000:L282"),
    CostLine("hiring", "engineers who know GPUs and serving", "000:L284"),
    CostLine("engineering-time", "setup and monthly hours", "001:L52-56, 004:L35"),
)

CLOSED_LINES = (
    CostLine("token-fees", "tokens sent and received", "003:L88-108"),
    CostLine("lock-in", "weeks of work to switch the provider after a year", "000:L286"),
    CostLine("pricing-changes", "price changes by the provider", "000:L288"),
    CostLine("rate-limits", "requests that fail or wait during a spike", "000:L290"),
    CostLine("data-agreement", "checking agreements, certificates and retention", "000:L292"),
    CostLine("deprecation", "migrating when the provider retires a model", "000:L294"),
)

_LINES = {"open": OPEN_LINES, "closed": CLOSED_LINES}


class Declared(NamedTuple):
    """A side, open (self-hosted) or closed (an API), and the lines of its comparison, by word."""

    side: str
    lines: tuple[str, ...]


class Checklist(NamedTuple):
    """The missing lines, in the order of the list."""

    complete: bool
    missing: tuple[CostLine, ...]
    notes: tuple[str, ...] = ()


def hidden_costs(declared: Declared) -> Checklist:
    """Return the lines of a side that are not declared; words of the other side are ignored with a note."""
    wanted = _LINES[declared.side]
    missing = tuple(line for line in wanted if line.word not in declared.lines)
    known = {line.word for line in wanted}
    notes = tuple(f"`{word}` is not a line of the {declared.side} side" for word in declared.lines if word not in known)
    return Checklist(not missing, missing, notes)


METHOD = Method(
    id="seeds/hidden-costs",
    title="Hidden-cost checklist",
    articles=(SEED_000, SEED_001, SEED_003, SEED_004),
    sources=("000:L270-294", "001:L215-217", "003:L284", "004:L35"),
    computes="missing cost lines of a comparison",
    formula=("missing = the side's lines that are not declared",),
    shape=Declared,
    inputs=(
        Input("side", one_of("open", "closed"), "open is self-hosted, closed is an API"),
        Input(
            "lines",
            many_of(*(line.word for line in (*OPEN_LINES, *CLOSED_LINES))),
            "the lines included in the comparison",
        ),
    ),
    function=hidden_costs,
    example=("side=open", "lines=gpu-rental"),
    limits=(
        "lists the missing lines without their cost: seed-000/loaded-cost and seed-004/engineering-time compute it",
    ),
)
