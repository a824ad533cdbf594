"""Where the facts of a verdict come from, with place, inputs and source, and what to declare when they are absent."""

from pathlib import Path
from typing import Any

import pytest

from policyengine.facts.evidence.origins import Origins
from policyengine.verdict import Evidence
from policyengine.vocabulary.routes import FROM
from tests.unit.engine.judging import laid_out

PROFILE = """\
version: 1
project: {name: p, lifecycle: production, started: 2026-01-01}
team:
  ml_engineers: 2
workloads:
  supporting:
    data: {classes: [phi], residency: [EU]}
    choice:
      model: meta-llama/Llama-3.1-70B-Instruct
      hosting: private-cloud
      provider: aws
      region: us-east-1
      tier: enterprise
    supporting:
      - role: fallback
        model: openai/gpt-4o
        hosting: vendor-api
        provider: openai
    recipients:
      - role: observability
        provider: datadog
        notice_hours: 4
    considered:
      - {model: openai/gpt-4o, hosting: vendor-api, provider: openai}
"""
SETTINGS = """\
version: 1
organization:
  name: Acme
  monthly_active_users:
    includes_affiliates: true
    months: {2024-06: 900000000}
team: {on_call: true}
agreements:
  amazon:
    zero_retention: true
  aws: {notice_hours: 8}
"""


def evidence(tmp_path: Path, scope: str, element: str, path: str) -> Evidence:
    """Trace one fact of one case."""
    profile, session, cases = laid_out(tmp_path, PROFILE, SETTINGS)
    case = next(c for c in cases if c.subject.scope == scope and c.subject.element == element)
    return Origins(profile.document, session.environment).evidence(case, path)


def short(given: Evidence) -> tuple[Any, ...]:
    """Say of what origin evidence is and where it is declared."""
    at = given.location
    return (given.origin, f"{Path(at.path).name}:{at.line}:{at.column}") if at else (given.origin,)


@pytest.mark.parametrize(
    ("scope", "element", "path", "expected"),
    [
        ("profile", "", "project.lifecycle", ("profile", "llm-profile.yaml:2:31")),
        ("profile", "", "team.ml_engineers", ("profile", "llm-profile.yaml:4:17")),
        ("profile", "", "team.on_call", ("settings", "policyengine.yaml:7:17")),
        ("profile", "", "organization.name", ("settings", "policyengine.yaml:3:9")),
        ("profile", "", "today", ("clock",)),
        ("workload", "", "workload.data.classes", ("profile", "llm-profile.yaml:7:21")),
        ("option", "primary", "option.hosting", ("profile", "llm-profile.yaml:10:16")),
        ("option", "primary", "option.role", ("profile", "llm-profile.yaml:8:5")),
        ("option", "fallback[0]", "option.role", ("profile", "llm-profile.yaml:15:15")),
        ("option", "fallback[0]", "primary.hosting", ("profile", "llm-profile.yaml:10:16")),
        ("option", "primary", "option.model.openness", ("catalog",)),
        ("option", "primary", "option.provider.company", ("derived",)),
        ("recipient", "aws", "recipient.id", ("profile", "llm-profile.yaml:11:17")),
        ("recipient", "aws", "recipient.tier", ("profile", "llm-profile.yaml:13:13")),
        ("recipient", "aws", "recipient.zero_retention", ("settings", "policyengine.yaml:10:21")),
        ("recipient", "aws", "recipient.notice_hours", ("settings", "policyengine.yaml:11:23")),
        ("recipient", "aws", "recipient.training_use", ("catalog",)),
        ("recipient", "datadog", "recipient.role", ("profile", "llm-profile.yaml:20:15")),
        ("recipient", "datadog", "recipient.notice_hours", ("profile", "llm-profile.yaml:22:23")),
    ],
)  # fmt: skip
def test_origin(tmp_path: Path, scope: str, element: str, path: str, expected: tuple[str, ...]) -> None:
    """A fact is traced to the value that declares it, in the profile or the settings; else to catalog, clock or inputs.

    The workload is called `supporting`, as a key of its own is: that must not confuse anybody.
    """
    assert short(evidence(tmp_path, scope, element, path)) == expected


def test_a_catalog_fact_has_its_source(tmp_path: Path) -> None:
    """A catalog fact comes with the source of its own part of the entry."""
    given = evidence(tmp_path, "license", "primary: LicenseRef-Llama-3.1-Community", "license.mau_limit.threshold")
    assert given.reference is not None
    assert (given.origin, given.reference.confidence) == ("catalog", "primary")
    assert given.reference.url.startswith("https://")


def test_a_derived_fact_has_its_inputs(tmp_path: Path) -> None:
    """A derived fact is traced to what can be declared, with places, and to the catalog."""
    given = evidence(tmp_path, "license", "primary: LicenseRef-Llama-3.1-Community", "license.mau_limit.counted_users")
    assert (given.origin, given.value) == ("derived", 900_000_000)
    inputs = {found.path: short(found) for found in given.inputs}
    assert inputs["organization.monthly_active_users.months.2024-06"] == ("settings", "policyengine.yaml:6:23")
    assert inputs["organization.monthly_active_users.includes_affiliates"] == ("settings", "policyengine.yaml:5:26")
    assert inputs["license.mau_limit.release"] == ("catalog",)
    assert "organization.monthly_active_users.current" not in inputs


def test_residency_rests_on_region_and_promise(tmp_path: Path) -> None:
    """Where an option stands outside the promise, both are shown."""
    given = evidence(tmp_path, "option", "primary", "option.within_residency")
    assert (given.origin, given.value) == ("derived", False)
    assert {found.path: short(found)[1] for found in given.inputs if found.location} == {
        "option.region.id": "llm-profile.yaml:12:15",
        "option.hosting": "llm-profile.yaml:10:16",
        "workload.data.residency": "llm-profile.yaml:7:39",
    }


@pytest.mark.parametrize(("scope", "element"), [("workload", ""), ("option", "fallback[0]")])
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("workload.options.hostings",
         [("option.hosting", "private-cloud", "10:16"), ("option.hosting", "vendor-api", "17:18")]),
        ("workload.options.roles",
         [("option.role", "primary", "8:5"), ("option.role", "fallback", "15:15")]),
        ("workload.options.companies",
         [("option.provider.id", "aws", "11:17"), ("option.hosting", "private-cloud", "10:16"),
          ("option.provider.id", "openai", "18:19"), ("option.hosting", "vendor-api", "17:18")]),
        ("workload.options.considered_openness",
         [("option.model.id", "openai/gpt-4o", "24:17")]),
        ("workload.third_parties",
         [("recipient.id", "datadog", "21:19"), ("option.provider.id", "aws", "11:17"),
          ("option.provider.id", "openai", "18:19")]),
        ("workload.has_tools", []),
    ],
)  # fmt: skip
def test_a_fact_of_all_options_has_a_place_for_each(
    tmp_path: Path, scope: str, element: str, path: str, expected: list[tuple[str, str, str]]
) -> None:
    """What options or recipients have in common is traced to each of them, whichever case it is read in."""
    given = evidence(tmp_path, scope, element, path)

    found = [(given.path, given.value, short(given)[-1].removeprefix("llm-profile.yaml:")) for given in given.inputs]
    assert found == expected
    assert (given.origin, given.location) == ("derived", None)


@pytest.mark.parametrize(
    ("scope", "element", "path", "wanted"),
    [
        ("workload", "", "workload.volume.tokens_per_day",
         ["workload.volume.requests_per_day", "workload.volume.input_tokens", "workload.volume.output_tokens"]),
        ("option", "primary", "option.sizing.weights_gb", ["option.serving.quantization"]),
        ("option", "fallback[0]", "option.within_residency", ["option.region.id"]),
        ("recipient", "datadog", "recipient.baa.status", ["recipient.baa.status"]),
        ("profile", "", "organization.jurisdictions_closure", ["organization.jurisdictions"]),
        ("license", "fallback[0]: LicenseRef-ToS-OpenAI-Services-Agreement", "license.commercial",
         ["license.commercial"]),
    ],
)  # fmt: skip
def test_missing(tmp_path: Path, scope: str, element: str, path: str, wanted: list[str]) -> None:
    """In place of a derived fact, the absent facts that it is made of are named."""
    profile, session, cases = laid_out(tmp_path, PROFILE, SETTINGS)
    case = next(c for c in cases if c.subject.scope == scope and c.subject.element == element)
    missing = Origins(profile.document, session.environment).missing(case, [path])
    assert [gap.path for gap in missing] == wanted


def test_every_fact_of_every_case_can_be_traced(tmp_path: Path) -> None:
    """Whatever a rule reads, it is in the fact table, and its evidence has the case's own value."""
    profile, session, cases = laid_out(tmp_path, PROFILE, SETTINGS, considered=True)
    origins = Origins(profile.document, session.environment)
    for case in cases:
        for path, value in case.facts.items():
            given = origins.evidence(case, path)
            assert path in FROM
            assert given.value == value
            assert given.origin in {"profile", "settings", "catalog", "derived", "clock"}
