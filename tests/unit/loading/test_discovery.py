"""Finding profiles and settings."""

from pathlib import Path

import pytest

from policyengine.errors import Mistake
from policyengine.loading.discovery import display_path, find_profiles, find_settings


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own, below the temporary one."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def touch(*names: str) -> None:
    """Make empty files with the folders they need."""
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()


def test_walk() -> None:
    """A directory gives its profiles by name, sorted, without hidden and installed directories."""
    touch("b/llm-profile.yaml", "a/llm-profile.yml", "a/chat.llm-profile.yaml", "chat.llm-profile.yml")
    touch(".git/llm-profile.yaml", "node_modules/x/llm-profile.yaml", "__pycache__/llm-profile.yaml")
    touch("env/pyvenv.cfg", "env/llm-profile.yaml", "venv/llm-profile.yaml", "profile.yaml", "xllm-profile.yaml")
    touch("llm-profile.yaml/llm-profile.yaml")
    expected = [
        "a/chat.llm-profile.yaml",
        "a/llm-profile.yml",
        "b/llm-profile.yaml",
        "chat.llm-profile.yml",
        "llm-profile.yaml/llm-profile.yaml",
    ]
    assert find_profiles(["."]) == (expected, [])


def test_files_are_taken_as_they_are(here: Path) -> None:
    """A file is a profile whatever its name, and is named once however often it is given."""
    touch("any.yaml", "a/llm-profile.yaml")
    assert find_profiles(["./any.yaml", str(here / "any.yaml"), "a", "a/../a"]) == (
        ["a/llm-profile.yaml", "any.yaml"],
        [],
    )


def test_missing() -> None:
    """A path that is not there is a mistake; the others are still found."""
    touch("any.yaml")
    mistake = Mistake("`nowhere`: no such file or directory", hint="check the spelling")
    assert find_profiles(["nowhere", "any.yaml"]) == (["any.yaml"], [mistake])


def test_no_paths() -> None:
    """An empty directory gives nothing, without a mistake."""
    assert find_profiles(["."]) == ([], [])


def test_links(tmp_path: Path) -> None:
    """Links to directories are not followed; links to files are, within the repository."""
    touch("real/llm-profile.yaml")
    (tmp_path / "secret").touch()
    Path("loop").symlink_to(".")
    Path("link").symlink_to("real")
    Path(".git").mkdir()
    Path("llm-profile.yaml").symlink_to("real/llm-profile.yaml")
    Path("out.llm-profile.yaml").symlink_to("../secret")
    mistake = Mistake(
        "`out.llm-profile.yaml`: symbolic link to a file outside the repository",
        hint="replace the link by a copy of the file",
    )
    assert find_profiles(["."]) == (["llm-profile.yaml", "real/llm-profile.yaml"], [mistake])
    assert find_profiles(["link"]) == (["link/llm-profile.yaml"], [])


def test_display_path(here: Path) -> None:
    """Paths inside the working directory are relative, with forward slashes; others are as given."""
    assert display_path(str(here / "a" / "b.yaml")) == "a/b.yaml"
    assert display_path("./a/../b.yaml") == "b.yaml"
    assert display_path(".") == "."
    assert display_path("../x.yaml") == "../x.yaml"
    assert display_path("/x.yaml") == "/x.yaml"
    assert display_path(str(here) + "-other/x.yaml") == str(here) + "-other/x.yaml"


def test_settings_are_found_up_to_the_git_root() -> None:
    """The nearest settings win; the search ends at the directory that holds `.git`."""
    touch("policyengine.yaml", "repo/.git/HEAD", "repo/a/b/x", "repo/c/policyengine.yaml")
    assert find_settings("repo/a/b") is None
    touch("repo/policyengine.yaml")
    assert find_settings("repo/a/b") == "repo/policyengine.yaml"
    assert find_settings("repo/c") == "repo/c/policyengine.yaml"


def test_settings_outside_a_repository(tmp_path: Path) -> None:
    """Without a repository, the search ends at the working directory, or at the start outside of that."""
    (tmp_path / "policyengine.yaml").touch()
    (tmp_path / "other").mkdir()
    touch("a/b/x")
    assert find_settings("a/b") is None
    touch("policyengine.yaml")
    assert find_settings("a/b") == "policyengine.yaml"
    assert find_settings(str(tmp_path / "other")) is None
    assert find_settings(str(tmp_path)) == str(tmp_path / "policyengine.yaml")
