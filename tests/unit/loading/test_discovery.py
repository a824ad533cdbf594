"""Finding profiles and settings."""

from pathlib import Path

import pytest

from policyengine.errors import Mistake
from policyengine.loading.discovery import Discovery, find_profiles
from policyengine.loading.paths import display_path
from policyengine.loading.settings_files import find_settings
from tests.cli.cloning import git


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


def test_outside_a_repository() -> None:
    """A directory gives its profiles by name, sorted: every directory counts, whatever it is called."""
    touch("b/llm-profile.yaml", "a/llm-profile.yml", "a/chat.llm-profile.yaml", "chat.llm-profile.yml")
    touch("node_modules/x/llm-profile.yaml", "env/pyvenv.cfg", "env/llm-profile.yaml", ".hidden/llm-profile.yaml")
    touch("profile.yaml", "xllm-profile.yaml", "llm-profile.yaml/llm-profile.yaml")
    expected = (
        ".hidden/llm-profile.yaml",
        "a/chat.llm-profile.yaml",
        "a/llm-profile.yml",
        "b/llm-profile.yaml",
        "chat.llm-profile.yml",
        "env/llm-profile.yaml",
        "llm-profile.yaml/llm-profile.yaml",
        "node_modules/x/llm-profile.yaml",
    )
    assert find_profiles(["."]) == Discovery(expected, directories=(".",))


def test_in_a_repository() -> None:
    """What git tracks counts wherever it is; of the rest, only what `.gitignore` leaves out does not."""
    git(Path(), "init", "--quiet")
    touch("build/llm-profile.yaml", "build/other/llm-profile.yaml", "venv/pyvenv.cfg", "venv/llm-profile.yaml")
    git(Path(), "add", "build/llm-profile.yaml")
    Path(".gitignore").write_text("build/\nignored/\n")
    touch("ignored/llm-profile.yaml", ".new/llm-profile.yaml", "gone/llm-profile.yaml")
    git(Path(), "add", "gone")
    Path("gone/llm-profile.yaml").unlink()
    expected = (".new/llm-profile.yaml", "build/llm-profile.yaml", "venv/llm-profile.yaml")
    assert find_profiles(["."]) == Discovery(expected, absent=("gone/llm-profile.yaml",), directories=(".",))
    named = find_profiles(["ignored", "build/other", "venv"])  # the user wants these searched
    assert named.files == ("build/other/llm-profile.yaml", "ignored/llm-profile.yaml", "venv/llm-profile.yaml")


def test_repositories_inside() -> None:
    """One that lies inside another is searched as its own `.gitignore` has it, and a note says whose settings hold."""
    for folder in ("outer", "outer/inner", "outer/module"):
        touch(f"{folder}/llm-profile.yaml", f"{folder}/skipped/llm-profile.yaml")
        git(Path(folder), "init", "--quiet")
        Path(folder, ".gitignore").write_text("skipped\n")
    git(
        Path("outer"),
        "-c",
        "advice.addEmbeddedRepo=false",
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{'1' * 40},module",
    )
    files = ("outer/inner/llm-profile.yaml", "outer/llm-profile.yaml", "outer/module/llm-profile.yaml")
    environment = "is a repository of its own: the settings of the repository around it do not apply there"
    notes = tuple(f"`outer/{name}` {environment}" for name in ("inner", "module"))
    for top in (".", "outer"):
        assert find_profiles([top]) == Discovery(files, directories=(top,), notes=notes)


def test_git_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git, or with one that refuses, everything is looked at, and a note says so."""
    touch(".git/x", "llm-profile.yaml", "node_modules/llm-profile.yaml")
    expected = Discovery(
        ("llm-profile.yaml", "node_modules/llm-profile.yaml"),
        directories=(".",),
        notes=("git could not list the files of the repository, so all were looked at; `git status` says why",),
    )
    assert find_profiles(["."]) == expected
    monkeypatch.setenv("PATH", "")
    assert find_profiles(["."]) == expected


NEAR = "is not read: a profile is called `llm-profile.yaml`, or `….llm-profile.yaml`"


def test_near_names() -> None:
    """Files whose names are near are mistakes in a directory, with and without git; a file that is named is taken.

    One whose content is no profile's is noted, and one with more words in its name is a mistake if it is a profile.
    """
    touch("a/llm_profile.yaml", "b/LLM-Profile.yaml", "docs/llm-profile.md", "llm-profil\u0435.yaml/x")
    wrong = [
        Mistake(f"`{path}` {NEAR}", hint="rename it; if it is not a profile, choose a name that is less similar")
        for path in ("a/llm_profile.yaml", "b/LLM-Profile.yaml")
    ]
    assert sorted(find_profiles(["."]).mistakes) == wrong
    git(Path(), "init", "--quiet")
    assert sorted(find_profiles(["."]).mistakes) == wrong
    assert find_profiles(["a/llm_profile.yaml"]) == Discovery(("a/llm_profile.yaml",))


def test_misspelt_names() -> None:
    """A file of a misspelt name is a mistake if it is a profile, and another program's otherwise: no note names it."""
    profiles = ("a/llm-profil.yaml", "b/llm-profile", "c/llm-profiel.yml", "d/llm-profile.ymal")
    for path in (*profiles, "x/vllm-profile.yaml", "y/llm-profile", "z/llm-profile.yaml.bak"):
        Path(path).parent.mkdir()
        Path(path).write_text("workloads: {}\n" if path.startswith(("x", "y")) else "project: {}\nworkloads: {}\n")
    for _ in range(2):
        found = find_profiles(["."])
        assert sorted(mistake.message for mistake in found.mistakes) == [f"`{path}` {NEAR}" for path in profiles]
        assert (found.files, found.notes) == ((), ())
        git(Path(), "init", "--quiet")


def test_near_names_of_other_programs() -> None:
    """Content that declares no workloads is noted; with more words in the name, only a profile is a mistake."""
    touch("vendor/llm-profiles.json", "llm-profile-old.yaml", "llm-profile.schema.yaml", "chat-llm-profile.yaml")
    Path("vendor/llm-profiles.json").write_text('{"profiles": [{"name": "\\n"}]}')
    Path("llm-profile.schema.yaml").write_text("properties: {workloads: {}}\n")
    Path("chat-llm-profile.yaml").write_text('"work\\u006coads": {}\n')
    Path("llm-profile.toml").write_text("[workloads.chat]\n")
    Path("llm-profile.txt").write_bytes("version: 1\nworkloads: {}\n".encode("utf-16"))
    for _ in range(2):
        found = find_profiles(["."])
        wrong = [mistake.message for mistake in found.mistakes]
        names = ("chat-llm-profile.yaml", "llm-profile.toml", "llm-profile.txt")
        assert sorted(wrong) == [f"`{name}` {NEAR}" for name in names]
        note = "`vendor/llm-profiles.json` has nearly the name of a profile, but is not one: it has no `workloads`"
        assert found.notes == (note,)
        git(Path(), "init", "--quiet")


def test_files_are_taken_as_they_are(here: Path) -> None:
    """A file is a profile whatever its name, and is named once however often it is given."""
    touch("any.yaml", "a/llm-profile.yaml")
    found = find_profiles(["./any.yaml", str(here / "any.yaml"), "a", "a/../a"])
    assert found == Discovery(("a/llm-profile.yaml", "any.yaml"), directories=("a", "a/../a"))


def test_missing() -> None:
    """A path that is not there is a mistake; the others are still found."""
    touch("any.yaml")
    mistake = Mistake("`nowhere`: no such file or directory", hint="check the spelling")
    assert find_profiles(["nowhere", "any.yaml"]) == Discovery(("any.yaml",), (mistake,))


def test_no_paths() -> None:
    """An empty directory gives nothing, without a mistake."""
    assert find_profiles(["."]) == Discovery(directories=(".",))


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
    found = find_profiles(["."])
    assert (found.files, found.mistakes) == (("llm-profile.yaml", "real/llm-profile.yaml"), (mistake,))
    assert find_profiles(["link"]).files == ("real/llm-profile.yaml",)


def test_a_directory_that_is_a_link_out(tmp_path: Path) -> None:
    """Neither a link to a directory outside the repository nor what lies behind it is taken."""
    (tmp_path / "llm-profile.yaml").touch()
    Path(".git").mkdir()
    Path("out").symlink_to(tmp_path)
    hint = "replace the link by a copy of the"
    assert find_profiles(["out", "out/llm-profile.yaml"]) == Discovery(
        (),
        (
            Mistake("`out`: symbolic link to a directory outside the repository", hint=f"{hint} directory"),
            Mistake("`out/llm-profile.yaml`: symbolic link to a file outside the repository", hint=f"{hint} file"),
        ),
    )


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
