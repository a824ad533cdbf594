"""The same files give the same bytes, wherever and whenever they are judged."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from policyengine.loading.schemas import complete_schema
from tests.cli.running import DAY, FAILING, ROOT, policyengine

CHANGES = {
    "hash seed": {"PYTHONHASHSEED": "1"},
    "another seed": {"PYTHONHASHSEED": "4242"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8", "LANGUAGE": "fr"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "width": {"COLUMNS": "40"},
}


def make(folder: Path) -> Path:
    """Write two services, one of which fails."""
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        (folder / name / "llm-profile.yaml").write_text(FAILING if name == "b" else FAILING.replace("phi", "internal"))
    (folder / "policyengine.yaml").write_text("version: 1\norganization: {name: Acme, jurisdictions: [US]}\n")
    (folder / ".git").mkdir()
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the two services."""
    return make(tmp_path_factory.mktemp("same"))


@pytest.fixture(scope="module")
def text(folder: Path) -> str:
    """Return what is printed of them."""
    return policyengine(folder, "check", "--as-of", DAY, "--statistics", "--show-passes").out


@pytest.mark.parametrize("change", CHANGES)
def test_surroundings_change_nothing(folder: Path, text: str, change: str) -> None:
    """Hash seed, time zone, locale and width leave no trace."""
    done = policyengine(folder, "check", "--as-of", DAY, "--statistics", "--show-passes", **CHANGES[change])
    assert done.out == text


def test_order_changes_nothing(folder: Path, text: str) -> None:
    """Paths may come in any order, twice, and with detours."""
    options = ("--as-of", DAY, "--statistics", "--show-passes")
    assert policyengine(folder, "check", "b", "./a/../a", "b/llm-profile.yaml", *options).out == text


def test_place_changes_nothing(tmp_path: Path, text: str) -> None:
    """Where the repository lies leaves no trace."""
    deep = make(tmp_path / "very" / "deep" / "down")
    assert policyengine(deep, "check", "--as-of", DAY, "--statistics", "--show-passes").out == text


def test_json_fits_its_schema(folder: Path) -> None:
    """The JSON report is what its schema says, with verdicts and with mistakes."""
    schema = complete_schema("report")
    done = policyengine(folder, "check", "--as-of", DAY, "--output-format", "json", "--show-passes")
    report = json.loads(done.out)
    jsonschema.validate(report, schema)
    assert (done.code, report["format"], report["as_of"]) == (1, "report/0", DAY)
    broken = policyengine(folder, "check", "no-such-path", "--output-format", "json")
    jsonschema.validate(json.loads(broken.out), schema)
    assert broken.code == 2


def test_a_record_is_the_same_everywhere(tmp_path: Path) -> None:
    """A record's bytes do not depend on where, in which time zone, locale or with which seed it is written."""
    written = []
    for number, change in enumerate(({}, CHANGES["time zone"] | CHANGES["another seed"], CHANGES["no locale"])):
        folder = tmp_path / ("x" * number) / "service"
        shutil.copytree(ROOT / "examples" / "patient-chatbot", folder)
        shutil.rmtree(folder / "docs", ignore_errors=True)
        done = policyengine(folder, "record", "llm-profile.yaml", **change)
        assert (done.code, done.err) == (0, "")
        written.append({path.name: path.read_bytes() for path in (folder / "docs" / "decisions").glob("*.md")})
        assert policyengine(folder, "record", "llm-profile.yaml", "--check", **change).code == 0
    assert written[0]
    assert written[0] == written[1] == written[2]
