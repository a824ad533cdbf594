"""The inputs on which a derived fact rests in one case, where those are fewer than the fact table lists."""

from policyengine.facts import serving
from policyengine.facts.readiness import readiness
from policyengine.facts.reliability import reliability
from policyengine.facts.surroundings import Facts
from policyengine.policy.on_demand import GROUPS
from policyengine.vocabulary.routes import INPUTS

_CHECKLISTS = {"readiness": readiness, "reliability": reliability}


_NEEDED = ("option.hosting", "project.lifecycle")


def deciding_inputs(path: str, facts: Facts) -> tuple[str, ...]:
    """Give the facts that decide a derived fact here; for one that is unknown, those it waits for among them."""
    if path.startswith("primary."):
        mirrored = deciding_inputs(f"option{path[7:]}", _as_option(facts))
        return tuple(f"primary{given[6:]}" if given.startswith("option.") else given for given in mirrored)
    prefix, _, leaf = path.removeprefix("option.").rpartition(".")
    if all(needed in facts for needed in _NEEDED):
        if prefix in _CHECKLISTS:
            return _CHECKLISTS[prefix](facts).deciding(leaf)
        if path in GROUPS["serving"]:
            return serving.deciding(path, facts)
    given = INPUTS.get(path, ())
    if prefix == "sizing":
        return tuple(name for name in given if name not in _REFINING or name in facts)
    return given


_REFINING = frozenset({"option.serving.tensor_parallel", "option.serving.engine", "option.serving.memory_utilization"})
"""What sizes rest on where it is declared, and do without where it is not."""


def _as_option(facts: Facts) -> Facts:
    """Give the facts as a case of the primary option has them."""
    around = {path: value for path, value in facts.items() if not path.startswith("option.")}
    return around | {f"option{path[7:]}": value for path, value in facts.items() if path.startswith("primary.")}
