"""Settings in layers: the nearest file wins value by value, and every value keeps its place."""

from pathlib import Path
from typing import Any

import pytest

from policyengine.engine.session import Question, Session
from policyengine.errors import SettingsError
from policyengine.facts.cases import profile_cases
from policyengine.facts.evidence.origins import Origins
from policyengine.loading.profiles import load_profile
from policyengine.loading.statements import in_force
from policyengine.outputs import REPORT, Options
from policyengine.sessions import session_for
from policyengine.whole_report import check
from tests.unit.engine.judging import AS_OF, OPENAI, make_profile, place, verdict_of

TOP = """\
version: 1
organization: {name: Acme, sectors: [healthcare], monthly_active_users: {current: 5}}
agreements:
  openai: {baa: {status: {status: signed, evidence: a.pdf}, date: 2026-01-01}, zero_retention: false}
  amazon: {zero_retention: true}
parameters:
  compliance/hipaa/self-hosting: {accept_baa: false, hosting: [on-premises]}
severities: {license/*: note, 'category:license': warning, license/user-limit: error}
packs: [policy/acme]
catalog:
  models: {openai/gpt-4o: {context_window: 5, stage: preview}}
  services: {acme-hub: {name: Acme hub, company: acme, kind: gateway}}
records: {directory: decisions}
"""
MIDDLE = """\
version: 1
extends: ../policyengine.yaml
organization: {name: Acme Health, jurisdictions: [US]}
agreements:
  openai: {baa: {status: none}}
  acme: {zero_retention: true}
severities: {license/*: error}
"""
NEAREST = """\
version: 1
extends: ..
organization: {sectors: }
agreements: {openai: {notice_hours: 4}, amazon: }
parameters:
  compliance/hipaa/self-hosting: {hosting: [air-gapped], accept_baa: }
packs: [../../policy/acme, ../../policy/chat]
catalog: {models: {openai/gpt-4o: {stage: experimental}}}
records: {directory: }
"""
WHERE = {
    ("organization", "name"): "services/policyengine.yaml:3:22",
    ("organization", "sectors"): "policyengine.yaml:2:37",
    ("organization", "jurisdictions"): "services/policyengine.yaml:3:50",
    ("agreements", "openai", "baa", "status"): "services/policyengine.yaml:5:26",
    ("agreements", "openai", "notice_hours"): "services/chat/policyengine.yaml:4:37",
    ("parameters", "compliance/hipaa/self-hosting", "accept_baa"): "policyengine.yaml:7:47",
    ("parameters", "compliance/hipaa/self-hosting", "hosting"): "services/chat/policyengine.yaml:6:44",
    ("severities", "license/*"): "services/policyengine.yaml:7:25",
    ("records", "directory"): "policyengine.yaml:13:22",
}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Lay three files one above the other; give the path of a profile below them, as seen from the repository."""
    place(tmp_path, make_profile(), TOP)
    place(tmp_path / "services" / "chat", make_profile({**OPENAI}, data={"classes": ["phi"]}), NEAREST)
    (tmp_path / "services" / "chat" / ".git").rmdir()
    (tmp_path / "services" / "policyengine.yaml").write_text(MIDDLE, encoding="utf-8")
    for pack in ("acme", "chat"):
        (tmp_path / "policy" / pack / "rules").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return "services/chat/llm-profile.yaml"


@pytest.fixture
def session(path: str) -> Session:
    """Return the session of the three files."""
    return session_for(path, Question(AS_OF), {})


def test_the_nearest_file_wins_value_by_value(session: Session) -> None:
    """What a file does not state, or states empty, is as the file above has it."""
    settings = session.environment.settings
    assert settings.facts == {
        "organization.name": "Acme Health",
        "organization.sectors": ["healthcare"],
        "organization.jurisdictions": ["US"],
        "organization.monthly_active_users.current": 5,
    }
    openai = dict(settings.agreements["openai"])
    openai.pop("recipient.baa.date")
    assert openai == {
        "recipient.baa.status": "none",  # said short: nobody's evidence for `signed` above speaks for it
        "recipient.zero_retention": False,
        "recipient.notice_hours": 4,
    }
    assert settings.agreements["amazon"] == {"recipient.zero_retention": True}
    assert settings.parameters == {
        "compliance/hipaa/self-hosting": {"accept_baa": False, "hosting": ["air-gapped"]},
    }
    # The selector that a nearer file repeats stands last, and so wins among those that are no ids.
    assert list(settings.severities.items()) == [
        ("category:license", "warning"), ("license/user-limit", "error"), ("license/*", "error"),
    ]  # fmt: skip
    assert [Path(pack).name for pack in settings.packs] == ["acme", "chat"]
    assert settings.records == {"directory": "decisions"}


def test_catalog_entries_are_joined_field_by_field(session: Session) -> None:
    """Each file's entry lies over what the files above made of it."""
    model = session.environment.catalog.find("models", "gpt-4o")
    assert model is not None
    assert (model.facts["option.model.context_window"], model.facts["option.model.stage"]) == (5, "experimental")
    assert session.environment.catalog.find("services", "acme-hub") is not None


@pytest.mark.parametrize("route", WHERE, ids=".".join)
def test_every_value_keeps_its_place(session: Session, route: tuple[str, ...]) -> None:
    """The place is that of the file which states the value in force."""
    assert str(session.environment.settings.place_of(route)) == WHERE[route]
    listed = {given.statement.route: given.statement.location for given in in_force(session.environment.settings.files)}
    assert str(listed[route]) == WHERE[route]


def test_evidence_points_into_the_right_file(path: str, session: Session) -> None:
    """Facts of the organisation, agreements and parameters are shown where they stand, each file as a snippet."""
    profile = load_profile(path, path)
    case = next(c for c in profile_cases(profile, session.environment) if c.subject.scope == "recipient")
    origins = Origins(profile.document, session.environment)
    found = {name: origins.evidence(case, name) for name in ("recipient.zero_retention", "recipient.baa.status")}
    assert {name: (given.origin, str(given.location)) for name, given in found.items()} == {
        "recipient.zero_retention": ("settings", "policyengine.yaml:4:96"),
        "recipient.baa.status": ("settings", "services/policyengine.yaml:5:26"),
    }
    report = check([(path, None)], Question(AS_OF))
    verdict = verdict_of(report, "compliance/hipaa/self-hosting")
    given = {fact.path: (fact.origin, str(fact.location)) for fact in verdict.evidence if "params." in fact.path}
    assert given == {
        "params.hosting": ("settings", "services/chat/policyengine.yaml:6:44"),
        "params.accept_baa": ("settings", "policyengine.yaml:7:47"),
    }
    text = REPORT.render("full", report, Options())
    for shown in ("services/chat/policyengine.yaml", "services/policyengine.yaml", "policyengine.yaml"):
        assert f" {shown}:" in text
    assert "params.accept_baa is false" in text


def test_a_default_has_no_place(tmp_path: Path) -> None:
    """A parameter that no file sets is the rule's own."""
    report = check(
        [(place(tmp_path, make_profile({**OPENAI}, data={"classes": ["phi"]})), None)], Question(AS_OF)
    )  # fmt: skip
    verdict = verdict_of(report, "compliance/hipaa/self-hosting")
    assert {fact.origin for fact in verdict.evidence if fact.path.startswith("params.")} == {"parameter"}


LOCKED = """\
version: 1
organization: {roles: [school]}
agreements: {openai: {zero_retention: true}}
parameters: {compliance/hipaa/self-hosting: {accept_baa: false}}
severities: {license/user-limit: warning, capability/context-window: off}
locked:
  parameters: {compliance/hipaa/self-hosting: all}
  severities: ['license/*', 'compliance/*']
  waivable: ['force:law', license/user-limit]
  facts: [organization.roles, agreements.openai]
"""


def below(folder: Path, text: str, upper: str = LOCKED) -> Session:
    """Return the session of a file below one that locks."""
    place(folder, make_profile(), upper)
    service = folder / "service"
    service.mkdir(exist_ok=True)
    (service / "policyengine.yaml").write_text(f"version: 1\nextends: ..\n{text}\n", encoding="utf-8")
    return session_for(str(service / "llm-profile.yaml"), Question(AS_OF), {})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "parameters: {compliance/hipaa/self-hosting: {accept_baa: false}}",
        "severities: {license/user-limit: error}",
        "severities: {license/user-limit: warning}",
        "severities: {'category:license': error}",
        "severities: {'category:operations': off}",
        "organization: {roles: [school], name: Acme}",
        "agreements: {openai: {zero_retention: true}, amazon: {zero_retention: true}}",
    ],
)
def test_what_is_locked_may_be_kept_and_tightened(tmp_path: Path, text: str) -> None:
    """The same value again, a louder rule, and everything that is not locked."""
    assert below(tmp_path, text).environment.settings.files[1].locked


def test_an_id_above_is_no_glob_below(tmp_path: Path) -> None:
    """A glob does not reach a rule whose own id the file above names, so it loosens nothing there."""
    upper = "version: 1\nseverities: {license/user-limit: error}\nlocked: {severities: [license/user-limit]}\n"
    assert below(tmp_path, "severities: {'license/*': note}", upper)


def test_a_lock_on_a_part_of_a_catalog_field(tmp_path: Path) -> None:
    """The field is one value: what is locked of it locks it whole."""
    upper = "version: 1\nlocked: {facts: [catalog.services.langfuse.prose.baa]}\n"
    with pytest.raises(SettingsError, match=r"`catalog.services.langfuse.prose` is locked by .*policyengine.yaml:2"):
        below(tmp_path, "catalog: {services: {langfuse: {prose: {baa: x}}}}", upper)
    assert below(tmp_path, "catalog: {services: {langfuse: {baa_offered: 'no'}}}", upper)


def test_a_lock_holds_from_its_own_file_on(tmp_path: Path) -> None:
    """The file that locks is free in what it sets, and so is a file that nothing is locked above."""
    settings = below(tmp_path, LOCKED.replace("version: 1\n", ""), "version: 1\n")
    assert settings.environment.settings.severities["license/user-limit"] == "warning"


LEGAL = """\
version: 1
unwaivable: [license/excluded-use]
approvers: {legal: [Grace Hopper]}
waivers_max_days: {error: 90}
locked: {waivable: [license/user-limit]}
"""


def test_what_a_file_asks_of_waivers_holds_below_it(tmp_path: Path) -> None:
    """No file takes back what another one lets nobody waive, makes its people legal or terms longer."""
    text = "unwaivable: ['force:law']\nwaivers_max_days: {error: 900, note: 100}\napprovers: {legal: [Mallory]}\n"
    settings = below(tmp_path, text, LEGAL).environment.settings
    assert settings.unwaivable == ("force:law", "license/excluded-use", "license/user-limit")
    assert settings.terms["approvers"] == {"legal": ["Grace Hopper"]}
    assert settings.terms["waivers_max_days"] == {"error": 90, "note": 100}
    listed = {given.statement.key: (given.statement.value, len(given.over)) for given in in_force(settings.files)}
    assert listed["approvers.legal"] == (["Grace Hopper"], 1)
    assert listed["waivers_max_days.note"] == (100, 0)


STRICT = """\
version: 1
parameters: {vendor/retention: {days: 20}}
evidence: {compliance: {max_age_days: 100}}
approvers: {legal: [Grace Hopper, Ada Lovelace]}
locked:
  parameters:
    vendor/retention: all
    vendor/consumer-terms: all
    compliance/hipaa/self-hosting: all
    compliance/us-defense/covered-ai: all
  terms: [approvers, evidence, waivers_max_days, waivers_warn_days]
"""


@pytest.mark.parametrize(
    "text",
    [
        "parameters: {vendor/retention: {days: 19}}",
        "parameters: {vendor/consumer-terms: {tiers: [consumer, developer, free]}}",
        "parameters: {compliance/hipaa/self-hosting: {accept_baa: false, hosting: [air-gapped]}}",
        "parameters: {compliance/us-defense/covered-ai: {derivatives: true, developers: [High-Flyer, DeepSeek, X]}}",
        "approvers: {legal: [Ada Lovelace]}",
        "approvers: {legal: []}",
        "waivers_max_days: {error: 180, warning: 30}",
        "waivers_warn_days: 31",
        "evidence: {compliance: {required: true, max_age_days: 100}, license: {required: true}}",
    ],
)
def test_what_is_locked_may_be_tightened(tmp_path: Path, text: str) -> None:
    """Parameters go the way that their rules call tighter, terms the way that asks more; also where nothing is said."""
    assert below(tmp_path, text, STRICT).environment.settings.files[1].locked


def test_of_two_files_the_stricter_term_holds(tmp_path: Path) -> None:
    """A file below asks more where it can, lock or no lock; what would ask less is without effect."""
    upper = "version: 1\nwaivers_max_days: {error: 90, note: 50}\nwaivers_warn_days: 20\n"
    upper += "approvers: {legal: [Ada, Grace]}\nevidence: {compliance: {required: true}}\n"
    text = "waivers_max_days: {error: 30, warning: 40, note: 60}\nwaivers_warn_days: 25\napprovers: {legal: [Ada]}\n"
    text += "evidence: {compliance: {required: false, max_age_days: 9}}"
    settings = below(tmp_path, text, upper).environment.settings
    assert settings.terms == {
        "waivers_max_days": {"error": 30, "warning": 40, "note": 50},
        "waivers_warn_days": 25,
        "approvers": {"legal": ["Ada"]},
        "evidence": {"compliance": {"required": True, "max_age_days": 9}},
    }
    listed = {given.statement.key: given.statement.value for given in in_force(settings.files)}
    assert listed == {
        "waivers_max_days.error": 30, "waivers_max_days.warning": 40, "waivers_max_days.note": 50,
        "waivers_warn_days": 25, "approvers.legal": ["Ada"],
        "evidence.compliance.required": True, "evidence.compliance.max_age_days": 9,
    }  # fmt: skip


def test_terms_are_told_in_their_own_file(tmp_path: Path) -> None:
    """What names no rule or category stands in one file of several, at its line."""
    upper = LEGAL + "evidence: {licence: {required: true}}\n"
    with pytest.raises(SettingsError) as caught:
        below(tmp_path, "unwaivable: [license/user-limit, license/user-limits]", upper)
    assert [(Path(at.path).parent.name, at.line) for m in caught.value.mistakes if (at := m.location)] == [
        (tmp_path.name, 6), ("service", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("link", ["service/policyengine.yaml", "upper.yaml"])
def test_no_link_leads_out(tmp_path: Path, link: str) -> None:
    """Settings may be a link inside the repository, never to a file outside: messages would show its lines."""
    top, outside = tmp_path / "repository", tmp_path / "secret.yaml"
    (top / "service").mkdir(parents=True)
    (top / ".git").mkdir()
    outside.write_text("version: 1\n", encoding="utf-8")
    (top / "service" / "policyengine.yaml").write_text("version: 1\nextends: ../upper.yaml\n", encoding="utf-8")
    (top / link).unlink(missing_ok=True)
    (top / link).symlink_to(outside)
    with pytest.raises(SettingsError, match="outside"):
        session_for(str(top / "service" / "llm-profile.yaml"), Question(AS_OF), {})
    outside.rename(top / "inside.yaml")
    (top / link).unlink()
    (top / link).symlink_to(top / "inside.yaml")
    assert session_for(str(top / "service" / "llm-profile.yaml"), Question(AS_OF), {})


def test_settings_without_files() -> None:
    """Where nothing is stated nothing is in force."""
    assert in_force(()) == []


def test_claims_go_with_their_facts(session: Session) -> None:
    """Who confirmed a value is not taken to have confirmed another."""
    given: dict[str, Any] = session.environment.settings.agreements["openai"]
    assert "claims" not in given
