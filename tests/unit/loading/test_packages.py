"""Settings of an installed package: found without running it, and not where a pull request could put it."""

import sys
from pathlib import Path

import pytest

from policyengine.engine.session import Question
from policyengine.errors import SettingsError
from policyengine.loading.packages import package_directory
from policyengine.sessions import session_for
from tests.unit.engine.judging import AS_OF, make_profile, place


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a package that must not be imported, and stand in a repository elsewhere."""
    package = tmp_path / "venv" / "site-packages" / "acme_policy"
    (package / "eu").mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit('imported')\n", encoding="utf-8")
    (package / "policyengine.yaml").write_text("version: 1\norganization: {name: Acme}\n", encoding="utf-8")
    (package / "eu" / "policyengine.yaml").write_text(
        "version: 1\nextends: ../policyengine.yaml\npacks: [../strict]\n",
        encoding="utf-8",
    )
    (package / "strict" / "rules").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(package.parent))
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository")
    return package


@pytest.mark.parametrize(
    ("extends", "files"),
    [
        ("package:acme_policy", ["package:acme_policy/policyengine.yaml"]),
        ("package:acme_policy/policyengine.yaml", ["package:acme_policy/policyengine.yaml"]),
        (
            "package:acme_policy/eu",
            ["package:acme_policy/eu/policyengine.yaml", "package:acme_policy/policyengine.yaml"],
        ),
    ],
)
def test_a_package(installed: Path, extends: str, files: list[str]) -> None:
    """Its files are read and named alike on every machine; its packs lie in it; its code is not run."""
    path = place(Path.cwd(), make_profile(), f"version: 1\nextends: {extends}\n")
    settings = session_for(path, Question(AS_OF), {}).environment.settings
    assert [document.path for document in settings.documents] == ["policyengine.yaml", *files]
    assert settings.facts == {"organization.name": "Acme"}
    assert settings.packs == ((str((installed / "strict").resolve()),) if "eu" in extends else ())
    assert "acme_policy" not in sys.modules


def test_nothing_leads_out_of_a_package(installed: Path) -> None:
    """Neither a path nor a link of a package may show a file outside it."""
    (installed / "away").mkdir()
    (installed / "away" / "policyengine.yaml").symlink_to("/etc/hosts")
    for extends in ("package:acme_policy/../../x.yaml", "package:acme_policy/away"):
        path = place(Path.cwd(), make_profile(), f"version: 1\nextends: {extends}\n")
        with pytest.raises(SettingsError, match="lies outside the package"):
            session_for(path, Question(AS_OF), {})


@pytest.mark.parametrize("inside", ["", "lib", "lib/deeper"])
def test_a_folder_of_the_repository_is_no_package(
    installed: Path, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull request that adds a folder named like the package does not become its own judge."""
    fake = Path.cwd() / inside
    (fake / "acme_policy").mkdir(parents=True)
    (fake / "acme_policy" / "policyengine.yaml").write_text("version: 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(fake))
    assert package_directory("acme_policy") == (str(installed), "")
    monkeypatch.setattr(sys, "path", ["", str(fake)])
    assert package_directory("acme_policy")[0] == ""


def test_an_environment_inside_the_repository(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`.venv` in a clone is the usual place to install things."""
    package = tmp_path / ".venv" / "lib" / "site-packages" / "acme_policy"
    package.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(package.parent)])
    assert package_directory("acme_policy") == (str(package), "")


@pytest.mark.parametrize("name", ["", "acme-policy", "no_such_package", "a.b", "sys", "json.tool", "../x"])
def test_no_package(name: str) -> None:
    """What is no installed top-level package has no directory, and there is something to do about it."""
    directory, hint = package_directory(name)
    assert directory == ""
    assert hint
