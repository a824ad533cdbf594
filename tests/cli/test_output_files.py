"""What a run has read is never written over, and pipes, devices and open files are streams."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import DAY, FAILING, ROOT, policyengine, surroundings
from tests.cli.test_exit_codes import RULE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX's pipes and links")
READ = "is a file that this run has read"
LIKE = "has a name so close to that of a profile or of settings that later runs would refuse it"
DECIDES = "has the name of a file that decides which files are judged"
PACKED = "has the place and the name of a rule or catalog entry"


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Make a repository with settings in two layers, a pack, an overlay, a log, results, a price set and templates."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "svc").mkdir()
    (tmp_path / "policyengine.yaml").write_text("version: 1\npacks: [own]\n")
    (tmp_path / "svc" / "policyengine.yaml").write_text("version: 1\nextends: ../policyengine.yaml\n")
    (tmp_path / "svc" / "llm-profile.yaml").write_text(FAILING)
    rules = tmp_path / "own" / "rules" / "it"
    rules.mkdir(parents=True)
    shutil.copy(ROOT / "rules" / "governance" / "owner.yaml", rules / "is.yaml")
    log = "time,task,input_tokens,output_tokens,complexity\n2026-01-05T10:00:00Z,faq,5,5,simple\n"
    (tmp_path / "log.csv").write_text(log)
    return tmp_path


def shell(folder: Path, line: str) -> tuple[int, str, str]:
    """Run a line of bash, where `$PE` is the command."""
    program = f'PE="{sys.executable} -m policyengine"; {line}'
    done = subprocess.run(
        ["bash", "-c", program],
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "path",
    [
        "own/rules/it/is.yaml",
        "./svc/../own/rules/it/is.yaml",
        "link.yaml",
        "hard.yaml",
        "svc/policyengine.yaml",
        "policyengine.yaml",
    ],
)
def test_check_does_not_write_over_an_input(team: Path, path: str) -> None:
    """Rules of packs and settings of all layers stay, with a cold cache and a warm one, by whatever name."""
    (team / "link.yaml").symlink_to("own/rules/it/is.yaml")
    os.link(team / "own" / "rules" / "it" / "is.yaml", team / "hard.yaml")
    before = (team / path).read_bytes()
    for _ in range(2):
        done = policyengine(team, "check", "svc", "--as-of", DAY, "--output-file", path)
        assert (done.code, done.out, f"`{path}` {READ}" in done.err) == (2, "", True), done.err
    assert (team / path).read_bytes() == before


def test_no_command_writes_over_what_it_reads(team: Path) -> None:
    """Logs, results, profiles and settings of every command that writes a file stay as they are."""
    shutil.copytree(ROOT / "examples", team / "examples")
    commands = {
        ("offload", "log.csv"): "log.csv",
        ("cost", "svc/llm-profile.yaml"): "svc/policyengine.yaml",
        ("size", "svc/llm-profile.yaml"): "svc/llm-profile.yaml",
        ("plan", "svc/llm-profile.yaml"): "policyengine.yaml",
    }
    for command, path in commands.items():
        before = (team / path).read_bytes()
        done = policyengine(team, *command, "--output-file", f"./{path}")
        assert (done.code, done.out) in {(2, ""), (3, "")}, (command, done)
        assert (team / path).read_bytes() == before, command
    code, out, err = shell(team, "$PE offload - --log-form csv --output-file log.csv < log.csv")
    assert (code, out, READ in err) == (2, "", True), err


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("other/llm-profile.yaml", "has the name of a file that policyengine reads"),
        ("other/POLICYENGINE.YML", "has the name of a file that policyengine reads"),
        ("other/chat.llm-profile.yml", "has the name of a file that policyengine reads"),
        ("other/.policyengine.yaml", LIKE),
        ("other/policyengine.yaml.txt", LIKE),
        ("other/llm_profile.yaml", LIKE),
        ("other/LLM-profile.json", LIKE),
        (".git/config", "belongs to git"),
        ("bare.git/HEAD", "belongs to git"),
        ("bare.git/hooks/pre-commit", "belongs to git"),
        (".gitignore", DECIDES),
        ("other/.gitignore", DECIDES),
        ("other/.GITIGNORE", DECIDES),
        (".gitmodules", DECIDES),
        (".gitattributes", DECIDES),
        (".gitlab-ci.yml", DECIDES),
        (".pre-commit-config.yaml", DECIDES),
        (".github/workflows/report.yml", DECIDES),
        ("own/rules/it/new.yaml", PACKED),
        ("own/catalog/models/new.yml", PACKED),
        ("linked/new.yaml", PACKED),
        ("other/madr4.md.j2", "has the name of a template"),
        ("other/new/", "is a directory, not a file"),
        ("other/new/.", "is a directory, not a file"),
        ("", "is not a path"),
    ],
)
def test_places_that_are_not_for_reports(team: Path, path: str, reason: str) -> None:
    """Nor does a run make a file that later runs would read, would refuse, or would be steered by."""
    for folder in ("other", ".github/workflows", "own/catalog/models", "bare.git/objects", "bare.git/refs"):
        (team / folder).mkdir(parents=True)
    (team / "bare.git" / "HEAD").touch()
    (team / "linked").symlink_to("own/rules/it")
    done = policyengine(team, "check", "svc", *RULE, "--output-file", path)
    assert (done.code, done.out, done.err.splitlines()[0]) == (2, "", f"error: `{path}` {reason}")
    assert list((team / "other").iterdir()) == []


def test_the_device_that_is_the_standard_input(team: Path) -> None:
    """A device or a pipe loses nothing by being read and written in one run."""
    rule = " ".join(RULE)
    code, out, err = shell(team, f"$PE check svc {rule} --output-file /dev/null </dev/null")
    assert (code, out, err) == (1, "", "")
    code, out, err = shell(team, f"mkfifo p; cat p & $PE check svc {rule} --output-file p 0<>p; c=$?; wait; exit $c")
    assert (code, "compliance/hipaa/self-hosting" in out, err) == (1, True, "")
    (team / "empty").touch()
    code, out, err = shell(team, f"$PE check svc {rule} --output-file empty <empty")
    assert (code, out, READ in err) == (2, "", True)


def test_a_report_is_renewed_and_keeps_its_mode(team: Path) -> None:
    """A report that is there is replaced; drafts of killed runs beside it are removed."""
    (team / "report.txt").write_text("old")
    (team / "report.txt").chmod(0o640)
    (team / ".report.txt.policyengine-0123456789abcdef.tmp").write_text("left")
    assert policyengine(team, "check", "svc", *RULE, "--output-file", "report.txt").code == 1
    assert "compliance/hipaa/self-hosting" in (team / "report.txt").read_text()
    assert stat.S_IMODE((team / "report.txt").stat().st_mode) == 0o640
    assert [path.name for path in team.iterdir() if path.name.endswith(".tmp")] == []


@pytest.mark.parametrize(
    "line",
    [
        "$PE check svc {rule} --output-file /dev/stdout | cat; exit ${{PIPESTATUS[0]}}",
        "$PE check svc {rule} --output-file /dev/fd/1 | cat; exit ${{PIPESTATUS[0]}}",
        "$PE check svc {rule} --output-file /proc/self/fd/1 | cat; exit ${{PIPESTATUS[0]}}",
        "ln -s /dev/stdout out; $PE check svc {rule} --output-file out | cat; exit ${{PIPESTATUS[0]}}",
        "$PE check svc {rule} --output-file /dev/stderr 2>&1 | cat; exit ${{PIPESTATUS[0]}}",
        "$PE check svc {rule} --output-file /dev/fd/7 7>&1 | cat; exit ${{PIPESTATUS[0]}}",
        "mkfifo pipe; cat pipe & $PE check svc {rule} --output-file pipe; code=$?; wait; exit $code",
        "$PE check svc {rule} --output-file >(cat >copy); code=$?; sleep 1; cat copy; exit $code",
        "$PE check svc {rule} --output-file /dev/stdout >copy; code=$?; cat copy; exit $code",
    ],
)
def test_streams_are_written_to(team: Path, line: str) -> None:
    """Pipes with and without a name, open files and process substitution get the report that would be printed."""
    printed = policyengine(team, "check", "svc", *RULE, "--output-format", "text")
    code, out, err = shell(team, line.format(rule=" ".join(RULE)))
    assert (code, out, err) == (1, printed.out, "")


def test_an_open_file_is_appended_to(team: Path) -> None:
    """What a shell opened to append keeps what it has; a reader that has gone is no error; a full device is."""
    rule = " ".join(RULE)
    code, out, _ = shell(
        team, f"echo first >log; $PE check svc {rule} --output-file /dev/stdout >>log; cat log; exit $?"
    )
    assert out.startswith("first\nerror[compliance/hipaa/self-hosting]")
    assert shell(team, f"$PE check svc {rule} --output-file /dev/stdout | true; exit ${{PIPESTATUS[0]}}") == (1, "", "")
    code, out, err = shell(team, f"$PE check svc {rule} --output-file /dev/full")
    assert (code, out, err.splitlines()[0]) == (2, "", "error: `/dev/full`: no space left on device")
    code, out, err = shell(team, f"$PE check svc {rule} --output-file /dev/fd/9")
    assert (code, out, err.splitlines()[0]) == (2, "", "error: `/dev/fd/9`: bad file descriptor")
    code, out, err = shell(team, f"$PE check svc {rule} --output-file /dev/fd/7 7<>svc/policyengine.yaml")
    assert (code, out, READ in err) == (2, "", True)
