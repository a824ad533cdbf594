"""How well the rules support a choice, in two sentences."""

from policyengine.records.standing import Standing
from policyengine.records.wording import coded, counted, listed

_RIVALS = {
    "refused": "refused",
    "unknown": "not settled",
    "waived": "eligible under a waiver",
    "eligible": "eligible",
    "not judged": "not judged",
}


def support_of(standing: Standing, rivals: tuple[Standing, ...]) -> str:
    """Count what the rules find of the choice and of the other options; backticks mark code."""
    return " ".join(part for part in (_support(standing), _others(rivals)) if part)


def _support(standing: Standing) -> str:
    if not standing.applied:
        return "No rule of severity error applied to it."
    if len(standing.passed) == standing.applied:
        rules = f"{counted(standing.applied, 'rule')} of severity error that applied"
        return f"All {rules} pass." if standing.applied > 1 else "The one rule of severity error that applied passes."
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
    if len(words) == 1:
        return f"The other option considered is {_RIVALS[words[0]]}."
    parts = [
        f"{words.count(word):,} {'is' if words.count(word) == 1 else 'are'} {text}"
        for word, text in _RIVALS.items()
        if word in words
    ]
    return f"Of {counted(len(words), 'other option')} considered, {listed(parts)}." if parts else ""
