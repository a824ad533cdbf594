"""The smallest changes that would change an outcome: which are proposed, in which order, and that they do."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyengine.case import Subject
from policyengine.engine.flipping.flips import MOST_JUDGED, SHOWN, Flip, flips
from policyengine.engine.flipping.rejudging import Judge
from policyengine.engine.flipping.world import World
from policyengine.engine.session import Session
from policyengine.loading.profiles import Profile
from policyengine.message import format_value
from policyengine.report import Counts
from policyengine.verdict import Outcome
from policyengine.vocabulary.routes import KEYS
from tests.unit.engine.judging import OPENAI, OWN, Data, judged, laid_out, make_profile
from tests.unit.engine.test_deletion import ORGANIZATION, PROFILES, routes, without

USER_LIMIT = "license/user-limit"
GPU = {"gpu": "A100-80GB", "count": 1}


def flips_of(
    folder: Path, rule: str, element: str, profile: Data, organization: Data | None = None, **more: Any
) -> tuple[tuple[Flip, ...], Session]:
    """Return the flips of a rule for the one element of its scope with this name."""
    loaded, session, cases = laid_out(folder, profile, {"organization": organization or {}, **more}, considered=True)
    scope = session.policy.rule(rule).scope
    (subject,) = [case.subject for case in cases if case.subject.scope == scope and case.subject.element == element]
    return flips(loaded, session, rule, subject), session


def said(found: tuple[Flip, ...]) -> list[str]:
    """Write flips on a line each."""
    return [f"{flip.outcome}: {flip.path} {format_value(flip.old)} -> {format_value(flip.new)}" for flip in found]


def _own(**option: Any) -> Data:
    return make_profile({**OWN, "hardware": GPU, "serving": {"quantization": "bf16"}, **option})


CASES = [
    ("a bool, then words", "lifecycle/version-pinned", "primary", make_profile({**OPENAI, "version_pinned": False}),
     ["pass: option.version_pinned false -> true",
      "not-applicable: project.lifecycle production -> prototype",
      "not-applicable: project.lifecycle production -> pilot"]),
    ("what would break it comes first", "lifecycle/version-pinned", "primary",
     make_profile({**OPENAI, "version_pinned": True}),
     ["fail: option.version_pinned true -> false",
      "not-applicable: project.lifecycle production -> prototype",
      "not-applicable: project.lifecycle production -> pilot"]),
    ("numbers at their edge, through derived facts", "operations/gpu-memory", "primary", _own(),
     ["pass: option.serving.quantization bf16 -> int4",
      "pass: option.serving.quantization bf16 -> fp4",
      "pass: option.hardware.count 1 -> 3",
      "not-applicable: option.hosting on-premises -> on-device",
      "not-applicable: option.hosting on-premises -> vendor-api"]),
    ("both sides of a comparison", "latency/target", "primary",
     make_profile({**OWN, "measured_p95_ms": 900}, latency={"p95_ms": 200}),
     ["pass: option.measured_p95_ms 900 -> 200", "pass: workload.latency.p95_ms 200 -> 900"]),
    ("an element of a list taken away or added", "compliance/pci/authentication-data", "",
     make_profile(data={"classes": ["card-authentication", "pii"]}),
     ["pass: organization.roles broker-dealer -> broker-dealer, card-issuer",
      "not-applicable: workload.data.classes card-authentication, pii -> pii"]),
    ("what is missing", "latency/target", "primary", make_profile(OWN, latency={"p95_ms": 200}),
     ["pass: option.measured_p95_ms (not declared) -> 200", "fail: option.measured_p95_ms (not declared) -> 201"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "element", "profile", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_is_proposed(tmp_path: Path, rule: str, element: str, profile: Data, expected: list[str]) -> None:
    """At most five, those that mend a failure first, then by the size of the change."""
    assert said(flips_of(tmp_path, rule, element, profile, {"roles": ["broker-dealer"]})[0]) == expected


def test_users_are_counted_where_the_licence_counts_them(tmp_path: Path) -> None:
    """Llama's licence counts one month of the settings; its place is given."""
    users = {"current": 1, "months": {"2024-06": 900_000_000}, "includes_affiliates": True}
    element = "primary: LicenseRef-Llama-3.1-Community"
    found, _ = flips_of(tmp_path, USER_LIMIT, element, make_profile(OWN), {"monthly_active_users": users})
    assert said(found) == ["pass: organization.monthly_active_users.months.2024-06 900,000,000 -> 700,000,000"]
    (flip,) = found
    assert flip.location is not None
    text = (tmp_path / "policyengine.yaml").read_text()
    assert text[flip.location.column - 1 : flip.location.end_column - 1] == "900000000"


def test_agreements_are_changed_where_they_stand(tmp_path: Path) -> None:
    """A recipient behind an option: the agreement with its company, in the settings."""
    agreements = {"openai": {"dpa": {"status": "offered"}}}
    found, _ = flips_of(
        tmp_path, "compliance/gdpr/processor-agreement", "openai",
        make_profile(OPENAI, data={"subjects": ["DE"]}), ORGANIZATION, agreements=agreements,
    )  # fmt: skip
    assert said(found)[0] == "pass: recipient.dpa.status offered -> signed"
    assert found[0].location is not None
    assert found[0].location.path.endswith("policyengine.yaml")


def test_days_move_to_the_nearest_edge(tmp_path: Path) -> None:
    """An agreement's last day is compared with today."""
    agreements = {"openai": {"baa": {"status": "signed", "expires": "2020-02-01"}}}
    found, _ = flips_of(
        tmp_path, "compliance/hipaa/business-associate-agreement", "openai",
        make_profile(OPENAI, data={"classes": ["phi"]}), ORGANIZATION, agreements=agreements,
    )  # fmt: skip
    assert said(found)[0] == "pass: recipient.baa.expires 2020-02-01 -> 2026-11-22"


def test_a_subject_that_is_no_case_is_refused(tmp_path: Path) -> None:
    """A wrong name is not silently without flips."""
    loaded, session, _ = laid_out(tmp_path, make_profile(OWN))
    with pytest.raises(LookupError, match="no case of"):
        flips(loaded, session, "latency/target", Subject("option", "llm-profile.yaml", "w", "nobody"))


def test_work_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words could be tried."""
    worlds: list[World] = []
    honest = Judge.outcome_in

    def counting(self: Judge, world: World) -> Outcome:
        worlds.append(world)
        return honest(self, world)

    monkeypatch.setattr(Judge, "outcome_in", counting)
    places = [f"us-{state}" for state in ("ak", "al", "ar", "az", "ca", "co", "ct", "dc", "de", "fl")]
    profile = make_profile({**OPENAI, "region": "US"}, data={"residency": places, "subjects": places})
    loaded, session, cases = laid_out(tmp_path, profile, considered=True)
    for case in cases:
        for head in session.policy.headers[case.subject.scope]:
            worlds.clear()
            assert len(flips(loaded, session, head.id, case.subject)) <= SHOWN
            assert len(worlds) <= MOST_JUDGED


# ------------------------------------------------------------------------------------------- every proposed flip flips


def _varied(random: Random) -> tuple[Data, Data]:
    """Take some facts out of one of the profiles that fail many rules."""
    profile, environment = PROFILES[random.choice(list(PROFILES))]
    profile = {"project": profile["project"], "workloads": profile["workloads"]}
    for _ in range(random.randrange(6)):
        found = [route for route in routes(profile) if route[-1] not in _NEEDED]
        profile = without(profile, random.choice(found))
    for _ in range(random.randrange(3)):
        found = list(routes(environment))
        environment = without(environment, random.choice(found)) if found else environment
    return profile, environment


_NEEDED = {"project", "name", "lifecycle", "data", "classes", "model", "hosting", "kind", "provider", "role"}


@pytest.mark.slow
@settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32).map(Random))
def test_every_proposed_flip_flips(tmp_path_factory: pytest.TempPathFactory, random: Random) -> None:
    """Written into the file at the place that is named, the change gives the outcome in a run of `check`."""
    files = _varied(random)
    folder = tmp_path_factory.mktemp("flips")
    loaded, session, cases = laid_out(folder, *files, considered=True)
    pairs = [(case.subject, head.id) for case in cases for head in session.policy.headers[case.subject.scope]]
    for subject, rule in random.sample(pairs, 12):
        for flip in flips(loaded, session, rule, subject):
            _confirm(folder, files, loaded, (subject, rule), flip)


def _confirm(folder: Path, files: tuple[Data, Data], loaded: Profile, asked: tuple[Subject, str], flip: Flip) -> None:
    if flip.path.endswith(".role"):
        return  # the subject is then called otherwise
    subject, rule = asked
    before = [json.dumps({"version": 1, **data}, ensure_ascii=False) for data in files]
    after = _rewritten(before, flip) if flip.old is not None else _declared(files, loaded, flip)
    if after is None:
        return
    outcomes, counts = _run(folder, after, subject, rule)
    assert outcomes == ([] if flip.outcome is Outcome.NOT_APPLICABLE else [flip.outcome]), (rule, subject, flip)
    assert (outcomes, counts) != _run(folder, before, subject, rule), (rule, subject, flip)


def _run(folder: Path, files: list[str], subject: Subject, rule: str) -> tuple[list[Outcome], Counts]:
    """Return what a run says of a subject, nothing where the rule does not apply or is not asked; and its counts."""
    report = judged(folder, *files, select=(rule,), passes=True, considered=True)
    assert report.mistakes == ()
    mine = [v for v in report.verdicts if v.subject._replace(profile="") == subject._replace(profile="")]
    return [verdict.outcome for verdict in mine], report.counts


def _written(value: Any) -> str:
    return json.dumps(value if isinstance(value, bool | int | float | str | list) else format_value(value))


def _rewritten(texts: list[str], flip: Flip) -> list[str]:
    place = flip.location
    assert place is not None
    index = int(place.path.endswith("policyengine.yaml"))
    text = texts[index]
    changed = text[: place.column - 1] + _written(flip.new) + text[place.end_column - 1 :]
    return [changed if number == index else other for number, other in enumerate(texts)]


def _declared(files: tuple[Data, Data], loaded: Profile, flip: Flip) -> list[str] | None:
    """Write an absent fact of the project or the one workload."""
    profile, environment = json.loads(json.dumps(files))
    root = flip.path.partition(".")[0]
    at = {"project": profile["project"], "workload": profile["workloads"]["w"]}.get(root)
    if at is None or len(loaded.workloads) != 1:
        return None
    for key in KEYS[flip.path][:-1]:
        at = at.setdefault(key, {})
    at[KEYS[flip.path][-1]] = json.loads(_written(flip.new))
    return [json.dumps({"version": 1, **data}) for data in (profile, environment)]
