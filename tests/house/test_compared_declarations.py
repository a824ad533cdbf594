"""What makes rules apply is compared with the revision that judges, so that nothing of it is left out unseen."""

from policyengine.loading.declarations import OF_PROJECT, OF_WORKLOAD
from policyengine.policy.policy import load_policy
from policyengine.vocabulary.routes import FROM, INPUTS, KEYS
from policyengine.vocabulary.types import TYPES

COMPARED = {
    *(f"project.{'.'.join(route)}" for route in OF_PROJECT),
    *(f"workload.{'.'.join(route)}" for route in OF_WORKLOAD),
}
NOT_COMPARED = {
    "project.lifecycle": "compared by strictness: removed/lifecycle",
    "workload.ai_act.prohibited_screen": "a check that was made, and may be made again",
    "workload.data.deid.method": "a method in place of another is judged as it is",
    "workload.data.phi_exception": "an exception: without it, rules apply",
    "workload.migration.phases": "a plan, which ends",
}


def read_by_when() -> set[str]:
    """Return the words and flags of projects and workloads that decide whether a shipped rule applies."""
    policy = load_policy(())
    rules = [policy.rule(head.id) for head in policy.all_headers]
    pending = [path for rule in rules if rule.when is not None for path in rule.when.reads]
    found: set[str] = set()
    while pending:
        path = pending.pop()
        if path not in found:
            found.add(path)
            pending += INPUTS.get(path, ())
    return {
        path
        for path in found
        if path.startswith(("project.", "workload."))
        and "profile" in FROM.get(path, ())
        and TYPES.get(path) in {"string", "list<string>", "bool"}
    }


def test_what_makes_rules_apply_is_compared() -> None:
    """Add a new one to `OF_PROJECT` or `OF_WORKLOAD` in loading/declarations.py, or say here why not."""
    assert read_by_when() - COMPARED - NOT_COMPARED.keys() == set()


def test_what_is_compared_can_be_declared() -> None:
    """Each route is that of a fact."""
    routes = {(path.partition(".")[0], *KEYS.get(path, ())) for path in FROM}
    assert {("project", *route) for route in OF_PROJECT} | {("workload", *route) for route in OF_WORKLOAD} <= routes
