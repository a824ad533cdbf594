"""`check --policy-from REF`: what the revision has and this run does not judge, and what is read under which name."""

import json
from pathlib import Path

import pytest

from tests.cli.cloning import PROFILE, TOP, commit, git
from tests.cli.running import DAY, Done, policyengine

PATH = "services/chat/llm-profile.yaml"
FROM = ("--policy-from", "origin/main")
SELECT = ("--as-of", DAY, "--select", "compliance/hipaa/self-hosting")
GONE = (
    f"error[removed/profile]: `origin/main` has `{PATH}`, and this run does not judge it\n --> origin/main:{PATH}:1:1\n"
)
HARMLESS = PROFILE.replace("[phi]", "[public]").replace("name: chat", "name: other")


def check(folder: Path, *arguments: str) -> Done:
    """Check everything by the base branch."""
    return policyengine(folder, "check", *(arguments or (".",)), *SELECT, *FROM)


@pytest.fixture
def emptied(clone: Path) -> Path:
    """Delete the profile, and leave another."""
    (clone / PATH).unlink()
    (clone / "other").mkdir()
    (clone / "other" / "llm-profile.yaml").write_text(HARMLESS)
    return clone


def test_a_profile_is_gone(emptied: Path) -> None:
    """It is a verdict in every format, whichever directory is above it; elsewhere nobody asks for it."""
    done = check(emptied)
    assert (done.code, GONE in done.out) == (1, True)
    assert check(emptied, "services").code == 1
    assert check(emptied, "other").code == 0
    assert check(emptied, "other/llm-profile.yaml").code == 0
    report = json.loads(check(emptied, ".", "--output-format", "json").out)
    (verdict,) = report["verdicts"]
    assert (verdict["rule"], verdict["subject"]["profile"], verdict["severity"]) == (
        "removed/profile",
        PATH,
        "error",
    )
    assert report["counts"]["failed"] == 1


def test_nothing_is_left(clone: Path) -> None:
    """What is gone is a failure even where nothing was checked, and --exit-zero is no success then."""
    (clone / PATH).unlink()
    assert check(clone).code == 1
    assert check(clone, ".", "--exit-zero").code == 3
    assert policyengine(clone, "check", ".", *SELECT).code == 3


def test_the_last_profile_may_go(clone: Path) -> None:
    """Where whoever runs the check allows it, there is nothing left to check, and nothing is wrong."""
    (clone / PATH).unlink()
    done = check(clone, ".", "--allow-removed", PATH)
    assert (done.code, "which --allow-removed allows" in done.out + done.err) == (0, True)
    assert check(clone, "services", "--allow-removed", "elsewhere").code == 1


def test_a_profile_that_the_revision_cannot_read_is_named(clone: Path) -> None:
    """Nothing is known of what it declared, so a line asks for a review."""
    text = (clone / PATH).read_text()
    (clone / PATH).write_text(text.replace("project:", "project\uff1a", 1))
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    (clone / PATH).write_text(text)
    commit(clone)
    line = (
        f"note: `origin/main:{PATH}` cannot be read, so its declarations are not compared: review it as a new profile"
    )
    assert line in check(clone).out


def test_a_removal_is_allowed(emptied: Path) -> None:
    """By whoever runs the check: a path at or above the profile; a line says so."""
    told = f"note: `{PATH}` is in origin/main and is not judged, which --allow-removed allows"
    for allowed in (PATH, "services", "."):
        done = check(emptied, ".", "--allow-removed", allowed)
        assert (done.code, told in done.out) == (0, True)
    assert check(emptied, ".", "--allow-removed", "services/other").code == 1
    alone = policyengine(emptied, "check", ".", *SELECT, "--allow-removed", ".")
    assert (alone.code, alone.err.splitlines()[0]) == (2, "error: --allow-removed goes with --policy-from")


def test_a_workload_is_gone(clone: Path) -> None:
    """Its place is the profile's workloads, with the line; a renamed workload is not gone."""
    (clone / PATH).write_text(PROFILE.replace("  ask:\n", "  answer:\n").replace("[ask]", "[answer]"))
    renamed = check(clone)
    assert (renamed.code, "removed/" in renamed.out) == (1, False)
    (clone / PATH).write_text(HARMLESS.replace("  ask:\n", "  answer:\n").replace("[ask]", "[answer]"))
    for paths in (".", PATH):
        done = check(clone, paths)
        message = "`origin/main` has the workload `ask`, and this profile no longer declares it"
        place = f"\n --> {PATH}:3:1\n  |\n3 | workloads:\n"
        assert (done.code, f"error[removed/workload]: {message}{place}" in done.out) == (1, True)
    assert check(clone, ".", "--allow-removed", PATH).code == 0


def test_standard_input_is_compared(clone: Path) -> None:
    """A profile from a pipe stands for the file that it is named after."""
    text = HARMLESS.replace("  ask:\n", "  answer:\n").replace("[ask]", "[answer]")
    command = ("check", "-", "--stdin-filename", PATH, *SELECT, *FROM)
    done = policyengine(clone, *command, stdin=text)
    assert (done.code, "error[removed/workload]" in done.out) == (1, True)


def test_a_broken_profile_is_not_gone(clone: Path) -> None:
    """What cannot be read is reported as that alone."""
    (clone / PATH).write_text("version: [\n")
    done = check(clone)
    assert (done.code, "removed/" in done.out) == (2, False)


def test_the_rules_have_pages(clone: Path) -> None:
    """The verdict names a page that exists."""
    for rule in ("removed/profile", "removed/workload", "removed/lifecycle", "removed/declaration"):
        shown = policyengine(clone, "rules", "show", rule)
        assert (shown.code, shown.out.startswith(f"{rule}: ")) == (0, True)


def test_a_worktree_is_the_same_repository(clone: Path) -> None:
    """Its branches are those of the repository around it, so it is judged from outside, too."""
    git(clone, "worktree", "add", "--quiet", "trees/other", "origin/main")
    done = check(clone, "trees/other")
    assert (done.code, "repository of its own, so" in done.out) == (1, False)
    assert "error[compliance/hipaa/self-hosting]" in done.out


def test_a_worktree_below_a_directory(clone: Path) -> None:
    """It is searched like the rest, and nothing is said of settings that do not hold."""
    git(clone, "worktree", "add", "--quiet", "trees/other", "origin/main")
    for done in (check(clone), policyengine(clone, "check", ".", *SELECT)):
        assert done.out.count("error[compliance/hipaa/self-hosting]") == 2
        assert (done.code, "repository of its own" in done.out) == (1, False)


def test_a_nested_repository_is_judged_on_its_own(clone: Path) -> None:
    """Its profiles and near names are left out with a note; naming it refuses them; the others are judged."""
    nested = clone / "vendor"
    nested.mkdir()
    git(nested, "init", "--quiet")
    (nested / "llm-profile.yaml").write_text(PROFILE)
    (nested / "llm_profile.yaml").write_text(PROFILE)
    done = check(clone)
    assert (done.code, done.out.count("error[compliance/hipaa/self-hosting]")) == (1, 1)
    left = "note: `vendor` is a repository of its own, so 2 profiles in it were not judged here: run `check` inside it"
    assert left in done.out
    (nested / "llm_profile.yaml").unlink()
    (clone / PATH).write_text(PROFILE.replace("[phi]", "[public]"))
    done = check(clone, ".", "--allow-removed", PATH)
    assert (done.code, left.replace("2 profiles in it were", "1 profile in it was") in done.out) == (0, True)
    refused = "error: `vendor` is a repository of its own, so the `origin/main` of the one around it does not judge it"
    for named in ("vendor", "vendor/llm-profile.yaml"):
        done = check(clone, ".", named)
        assert (done.code, refused in done.out) == (2, True)


def test_a_submodule_that_is_not_checked_out(clone: Path) -> None:
    """A note names it, with and without a revision."""
    (clone / PATH).write_text(PROFILE.replace("[phi]", "[public]"))
    git(clone, "update-index", "--add", "--cacheinfo", f"160000,{git(clone, 'rev-parse', 'HEAD')},vendor/lib")
    left = "note: `vendor/lib` is a submodule that is not checked out, so no profile in it was judged"
    for done in (check(clone, ".", "--allow-removed", PATH), policyengine(clone, "check", ".", *SELECT)):
        assert (done.code, left in done.out) == (0, True)


def test_settings_may_be_called_yml(clone: Path) -> None:
    """`policyengine.yml` is read like `policyengine.yaml`: nearest, extended, and from a revision."""
    for folder in (clone, clone / "services" / "chat"):
        (folder / "policyengine.yaml").rename(folder / "policyengine.yml")
    (clone / "services" / "chat" / "policyengine.yml").write_text("version: 1\nextends: ../..\n")
    commit(clone)
    (clone / "policyengine.yml").write_text(TOP + "severities: {compliance/hipaa/self-hosting: off}\n")
    shown = policyengine(clone, "settings", "services/chat", "--policy-from", "HEAD")
    assert shown.out.splitlines()[1:3] == ["  HEAD:services/chat/policyengine.yml", "  HEAD:policyengine.yml"]
    assert policyengine(clone, "check", ".", *SELECT).code == 3
    assert policyengine(clone, "check", ".", *SELECT, "--policy-from", "HEAD").code == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("policyengine.yml", "`policyengine.yaml` and `policyengine.yml` are both here, and only one can be read"),
        (".policyengine.yaml", "`.policyengine.yaml` is not read"),
        ("services/PolicyEngine.yaml", "`services/PolicyEngine.yaml` is not read"),
    ],
)
def test_settings_that_nobody_reads(clone: Path, name: str, message: str) -> None:
    """On the way from a profile to the root they are an error, here and in a revision."""
    (clone / name).write_text("version: 1\n")
    done = policyengine(clone, "check", ".", *SELECT)
    assert (done.code, done.out.splitlines()[0]) == (2, f"error: {message}")
    judged = check(clone)
    assert (judged.code, f"error: {message}" in judged.out) == (2, True)
    assert "the settings of the branch judge once they are merged, so they must be correct" in judged.out
    commit(clone)
    at = policyengine(clone, "check", ".", *SELECT, "--policy-from", "HEAD")
    assert (at.code, message.replace("`", "`HEAD:", 1).partition(" and `")[0] in at.out) == (2, True)
    elsewhere = policyengine(clone, "settings", "policy")
    assert elsewhere.code == (0 if name.startswith("services") else 2)


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("classes: [phi]", "classes: [internal, phi]", ""),
        ("tasks: [question-answering]\n", "tasks: [question-answering]\n    audience: []\n", ""),
        ("tasks: [question-answering]", "tasks: [chat]", "`tasks: question-answering`"),
    ],
)
def test_declarations_that_are_gone_are_a_warning(clone: Path, old: str, new: str, gone: str) -> None:
    """A pull request may declare less if no mandatory rule depends on it; a reviewer reads about it."""
    text = (clone / PATH).read_text()
    assert old in text
    (clone / PATH).write_text(text.replace(old, new))
    done = check(clone)
    said = f"warning[removed/declaration]: `origin/main` declares {gone} of this workload, and the profile no"
    assert (said in done.out, "removed/declaration" in done.out) == (bool(gone), bool(gone)), done.out
    allowed = check(clone, ".", "--allow-removed", PATH)
    assert (f"no longer declares {gone} of" in allowed.out, "removed/" in allowed.out) == (bool(gone), False)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("classes: [phi]", "classes: [internal]", 1),
        ("hosting: vendor-api, provider: openai", "hosting: private-cloud, provider: aws", 1),
    ],
)
def test_a_declaration_that_decides_a_mandatory_rule_is_an_error(clone: Path, old: str, new: str, code: int) -> None:
    """A failure does not end because a class of data is gone; one that is repaired needs no class removed."""
    text = (clone / PATH).read_text()
    assert old in text
    (clone / PATH).write_text(text.replace(old, new).replace("classes: [phi]", "classes: [internal]"))
    done = check(clone)
    said = (
        "[removed/deciding-declaration]: `origin/main` declares `data.classes: phi` of this workload, and the profile "
        "no longer does; with it, `compliance/hipaa/self-hosting` would not pass"
    )
    repaired = "hosting" in new
    assert (done.code, f"error{said}" in done.out) == ((0, False) if repaired else (code, True)), done.out
    assert ("warning[removed/declaration]" in done.out) == repaired
    allowed = check(clone, ".", "--allow-removed", PATH)
    assert (allowed.code, "removed/" in allowed.out) == (0, False)


@pytest.mark.parametrize(
    ("before", "after", "is_error"),
    [
        ("[DE]", "[DE, US]", True),
        ("[DE]", "[US]", True),
        ("[DE]", "[]", True),
        ("[DE, US]", "[US]", False),
        ("[DE, FR]", "[DE]", False),
    ],
)
def test_a_longer_list_of_places_declares_less(clone: Path, before: str, after: str, *, is_error: bool) -> None:
    """Any place of the list will do, so that one more is laxer, and one less is stricter."""
    text = (
        (clone / PATH)
        .read_text()
        .replace("classes: [phi]", "classes: [pii]")
        .replace("provider: openai", "provider: azure-openai, region: eastus2")
    )

    def residing(places: str) -> str:
        return text.replace("classes: [pii]", f"classes: [pii], subjects: [DE], residency: {places}")

    (clone / PATH).write_text(residing(before))
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    (clone / PATH).write_text(residing(after))
    judged = policyengine(clone, "check", ".", "--as-of", DAY, "--policy-from", "origin/main")
    assert ("error[removed/deciding-declaration]" in judged.out) == is_error, judged.out


def test_removals_that_matter_only_together_are_errors(clone: Path) -> None:
    """A removal is not split over the project and its workload."""
    text = (clone / PATH).read_text().replace("classes: [phi]", "classes: [internal]")
    project = "owner: care, lifecycle: production, jurisdictions: [US, DE]"
    base = text.replace("owner: care, lifecycle: production", project).replace(
        "    tasks:",
        "    interaction: chat\n    output: {user_facing: true}\n    transparency: {ai_disclosure: false}\n    tasks:",
    )
    (clone / PATH).write_text(base)
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    select = ("--select", "compliance/ai-act/disclosure")
    check_it = ("check", ".", "--as-of", DAY, "--policy-from", "origin/main", *select)
    assert "error[compliance/ai-act/disclosure]" in policyengine(clone, *check_it).out
    (clone / PATH).write_text(base.replace("[US, DE]", "[US]").replace("interaction: chat", "interaction: form"))
    judged = policyengine(clone, *check_it)
    assert (judged.code, judged.out.count("error[removed/deciding-declaration]")) == (1, 2), judged.out
    assert "with all that is gone, `compliance/ai-act/disclosure` would not pass" in judged.out


def test_a_failing_element_may_be_removed(clone: Path) -> None:
    """It does not exist any more; a second one of its name is missed as well."""
    text = (clone / PATH).read_text()
    stores = "    stores: [{kind: log, encrypted: true}, {kind: log, encrypted: false}]\n"
    (clone / PATH).write_text(text.replace("    tasks:", f"{stores}    tasks:"))
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    (clone / PATH).write_text(
        text.replace("    tasks:", f"{stores.replace(', {kind: log, encrypted: false}', '')}    tasks:")
    )
    said = "warning[removed/declaration]: `origin/main` declares `stores: log (2)` of this workload"
    assert said in check(clone).out


def test_elements_that_are_gone_are_a_warning(clone: Path) -> None:
    """Recipients and other options in use are named by what tells them apart."""
    text = (clone / PATH).read_text()
    more = (
        "    supporting: [{role: fallback, model: openai/gpt-4.1, hosting: vendor-api, provider: openai}]\n"
        "    recipients: [{provider: langfuse, role: observability}]\n"
        "    stores: [{kind: log, name: prompts, provider: aws}]\n"
    )
    (clone / PATH).write_text(text.replace("    tasks:", f"{more}    tasks:"))
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    (clone / PATH).write_text(text)
    gone = "`recipients: langfuse`, `stores: log prompts` and `supporting: fallback openai/gpt-4.1`"
    assert f"warning[removed/declaration]: `origin/main` declares {gone} of this workload" in check(clone).out


@pytest.mark.parametrize(
    ("declared", "later", "gone"),
    [
        ("use: {purposes: [clinical-use]}", "use: {purposes: []}", "`use.purposes: clinical-use`"),
        ("use: {commercial: true}", "use: {commercial: false}", "`use.commercial: true`"),
        ("use: {hosts_for_others: false}", "use: {hosts_for_others: true}", ""),
        ("use_case: diagnosis", "use_case: other", "`use_case: diagnosis`"),
        ("reasons: [privacy, cost]", "reasons: [cost]", "`reasons: privacy`"),
    ],
)
def test_words_that_are_gone_are_a_warning(clone: Path, declared: str, later: str, gone: str) -> None:
    """Whatever makes rules apply, or licences allow."""
    text = (clone / PATH).read_text()
    (clone / PATH).write_text(text.replace("    tasks:", f"    {declared}\n    tasks:"))
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    (clone / PATH).write_text(text.replace("    tasks:", f"    {later}\n    tasks:"))
    done = check(clone)
    said = f"warning[removed/declaration]: `origin/main` declares {gone} of this workload"
    assert (said in done.out, "removed/declaration" in done.out) == (bool(gone), bool(gone)), done.out


def test_places_of_the_project_that_are_gone_are_a_warning(clone: Path) -> None:
    """A licence may exclude one of them."""
    text = (clone / PATH).read_text()
    (clone / PATH).write_text(text.replace("owner: care", "owner: care, jurisdictions: [US, EU]"))
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    (clone / PATH).write_text(text.replace("owner: care", "owner: care, jurisdictions: [US]"))
    said = "warning[removed/declaration]: `origin/main` declares `jurisdictions: EU` of the project, and the profile no"
    assert said in check(clone).out
    allowed = check(clone, ".", "--allow-removed", PATH)
    assert f"`{PATH}` no longer declares `jurisdictions: EU` of its project, as origin/main does" in allowed.out


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("lifecycle: production", "lifecycle: prototype", "removed/lifecycle"),
        ("  ask:\n    tasks", "  other:\n    audience: [employees]\n    tasks", "removed/workload"),
        ("classes: [phi]", "classes: [public]", "removed/deciding-declaration"),
    ],
)
def test_a_profile_that_the_revision_has_moved_since(clone: Path, old: str, new: str, rule: str) -> None:
    """A merge applies what the branch changes where the profile is now, so it is compared with that."""
    git(clone, "checkout", "--quiet", "-B", "later")
    (clone / "services" / "assistant").mkdir()
    git(clone, "mv", PATH, "services/assistant/llm-profile.yaml")
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(clone, "checkout", "--quiet", "-B", "pull-request", "HEAD~1")
    assert "removed/" not in check(clone).out
    text = (clone / PATH).read_text()
    assert old in text
    (clone / PATH).write_text(
        text.replace(old, new).replace(
            "workloads: [ask]", "workloads: [other]" if "other" in new else "workloads: [ask]"
        )
    )
    assert f"[{rule}]" in check(clone).out
