"""The first lines of a record: what is decided for a workload, and how well the rules support it."""

from policyengine.records.standing import Standing
from policyengine.records.wording import coded, counted, listed

_STANCE = {
    "draft": "Draft: `{}` is to run on",
    "proposed": "Proposed: `{}` is to run on",
    "accepted": "Accepted: `{}` runs on",
    "rejected": "Rejected: `{}` was to run on",
    "deprecated": "No longer in force: `{}` was decided to run on",
    "superseded": "No longer in force: `{}` was decided to run on",
}
STATUSES = tuple(_STANCE)
"""The states of a decision, in the order of its life."""

_RIVALS = {
    "refused": "refused",
    "unknown": "unknown",
    "waived": "eligible under a waiver",
    "eligible": "eligible",
    "not judged": "not judged",
}


def summary_of(status: str, workload: str, title: str, standing: Standing, rivals: tuple[Standing, ...]) -> str:
    """Sum a workload's decision up in two or three sentences; backticks mark code."""
    if not title:
        return f"Nothing is chosen for `{workload}` yet."
    head = f"{_STANCE[status].format(workload)} {title}."
    return " ".join(part for part in (head, _support(standing), _others(rivals)) if part)


def _support(standing: Standing) -> str:
    if not standing.applied:
        return "No rule of severity error applied to it."
    parts = [f"{len(standing.passed):,} {'passes' if len(standing.passed) == 1 else 'pass'}"]
    if standing.waived:
        parts.append(f"{len(standing.waived):,} {'is' if len(standing.waived) == 1 else 'are'} waived")
    if standing.failed:
        parts.append(f"{coded(standing.failed)} {'fails' if len(standing.failed) == 1 else 'fail'}")
    if standing.unknown:
        parts.append(f"{coded(standing.unknown)} cannot be settled")
    return f"Of {counted(standing.applied, 'rule')} of severity error that applied, {listed(parts)}."


def _others(rivals: tuple[Standing, ...]) -> str:
    words = [standing.word for standing in rivals]
    parts = [f"{words.count(word):,} {text}" for word, text in _RIVALS.items() if word in words]
    return f"Of {counted(len(words), 'other option')} considered: {listed(parts)}." if parts else ""
