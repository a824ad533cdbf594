"""The latency score of the six-dimension framework, and the share of the target left after the network.

"Open Source vs Closed Source LLMs — Decision Framework" (myengineeringpath.dev), latency dimension. Its bands overlap
at their ends or omit them; here each band begins at its lower end. Exactly 100 ms scores 4 and exactly 500 ms scores 3,
because the article says "below"; 1 s and 2 s are in two of its bands and count for the less demanding one; above 5 s,
where the article has no band, a target scores as just below.
"""

from policyengine.facts.environment import Facts

BANDS = ((100, 5), (500, 4), (1000, 3), (2000, 2))
"""Milliseconds below which a target has this score; from 2 s on it is 1."""

PLACEMENTS = {5: "small-at-edge", 4: "small-beside", 3: "beside", 2: "any", 1: "api"}
"""The recommendation of the framework for each score."""


def latency_score(p95_ms: int) -> int:
    """Return the score of a target, 1 (favours closed models strongly) to 5 (favours open models strongly)."""
    return next((score for below_ms, score in BANDS if p95_ms < below_ms), 1)


def network_ms(p95_ms: int, network_share: float) -> float:
    """Return the milliseconds of a target that the network uses, whose share of the latency is 0 to 1."""
    return p95_ms * network_share


def latency_facts(facts: Facts) -> Facts:
    """Return the derived facts `workload.latency.*`, if target and share are declared."""
    p95_ms, share = facts.get("workload.latency.p95_ms"), facts.get("workload.latency.network_share")
    if p95_ms is None:
        return {}
    score = latency_score(p95_ms)
    found: Facts = {"workload.latency.score": score, "workload.latency.placement": PLACEMENTS[score]}
    if share is not None:
        found["workload.latency.network_ms"] = network_ms(p95_ms, share)
        found["workload.latency.model_ms"] = p95_ms - found["workload.latency.network_ms"]
    return found
