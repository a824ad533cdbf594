"""Facts that a profile or its settings state once: elements inherit what they do not state themselves."""

import copy
import json
import pickle
import random
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from policyengine.errors import InputError, PolicyEngineError, SettingsError
from policyengine.loading.defaults import ROOTS, entry_at, shape_of
from policyengine.loading.profiles import Profile, load_profile, under_settings
from policyengine.loading.schemas import complete_schema
from policyengine.loading.settings import Settings, read_settings
from policyengine.loading.walk import walk
from policyengine.location import Location
from policyengine.vocabulary.routes import FROM
from tests.unit.vocabulary import documents

PROFILE = """\
version: 1
project: {name: helpdesk, lifecycle: production}
defaults:
  workload:
    monitoring: {quality: true, latency: true}
    data: {residency: [EU]}
  option: {region: eu-central-1, tier: enterprise}
workloads:
  triage:
    data: {classes: [pii]}
    monitoring: {latency: false}
    choice: {model: a/b, hosting: vendor-api, provider: openai, tier: free}
    considered:
      - {model: a/c, hosting: private-cloud}
  answers:
    data: {classes: [pii], residency: [US, CA]}
    monitoring:
"""

SETTINGS = """\
version: 1
defaults:
  - workload:
      security: {transit: true, keys: provider}
      monitoring: {quality: false, gpu: true}
  - where: {option.hosting: [private-cloud, on-premises]}
    evidence: docs/platform.md
    checked: 2026-11-22
    by: platform-team
    workload: {security: {rest: true}, operations: {health_check: true}}
    option: {region: us-east-1, tenancy: dedicated}
"""


def profile_of(text: str = PROFILE) -> Profile:
    """Return the profile of a text."""
    return load_profile("llm-profile.yaml", "llm-profile.yaml", text)


def settings_of(folder: Path, text: str = SETTINGS) -> Settings:
    """Return the settings of a text."""
    (folder / "policyengine.yaml").write_text(text, encoding="utf-8")
    return read_settings(str(folder / "policyengine.yaml"), "policyengine.yaml")


def inheriting(profile: Profile, settings: Settings) -> Profile:
    """Return a profile with the defaults of settings; the catalog has the service `ours`, also called `us`."""
    ids = {"services": {"ours": "ours", "us": "ours"}}
    return under_settings(profile, settings, lambda kind: ids.get(kind, {}), "2026-11-22")


def line_of(profile: Profile, *route: str | int) -> tuple[str, int]:
    """Return the file and line of the value at a route."""
    place = profile.document.locate_value(route)
    return place.path, place.line


def test_elements_inherit_what_they_do_not_state() -> None:
    """An element keeps its own value, a list as a whole; an empty value states nothing; no element is added."""
    triage, answers = profile_of().workloads.values()

    assert {
        key: value for key, value in triage.items() if key.startswith(("workload.monitoring", "workload.data"))
    } == {
        "workload.data.classes": ["pii"],
        "workload.data.residency": ["EU"],
        "workload.monitoring.quality": True,
        "workload.monitoring.latency": False,
    }
    assert [option.get("option.tier") for option in (triage["choice"], *triage["considered"])] == ["free", "enterprise"]
    assert {option["option.region.id"] for option in (triage["choice"], *triage["considered"])} == {"eu-central-1"}
    assert answers == {
        "workload.data.classes": ["pii"],
        "workload.data.residency": ["US", "CA"],
        "workload.monitoring.quality": True,
        "workload.monitoring.latency": True,
    }


def test_settings_state_facts_where_others_match(tmp_path: Path) -> None:
    """What the profile states comes first, then its defaults, then those of settings, the last of them first."""
    profile = inheriting(profile_of(), settings_of(tmp_path))
    triage, answers = profile.workloads.values()
    (considered,) = triage["considered"]

    assert (triage["workload.monitoring.quality"], triage["workload.monitoring.gpu"]) == (True, True)
    assert "workload.security.rest" not in triage | answers  # its choice is not run on the platform, nor is there one
    assert "option.tenancy" not in triage["choice"]
    assert (considered["option.tenancy"], considered["option.region.id"]) == ("dedicated", "eu-central-1")


def test_facts_are_where_they_are_stated(tmp_path: Path) -> None:
    """In the element, in the profile's defaults, or in the settings; what is missing has its place in the element."""
    own = PROFILE.replace("hosting: vendor-api", "hosting: on-premises")
    profile = inheriting(profile_of(own), settings_of(tmp_path))
    triage = ("workloads", "triage")

    assert line_of(profile, *triage, "monitoring", "latency") == ("llm-profile.yaml", 11)
    assert line_of(profile, *triage, "monitoring", "quality") == ("llm-profile.yaml", 5)
    assert line_of(profile, *triage, "choice", "region") == ("llm-profile.yaml", 7)
    assert line_of(profile, *triage, "security", "rest", "status") == ("policyengine.yaml", 10)
    assert line_of(profile, *triage, "operations", "runbook") == ("llm-profile.yaml", 9)
    assert profile.document.locate_key((*triage, "security", "keys")) == Location("policyengine.yaml", 4, 33, 4, 37)
    assert profile.named("other.yaml").document.locate_value((*triage, "monitoring", "quality")).path == "other.yaml"
    assert profile.document.own == profile_of(own).document.own


def test_evidence_of_an_entry_is_that_of_its_facts(tmp_path: Path) -> None:
    """Facts that may be written long get the document; others name it where they are shown."""
    profile = inheriting(profile_of(PROFILE.replace("vendor-api", "private-cloud")), settings_of(tmp_path))
    claim = {"evidence": "docs/platform.md", "checked": "2026-11-22", "by": "platform-team"}
    claims = profile.workloads["triage"]["claims"]
    origin = profile.document.origin_of(("workloads", "triage", "operations", "health_check"))

    assert {key: claims["workload.security.rest"][key] for key in ("evidence", "by")} == {
        key: claim[key] for key in ("evidence", "by")
    }
    assert "workload.security.transit" not in claims
    assert origin is not None
    assert origin.claim == claim


def test_settings_in_layers(tmp_path: Path) -> None:
    """A nearer file comes first, fact by fact."""
    from policyengine.sessions import load_settings

    (tmp_path / ".git").mkdir()
    service = tmp_path / "service"
    service.mkdir()
    settings_of(tmp_path)
    text = "version: 1\nextends: ..\ndefaults: [{workload: {security: {transit: false}}}]\n"
    (service / "policyengine.yaml").write_text(text)
    settings = load_settings(str(service / "policyengine.yaml"), "policyengine.yaml")
    triage = inheriting(profile_of(), settings).workloads["triage"]

    assert (triage["workload.security.transit"], triage["workload.security.keys"]) == (False, "provider")


START = "version: 1\nproject: {name: a, lifecycle: pilot}\n"
WORKLOADS = "workloads: {a: {data: {classes: [pii]}}}\n"
LOCKED = SETTINGS.replace("  - workload:", "  - locked: true\n    workload:", 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "text"),
    [
        ("quality: true", "quality: true", 5, "true"),
        ("    monitoring: {latency: false}", "    security: {transit: {status: false}}", 11, "{status: false}"),
    ],
    ids=["in the defaults of a profile", "in a workload"],
)
def test_a_locked_default_cannot_be_stated_otherwise(tmp_path: Path, old: str, new: str, line: int, text: str) -> None:
    """Each place that does is reported, with the line that locks it."""
    with pytest.raises(InputError) as raised:
        inheriting(profile_of(PROFILE.replace(old, new)), settings_of(tmp_path, LOCKED))
    places = {mistake.location: mistake for mistake in raised.value.mistakes}
    place = next(place for place in places if place and place.line == line)

    assert len(places) == len(raised.value.mistakes)
    assert places[place].source[place.column - 1 :].startswith(text)
    assert "policyengine.yaml:" in places[place].message


def test_a_locked_default_may_be_repeated(tmp_path: Path) -> None:
    """In any form that means the same."""
    same = PROFILE.replace("quality: true", "quality: false, gpu: true").replace(
        "    monitoring: {latency: false}", "    security: {transit: {status: true, by: me}}"
    )

    assert inheriting(profile_of(same), settings_of(tmp_path, LOCKED)).workloads["triage"]["workload.monitoring.gpu"]


def test_a_lock_that_is_not_extended(tmp_path: Path) -> None:
    """To leave `extends:` out is not a way around a locked default."""
    from policyengine.sessions import load_settings

    (tmp_path / ".git").mkdir()
    service = tmp_path / "service"
    service.mkdir()
    settings_of(tmp_path, LOCKED)
    (service / "policyengine.yaml").write_text("version: 1\n")

    with pytest.raises(SettingsError, match="locks what is below it"):
        load_settings(str(service / "policyengine.yaml"), "service/policyengine.yaml")


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("option.hosting:", "option.hostings:", (6, 13), "`option.hostings` is not a fact that a profile states"),
        ("option.hosting:", "organization.name:", (6, 13), "`organization.name` is not a fact that a profile states"),
        ("private-cloud", "private-clod", (6, 30), "`private-clod` is not a value of `option.hosting`"),
        ("[private-cloud, on-premises]", "true", (6, 29), "`true` is not a value of `option.hosting`"),
        ("[private-cloud, on-premises]", "[]", (6, 29), "`option.hosting` has no value here"),
        ("evidence: docs/platform.md", "locked: []", (7, 13), "expected true or false"),
        ("evidence: docs/platform.md", "locked: 1", (7, 13), "expected true or false"),
        ("keys: provider", "keys: keyring", (4, 39), "`keyring` is not"),
        ("    workload: {security: {rest: true}", "    workload: {securty: {rest: true}", (10, 16), "unknown key"),
        ("region: us-east-1", "model: a/b", (11, 14), "unknown key"),
        ("checked: 2026-11-22", "checked: today", (8, 14), "`today` is not a date"),
    ],
    ids=str,
)
def test_mistakes_in_settings(tmp_path: Path, old: str, new: str, place: tuple[int, int], message: str) -> None:
    """What cannot hold or has another form is reported where it is."""
    assert old in SETTINGS
    with pytest.raises(SettingsError) as raised:
        settings_of(tmp_path, SETTINGS.replace(old, new))
    (mistake, *others) = raised.value.mistakes

    assert others == []
    assert mistake.location is not None
    assert (mistake.location.line, mistake.location.column) == place
    assert mistake.message.startswith(message)


def test_mistakes_in_a_profile() -> None:
    """Each once, at the line that states the default."""
    text = PROFILE.replace("quality: true", "quality: 3").replace("tier: enterprise", "tiers: enterprise")
    with pytest.raises(InputError) as raised:
        profile_of(text)

    assert [mistake.location.line for mistake in raised.value.mistakes if mistake.location] == [5, 7]


def test_a_profile_with_defaults_pickles(tmp_path: Path) -> None:
    """Also where settings state some."""
    profile = inheriting(profile_of(), settings_of(tmp_path))

    assert pickle.loads(pickle.dumps(profile)) == profile  # noqa: S301 - made here


def written_out(element: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """Return an element with the facts of defaults written into it where it has none."""
    written = dict(element)
    for key, value in defaults.items():
        mine = written.get(key)
        if mine is None:
            written[key] = copy.deepcopy(value)
        elif isinstance(mine, dict) and isinstance(value, dict) and "status" not in mine and "status" not in value:
            written[key] = written_out(mine, value)
    return written


@pytest.mark.parametrize("seed", range(60))
def test_defaults_mean_what_they_mean_written_out(seed: int) -> None:
    """A profile with defaults has the facts of one in which each element states them."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw
    value = documents.profile(chance, share=0.2)
    defaults = {root: documents.defaults(root, chance, 0.3) for root in ROOTS}
    workload = value["workloads"]["chat"]
    out = written_out(workload, defaults["workload"])
    for key in ("choice",):
        if key in out:
            out[key] = written_out(out[key], defaults["option"])
    for key in ("supporting", "considered"):
        if key in out:
            out[key] = [written_out(option, defaults["option"]) for option in out[key]]
    with_them = profile_of(json.dumps({**value, "defaults": defaults}))
    plain = profile_of(json.dumps({**value, "workloads": {"chat": out}}))

    assert with_them.workloads == plain.workloads


@pytest.mark.parametrize("root", ROOTS)
def test_the_shape_of_defaults_is_their_schema(root: str) -> None:
    """Both accept the same, whatever stands under the keys of facts; so do settings."""
    whole = complete_schema("llm-profile")
    schema = {**whole["properties"]["defaults"]["properties"][root], "$defs": whole["$defs"]}
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    chance = random.Random(3)  # noqa: S311 - a repeatable draw
    in_settings = complete_schema("policyengine")["properties"]["defaults"]["items"]["properties"][root]

    assert in_settings == whole["properties"]["defaults"]["properties"][root]
    for _ in range(300):
        value = documents.defaults(root, chance, 0.1)
        for one in (value, documents.damage(value, chance), documents.damage(value, chance)):
            assert walk(one, shape_of(root), {}) == validator.is_valid(one), one


def test_facts_that_a_condition_may_name() -> None:
    """Those that a profile states of its project, workloads and options: by their path, or by their keys."""
    roots = ("project", "workload", "option")
    declared = {path for path, origins in FROM.items() if path.split(".")[0] in roots and "profile" in origins}

    assert {path for path in FROM if entry_at(path)} == declared - {"option.role", "option.share"}
    assert entry_at("option.region") == entry_at("option.region.id")


@pytest.mark.parametrize("text", ["3", "[]", "{workload: []}", "{workload: {data: {classes: [pii]}}}", "{where: {}}"])
def test_another_form_in_a_profile(text: str) -> None:
    """It is a mistake, and no crash."""
    with pytest.raises(PolicyEngineError):
        profile_of(f"{START}defaults: {text}\n{WORKLOADS}")


@pytest.mark.parametrize("text", ["", "{}", "{workload: }", "{workload: {}, option: {}}", "{workload: {data: }}"])
def test_defaults_that_state_nothing(text: str) -> None:
    """They change nothing."""
    assert profile_of(f"{START}defaults: {text}\n{WORKLOADS}").workloads == profile_of(START + WORKLOADS).workloads
    assert profile_of(START + WORKLOADS).document.inherited is None


def test_conditions_compare_what_the_profile_states(tmp_path: Path) -> None:
    """Not what other entries state, in whatever order; and names by their entries in the catalog."""
    text = """\
version: 1
defaults:
  - {option: {tenancy: dedicated}}
  - {where: {option.tenancy: dedicated}, locked: true, option: {access_path: direct}}
  - {where: {option.provider: us}, locked: true, option: {version_pinned: true}}
"""
    profile = PROFILE.replace("provider: openai", "provider: ours")
    entries = text.split("\n")
    for order in (entries, [*entries[:2], entries[3], entries[2], *entries[4:]]):
        found = inheriting(profile_of(profile), settings_of(tmp_path, "\n".join(order))).workloads["triage"]["choice"]
        assert found["option.tenancy"] == "dedicated"
        assert "option.access_path" not in found
        assert found["option.version_pinned"] is True
    alias = profile.replace("provider: ours", "provider: us, version_pinned: false")
    with pytest.raises(InputError, match=r"locks `option\.version_pinned` to `true`"):
        inheriting(profile_of(alias), settings_of(tmp_path, text))


def test_a_locked_list_may_have_another_order(tmp_path: Path) -> None:
    """It means the same."""
    text = "version: 1\ndefaults: [{locked: true, workload: {data: {residency: [US, CA]}}}]\n"
    profile = PROFILE.replace("residency: [EU]", "residency: [CA, US]")

    assert inheriting(profile_of(profile), settings_of(tmp_path, text))
    with pytest.raises(InputError):
        inheriting(profile_of(), settings_of(tmp_path, text))


def test_an_entry_that_is_checked_later(tmp_path: Path) -> None:
    """It does not hold before that day."""
    text = SETTINGS.replace("checked: 2026-11-22", "checked: 2036-11-22")
    found = inheriting(profile_of(PROFILE.replace("vendor-api", "on-premises")), settings_of(tmp_path, text))

    assert "option.tenancy" not in found.workloads["triage"]["choice"]


def test_a_profile_that_is_too_large_inherits_nothing(tmp_path: Path) -> None:
    """It is refused before it is judged, so that nothing is compared with locks."""
    value = {"version": 1, "project": {"name": "a", "lifecycle": "pilot"}}
    workloads = {f"w{number}": {"data": {"classes": ["pii"]}} for number in range(1001)}
    profile = profile_of(json.dumps({**value, "workloads": workloads}))

    assert inheriting(profile, settings_of(tmp_path, LOCKED)).workloads == profile.workloads
