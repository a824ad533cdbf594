"""`--policy-from REF`: with real git, a pull request does not change what it is judged by."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.cloning import PROFILE, RULE, TOP, commit, git
from tests.cli.running import DAY, ROOT, policyengine

SELECT = ("--as-of", DAY, "--select", "acme:own/hosting,compliance/hipaa/self-hosting")
FAILS = "1 profile, 1 workload, 2 rules"


def switched_off(folder: Path) -> None:
    """Set the rules off."""
    off = "version: 1\nseverities: {'acme:own/*': off, compliance/hipaa/self-hosting: off, 'category:license': error}\n"
    (folder / "policyengine.yaml").write_text(f"{off}packs: [policy/acme]\n")


def pack_emptied(folder: Path) -> None:
    """Take the rule out of the pack, and allow what the other one refuses."""
    rule = folder / "policy" / "acme" / "rules" / "own" / "hosting.yaml"
    rule.write_text(RULE.replace('option.hosting != "vendor-api" && ', ""))
    accept = "parameters: {compliance/hipaa/self-hosting: {accept_baa: true, hosting: [vendor-api]}}\n"
    (folder / "policyengine.yaml").write_text(TOP + accept)


def nearer_file(folder: Path) -> None:
    """Leave `extends:` out."""
    accept = "parameters: {compliance/hipaa/self-hosting: {hosting: [vendor-api]}}\n"
    (folder / "services" / "chat" / "policyengine.yaml").write_text(f"version: 1\n{accept}")


def settings_removed(folder: Path) -> None:
    """Take the upper file away."""
    (folder / "policyengine.yaml").unlink()
    (folder / "services" / "chat" / "policyengine.yaml").write_text(
        "version: 1\nparameters: {compliance/hipaa/self-hosting: {hosting: [vendor-api]}}\n"
    )


@pytest.mark.parametrize("change", [switched_off, pack_emptied, nearer_file, settings_removed])
def test_a_pull_request_does_not_change_its_judge(clone: Path, change: Callable[[Path], None]) -> None:
    """Whatever it does to settings and packs, it is judged by those of the branch it asks to be merged into."""
    service = clone / "services" / "chat"
    before = policyengine(clone, "check", ".", *SELECT)
    assert before.code == 1
    change(clone)
    if change is switched_off:
        (service / "policyengine.yaml").write_text("version: 1\nextends: ../..\n")
    commit(clone)
    selected = SELECT if change in (switched_off, pack_emptied) else (*SELECT[:3], "compliance/hipaa/self-hosting")
    assert policyengine(clone, "check", ".", *selected).code in (0, 3)
    for folder in (clone, service):
        judged = policyengine(folder, "check", ".", *SELECT, "--policy-from", "origin/main")
        assert (judged.code, judged.err) == (1, "")
        assert f"{FAILS} as of {DAY}\nfailed: 2 errors; " in judged.out
        assert "error[acme:own/hosting]: openai/gpt-4o runs at a vendor" in judged.out
        assert "error[compliance/hipaa/self-hosting]" in judged.out
        assert "policyengine-" not in judged.out  # the folder that the revision was copied to


def test_places_name_the_revision(clone: Path) -> None:
    """What stands in the revision is shown from there, with lines; the bytes are the same every time."""
    (clone / "policyengine.yaml").write_text("version: 1\nnonsense\n")
    command = ("settings", "services/chat", "--policy-from", "origin/main")
    shown = policyengine(clone, *command)
    assert shown == policyengine(clone, *command)
    assert shown.code == 0
    assert shown.out == (
        "in force for services/chat, the nearest file first:\n"
        "  origin/main:services/chat/policyengine.yaml\n"
        "  origin/main:policyengine.yaml\n"
        "\n"
        'organization.name: "Acme"  (origin/main:policyengine.yaml:2:22)\n'
        "\n"
        'packs.0: "policy/acme"  (origin/main:policyengine.yaml:3:9)\n'
        "\n"
        "catalog.models.openai/gpt-4o.context_window: 5  (origin/main:policyengine.yaml:4:52)\n"
    )


def test_a_mistake_of_the_revision_has_its_place(clone: Path, origin: Path) -> None:
    """Settings that are wrong over there are told there, with exit code 2."""
    git(clone, "checkout", "--quiet", "-b", "wrong", "origin/main")
    (clone / "policyengine.yaml").write_text("version: 1\nseverities: {a/b: off}\nextends: services/none.yaml\n")
    commit(clone)
    (clone / "policyengine.yaml").write_text((origin / "policyengine.yaml").read_text())
    done = policyengine(clone, "check", ".", *SELECT, "--policy-from", "wrong")
    assert done.code == 2
    assert "error: there is no settings file `services/none.yaml`\n --> wrong:policyengine.yaml:3:10\n" in done.out


def test_a_record_is_compared_by_the_revision(clone: Path) -> None:
    """`record --check` is fresh by the settings it was written by, and not made so by editing them."""
    profile = "services/chat/llm-profile.yaml"
    assert policyengine(clone, "record", profile).code == 0
    check = ("record", profile, "--check", "--policy-from", "origin/main")
    assert policyengine(clone, *check).code == 0
    (clone / "policyengine.yaml").write_text(TOP + "parameters: {compliance/hipaa/self-hosting: {accept_baa: true}}\n")
    assert policyengine(clone, "record", profile).code == 0
    assert policyengine(clone, "record", profile, "--check").code == 0
    assert policyengine(clone, *check).code == 1


def approved(folder: Path, path: str) -> None:
    """Write a waiver into a file's profile and fill in what people have to."""
    rule = "compliance/hipaa/self-hosting"
    waived = policyengine(folder, "waive", rule, "services/chat/llm-profile.yaml", "--as-of", DAY)
    assert waived.code == 0
    text = (folder / path).read_text()
    for key, said in (("owner", "Ada"), ("reason", "a pilot"), ("approved_by", "Grace"), ("ticket", "T-1")):
        assert f"{key}:\n" in text
        text = text.replace(f"{key}:\n", f"{key}: {said}\n", 1)
    (folder / path).write_text(text)


def test_a_pull_request_does_not_excuse_itself(clone: Path) -> None:
    """A waiver in the profile counts when it stands in the revision, word by word; else a line says so."""
    profile = "services/chat/llm-profile.yaml"
    approved(clone, profile)
    commit(clone)
    check = ("check", ".", "--as-of", DAY, "--select", "compliance/hipaa/self-hosting")
    assert policyengine(clone, *check).code == 0
    assert policyengine(clone, *check, "--policy-from", "HEAD").code == 0
    judged = policyengine(clone, *check, "--policy-from", "origin/main")
    assert judged.code == 1
    told = "the waiver of `compliance/hipaa/self-hosting` is not in origin/main in this form, so it excuses nothing"
    assert told in judged.out
    text = (clone / profile).read_text()
    (clone / profile).write_text(text.replace("expires: 2027-05-21", "expires: 2027-05-20"))
    assert policyengine(clone, *check).code == 0
    assert policyengine(clone, *check, "--policy-from", "HEAD").code == 1


def test_a_profile_keeps_its_waivers_when_it_moves(clone: Path) -> None:
    """A file that is gone from its place passes them on to its project's; a copy of a file that stays gets none."""
    old, new = clone / "services" / "chat" / "llm-profile.yaml", clone / "services" / "chat" / "bot.llm-profile.yaml"
    approved(clone, "services/chat/llm-profile.yaml")
    commit(clone)
    check = ("check", ".", "--as-of", DAY, "--select", "compliance/hipaa/self-hosting", "--policy-from", "HEAD")
    new.write_text(old.read_text())
    copied = policyengine(clone, *check)
    assert (copied.code, "services/chat/bot.llm-profile.yaml" in copied.out) == (1, True)
    assert "is not in HEAD in this form, so it excuses nothing" in copied.out
    old.unlink()
    assert policyengine(clone, *check).code == 0
    new.write_text(new.read_text().replace("expires: 2027-05-21", "expires: 2027-05-20"))
    assert policyengine(clone, *check).code == 1


def test_waivers_of_the_revisions_settings_count(clone: Path) -> None:
    """Those are for the profile here, though they were read over there."""
    profile = clone / "services" / "chat" / "llm-profile.yaml"
    approved(clone, "services/chat/llm-profile.yaml")
    before, _, waiver = profile.read_text().partition("waivers:\n")
    profile.write_text(before)
    moved = waiver.replace("rule:", "profile: services/chat/llm-profile.yaml\n    rule:", 1)
    (clone / "policyengine.yaml").write_text(f"{TOP}waivers:\n{moved}")
    commit(clone)
    (clone / "policyengine.yaml").write_text(TOP)
    check = ("check", ".", "--as-of", DAY, "--select", "compliance/hipaa/self-hosting")
    assert policyengine(clone, *check).code == 1
    assert policyengine(clone, *check, "--policy-from", "HEAD").code == 0


def test_templates_come_from_the_revision(clone: Path) -> None:
    """The house's own template is part of what judges a record: the revision's counts, not the edited one."""
    house = clone / "house"
    shutil.copytree(ROOT / "templates", house)
    (clone / "policyengine.yaml").write_text(TOP + "records: {templates: house}\n")
    profile = "services/chat/llm-profile.yaml"
    assert policyengine(clone, "record", profile).code == 0
    commit(clone)
    check = ("record", profile, "--check", "--policy-from", "HEAD")
    assert policyengine(clone, *check, TMPDIR=str(clone.parent)).code == 0
    for template in house.rglob("*.j2"):
        template.write_text("nothing\n")
    assert policyengine(clone, *check, TMPDIR=str(clone.parent)).code == 0
    assert sorted(path.name for path in clone.parent.iterdir()) == ["clone"]


def test_standard_input(clone: Path) -> None:
    """A profile from a pipe is judged as if it stood where its name says."""
    switched_off(clone)
    done = policyengine(
        clone, "check", "-", "--stdin-filename", "services/chat/llm-profile.yaml", *SELECT,
        "--policy-from", "origin/main", stdin=PROFILE,
    )  # fmt: skip
    assert done.code == 1


def test_a_revision_without_settings(clone: Path) -> None:
    """Where the revision has no settings there, none hold, whatever the files say."""
    git(clone, "checkout", "--quiet", "--orphan", "empty")
    git(clone, "rm", "-r", "--quiet", "--cached", ".")
    git(clone, "commit", "--quiet", "--allow-empty", "--message=Nothing")
    done = policyengine(clone, "settings", "services/chat", "--policy-from", "empty")
    assert (done.code, done.out) == (
        0,
        "no policyengine.yaml holds for services/chat: every rule and parameter is as it was shipped\n",
    )


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("origin/mian", "`origin/mian` is not a revision of this repository"),
        ("0123456789012345678901234567890123456789", "is not a revision of this repository"),
        ("--output=x", "`--output=x` is not the name of a revision"),
        ("main:policyengine.yaml", "`main:policyengine.yaml` is not the name of a revision"),
        ("main..HEAD", "`main..HEAD` is not the name of a revision"),
        ("a b", "`a b` is not the name of a revision"),
        ("HEAD\n", "is not the name of a revision"),
    ],
)
def test_no_revision(clone: Path, ref: str, message: str) -> None:
    """A revision that is none is a usage error, and never means the files as they are."""
    before = sorted(path.name for path in clone.iterdir())
    for command in (("check", "."), ("settings",)):
        done = policyengine(clone, *command, f"--policy-from={ref}")
        assert (done.code, done.out) == (2, "")
        assert message in done.err
    assert sorted(path.name for path in clone.iterdir()) == before


def test_no_repository_and_no_git(clone: Path, tmp_path: Path) -> None:
    """Outside a repository, under a broken one, and without git it says so."""
    outside = tmp_path / "outside"
    (outside / "broken" / ".git").mkdir(parents=True)
    for folder in (outside, outside / "broken"):
        (folder / "llm-profile.yaml").write_text(PROFILE)
    done = policyengine(outside, "check", "llm-profile.yaml", "--policy-from", "main")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: `.` is in no git repository, so there is no `main` to read settings from\n")
    done = policyengine(outside / "broken", "check", ".", "--policy-from", "main")
    assert (done.code, done.out) == (2, "")
    assert "not a git repository" in done.err
    done = policyengine(clone, "check", ".", "--policy-from", "origin/main", PATH=str(outside))
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: git is not installed\n")


def test_links_in_the_revision_are_refused(clone: Path) -> None:
    """A settings file or rule that is a link over there is not followed into the files here."""
    (clone / "policyengine.yaml").unlink()
    (clone / "policyengine.yaml").symlink_to("services/chat/policyengine.yaml")
    commit(clone)
    done = policyengine(clone, "check", ".", "--policy-from", "HEAD")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: `HEAD:policyengine.yaml` is a link\n")


def test_a_hook_of_another_repository(clone: Path, origin: Path) -> None:
    """What git exports to its hooks does not lead to another repository's objects."""
    done = policyengine(clone, "check", ".", *SELECT, "--policy-from", "origin/main", GIT_DIR=str(origin / "nowhere"))
    assert done.code == 1


def test_the_working_tree_is_left_alone(clone: Path) -> None:
    """Nothing is checked out, staged or left behind."""
    policyengine(clone, "check", ".", *SELECT, "--policy-from", "origin/main", TMPDIR=str(clone.parent))
    assert git(clone, "status", "--porcelain") == ""
    assert sorted(path.name for path in clone.parent.iterdir()) == ["clone"]
