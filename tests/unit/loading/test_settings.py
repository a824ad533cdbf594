"""What is wrong in policyengine.yaml is said with file, line and column; everything at once."""

from pathlib import Path

import pytest

from policyengine.engine.session import Question
from policyengine.errors import SettingsError
from policyengine.loading.settings import no_settings
from policyengine.sessions import load_settings, session_for
from tests.unit.engine.judging import AS_OF, make_profile, place


def mistakes(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """Return place, message and hint of everything wrong in a settings file."""
    path = place(folder, make_profile(), "version: 1\n" + text)
    with pytest.raises(SettingsError) as caught:
        session_for(path, Question(AS_OF), {})
    found = []
    for mistake in caught.value.mistakes:
        at = mistake.location
        assert at is not None
        assert mistake.source == (folder / "policyengine.yaml").read_text(encoding="utf-8").splitlines()[at.line - 1]
        found.append((f"{Path(at.path).name}:{at.line}:{at.column}", mistake.message, mistake.hint))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "parameters: {license/user-limits: {x: 1}, compliance/hipaa/self-hostin: {accept_baa: true}}",
            [
                ("2:14", "no rule `license/user-limits` has parameters", "`policyengine rules list` names the rules"),
                ("2:43", "no rule `compliance/hipaa/self-hostin` has parameters",
                 "did you mean `compliance/hipaa/self-hosting`?"),
            ],
        ),
        (
            "parameters:\n  compliance/hipaa/self-hosting: {accept_bba: true, hosting: on-premises}",
            [
                ("3:35", "the rule `compliance/hipaa/self-hosting` has no parameter `accept_bba`",
                 "did you mean `accept_baa`?"),
                ("3:62", "`hosting` is of type list<string>, found `on-premises`", "write a list: [on-premises]"),
            ],
        ),
        (
            "parameters: {hipaa/self-hosting: {accept_baa: true}, compliance/hipaa/self-hosting: {accept_baa: yes}}",
            [
                ("2:14", "no rule `hipaa/self-hosting` has parameters", "write `compliance/hipaa/self-hosting`"),
                ("2:98", "`accept_baa` is of type bool, found `yes`", "write `true`"),
            ],
        ),
        (
            "parameters: {compliance/hipaa/self-hosting: {accept_baa: 1}}",
            [("2:58", "`accept_baa` is of type bool, found `1`", "")],
        ),
        (
            "severities: {license/user-limt: note, 'licence/*': off, 'force:laws': note}",
            [
                ("2:14", "no rule matches `license/user-limt`", "did you mean `license/user-limit`?"),
                ("2:39", "no rule matches `licence/*`", "`policyengine rules list` names the rules"),
                ("2:57", "no rule matches `force:laws`", "did you mean `force:law`?"),
            ],
        ),
        (
            "severities: {compliance/hipaa/business-associate-agreement: warning}",
            [(
                "2:61",
                ("`compliance/hipaa/business-associate-agreement` has force law: "
                 "settings cannot lower it from error to warning"),
                "remove this line; an exception to the law requires a waiver",
            )],
        ),
        (
            "severities: {'compliance/hipaa/business*': off}",
            [(
                "2:14",
                ("`compliance/hipaa/business*` matches only rules of force law, "
                 "which change only when named by their ids"),
                "remove this line; an exception to the law requires a waiver",
            )],
        ),
        (
            "agreements: {amazn: {zero_retention: true}, ec2: {zero_retention: true}}",
            [
                ("2:14", "the catalog has no company or service `amazn`", "did you mean `amazon`?"),
                ("2:45", "`ec2` is another name of `aws`", "write `aws`: agreements use ids"),
            ],
        ),
        (
            "severities: {x/y: off}\nagreements: {nobody-knows: {}}\nparameters: {x/y: {z: 1}}",
            [
                ("2:14", "no rule matches `x/y`", "`policyengine rules list` names the rules"),
                ("3:14", "the catalog has no company or service `nobody-knows`",
                 ("add it in policyengine.yaml, with its own values:\n`catalog: {services: {nobody-knows: "
                  "{name: Acme, hq: US, kind: model-api, hostings: [managed-open]}}}`")),
                ("4:14", "no rule `x/y` has parameters", "`policyengine rules list` names the rules"),
            ],
        ),
        (
            "catalog:\n  models:\n    me/mine: {licenses: [MTI], family: f, developer: me}",
            [("4:26", "the catalog has no licence `MTI`", "did you mean `MIT`?")],
        ),
    ],
)  # fmt: skip
def test_what_names_nothing(tmp_path: Path, text: str, expected: list[tuple[str, str, str]]) -> None:
    """A name that no rule, parameter, company or licence has is a mistake: it would do nothing."""
    assert mistakes(tmp_path, text) == [(f"policyengine.yaml:{at}", *words) for at, *words in expected]


def test_the_law_may_be_made_louder(tmp_path: Path) -> None:
    """Naming a rule of force law to keep or raise its severity is fine, and so are empty values."""
    text = (
        "version: 1\nseverities: {compliance/hipaa/business-associate-agreement: error, license/user-limit: }\n"
        "parameters: {compliance/hipaa/self-hosting: {accept_baa: }}\nagreements: {amazon: }\n"
    )
    session = session_for(place(tmp_path, make_profile(), text), Question(AS_OF), {})
    assert session.active.parameters_of("compliance/hipaa/self-hosting")["accept_baa"] is False


NAME_HINT = "use small letters, digits and hyphens: it prefixes the ids of its rules"
PACK_HINT = "a pack is a directory below the repository's root"


@pytest.mark.parametrize(
    ("packs", "expected"),
    [
        ("[acme]", []),
        ("[nowhere]", [("2:9", "there is no pack `nowhere`", "name a directory that has `rules/`")]),
        ("[../elsewhere]", [("2:9", "the pack `../elsewhere` lies outside this repository", PACK_HINT)]),
        ("[/etc]", [("2:9", "the pack `/etc` lies outside this repository", PACK_HINT)]),
        ("[.]", [("2:9", "the pack `.` lies outside this repository", PACK_HINT)]),
        ("[link]", [("2:9", "the pack `link` lies outside this repository", PACK_HINT)]),
        ("[acme, other/acme]", [
            ("2:15", "two packs are named `acme`", "rename one directory: a pack's name prefixes the ids of its rules"),
        ]),
        ("[hollow]", [
            ("2:9", "the pack `hollow` is empty",
             "a pack has its rules in `rules/`, its catalog entries in `catalog/`"),
        ]),
        ("[force]", [
            ("2:9", "a pack cannot be named `force`", NAME_HINT),
        ]),
        ("['a*b', nowhere]", [
            ("2:9", "a pack cannot be named `a*b`", NAME_HINT),
            ("2:16", "there is no pack `nowhere`", "name a directory that has `rules/`"),
        ]),
    ],
)  # fmt: skip
def test_packs(tmp_path: Path, packs: str, expected: list[tuple[str, str, str]]) -> None:
    """A pack is a directory of rules or catalog entries in this repository, with a name that fits into ids."""
    top = tmp_path / "repository"
    for name in ("acme", "other/acme", "force", "a*b"):
        (top / name / "rules").mkdir(parents=True)
    (top / "hollow").mkdir()
    (tmp_path / "elsewhere" / "rules").mkdir(parents=True)
    (top / "link").symlink_to(tmp_path / "elsewhere")
    path = Path(place(top, make_profile(), f"version: 1\npacks: {packs}\n")).with_name("policyengine.yaml")
    if not expected:
        assert load_settings(str(path), "policyengine.yaml").packs == (str(top.resolve() / "acme"),)
        return
    with pytest.raises(SettingsError) as caught:
        load_settings(str(path), "policyengine.yaml")
    found = [(f"{m.location.line}:{m.location.column}", m.message, m.hint) for m in caught.value.mistakes if m.location]
    assert found == expected


def test_a_pack_may_stand_above_the_settings_in_the_same_repository(tmp_path: Path) -> None:
    """A service of a large repository shares the repository's packs."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "policy" / "rules").mkdir(parents=True)
    service = tmp_path / "services" / "chat"
    service.mkdir(parents=True)
    (service / "policyengine.yaml").write_text("version: 1\npacks: [../../policy]\n", encoding="utf-8")
    settings = load_settings(str(service / "policyengine.yaml"), "policyengine.yaml")
    assert settings.packs == (str(tmp_path.resolve() / "policy"),)


def test_no_settings() -> None:
    """A place without a settings file has none of everything."""
    settings = no_settings("/somewhere")
    assert (settings.document, settings.facts, settings.packs, settings.severities) == (None, {}, (), {})
