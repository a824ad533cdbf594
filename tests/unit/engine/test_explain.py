"""One rule explained for each case: it says what a run says, and where everything comes from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policyengine.engine.asking import active_rules
from policyengine.engine.explain import explanations
from policyengine.engine.session import Question, Session
from policyengine.explanation import Explanation, Part
from policyengine.pipeline import judge
from policyengine.policy.compiling import rule_sections
from policyengine.policy.policy import Policy
from policyengine.rule import Rule
from policyengine.verdict import Outcome
from tests.unit.engine.asked_rules import make_rule
from tests.unit.engine.judging import AS_OF, LLAMA, OPENAI, OWN, Data, judged, laid_out, make_profile
from tests.unit.engine.test_deletion import PROFILES

QUESTION = Question(AS_OF)


def explained(folder: Path, rule_id: str, profile: Data, settings: Data | None = None) -> list[Explanation]:
    """Explain a shipped rule."""
    loaded, session, _ = laid_out(folder, profile, settings)
    return explanations(loaded, session, QUESTION, rule_id)


def explained_rule(folder: Path, rule: Rule, settings: Data | None = None, **workload: Any) -> Explanation:
    """Explain a rule that a test wrote, for the one workload."""
    loaded, session, _ = laid_out(folder, make_profile(**workload), settings)
    (found,) = explanations(loaded, _with(session, rule), QUESTION, rule.id)
    return found


def _with(session: Session, rule: Rule) -> Session:
    policy = Policy(rule_sections([rule]))
    values = [parameter.default for parameter in rule.parameters]
    return session._replace(policy=policy, active=active_rules(policy, values, frozenset({rule.id}), {}, AS_OF))


@pytest.mark.slow
@pytest.mark.parametrize("name", PROFILES)
def test_explanations_say_what_a_run_says(name: str, tmp_path: Path) -> None:
    """For every rule and case: outcome, severity and what is missing; and the deciding facts are the evidence."""
    files = PROFILES[name]
    loaded, session, cases = laid_out(tmp_path, *files, considered=True)
    findings = judge(loaded, session, QUESTION._replace(passes=True, considered=True))
    verdicts = {(verdict.rule.id, verdict.subject): verdict for verdict in findings.verdicts}
    found = [one for head in session.policy.all_headers for one in explanations(loaded, session, QUESTION, head.id)]
    assert len(found) == sum(len(session.policy.headers[case.subject.scope]) for case in cases)
    for one in found:
        verdict = verdicts.pop((one.rule.id, one.subject), None)
        if verdict is None:
            assert one.outcome is Outcome.NOT_APPLICABLE or (one.when is not None and one.when.value is None)
        else:
            assert (one.outcome, one.severity, one.missing) == (verdict.outcome, verdict.severity, verdict.missing)
            # evidence names the deciding facts of what applies; where that is unknown, those of the requirement
            parts = (one.require,) if one.when is None else (one.when, one.require)
            assert {given.path for given in verdict.evidence} == {path for part in parts for path in _deciding(part)}
    assert verdicts == {}


def _deciding(part: Part) -> Iterator[str]:
    if part.kind == "fact" and part.deciding:
        yield part.text
    for child in part.children:
        yield from _deciding(child)


def test_a_rule_is_explained_for_each_element_of_its_scope(tmp_path: Path) -> None:
    """Options in use and considered, in the order of the profile."""
    profile = make_profile(OWN, considered=[OPENAI], supporting=[{"role": "fallback", **OPENAI}])
    found = explained(tmp_path, "lifecycle/version-pinned", profile)
    assert [one.subject.element for one in found] == ["primary", "fallback[0]", "considered[0]"]
    assert [one.considered for one in found] == [False, False, True]


def test_what_was_considered_comes_last(tmp_path: Path) -> None:
    """Whoever would receive the data comes after those who do."""
    choice = {**OWN, "hosting": "private-cloud", "provider": "aws"}
    profile = make_profile(choice, considered=[OPENAI], recipients=[{"provider": "datadog", "role": "observability"}])
    found = explained(tmp_path, "vendor/retention", profile)
    assert [one.subject.element for one in found] == ["aws", "datadog", "considered[0]: openai"]


def test_what_was_considered_is_not_called_the_choice(tmp_path: Path) -> None:
    """Rules judge it in the role of the choice; what they say of it calls it considered."""
    profile = make_profile(OWN, data={"boundary": "vpc"}, considered=[OPENAI])
    report = judged(tmp_path, profile, select=("compliance/data-boundary",), considered=True)
    assert [verdict.message for verdict in report.verdicts] == [
        "your policy keeps this data within vpc; `openai/gpt-4o` (considered) is outside it (boundary none)"
    ]


def test_every_fact_read_is_traced(tmp_path: Path) -> None:
    """Declared ones to their place, derived ones to their inputs, the catalog's to its source; also the undecided."""
    choice = {**OWN, "hardware": {"gpu": "A100-80GB", "count": 4}, "serving": {"quantization": "bf16"}}
    (found,) = explained(tmp_path, "operations/gpu-memory", make_profile(choice))
    origins = {fact.path: fact for fact in found.facts}
    assert list(origins) == [
        "option.hosting",
        "option.self_hosted",
        "option.sizing.available_gb",
        "option.sizing.weights_gb",
    ]
    assert origins["option.hosting"].location is not None
    weights = origins["option.sizing.weights_gb"]
    assert [(given.path, given.origin) for given in weights.inputs] == [
        ("option.model.params_total_b", "catalog"), ("option.serving.quantization", "profile"),
    ]  # fmt: skip
    assert weights.inputs[0].reference is not None


def test_parameters_say_where_they_were_set(tmp_path: Path) -> None:
    """In the settings at a place, or nowhere: the rule's default."""
    settings = {"parameters": {"compliance/hipaa/self-hosting": {"accept_baa": True}}}
    (found,) = explained(
        tmp_path, "compliance/hipaa/self-hosting", make_profile(OPENAI, data={"classes": ["phi"]}), settings
    )
    by_name = {parameter.name: parameter for parameter in found.parameters}
    place = by_name["accept_baa"].location
    assert place is not None
    text = (tmp_path / "policyengine.yaml").read_text()
    assert (by_name["accept_baa"].value, text[place.column - 1 : place.end_column - 1]) == (True, "true")
    assert by_name["hosting"].location is None
    assert found.outcome is Outcome.PASS


PHASES = "effective: [{from: 2026-01-01, until: 2026-11-21, severity: note}, {from: 2026-11-22, severity: warning}]"


@pytest.mark.parametrize(
    ("more", "settings", "phase"),
    [
        ("", {}, "always in force"),
        (PHASES, {}, "in force from 2026-11-22, at most warning"),
        ("effective: [{from: 2027-01-01}]", {}, f"not in force on {AS_OF}: from 2027-01-01"),
        ("effective: [{from: 2026-01-01, state: suspended}]", {}, "suspended from 2026-01-01"),
    ],
)
def test_the_phase_in_force(tmp_path: Path, more: str, settings: Data, phase: str) -> None:
    """The day decides; a rule that is not asked is explained all the same."""
    found = explained_rule(tmp_path, make_rule(more=more), settings, publishes="text")
    assert (found.outcome, found.phase) == (Outcome.FAIL, phase)


def test_a_rule_switched_off_says_so(tmp_path: Path) -> None:
    """Its parts and outcome are shown as if it were asked."""
    (found,) = explained(tmp_path, "latency/target", make_profile(OWN), {"severities": {"latency/target": "off"}})
    assert found.phase == "turned off in the settings"


def test_nothing_rests_on_the_requirement_of_a_rule_that_does_not_apply(tmp_path: Path) -> None:
    """Its values are shown; none of them decides."""
    rule = make_rule(when="workload.publishes == 'text'", require="workload.publishes == 'none'")
    found = explained_rule(tmp_path, rule, publishes="none")
    assert found.when is not None
    assert (found.outcome, found.when.deciding, found.require.deciding) == (Outcome.NOT_APPLICABLE, True, False)
    assert (found.require.value, list(_deciding(found.require))) == (True, [])


def test_flips_are_those_of_the_case(tmp_path: Path) -> None:
    """What would change it."""
    found = explained_rule(tmp_path, make_rule(), publishes="text")
    assert [(flip.path, flip.new, flip.outcome) for flip in found.flips] == [
        ("workload.publishes", "none", Outcome.PASS)
    ]


def test_an_unknown_rule_is_refused(tmp_path: Path) -> None:
    """The caller words the message: it knows which rules there are."""
    with pytest.raises(KeyError):
        explained(tmp_path, "no/such-rule", make_profile({"model": LLAMA, "hosting": "on-premises"}))
