"""Locked agreements keep which services they cover, and what holds for these."""

from pathlib import Path

import pytest

from tests.unit.engine.locks.below import SOURCE, mistakes, said, write

UPPER = """\
organization: {{name: Acme}}
agreements: {{openai: {{zero_retention: false}}, amazon: {{baa: {{status: {{status: none}}}}}}}}
locked: {{facts: [{locked}]}}"""
WHERE = ", which policyengine.yaml:4 locks"


def found(folder: Path, locked: str, *lower: str) -> list[str]:
    """Return the errors of settings files below a lock on a fact."""
    return [said(given) for given in mistakes(folder, UPPER.format(locked=locked), *lower)]


@pytest.mark.parametrize(
    ("locked", "lower", "expected"),
    [
        (
            "agreements.openai",
            "catalog: {services: {openai: {company: newco}}}\nagreements: {newco: {zero_retention: true}}",
            "3:40 this changes the company of `openai` from `openai` to `newco`",
        ),
        (
            "agreements.openai.baa",
            "catalog: {services: {openai-api: {company: newco}}}",
            "3:44 this changes the company of `openai` from `openai` to `newco`",
        ),
        (
            "agreements.openai",
            "catalog: {services: {proxy: {name: Proxy, company: openai}}}",
            "3:52 this lets what was agreed with `openai` cover `proxy`",
        ),
        (
            "agreements",
            "catalog: {services: {proxy: {name: Proxy, company: openai}}}",
            "3:52 this lets an agreement cover `proxy`",
        ),
        (
            "agreements.openai",
            "catalog: {services: {openai: {aliases: [corp-proxy]}}}",
            "3:41 this lets what was agreed with `openai` cover `corp-proxy`",
        ),
        (
            "agreements.openai",
            "catalog: {services: {openai: {aliases: [mistral]}}}",
            "3:41 this lets what was agreed with `openai` cover `mistral`",
        ),
        (
            "agreements.openai",
            "catalog: {services: {mistral: {aliases: [x, openai-api]}}}",
            "3:45 this makes the service `openai-api` lead to `mistral`, not to `openai`",
        ),
        (
            "agreements.amazon",
            "catalog: {services: {amazon: {name: Amazon, company: newco}}}",
            "3:30 this lets what was agreed with `amazon` cover `amazon`",
        ),
        (
            "agreements.aws-bedrock",
            "catalog: {services: {proxy: {company: aws-bedrock}}}",
            "3:39 this lets what was agreed with `aws-bedrock` cover `proxy`",
        ),
        (
            "agreements.amazon",
            "agreements: {aws-bedrock: {zero_retention: true}}",
            "3:44 this changes `zero_retention` of the service `aws-bedrock` from nothing to `true`",
        ),
        (
            "agreements.aws-bedrock",
            "agreements: {amazon: {zero_retention: true}}",
            "3:39 this changes `zero_retention` of the service `aws-bedrock` from nothing to `true`",
        ),
        (
            "agreements.amazon.baa",
            "agreements: {aws: {baa: {status: signed}}}",
            "3:34 this changes `baa.status` of the service `aws` from `none` to `signed`",
        ),
        (
            "agreements.openai",
            "catalog: {services: {openai: {training_use: default}}}",
            "3:45 this changes `training_use` of the service `openai` from `none` to `default`",
        ),
        (
            "agreements.openai",
            "catalog: {services: {openai: {hq: DE}}}",
            "3:35 this changes `hq` of the service `openai` from `US` to `DE`",
        ),
        ("agreements.openai", "organization: {name: openai}", "3:22 this makes `openai` a part of the organisation"),
        (
            "agreements.openai",
            "agreements: {openai: {zero_retention: {status: false, evidence: own.pdf}}}",
            "3:39 this changes the evidence of `zero_retention` of the service `openai`",
        ),
        (
            "agreements.openai",
            "catalog: {services: {proxy: {company: newco, aliases: [OpenAI]}}}",
            "3:56 `OpenAI` could be taken for `openai`",
        ),
        (
            "agreements.openai",
            "catalog: {services: {proxy: {company: open-ai}}}\nagreements: {open-ai: {zero_retention: true}}",
            "3:39 `open-ai` could be taken for `openai`",
        ),
        (
            "agreements.amazon",
            "catalog: {services: {Amazon: {company: newco}}}",
            "3:30 `Amazon` could be taken for `amazon`",
        ),
    ],
)
def test_every_way_around_a_locked_agreement_is_refused(tmp_path: Path, locked: str, lower: str, expected: str) -> None:
    """Another company, a service that joins or leaves, a more specific agreement, catalog facts, names, evidence."""
    assert found(tmp_path, locked, lower) == [f"{expected}{WHERE}"]


@pytest.mark.parametrize(
    ("locked", "lower"),
    [
        (
            "agreements.openai",
            (
                "catalog: {services: {acme-hub: {name: Hub, company: acme-cloud, aliases: [hub]}}}\n"
                "agreements: {acme-cloud: {zero_retention: true}, mistral: {zero_retention: true}}"
            ),
        ),
        ("agreements", "catalog: {services: {acme-hub: {name: Hub, company: acme-cloud}}}"),
        ("agreements", "catalog: {services: {acme-hub: {name: Hub}}}\norganization: {sectors: [software]}"),
        ("agreements.openai", "agreements: {openai: {zero_retention: false}}"),
        ("agreements.openai.baa", "agreements: {openai: {zero_retention: true}}"),
        ("agreements.amazon.baa", "agreements: {aws-bedrock: {zero_retention: true}}"),
        ("agreements.aws-bedrock", "agreements: {aws: {zero_retention: true}}"),
        ("agreements.openai", "catalog: {services: {openai: {baa_offered: 'no', training_use: none}}}"),
        ("agreements.openai", "organization: {name: Acme Health}"),
        ("agreements.openai", "catalog: {models: {openai/gpt-4o: {stage: preview}}}"),
        ("agreements.openai.baa", "catalog: {services: {openai: {training_use: default}}}"),
    ],
)
def test_what_an_agreement_does_not_cover_is_free(tmp_path: Path, locked: str, lower: str) -> None:
    """Services of one's own with agreements of their own, other agreements, other parts, and the same value again."""
    assert found(tmp_path, locked, lower) == []


def test_what_is_allowed_is_named(tmp_path: Path) -> None:
    """The hint to a service that claims a locked company leads to a file that is accepted."""
    lower = "catalog: {services: {proxy: {name: Proxy, company: openai}}}"
    (given,) = mistakes(tmp_path, UPPER.format(locked="agreements.openai"), lower)
    assert given.hint == "remove this line, or give the service another company and other names"
    assert found(tmp_path, "agreements.openai", lower.replace("openai", "proxy-maker")) == []


PACK = f"""\
id: COMPANY
name: Company of a pack
hq: US
services:
  - {{id: pack-service, aliases: [pack-alias], name: S, kind: model-api, hostings: [vendor-api], sources: {SOURCE}}}
sources: {SOURCE}
"""


def test_services_of_packs_are_compared_too(tmp_path: Path) -> None:
    """A pack below brings a company of its own, and none that resembles a locked one."""
    write(tmp_path, "service/own/catalog/companies/own.yaml", PACK.replace("COMPANY", "open-ai"))
    lower = "packs: [own]"
    assert found(tmp_path, "agreements.openai", lower) == [f"3:9 `open-ai` could be taken for `openai`{WHERE}"]
    assert found(tmp_path, "agreements.amazon", lower) == []
    write(tmp_path, "service/own/catalog/companies/own.yaml", PACK.replace("COMPANY", "own-company"))
    assert found(tmp_path, "agreements.openai", lower) == []
    assert found(tmp_path, "agreements", "packs: [own]\ncatalog: {services: {pack-alias: {company: openai}}}") == [
        f"4:44 this lets an agreement cover `pack-alias` (and 1 more){WHERE}"
    ]


def test_evidence_may_be_left_out(tmp_path: Path) -> None:
    """The same value without its evidence proves less, which is no way around what claims must show."""
    upper = UPPER.replace("{{status: none}}", "{{status: none, evidence: a.pdf}}").format(locked="agreements")
    assert mistakes(tmp_path, upper, "agreements: {amazon: {baa: {status: none}}}") == ()
    (given,) = mistakes(tmp_path, upper, "agreements: {amazon: {baa: {status: {status: none, evidence: b.pdf}}}}")
    assert said(given) == f"3:37 this changes the evidence of `baa.status` of the service `aws` (and 1 more){WHERE}"


@pytest.mark.parametrize("company", ["Acme", "ACME", "\u0410cme", "Ac-me"])
def test_a_service_of_the_organisation_below(tmp_path: Path, company: str) -> None:
    """A service that is not a third party needs no agreement, so it is a way around all of them."""
    lower = f"catalog: {{services: {{corp-llm: {{name: Corp, company: {company}}}}}}}"
    (given,) = found(tmp_path, "agreements", lower)
    assert given == f"3:54 this makes `corp-llm` a service of `{company}`, which needs no agreement{WHERE}"


def test_a_service_of_the_organisation_made_from_another(tmp_path: Path) -> None:
    """To give a service of the catalog to the organisation is the same."""
    (given,) = found(tmp_path, "agreements", "catalog: {services: {openai: {company: Acme}}}")
    assert "this makes `openai` a" in given


@pytest.mark.parametrize(
    ("locked", "lower"),
    [
        ("agreements", "catalog: {services: {corp-llm: {name: Corp, company: Acme Labs}}}"),
        ("agreements.openai", "catalog: {services: {corp-llm: {name: Corp, company: Acme}}}"),
    ],
)
def test_services_that_lead_around_no_agreement(tmp_path: Path, locked: str, lower: str) -> None:
    """Another company needs agreements; and where only one owner's are locked, other services are free."""
    assert found(tmp_path, locked, lower) == []
