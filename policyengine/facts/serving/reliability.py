"""The safeguards that outputs of a small open model need, and the missing ones.

Based on one published account of a move from GPT-3.5 Turbo to Llama 3 8B ("Open Source vs Closed AI: How to Decide",
rawpickai.com): the small model sometimes returned malformed JSON, so that a fallback parser was needed, and answered
with confidence where the larger one had stated that it could not decide.
"""

from policyengine.facts.environment import Facts
from policyengine.facts.serving.checklists import Checklist, Item, all_hold

SMALL_BELOW_BILLION = 8.5
"""The account is about a model sold as 8B; a model that rounds to 8 billion parameters or fewer is as small:
8.03, 8.2.
"""

_SIZE = ("option.model.openness", "option.model.params_total_b")


def reliability(facts: Facts) -> Checklist:
    """Return the safeguards of an option, from the facts of its case."""
    small = small_open(facts)
    given = (
        ("fallback-parser", "workload.output.strict_json", "workload.output.fallback_parser"),
        ("abstention-test", "workload.needs.abstention", "workload.output.abstention_tested"),
    )
    return Checklist(
        tuple(
            Item(name, all_hold(facts.get(need), small), facts.get(shown), shown, _asked_by(need, facts))
            for name, need, shown in given
        )
    )


def small_open(facts: Facts) -> bool | None:
    """Return whether the model is open and has 8 billion parameters or fewer; closed models never count."""
    openness, billions = (facts.get(path) for path in _SIZE)
    is_open = None if openness is None else openness != "closed"
    return all_hold(is_open, None if billions is None else billions < SMALL_BELOW_BILLION)


def _asked_by(need: str, facts: Facts) -> tuple[str, ...]:
    """Return the facts that determine whether a safeguard is needed; size is irrelevant if the model is closed."""
    if facts.get(need) is False:
        return (need,)
    return (need, *(_SIZE[:1] if facts.get(_SIZE[0]) == "closed" else _SIZE))
