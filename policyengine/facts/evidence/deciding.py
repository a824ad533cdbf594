"""The inputs on which a derived fact rests in one case, where those are fewer than the fact table lists."""

from policyengine.facts.surroundings import Facts
from policyengine.policy.on_demand import BY_CASE
from policyengine.vocabulary.routes import INPUTS

_NEEDED = ("option.hosting", "project.lifecycle")

_BY_CHOICE = ("option.sizing.", "workload.volume.")
_REFINING = frozenset(
    {
        "option.serving.tensor_parallel",
        "option.serving.engine",
        "option.serving.memory_utilization",
        "workload.volume.total_tokens_per_month",
    }
)
"""What sizes and volumes rest on where it is declared, and do without where it is not."""


def deciding_inputs(path: str, facts: Facts) -> tuple[str, ...]:
    """Return the facts that decide a derived fact here; for one that is unknown, those it waits for among them."""
    if path.startswith("primary."):
        mirrored = deciding_inputs(f"option{path[7:]}", _as_option(facts))
        return tuple(f"primary{given[6:]}" if given.startswith("option.") else given for given in mirrored)
    if path.startswith(BY_CASE) and all(needed in facts for needed in _NEEDED):
        return _by_case(path, facts)
    given = INPUTS.get(path, ())
    if path.startswith(_BY_CHOICE):
        return tuple(name for name in given if name not in _REFINING or name in facts)
    return given


def _by_case(path: str, facts: Facts) -> tuple[str, ...]:
    """Ask those who compute the fact, loaded only here: most profiles wait for a fact, and few for one of these."""
    prefix, _, leaf = path.removeprefix("option.").rpartition(".")
    if prefix == "readiness":
        from policyengine.facts.serving.readiness import readiness

        return readiness(facts).deciding(leaf)
    if prefix == "reliability":
        from policyengine.facts.serving.reliability import reliability

        return reliability(facts).deciding(leaf)
    from policyengine.facts.serving.engines import deciding

    return deciding(path, facts)


def _as_option(facts: Facts) -> Facts:
    """Return the facts as a case of the primary option has them."""
    around = {path: value for path, value in facts.items() if not path.startswith("option.")}
    return around | {f"option{path[7:]}": value for path, value in facts.items() if path.startswith("primary.")}
