"""What to do about derived facts that nobody can declare: help that can be followed, and at the element it is about."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyengine.case import Case
from policyengine.facts.evidence.origins import Origins
from policyengine.outputs.evidence import gap_text
from policyengine.verdict import Missing
from policyengine.vocabulary.routes import FROM, INPUTS
from tests.unit.engine.judging import judged, laid_out, verdict_of

NO_CHOICE = """\
version: 1
project: {name: p, lifecycle: prototype}
workloads:
  w:
    data: {classes: [internal]}
    reasons: [cost]
    operations: {cost: {budget_usd_per_month: 10}}
    stores: [{kind: log}]
"""
SPARSE = """\
version: 1
project: {name: p, lifecycle: production}
workloads:
  w:
    data: {classes: [internal], residency: [EU]}
    choice: {model: mine, hosting: vendor-api, provider: openai}
    supporting:
      - {role: fallback, model: openai/gpt-4o, hosting: private-cloud}
      - {role: judge, model: mine, hosting: vendor-api, provider: openrouter, region: zz}
    considered: [{model: mine, hosting: on-premises}]
    tools: [{name: a}, {name: b}]
    recipients: [{role: gateway, provider: datadog}]
    stores:
      - {kind: log, name: first, provider: own}
      - {kind: log, name: second, provider: wasabi, region: us-east-1, country: NL}
      - {kind: log, name: third, region: us-east-1, country: NL}
"""
COUNTED = SPARSE.replace(
    "    tools:", "    volume: {requests_per_day: 100, input_tokens: 100, output_tokens: 100}\n    tools:"
)
SETTINGS = "version: 1\ncatalog: {models: {mine: {developer: me}}}\n"
DERIVED = frozenset(path for path, from_ in FROM.items() if "derived" in from_)
OF_SETTINGS = ("organization", "team", "agreements", "catalog")


def gaps(tmp_path: Path) -> Iterator[tuple[str, Case, Missing]]:
    """Yield what is missing for each derived fact in each case in which it could be, also where it is known there."""
    for number, profile in enumerate((NO_CHOICE, SPARSE, COUNTED)):
        loaded, session, cases = laid_out(tmp_path / str(number), profile, SETTINGS, considered=True)
        origins = Origins(loaded.document, session.environment)
        for case in cases:
            roots = {root for root, _ in case.routes} | {"organization"}
            roots |= {"primary"} if "option" in roots else set()
            for path in sorted(DERIVED):
                if path.partition(".")[0] in roots:
                    poorer = case._replace(facts={one: value for one, value in case.facts.items() if one != path})
                    for gap in origins.missing(poorer, [path]):
                        yield path, case, gap


def test_no_help_adds_a_derived_fact_to_the_catalog(tmp_path: Path) -> None:
    """Whichever derived fact is absent in whichever case, the help names something that can be written, or nothing."""
    seen = set()
    for path, case, gap in gaps(tmp_path):
        seen.add(path)
        said = gap_text(gap)
        for derived in DERIVED:
            if "profile" not in FROM[derived]:
                assert f"declare `{derived}`" not in said, (path, case.subject)
                assert f"the catalog does not know `{derived}`" not in said, (path, case.subject)
        assert "add it to" not in said or FROM[gap.path] == ("catalog",), (path, case.subject)
    assert seen == DERIVED


def test_help_names_the_file_that_takes_the_key(tmp_path: Path) -> None:
    """A line for the settings begins with a key of theirs; one for the profile stands below a workload or beside it."""
    for path, case, gap in gaps(tmp_path):
        if gap.hint.endswith("` in policyengine.yaml"):
            line = gap.hint.rpartition(" under `")[2].rpartition("add ")[2].rpartition("to ")[2].lstrip("`")
            assert re.split("[.:`]", line)[0] in OF_SETTINGS, (path, case.subject, gap)


def test_every_derived_fact_names_its_inputs() -> None:
    """Each derived fact is made from something, so that there is something to correct."""
    assert [path for path in DERIVED if not INPUTS.get(path)] == []


@pytest.mark.parametrize(
    ("profile", "rule", "help_"),
    [
        (NO_CHOICE, "volume/budget", "declare `option.model.id`: `choice: …` under `workloads.w`"),
        (NO_CHOICE, "volume/cost-price-age", "declare `option.model.id`: `choice: …` under `workloads.w`"),
    ],
)
def test_costs_without_options(tmp_path: Path, profile: str, rule: str, help_: str) -> None:
    """What a workload costs rests on a choice first."""
    assert [gap_text(gap) for gap in verdict_of(judged(tmp_path, profile), rule).missing] == [help_]


def test_a_break_even_without_an_alternative(tmp_path: Path) -> None:
    """It takes an option to compare with."""
    profile, session, cases = laid_out(tmp_path, SPARSE.replace("    considered: ", "    # "), SETTINGS)
    (case,) = [case for case in cases if case.subject.scope == "workload"]
    missing = Origins(profile.document, session.environment).missing(case, ["workload.break_even.tokens_per_day"])
    assert [gap_text(gap) for gap in missing] == ["declare `option.model.id`: `considered: …` under `workloads.w`"]


def test_a_price_that_no_set_has(tmp_path: Path) -> None:
    """A price is added to a price set, and is no fact."""
    profile, session, cases = laid_out(tmp_path, COUNTED, SETTINGS)
    (case,) = [case for case in cases if case.subject.element == "primary"]
    facts = {**case.facts, "option.cost.missing": ["a price of `mine`"]}
    origins = Origins(profile.document, session.environment)
    missing = origins.missing(case._replace(facts=facts), ["option.cost.low_usd_per_month"])
    assert gap_text(missing[0]) == (
        "`option.cost.low_usd_per_month` cannot be computed: "
        "add a price of `mine` under `catalog: {prices: …}` in policyengine.yaml"
    )


def test_a_region_that_nobody_knows(tmp_path: Path) -> None:
    """The service has no list of regions, so its own name for one says nothing."""
    profile, session, cases = laid_out(tmp_path, SPARSE, SETTINGS)
    (case,) = [case for case in cases if case.subject.element == "judge[1]" and case.subject.scope == "option"]
    missing = Origins(profile.document, session.environment).missing(case, ["option.within_residency"])
    assert gap_text(missing[0]) == (
        "the catalog does not know `option.region.id`: write the code of a country, or list the regions of "
        "`openrouter` under `catalog: {regions: …}` in policyengine.yaml"
    )


UNKNOWN_SERVICE = (
    "the catalog does not know `store.provider`: add `services: {wasabi: {company: …}}` under `catalog` in "
    "policyengine.yaml, or write `own` if the organisation runs the store"
)


@pytest.mark.parametrize("rule", ["consistency/store-place", "consistency/store-recipient"])
@pytest.mark.parametrize(
    ("element", "line", "help_"),
    [
        ("second", 15, UNKNOWN_SERVICE),
        ("third", 16, "declare `store.provider`: `provider: …` under `workloads.w.stores[2]`"),
    ],
)
def test_a_verdict_stands_at_its_own_store(tmp_path: Path, rule: str, element: str, line: int, help_: str) -> None:
    """Its place, its evidence and its help are those of the store that it names, not of the first one."""
    report = judged(tmp_path, SPARSE, SETTINGS)
    (verdict,) = [one for one in report.verdicts if one.rule.id == rule and one.subject.element == element]
    assert verdict.location is not None
    places = {given.location.line for one in verdict.evidence for given in one.inputs if given.location}
    assert (verdict.location.line, places) == (line, {line})
    assert [gap_text(gap) for gap in verdict.missing] == [help_]


def test_a_misspelt_service_of_a_store(tmp_path: Path) -> None:
    """The nearest service of the catalog comes first."""
    profile = SPARSE.replace("wasabi", "datadogg")
    report = judged(tmp_path, profile, SETTINGS)
    (verdict,) = [
        one
        for one in report.verdicts
        if one.rule.id == "consistency/store-recipient" and one.subject.element == "second"
    ]
    assert "did you mean `datadog`? Else add" in gap_text(verdict.missing[0])


@pytest.mark.parametrize("scope", ["option", "recipient", "tool", "store"])
def test_what_other_elements_declare_is_no_place(tmp_path: Path, scope: str) -> None:
    """A fact of the whole workload is traced to all elements, and only those of the case are near."""
    loaded, session, cases = laid_out(tmp_path, SPARSE, SETTINGS)
    origins = Origins(loaded.document, session.environment)
    facts = {"option": "workload.options.models", "recipient": "workload.third_parties", "tool": "workload.has_tools"}
    for case in cases:
        if case.subject.scope == scope:
            own = dict(case.routes)[scope]
            given = origins.evidence(case, facts.get(scope, "workload.has_stores"))
            near = [one for one in given.inputs if not one.is_beside and one.path.startswith(f"{scope}.")]
            first, last = loaded.document.locate_value(own), case.subject
            assert {one.location.line for one in near if one.location} <= {first.line}, last
