"""SYS-43: which serving engines suit an option, whether the declared one does, and which one the table picks."""

from pathlib import Path
from typing import Any

import pytest

from policyengine.facts.serving.engines import RUNNERS, SERVERS, serving_facts
from policyengine.policy.on_demand import GROUPS
from policyengine.vocabulary.values import VALUES
from tests.unit.engine.judging import LLAMA, OPENAI
from tests.unit.facts.demanded import demanded_facts, under


def served(
    tmp_path: Path, hosting: str, lifecycle: str, serving: dict[str, Any], *, hugging_face: bool | None = None
) -> dict[str, Any]:
    """Return the derived facts of serving."""
    team = {} if hugging_face is None else {"hugging_face": hugging_face}
    choice = {"model": LLAMA, "hosting": hosting, "serving": serving}
    return under(demanded_facts(tmp_path, choice, lifecycle=lifecycle, team=team), *GROUPS["serving"])


@pytest.mark.parametrize(
    ("hosting", "lifecycle", "serving", "hugging_face", "expected"),
    [
        ("private-cloud", "production", {"concurrency": 64}, False, "vllm"),
        ("on-premises", "production", {}, False, "vllm"),
        ("private-cloud", "production", {"concurrency": 64}, True, "tgi"),
        ("on-device", "prototype", {}, None, "ollama"),
        ("on-device", "production", {}, None, "ollama"),
        ("private-cloud", "prototype", {"concurrency": 64}, None, "ollama"),
        ("private-cloud", "pilot", {"concurrency": 1}, None, "ollama"),
        ("private-cloud", "pilot", {"concurrency": 2}, False, "vllm"),
        ("private-cloud", "production", {"concurrency": 64}, None, None),
        ("private-cloud", "pilot", {}, False, None),
    ],
)
def test_sys_43_the_table_picks_an_engine(  # noqa: PLR0913 - a table's columns
    tmp_path: Path, hosting: str, lifecycle: str, serving: dict[str, Any], *, hugging_face: bool | None, expected: str
) -> None:
    """Production: vLLM, for a Hugging Face team TGI; a laptop or a prototype: Ollama; none where it is left open."""
    found = served(tmp_path, hosting, lifecycle, serving, hugging_face=hugging_face)
    assert expected == found.get("advised_engine")


@pytest.mark.parametrize(
    ("hosting", "lifecycle", "serving", "expected"),
    [
        ("private-cloud", "production", {"engine": "ollama"}, False),
        ("private-cloud", "production", {"engine": "ollama", "concurrency": 1}, False),
        ("private-cloud", "production", {"engine": "vllm"}, True),
        ("air-gapped", "production", {"engine": "tensorrt-llm"}, True),
        ("on-premises", "production", {"engine": "tgi"}, True),
        ("on-premises", "production", {"engine": "other"}, False),
        ("on-premises", "production", {}, None),
        ("private-cloud", "prototype", {"engine": "ollama", "concurrency": 8}, True),
        ("private-cloud", "prototype", {"engine": "vllm"}, True),
        ("private-cloud", "pilot", {"engine": "ollama", "concurrency": 1}, True),
        ("private-cloud", "pilot", {"engine": "ollama", "concurrency": 2}, False),
        ("private-cloud", "pilot", {"engine": "ollama"}, None),
        ("private-cloud", "pilot", {"engine": "vllm"}, True),
        ("on-device", "production", {"engine": "llama-cpp"}, True),
        ("on-device", "production", {"engine": "vllm"}, False),
    ],
)
def test_sys_43_whether_the_engine_suits(
    tmp_path: Path, hosting: str, lifecycle: str, serving: dict[str, Any], *, expected: bool | None
) -> None:
    """Ollama does not suit production; in a pilot that depends on how many are served at once."""
    found = served(tmp_path, hosting, lifecycle, serving)
    assert expected == found.get("suits")
    if expected is not None and "suited_engines" in found:
        assert expected == (serving["engine"] in found["suited_engines"])


def test_the_engines_are_those_a_profile_can_declare() -> None:
    """Each of them is for one user or for many; only `other` is neither."""
    assert set(VALUES["option.serving.engine"]) == {*RUNNERS, *SERVERS, "other"}
    assert not set(RUNNERS) & set(SERVERS)


@pytest.mark.parametrize("hosting", VALUES["option.hosting"])
def test_who_serves_is_asked_first(tmp_path: Path, hosting: str) -> None:
    """A service that others run has no engine of the team's."""
    external = hosting in ("vendor-api", "managed-open")
    assert external == (not served(tmp_path, hosting, "production", {"engine": "vllm"}))


@pytest.mark.parametrize("lifecycle", VALUES["project.lifecycle"])
@pytest.mark.parametrize("hosting", ["private-cloud", "on-premises", "air-gapped", "on-device"])
def test_what_is_known_without_the_concurrency_holds_with_any(hosting: str, lifecycle: str) -> None:
    """Declaring it later adds answers and changes none."""
    for engine in VALUES["option.serving.engine"]:
        facts = {
            "option.external": False,
            "option.hosting": hosting,
            "project.lifecycle": lifecycle,
            "option.serving.engine": engine,
            "team.hugging_face": True,
        }
        with_it = [serving_facts({**facts, "option.serving.concurrency": number}) for number in (1, 2, 500)]
        agreed = {path: value for path, value in with_it[0].items() if all(one[path] == value for one in with_it)}
        assert agreed == serving_facts(facts)


def test_an_api_has_no_engine(tmp_path: Path) -> None:
    """Nothing is derived for a closed model's API."""
    assert under(demanded_facts(tmp_path, OPENAI), *GROUPS["serving"]) == {}
