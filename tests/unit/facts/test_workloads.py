"""What is derived of a workload, a project and a store; and which statement comes first."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.judging import LLAMA, OPENAI, OWN, Data, facts_of, laid_out, make_profile


def workload(tmp_path: Path, profile: Data, settings: Data | None = None) -> dict[str, Any]:
    """Return the facts of a profile's workload."""
    return facts_of(laid_out(tmp_path, profile, settings)[2], "workload")


VOLUME = {"requests_per_day": 86_400, "input_tokens": 100, "output_tokens": 50, "peak_factor": 3}


def test_volume(tmp_path: Path) -> None:
    """Tokens are requests times what goes in and out; the peak is the mean rate times its factor."""
    facts = workload(tmp_path, make_profile(volume=VOLUME))
    tails = ("tokens_per_day", "tokens_per_month", "requests_per_second_peak")
    assert [facts[f"workload.volume.{tail}"] for tail in tails] == [12_960_000.0, 388_800_000.0, 3.0]


@pytest.mark.parametrize("absent", VOLUME)
def test_volume_is_not_guessed(tmp_path: Path, absent: str) -> None:
    """Without one of its parts, a derived volume is not known."""
    facts = workload(tmp_path, make_profile(volume={key: value for key, value in VOLUME.items() if key != absent}))
    of_peak = absent in ("requests_per_day", "peak_factor")
    assert ("workload.volume.requests_per_second_peak" in facts) is not of_peak
    assert ("workload.volume.tokens_per_day" in facts) is (absent == "peak_factor")


@pytest.mark.parametrize(
    ("classes", "personal", "regulated"),
    [
        (["public"], False, False),
        (["pii"], True, True),
        (["health"], True, False),
        (["cui"], False, True),
        ([], False, False),
    ],
)
def test_classes(tmp_path: Path, classes: list[str], personal: bool, regulated: bool) -> None:  # noqa: FBT001 - a table's columns
    """Classes say whether data are personal, and whether a named regime governs them."""
    profile = make_profile(data={"classes": classes})
    if not classes:
        profile["workloads"]["w"]["data"]["classes"] = ["internal"]
    facts = workload(tmp_path, profile)
    assert (facts["workload.data.personal"], facts["workload.data.regulated"]) == (personal, regulated)


@pytest.mark.parametrize(
    ("classes", "method", "expected"),
    [
        (["health"], "anonymised", True),
        (["health", "internal"], "hipaa-safe-harbor", True),
        (["health"], "pseudonymised", False),
        (["health"], "none", False),
        (["health"], None, None),
        (["health", "pii"], "anonymised", False),
        (["phi"], None, False),
    ],
)
def test_deidentified(tmp_path: Path, classes: list[str], method: str | None, *, expected: bool | None) -> None:
    """Health data keeps its class when it was de-identified; any other personal data is about somebody."""
    data = {"classes": classes, **({"deid": {"method": method}} if method else {})}
    assert workload(tmp_path, make_profile(data=data)).get("workload.data.deidentified") is expected


def test_closures(tmp_path: Path) -> None:
    """A place brings what it lies in, and a promise of a union its members."""
    profile = make_profile(data={"subjects": ["us-ny-nyc"], "residency": ["EU"]})
    profile["project"]["jurisdictions"] = ["DE"]
    facts = workload(tmp_path, profile, {"organization": {"jurisdictions": ["CH", "NO"]}})
    assert facts["workload.data.subjects_closure"] == ["us-ny-nyc", "us-ny", "US"]
    assert facts["project.jurisdictions_closure"] == ["DE", "EEA", "EU"]
    assert facts["organization.jurisdictions_closure"] == ["CH", "NO", "EEA"]
    assert {"EU", "DE", "FR"} <= set(facts["workload.data.residency_closure"])
    assert not {"CH", "NO", "EEA"} & set(facts["workload.data.residency_closure"])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"classes": ["phi"], "residency": ["EU"]}, True),
        ({"classes": ["internal"], "residency": ["EU"]}, True),
        ({"classes": ["phi"]}, True),
        ({"classes": ["internal"]}, None),
        ({"classes": ["phi"], "residency": []}, False),
        ({"classes": ["internal"], "residency": []}, False),
    ],
)
def test_whether_places_are_promised(tmp_path: Path, data: dict[str, Any], *, expected: bool | None) -> None:
    """An empty list says that none are; regulated data is bound until something is said."""
    assert workload(tmp_path, make_profile(data=data)).get("workload.data.place_bound") is expected


def test_what_options_have_in_common(tmp_path: Path) -> None:
    """A workload knows its options in use, apart from those considered."""
    profile = make_profile(
        OWN, supporting=[{"role": "fallback", **OPENAI}], considered=[{"model": LLAMA, "hosting": "on-device"}]
    )
    facts = workload(tmp_path, profile)
    found = {path.removeprefix("workload.options."): value for path, value in facts.items() if ".options." in path}
    assert found == {
        "count": 2, "considered_count": 1, "considered_openness": ["open-weights"], "roles": ["primary", "fallback"],
        "models": [LLAMA, "openai/gpt-4o"], "hostings": ["on-premises", "vendor-api"], "providers": ["openai"],
        "services": ["model-api"], "companies": ["openai"], "external": True, "self_hosted": True, "hybrid": True,
        "air_gapped": False,
    }  # fmt: skip
    assert facts["workload.third_parties"] == ["openai"]


def test_without_a_choice_nothing_is_said_of_options(tmp_path: Path) -> None:
    """Whether options are external is unknown until there is one."""
    facts = workload(tmp_path, make_profile())
    assert [path for path in facts if path.startswith("workload.options.")] == [
        "workload.options.considered_count", "workload.options.considered_openness", "workload.options.count",
    ]  # fmt: skip
    assert facts["workload.options.count"] == 0


def test_the_profile_comes_before_the_settings(tmp_path: Path) -> None:
    """Each fact of the team by itself."""
    profile = make_profile() | {"team": {"ml_engineers": 1}}
    facts = workload(tmp_path, profile, {"team": {"ml_engineers": 9, "on_call": True}})
    assert (facts["team.ml_engineers"], facts["team.on_call"]) == (1, True)


def test_the_overlay_comes_before_the_catalog(tmp_path: Path) -> None:
    """Each fact of an entry by itself, whichever of its names the overlay uses."""
    shipped = facts_of(laid_out(tmp_path, make_profile(OPENAI))[2], "option")
    settings = {"catalog": {"models": {"gpt-4o": {"context_window": 5}}}}
    facts = facts_of(laid_out(tmp_path, make_profile(OPENAI), settings)[2], "option")
    mine = {"option.model.context_window": 5, "primary.model.context_window": 5}
    assert facts == {**shipped, **mine}


@pytest.mark.parametrize(
    ("store", "expected"),
    [
        ({"provider": "aws", "region": "eu-west-1"}, ("IE", True)),
        ({"provider": "aws", "region": "us-east-1"}, ("US", False)),
        ({"country": "FR"}, ("FR", True)),
        ({"country": "FR", "provider": "aws", "region": "us-east-1"}, ("FR", True)),
        ({"provider": "aws"}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_stores(tmp_path: Path, store: Data, expected: tuple[str | None, bool | None]) -> None:
    """A store stands where it is said to, else where its provider's region lies."""
    profile = make_profile(data={"residency": ["EU"]}, stores=[{"kind": "log", **store}])
    facts = facts_of(laid_out(tmp_path, profile)[2], "store")
    assert (facts.get("store.country"), facts.get("store.within_residency")) == expected


def test_stores_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Every case is about a subject of its own."""
    stores = [{"kind": "log"}, {"kind": "log"}, {"kind": "files", "name": "a"}, {"kind": "log", "name": "a"}]
    cases = laid_out(tmp_path, make_profile(OWN, stores=stores, tools=[{"name": "t"}, {"name": "t"}]))[2]
    assert [case.subject.element for case in cases if case.subject.scope == "store"] == [
        "log[0]",
        "log[1]",
        "a",
        "a [2]",
    ]
    assert len({case.subject for case in cases}) == len(cases)


@pytest.mark.parametrize(
    ("routing", "expected"),
    [
        ({}, False),
        ({"router": "none"}, False),
        ({"threshold": 0.8}, False),
        ({"router": "confidence"}, True),
        ({"default": "primary"}, True),
        ({"router": "none", "default": "escalation"}, True),
    ],
)
def test_routing(tmp_path: Path, routing: Data, *, expected: bool) -> None:
    """A router or a default is routing; `none` alone is not."""
    assert workload(tmp_path, make_profile(OWN, routing=routing))["workload.has_routing"] is expected
