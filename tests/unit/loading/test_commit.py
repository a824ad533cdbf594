"""Which commits the hooks have to judge: real git, a commit in progress."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from policyengine.loading.commit import is_due
from tests.cli.cloning import commit, git

SETTINGS = """\
version: 1
extends: ../policy/base.txt
packs: [../policy/acme]
records: {directory: ../adr, templates: words}
"""
FILES = {
    "policyengine.yaml": "version: 1\n",
    "svc/policyengine.yaml": SETTINGS,
    "svc/llm-profile.yaml": "version: 1\n",
    "svc/words/madr4.md.j2": "",
    "adr/0001-x.md": "",
    "policy/base.txt": "version: 1\nextends: top\n",
    "policy/top/policyengine.yaml": "version: 1\n",
    "policy/acme/rules/a/b.yaml": "",
    "policy/acme/catalog/prices/acme.yaml": "",
    "src/app.py": "",
    "docs/policy.md": "",
    "settings.yaml": "",
}
Change = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with everything committed, and stand in a hook of git."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "user.name", "Ada Lovelace")
    git(tmp_path, "config", "user.email", "ada@example.org")
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    return tmp_path


def changed(name: str) -> Change:
    """Return what adds a line to a file, or makes the file."""

    def change(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{path.read_text() if path.exists() else ''}# touched\n")

    return change


def removed(name: str) -> Change:
    """Return what removes a file."""
    return lambda folder: (folder / name).unlink()


def moved(name: str, to: str) -> Change:
    """Return what gives a file another name."""
    return lambda folder: (folder / name).rename(folder / to)


def linked(name: str, to: str) -> Change:
    """Return what puts a symbolic link in the place of a file."""

    def change(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(to)

    return change


def nested(folder: Path) -> None:
    """Add a repository in the repository, as a submodule is one."""
    (folder / "vendored").mkdir()
    git(folder / "vendored", "init", "--quiet")
    shutil.copy(folder / ".git" / "config", folder / "vendored" / ".git" / "config")
    (folder / "vendored" / "llm-profile.yaml").write_text("version: 1\n")
    commit(folder / "vendored")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(changed("policyengine.yaml"), id="settings"),
        pytest.param(removed("policyengine.yaml"), id="settings-removed"),
        pytest.param(moved("policyengine.yaml", "x.yaml"), id="settings-renamed"),
        pytest.param(changed("a/b/policyengine.yaml"), id="nearer-settings"),
        pytest.param(changed("policyengine.yml"), id="yml"),
        pytest.param(changed("Policyengine.YAML"), id="near-name-of-settings"),
        pytest.param(removed("svc/llm-profile.yaml"), id="profile-removed"),
        pytest.param(moved("svc/llm-profile.yaml", "svc/llm_profile.yaml"), id="profile-renamed"),
        pytest.param(changed("svc/llm_profile.yaml"), id="near-name-of-profile"),
        pytest.param(changed("policy/base.txt"), id="extended"),
        pytest.param(removed("policy/base.txt"), id="extended-removed"),
        pytest.param(linked("policy/base.txt", "top/policyengine.yaml"), id="extended-linked"),
        pytest.param(changed("policy/top/policyengine.yaml"), id="extended-folder"),
        pytest.param(changed("policy/acme/rules/a/b.yaml"), id="rule"),
        pytest.param(removed("policy/acme/rules/a/b.yaml"), id="rule-removed"),
        pytest.param(moved("policy/acme/rules/a/b.yaml", "b.yaml"), id="rule-moved-out"),
        pytest.param(changed("policy/acme/rules/c.yaml"), id="rule-added"),
        pytest.param(changed("policy/acme/catalog/prices/acme.yaml"), id="overlay"),
        pytest.param(changed("svc/words/madr4.md.j2"), id="template"),
        pytest.param(changed(".gitignore"), id="gitignore"),
        pytest.param(changed("svc/.gitignore"), id="nested-gitignore"),
        pytest.param(changed(".pre-commit-config.yaml"), id="version-of-the-hook"),
        pytest.param(nested, id="submodule"),
        pytest.param(linked("new/llm-profile.yaml", "../src/app.py"), id="profile-linked"),
        pytest.param(linked("anything", "src/app.py"), id="any-link"),
        pytest.param(changed("policy-engine.yaml"), id="near-name-with-a-hyphen"),
        pytest.param(changed("svc/policyengine.yaml.txt"), id="near-name-of-settings-as-text"),
        pytest.param(changed("new/policyengine.yaml/x"), id="folder-named-like-settings"),
        pytest.param(changed("svc/llm-profile.json"), id="near-name-as-json"),
        pytest.param(changed("svc/llm-profile.yaml.txt"), id="near-name-as-text"),
        pytest.param(changed("svc/IIm-profile.yaml"), id="look-alike-of-profile"),
        pytest.param(changed("svc/llm-profiles.toml"), id="plural-of-profile"),
    ],
)
def test_what_decides_is_due(folder: Path, change: Change) -> None:
    """Whatever changes the settings, what they name, or which profiles there are; not before it is staged."""
    change(folder)
    before = is_due(".")
    git(folder, "add", "--all")
    assert (before, is_due(".")) == (False, True)
    assert is_due(".", records=True)


def test_a_profile_that_stays_on_disk_alone(folder: Path) -> None:
    """`git rm --cached` takes it out of the commit."""
    git(folder, "rm", "--quiet", "--cached", "svc/llm-profile.yaml")
    assert is_due(".")


@pytest.mark.parametrize(
    ("link", "to", "name"),
    [
        pytest.param("new/llm-profile.yaml", "../src/app.py", "src/app.py", id="profile"),
        pytest.param("new/policyengine.yaml", "../settings.yaml", "settings.yaml", id="settings"),
        pytest.param("policy/base.txt", "more.txt", "policy/more.txt", id="extended"),
        pytest.param("policy/base.txt", "../docs/base.txt", "policy/deep.txt", id="extended-by-what-a-link-names"),
        pytest.param("policy/acme/rules/more.yaml", "../../../src/app.py", "src/app.py", id="rule"),
        pytest.param("policy/acme/rules/more", "../../../src", "src/app.py", id="folder-of-rules"),
    ],
)
def test_what_a_link_leads_to_is_due(folder: Path, link: str, to: str, name: str) -> None:
    """Git shows the target as changed, and the link as it was."""
    linked(link, to)(folder)
    (folder / "settings.yaml").write_text("version: 1\n")
    (folder / "policy" / "more.txt").write_text("version: 1\n")
    (folder / "policy" / "deep.txt").write_text("version: 1\n")
    (folder / "docs" / "base.txt").write_text("version: 1\nextends: deep.txt\n")
    commit(folder)
    changed(name)(folder)
    git(folder, "add", "--all")
    assert is_due(".")


@pytest.mark.parametrize("settings", ["extends: house/base.txt\n", "packs: [house/acme]\n"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(removed("house"), id="link-removed"),
        pytest.param(linked("house", "docs"), id="link-elsewhere"),
        pytest.param(changed("policy/acme/rules/a/b.yaml"), id="target"),
    ],
)
def test_a_link_on_the_way_is_due(folder: Path, settings: str, change: Change) -> None:
    """Settings extend a file, or name a pack, through a link to a directory."""
    (folder / "policyengine.yaml").write_text(f"version: 1\n{settings}")
    (folder / "svc" / "policyengine.yaml").unlink()
    (folder / "house").symlink_to("policy")
    (folder / "policy" / "base.txt").write_text("version: 1\npacks: [acme]\n")
    commit(folder)
    change(folder)
    git(folder, "add", "--all")
    assert is_due(".")


@pytest.mark.parametrize(("link", "to"), [("svc/docs", "../src"), ("svc/docs/decisions", "../../src"), ("adr", "src")])
def test_records_behind_a_link_are_due(folder: Path, link: str, to: str) -> None:
    """The folder of the records, or one above it, is a link; for verdicts it counts nothing."""
    (folder / "adr" / "0001-x.md").unlink()
    (folder / "adr").rmdir()
    (folder / link).parent.mkdir(exist_ok=True)
    (folder / link).symlink_to(to)
    commit(folder)
    changed("src/decisions/0001-x.md")(folder)
    git(folder, "add", "--all")
    assert (is_due("."), is_due(".", records=True)) == (False, True)


def test_links_that_nothing_names_are_not(folder: Path) -> None:
    """A link that is no profile, no settings and in no pack."""
    linked("docs/app.py", "../src/app.py")(folder)
    linked("settings", "src")(folder)
    commit(folder)
    changed("src/app.py")(folder)
    git(folder, "add", "--all")
    assert (is_due("."), is_due(".", records=True)) == (False, False)


@pytest.mark.parametrize("key", ["submodule.vendored.ignore", "diff.ignoreSubmodules"])
def test_a_submodule_that_git_is_to_ignore_is_due(folder: Path, key: str) -> None:
    """`ignore = all`, here of the configuration, hides a submodule from `git diff`."""
    nested(folder)
    commit(folder)
    (folder / ".gitmodules").write_text('[submodule "vendored"]\npath = vendored\nurl = ./x\nignore = all\n')
    commit(folder)
    git(folder, "config", key, "all")
    changed("llm-profile.yaml")(folder / "vendored")
    commit(folder / "vendored")
    git(folder, "add", "--force", "vendored")
    assert is_due(".")


@pytest.mark.parametrize(
    "name",
    ["src/app.py", "docs/policy.md", "settings.yaml", "policy/readme.md", "policy/acme-old/rules/a.yaml", "new/x.yaml"],
)
def test_everything_else_is_not(folder: Path, name: str) -> None:
    """Files that no settings name, even beside those they do."""
    changed(name)(folder)
    git(folder, "add", "--all")
    assert (is_due("."), is_due(".", records=True)) == (False, False)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("svc/llm-profile.yaml", changed),
        ("new/chat.llm-profile.yml", changed),
        ("adr/0001-x.md", changed),
        ("adr/0001-x.md", removed),
        ("svc/docs/decisions/index.md", changed),
    ],
)
def test_records_are_due_more_often(folder: Path, name: str, change: Callable[[str], Change]) -> None:
    """Their own files count, and profiles that another hook judges."""
    change(name)(folder)
    git(folder, "add", "--all")
    assert (is_due("."), is_due(".", records=True)) == (False, True)


def test_outside_a_commit_everything_is_due(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`pre-commit run --all-files`, as CI runs it, names no commit: it asks for everything."""
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert is_due(".")
    assert is_due(str(folder / "svc"))


def test_the_first_commit(folder: Path) -> None:
    """Everything is new."""
    shutil.rmtree(folder / ".git")
    git(folder, "init", "--quiet")
    git(folder, "add", "src/app.py")
    assert not is_due(".")
    git(folder, "add", "--all")
    assert is_due(".")


def test_the_index_of_a_partial_commit_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`git commit FILE` has an index of its own, which git names to its hooks."""
    changed("policyengine.yaml")(folder)
    changed("src/app.py")(folder)
    git(folder, "add", "--all")
    assert is_due(".")
    monkeypatch.setenv("GIT_INDEX_FILE", str(folder / ".git" / "next-index"))
    git(folder, "read-tree", "HEAD")
    git(folder, "add", "src/app.py")
    assert not is_due(".")


@pytest.mark.parametrize("text", ["a: [\n", "\tx", "- a\n"])
def test_settings_that_cannot_be_read_leave_nothing_out(folder: Path, text: str) -> None:
    """What they name is not known, so any commit may change it."""
    (folder / "policyengine.yaml").write_text(text)
    commit(folder)
    changed("src/app.py")(folder)
    git(folder, "add", "--all")
    assert is_due(".")


def test_where_git_cannot_tell_everything_is_due(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged repository, and a machine without git."""
    monkeypatch.setenv("PATH", os.devnull)
    assert is_due(".")
    monkeypatch.undo()
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    (folder / ".git" / "HEAD").write_text("nothing\n")
    assert is_due(str(folder))
