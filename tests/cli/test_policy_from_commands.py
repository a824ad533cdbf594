"""`--policy-from REF` at the other commands, with comments that ignore, and the second time."""

from pathlib import Path

import pytest

from tests.cli.cloning import PROFILE, RULE, TOP, commit, git
from tests.cli.running import DAY, policyengine

PATH = "services/chat/llm-profile.yaml"
OWN = "acme:own/hosting"
HIPAA = "compliance/hipaa/self-hosting"
FROM = ("--policy-from", "origin/main")
CHECK = ("check", ".", "--as-of", DAY, "--select", OWN, "--show-passes")


def ignoring(folder: Path, beside: str = "", *, text: str = PROFILE) -> None:
    """Write a profile with something beside its choice."""
    line = "    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: openai}"
    (folder / PATH).write_text(text.replace(line, f"{line}{beside}"))


@pytest.fixture
def lenient(clone: Path) -> Path:
    """Make the pack's rule a warning in what origin/main has, so that a comment can ignore it."""
    rule = clone / "policy" / "acme" / "rules" / "own" / "hosting.yaml"
    rule.write_text(RULE.replace("severity: error", "severity: warning"))
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    return clone


COMMENT = f"  # policyengine: ignore[{OWN}] agreed with Ann"


def agreed(folder: Path) -> None:
    """Let origin/main have the comment."""
    ignoring(folder, COMMENT)
    commit(folder)
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")


def test_a_pull_request_does_not_ignore_for_itself(lenient: Path) -> None:
    """A comment that only the pull request has excuses nothing, and a line says so; one in the revision does."""
    ignoring(lenient, COMMENT)
    here = policyengine(lenient, *CHECK, "--fail-on", "warning")
    assert (here.code, "waived" in here.out) == (0, True)
    judged = policyengine(lenient, *CHECK, *FROM, "--fail-on", "warning")
    assert judged.code == 1
    assert "warning[acme:own/hosting]" in judged.out
    told = f"{PATH}:7:76: the comment that ignores `{OWN}` is not in origin/main in this form, so it excuses nothing"
    assert told in judged.out
    assert "ignore/" not in judged.out
    agreed(lenient)
    again = policyengine(lenient, *CHECK, *FROM, "--fail-on", "warning")
    assert (again.code, "is not in origin/main" in again.out) == (0, False)


OTHER = PROFILE.replace(
    "decisions:",
    "  else:\n    data: {classes: [phi]}\n    choice: {model: openai/gpt-4o, hosting: vendor-api}\ndecisions:",
)


@pytest.mark.parametrize(
    ("beside", "text", "counts"),
    [
        (COMMENT, PROFILE, True),
        (COMMENT, PROFILE.replace("name: chat", "name: chat2"), True),  # elsewhere the profile is the team's
        (COMMENT, "# moved down\n" + PROFILE, True),
        (COMMENT.replace("Ann", "Bob"), PROFILE, False),
        (COMMENT.replace("hosting]", "hosting, license/user-limit]"), PROFILE, False),
        (COMMENT, PROFILE.replace("  ask:\n", "  answer:\n").replace("[ask]", "[answer]"), False),
        (COMMENT, PROFILE.replace("  ask:\n    tasks", "  ask:\n    purpose: x\n    tasks"), True),
    ],
)
def test_the_same_words_by_the_same_value(lenient: Path, beside: str, text: str, *, counts: bool) -> None:
    """Rule ids, reason, place in the profile and value have to be those of the revision; the line may move."""
    agreed(lenient)
    ignoring(lenient, beside, text=text)
    judged = policyengine(lenient, *CHECK, *FROM, "--fail-on", "warning")
    assert judged.code == (0 if counts else 1)
    assert ("is not in origin/main in this form" in judged.out) is not counts


def test_another_value_beside_the_comment(lenient: Path) -> None:
    """A comment agreed to for one choice does not excuse another, nor does a copy of it."""
    agreed(lenient)
    ignoring(lenient, COMMENT)
    text = (lenient / PATH).read_text()
    (lenient / PATH).write_text(text.replace("openai/gpt-4o, hosting", "openai/gpt-4o-mini, hosting"))
    changed = policyengine(lenient, *CHECK, *FROM, "--fail-on", "warning")
    assert (changed.code, "the comment that ignores" in changed.out) == (1, True)
    copied = OTHER.replace("hosting: vendor-api}", f"hosting: vendor-api}}{COMMENT}")
    ignoring(lenient, COMMENT, text=copied)
    judged = policyengine(lenient, *CHECK, *FROM, "--fail-on", "warning")
    assert judged.code == 1
    assert judged.out.count("the comment that ignores") == 1


def test_a_comment_above(lenient: Path) -> None:
    """A comment on a line of its own is for the next line that says something."""
    above = PROFILE.replace("    choice:", f"  {COMMENT}\n\n    # more\n    choice:")
    (lenient / PATH).write_text(above)
    commit(lenient)
    git(lenient, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert policyengine(lenient, *CHECK, *FROM, "--fail-on", "warning").code == 0
    (lenient / PATH).write_text(above.replace("    # more\n", "    customization: {need: none}\n"))
    assert policyengine(lenient, *CHECK, *FROM, "--fail-on", "warning").code == 1


def test_a_record_says_what_does_not_count(lenient: Path) -> None:
    """`record --check` compares without the comment, and says so."""
    assert policyengine(lenient, "record", PATH).code == 0
    commit(lenient)
    ignoring(lenient, COMMENT)
    told = f"note: {PATH}:7:76: the comment that ignores `{OWN}` is not in origin/main in this form"
    assert told in policyengine(lenient, "record", PATH, "--check", *FROM).out
    assert told not in policyengine(lenient, "record", PATH, "--check").out


def test_rules_of_the_revision(clone: Path) -> None:
    """`rules list`, `show` and `test`, and `explain RULE`, know the rules that the revision has."""
    (clone / "services" / "chat" / "policyengine.yaml").write_text("version: 1\n")
    rule = clone / "policy" / "acme" / "rules" / "own" / "hosting.yaml"
    rule.write_text(RULE.replace("keeps PHI", "keeps nothing"))
    folder = clone / "services" / "chat"
    for command in (("rules", "show", OWN), ("explain", OWN)):
        assert policyengine(folder, *command).code == 2
        shown = policyengine(folder, *command, *FROM)
        assert (shown.code, shown.out.splitlines()[0]) == (0, f"{OWN}: Acme keeps PHI off vendors' interfaces")
    listed = policyengine(folder, "rules", "list", "--select", OWN, *FROM)
    assert (listed.code, "Acme keeps PHI off vendors' interfaces" in listed.out) == (0, True)
    applying = policyengine(folder, "rules", "list", "--select", OWN, "--profile", "llm-profile.yaml", *FROM)
    assert applying.out == listed.out
    tested = policyengine(folder, "rules", "test", "--select", OWN, *FROM)
    assert (tested.code, tested.out) == (0, "2 examples of 1 rule: 2 hold, 0 do not\n")


def test_explain_judges_by_the_revision(clone: Path) -> None:
    """The parameters, the comment and the waiver that the pull request brings do not count."""
    accept = f"parameters: {{{HIPAA}: {{accept_baa: true}}}}\n"
    (clone / "policyengine.yaml").write_text(TOP + accept)
    ignoring(clone, COMMENT)
    command = ("explain", HIPAA, PATH, "--as-of", DAY)
    first = f"{HIPAA} ask, primary: "
    assert policyengine(clone, *command).out.splitlines()[0] == f"{first}pass"
    shown = policyengine(clone, *command, *FROM)
    assert (shown.code, shown.out.splitlines()[0]) == (0, f"{first}fail")
    assert "params.accept_baa is false (the default of" in shown.out
    assert "the comment that ignores" in shown.out
    ranked = policyengine(clone, "explain", "--unknown", PATH, *FROM)
    assert ranked.code == 0


def test_a_waiver_for_what_the_revision_says(clone: Path) -> None:
    """`waive` excuses what the revision's settings find, for as long as they allow, whatever the files say."""
    accept = f"parameters: {{{HIPAA}: {{accept_baa: true}}}}\nwaivers_max_days: {{error: 3}}\n"
    (clone / "policyengine.yaml").write_text(TOP + accept)
    command = ("waive", HIPAA, PATH, "--as-of", DAY)
    assert policyengine(clone, *command).code == 2
    assert policyengine(clone, *command, *FROM).code == 0
    text = (clone / PATH).read_text()
    assert "expires: 2027-05-21" in text


@pytest.mark.parametrize(
    "command", [("explain", OWN), ("rules", "list"), ("rules", "show", OWN), ("rules", "test"), ("waive", HIPAA, PATH)]
)
def test_no_revision(clone: Path, command: tuple[str, ...]) -> None:
    """A revision that is none, or has no name, is a usage error at each of them."""
    for ref, message in (("origin/mian", "is not a revision"), ("", "--policy-from names no revision")):
        done = policyengine(clone, *command, f"--policy-from={ref}")
        assert (done.code, done.out, message in done.err) == (2, "", True)


def test_a_revisions_packs_are_compiled_once(lenient: Path, tmp_path: Path) -> None:
    """The second run finds what the first compiled, by what the packs say; other contents are compiled again."""
    cache = tmp_path / "cache"
    environment = {"POLICYENGINE_CACHE_DIR": str(cache)}
    first = policyengine(lenient, *CHECK, *FROM, **environment)
    (kept,) = cache.glob("policy-revision-*")  # beside what the branch's own settings were compiled to
    assert (kept.name.startswith("policy-revision-"), kept.stat().st_mode & 0o777) == (True, 0o600)
    assert cache.stat().st_mode & 0o777 == 0o700
    policyengine(lenient, *CHECK, *FROM, **environment)  # found the same when old enough, and so written once more
    before = kept.stat().st_mtime_ns, kept.read_bytes()
    assert policyengine(lenient, *CHECK, *FROM, **environment) == first
    imported = policyengine(lenient, *CHECK, *FROM, **environment, PYTHONVERBOSE="1").err
    assert ("cel_expr_python" in imported, "policyengine/policy/contents" in imported) == (False, True)
    assert (kept.stat().st_mtime_ns, kept.read_bytes()) == before
    rule = lenient / "policy" / "acme" / "rules" / "own" / "hosting.yaml"
    rule.write_text(rule.read_text().replace("runs at a vendor", "runs elsewhere"))
    commit(lenient)
    other = policyengine(lenient, *CHECK, "--policy-from", "HEAD", **environment)
    assert ("runs elsewhere" in other.out, "runs at a vendor" in first.out) == (True, True)
    assert policyengine(lenient, *CHECK, *FROM, **environment) == first


def test_a_damaged_cache_of_a_revision(clone: Path, tmp_path: Path) -> None:
    """What is not whole is made again; a folder that others can write is not used."""
    cache = tmp_path / "cache"
    environment = {"POLICYENGINE_CACHE_DIR": str(cache)}
    first = policyengine(clone, *CHECK, *FROM, **environment)
    (kept,) = cache.glob("policy-revision-*")  # beside what the branch's own settings were compiled to
    sound = len(kept.read_bytes())
    kept.write_bytes(kept.read_bytes()[:-1])
    assert policyengine(clone, *CHECK, *FROM, **environment) == first
    assert len(kept.read_bytes()) == sound
    for path in cache.iterdir():
        path.unlink()
    cache.chmod(0o755)
    assert policyengine(clone, *CHECK, *FROM, **environment) == first
    assert list(cache.iterdir()) == []


def test_select_what_one_settings_file_lacks(clone: Path) -> None:
    """A rule that only some settings of a run have selects nothing under the others, which a line says."""
    bare = clone / "services" / "bare"
    bare.mkdir()
    (bare / "policyengine.yaml").write_text("version: 1\n")
    (bare / "llm-profile.yaml").write_text(PROFILE)
    both = policyengine(clone, "check", ".", "--as-of", DAY, "--select", OWN)
    assert both.code == 1
    assert "checked 2 profiles, 2 workloads, 1 rule as of" in both.out
    assert f"services/bare/llm-profile.yaml: its settings have no rule `{OWN}`, so it selects nothing there" in both.out
    ignored = policyengine(clone, "check", ".", "--as-of", DAY, "--select", HIPAA, "--ignore", OWN)
    assert (ignored.code, "its settings have no rule" in ignored.out) == (1, False)
    alone = policyengine(clone, "check", "services/bare", "--as-of", DAY, "--select", OWN)
    assert (alone.code, alone.out) == (2, "")
    assert f"no rule matches `{OWN}`" in alone.err
    typo = policyengine(clone, "check", ".", "--as-of", DAY, "--select", f"{OWN},acme:own/hostin")
    assert (typo.code, typo.out, "no rule matches `acme:own/hostin`" in typo.err) == (2, "", True)
    (bare / "policyengine.yaml").write_text("version: 1\nnonsense: 1\n")
    broken = policyengine(clone, "check", ".", "--as-of", DAY, "--select", "acme:own/hostin")
    assert (broken.code, "nonsense" in broken.out) == (2, True)


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        (("model: openai/gpt-4o", "model: openai/gpt-4.1"), False),
        (("provider: openai", "provider: azure-openai"), False),
        (("tasks: [question-answering]", "tasks: [question-answering, chat]"), True),
    ],
)
def test_a_comment_on_a_line_of_its_own_option(lenient: Path, changed: tuple[str, str], *, counts: bool) -> None:
    """A comment counts for the models and providers that the workload had, wherever these are written."""
    flow = "    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: openai}"
    block = "    choice:\n      model: openai/gpt-4o\n      provider: openai\n      hosting: vendor-api"
    text = PROFILE.replace(flow, f"{block}{COMMENT}")
    (lenient / PATH).write_text(text)
    commit(lenient)
    git(lenient, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert changed[0] in text
    (lenient / PATH).write_text(text.replace(*changed))
    judged = policyengine(lenient, *CHECK, *FROM, "--fail-on", "warning")
    assert (judged.code, "is not in origin/main in this form" in judged.out) == ((0, False) if counts else (1, True))
