"""`check --require-policy NAME`: settings of the organisation that every profile has to be judged by."""

import json
import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.cloning import commit, git
from tests.cli.running import DAY, ROOT, Done, policyengine

PROFILE = (ROOT / "examples" / "smallest" / "llm-profile.yaml").read_text()
RULE = "settings/required-policy"


class Repository(NamedTuple):
    """A repository with two profiles, and a place where packages are installed."""

    folder: Path
    packages: Path

    def settings(self, name: str, text: str = "organization: {name: Acme}\n") -> None:
        """Write a settings file below the root."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(f"version: 1\n{text}")

    def check(self, *arguments: str, beside: str = ".") -> Done:
        """Run `check` on everything, in the root or a folder of it."""
        path = os.pathsep.join(map(str, (ROOT, self.packages)))
        return policyengine(self.folder / beside, "check", "--as-of", DAY, *arguments, PYTHONPATH=path)

    def requires(self, *names: str) -> Done:
        """Run `check` with required settings."""
        return self.check(*(part for name in names for part in ("--require-policy", name)))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Make a repository without settings, and install `acme_policy` with two settings files."""
    packages = tmp_path / "site-packages"
    package = packages / "acme_policy"
    package.mkdir(parents=True)
    (package / "policyengine.yaml").write_text("version: 1\norganization: {name: Acme}\n")
    (package / "strict.yaml").write_text("version: 1\nextends: policyengine.yaml\n")
    folder = tmp_path / "repository"
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        (folder / name / "llm-profile.yaml").write_text(PROFILE)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Ada Lovelace")
    git(folder, "config", "user.email", "ada@example.org")
    return Repository(folder, packages)


@pytest.mark.parametrize(
    "name",
    [
        "package:acme_policy",
        "acme_policy",
        "package:acme_policy/policyengine.yaml",
        "package:acme_policy/strict.yaml",
        "package:acme_policy/./strict.yaml",
        "base/acme.yaml",
        "./base/acme.yaml",
        "base/../base/acme.yaml",
    ],
)
def test_what_is_extended_is_in_force(repository: Repository, name: str) -> None:
    """Directly or by another file, from a package or from the repository, however the name is spelled."""
    repository.settings("base/acme.yaml", "extends: package:acme_policy/strict.yaml\n")
    repository.settings("policyengine.yaml", "extends: base/acme.yaml\n")
    done = repository.requires(name)
    assert (done.code, done.err, RULE in done.out) == (0, "", False)
    assert done == repository.check()


def test_a_folder_needs_a_slash(repository: Repository) -> None:
    """`acme-policy` is what pip installs; the folder of that name has to be meant."""
    repository.settings("acme-policy/policyengine.yaml")
    repository.settings("policyengine.yaml", "extends: acme-policy\n")
    assert [repository.requires(name).code for name in ("./acme-policy", "acme-policy/")] == [0, 0]
    refused = repository.requires("acme-policy")
    assert (refused.code, refused.out) == (2, "")
    assert "write `package:acme_policy`: the name that Python imports" in refused.err
    assert "a folder of the repository is `./acme-policy`" in refused.err


@pytest.mark.parametrize("name", ["policyengine.yaml", ".", "./"])
def test_the_root_settings_may_be_required(repository: Repository, name: str) -> None:
    """A profile under nearer settings that do not extend those of the root fails; the other one does not."""
    repository.settings("policyengine.yaml")
    assert repository.requires(name).code == 0
    repository.settings("a/policyengine.yaml")
    done = repository.requires(name)
    assert done.code == 1
    assert f"error[{RULE}]: `policyengine.yaml` is not in force for `a/llm-profile.yaml`:" in done.out
    assert " --> a/policyengine.yaml:1:1\n" in done.out
    assert "help: add `extends: ../policyengine.yaml` to `a/policyengine.yaml`\n" in done.out
    assert done.out.count(f"error[{RULE}]") == 1
    assert repository.check("--require-policy", name, beside="b").code == 0


def test_a_profile_without_settings_fails(repository: Repository) -> None:
    """Each, at its own first key."""
    done = repository.requires("acme_policy")
    assert done.code == 1
    for name in ("a", "b"):
        assert (
            f"error[{RULE}]: `package:acme_policy` is not in force for `{name}/llm-profile.yaml`: "
            f"no policyengine.yaml holds there\n --> {name}/llm-profile.yaml:2:1\n"
        ) in done.out
    assert "help: add a policyengine.yaml with `extends: package:acme_policy` to the repository's root" in done.out
    assert "2 errors" in done.out.splitlines()[-1]


def test_settings_that_leave_it_out_fail_once(repository: Repository) -> None:
    """One error for a settings file, however many profiles it decides about."""
    repository.settings("policyengine.yaml")
    done = repository.requires("package:acme_policy")
    assert done.code == 1
    assert (
        f"error[{RULE}]: `package:acme_policy` is not in force for `a/llm-profile.yaml` and 1 more: "
        "`policyengine.yaml` does not extend it\n --> policyengine.yaml:1:1\n"
    ) in done.out
    assert "help: add `extends: package:acme_policy` to `policyengine.yaml`\n" in done.out


def test_a_folder_of_the_same_name_does_not_count(repository: Repository) -> None:
    """A pull request can add a folder `acme_policy`, even one whose path prints as the package's does."""
    for folder in ("acme_policy", "package:acme_policy"):
        repository.settings(f"{folder}/policyengine.yaml")
    repository.settings("policyengine.yaml", "extends: acme_policy\n")
    shutil.copytree(repository.folder / "a", repository.folder / "package:acme_policy", dirs_exist_ok=True)
    for name in ("acme_policy", "package:acme_policy"):
        done = repository.requires(name)
        assert done.code == 1
        assert "`policyengine.yaml` does not extend it" in done.out
        assert "`package:acme_policy/policyengine.yaml` does not extend it" in done.out
        assert "settings.files is [policyengine.yaml, acme_policy/policyengine.yaml]" in done.out


def test_another_file_of_the_package_does_not_count(repository: Repository) -> None:
    """What a run requires is a file, not a package: a laxer one in it is another."""
    repository.settings("policyengine.yaml", "extends: package:acme_policy\n")
    assert repository.requires("package:acme_policy").code == 0
    done = repository.requires("package:acme_policy/strict.yaml")
    assert done.code == 1
    assert (
        "let one of these files extend `package:acme_policy/strict.yaml`: policyengine.yaml, package:acme_policy/"
        in (done.out)
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("acme_polcy", "there is no package `acme_polcy` here: install it beside policyengine, or check the spelling"),
        ("package:acme_policy/strct.yaml", "the package `acme_policy` has no `strct.yaml`: check the spelling"),
        ("polcy/base.yaml", "there is no file `polcy/base.yaml` in the repository: check the spelling"),
    ],
)
def test_a_name_of_nothing_fails(repository: Repository, name: str, said: str) -> None:
    """A typing error is no way to an empty requirement, and the message says what is in force."""
    repository.settings("policyengine.yaml", "extends: package:acme_policy/strict.yaml\n")
    done = repository.requires(name)
    assert done.code == 1
    assert said in done.out
    assert (
        "settings.files is [policyengine.yaml, package:acme_policy/strict.yaml, package:acme_policy/policyengine.yaml]"
    ) in done.out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "--require-policy names no settings"),
        (" ", "--require-policy names no settings"),
        ("package:", "`` cannot be a package"),
        ("package:acme-policy", "`acme-policy` cannot be a package"),
        ("acme-policy", "`acme-policy` cannot be a package"),
        ("acme.policy", "`acme.policy` cannot be a package"),
        (".github", "`.github` cannot be a package"),
        ("acme policy", "`acme policy` cannot be a package"),
        ("package:acme_policy/../x.yaml", "`package:acme_policy/../x.yaml` is not a path in a repository or package"),
        ("../base.yaml", "`../base.yaml` is not a path in a repository or package"),
        ("/etc/policyengine.yaml", "`/etc/policyengine.yaml` is not a path in a repository or package"),
        ("https://example.org/x.yaml", "`https://example.org/x.yaml` is not a path in a repository or package"),
    ],
)
def test_a_name_that_can_be_no_settings_is_refused(repository: Repository, name: str, said: str) -> None:
    """An unset variable of a script among them; nothing is judged."""
    done = repository.requires(name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {said}\n")


def test_each_of_several_is_required(repository: Repository) -> None:
    """Each that is missing is an error of its own."""
    repository.settings("policyengine.yaml", "extends: package:acme_policy\n")
    assert repository.requires("acme_policy", "policyengine.yaml").code == 0
    done = repository.requires("acme_policy", "other_policy", "base/acme.yaml", "other_policy")
    assert done.code == 1
    assert done.out.count(f"error[{RULE}]") == 2


def test_nothing_excuses_it(repository: Repository) -> None:
    """Neither a comment nor a waiver nor a severity: the rule is part of the program."""
    profile = repository.folder / "a" / "llm-profile.yaml"
    profile.write_text(f"# policyengine: ignore[{RULE}] we are special\n{PROFILE}")
    done = repository.requires("acme_policy")
    assert done.code == 1
    assert f"error[{RULE}]: `package:acme_policy` is not in force for `a/llm-profile.yaml`" in done.out
    profile.write_text(PROFILE)
    repository.settings("policyengine.yaml", f"severities: {{{RULE}: note}}\n")
    assert repository.requires("acme_policy").code == 2
    assert repository.check("--require-policy", "acme_policy", "--ignore", "settings/*", beside="b").code == 2


def test_the_revision_decides_what_is_in_force(repository: Repository) -> None:
    """With `--policy-from` it is neither helped nor hurt by what the pull request does to the settings."""
    repository.settings("policyengine.yaml", "extends: package:acme_policy\n")
    repository.settings("base/acme.yaml")
    commit(repository.folder)
    git(repository.folder, "checkout", "--quiet", "-b", "without")
    (repository.folder / "policyengine.yaml").unlink()
    commit(repository.folder)
    names = ("--require-policy", "acme_policy", "--require-policy", "policyengine.yaml")
    assert repository.check(*names).code == 1
    assert repository.check(*names, "--policy-from", "main").code == 0
    repository.settings("policyengine.yaml", "extends: base/acme.yaml\n")
    commit(repository.folder)
    assert repository.check("--require-policy", "base/acme.yaml").code == 0
    done = repository.check("--require-policy", "base/acme.yaml", "--policy-from", "main")
    assert done.code == 1
    assert f"error[{RULE}]: `base/acme.yaml` is not in force for `a/llm-profile.yaml` and 1 more" in done.out
    assert " --> main:policyengine.yaml:2:1\n" in done.out
    assert "and merge that into `main`, whose settings count here" in done.out


def test_programs_read_it_as_a_verdict(repository: Repository) -> None:
    """With its place, its own identity for each name, and nothing that names a machine's folders."""
    repository.settings("policyengine.yaml")
    done = repository.check("--output-format", "json", "--require-policy", "one", "--require-policy", "two")
    report = json.loads(done.out)
    verdicts = [verdict for verdict in report["verdicts"] if verdict["rule"] == RULE]
    assert [(one["outcome"], one["severity"], one["subject"]["element"]) for one in verdicts] == [
        ("fail", "error", "package:one"),
        ("fail", "error", "package:two"),
    ]
    assert {one["location"]["path"] for one in verdicts} == {"policyengine.yaml"}
    assert len({one["identity"] for one in verdicts}) == 2
    assert report["counts"]["failed"] == 2
    assert str(repository.packages) not in done.out
    beside = json.loads(repository.check("--output-format", "json", "--require-policy", "one", beside="a").out)
    assert [one["identity"] for one in beside["verdicts"] if one["rule"] == RULE] == [verdicts[0]["identity"]]


def test_standard_input_is_judged_too(repository: Repository) -> None:
    """A profile that is no file, beside no settings."""
    path = ("check", "-", "--stdin-filename", "a/new.yaml", "--require-policy", "acme_policy", "--as-of", DAY)
    done = policyengine(repository.folder, *path, stdin=PROFILE)
    assert done.code == 1
    assert f"error[{RULE}]: `package:acme_policy` is not in force for `a/new.yaml`" in done.out


def test_its_page_can_be_read(repository: Repository) -> None:
    """As the last line of the verdict says."""
    done = policyengine(repository.folder, "rules", "show", RULE)
    assert (done.code, done.out.startswith(f"{RULE}: The settings that the run requires are in effect")) == (0, True)
