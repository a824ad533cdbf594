"""What the command line says of itself, and of one that is wrong."""

import re
from pathlib import Path

import pytest

from policyengine import __version__
from policyengine.cli.main import COMMANDS
from tests.cli.running import DAY, GOOD, policyengine

_EMPTY = "name a path, such as `.`, or set the variable that it comes from"
WRONG = {
    (): ("missing command", "see `policyengine --help`"),
    ("chekc",): ("no command `chekc`", "did you mean `check`?"),
    ("zzz",): (
        "no command `zzz`",
        f"the commands are {', '.join(COMMANDS)}",
    ),
    ("--verison",): ("no option `--verison`", "did you mean `--version`?"),
    ("check", "--exit-zro"): ("no option `--exit-zro`", "did you mean `--exit-zero`?"),
    ("check", "--fail-on", "warn"): ("`warn` is not a value of --fail-on", "did you mean `warning`?"),
    ("check", "--output-format", "sarif"): (
        "`sarif` is not a value of --output-format",
        "one of text, full, concise, json",
    ),
    ("check", "--as-of"): ("option `--as-of` needs a value", "write `--as-of VALUE`"),
    ("check", "--strict=yes"): ("option `--strict` takes no value", "write `--strict` alone"),
    ("check", "--as-of", "2026-02-30"): ("`2026-02-30` is not a day", "write it as 2026-11-22"),
    ("check", "--stdin-filename", "x"): (
        "--stdin-filename goes with `-`", "policyengine check - --stdin-filename PATH",
    ),
    ("check", "-", "other"): ("`-` cannot be combined with other paths", "use a separate run for each"),
    ("check", "--select", "license/user-limits"): (
        "no rule matches `license/user-limits`", "did you mean `license/user-limit`?",
    ),
    ("check", ""): ("the path is empty", _EMPTY),
    ("check", "", "."): ("the path is empty", _EMPTY),
    ("record", "--check", ""): ("the path is empty", _EMPTY),
    ("cost", ""): ("the path is empty", _EMPTY),
    ("size", ""): ("the path is empty", _EMPTY),
    ("settings", ""): ("the path is empty", _EMPTY),
    ("records", "lint", ""): ("the path is empty", _EMPTY),
    ("records", "lint", ".", "--profile", ""): ("the path of --profile is empty", _EMPTY),
    ("waive", "license/user-limit", ""): ("the path is empty", _EMPTY),
    ("waive",): ("`policyengine waive` needs RULE", "see `policyengine waive --help`"),
    ("check", "--policy-from", ""): ("--policy-from names no revision", "name one, such as origin/main"),
    ("record", "llm-profile.yaml", "--policy-from", "main"): (
        "--policy-from goes with --check", "a record is written with the settings of the working tree",
    ),
    ("settings", "nowhere"): ("`nowhere`: no such file or directory", "check the spelling"),
    ("rules",): ("missing command", "see `policyengine rules --help`"),
    ("rules", "lst"): ("no command `lst`", "did you mean `list`?"),
    ("rules", "show", "license/user-limits"): ("no rule `license/user-limits`", "did you mean `license/user-limit`?"),
    ("rules", "show", "acme:a/b"): (
        "no rule `acme:a/b`",
        "no pack `acme` is in force here; elsewhere: `policyengine rules show acme:a/b --profile PROFILE`",
    ),
    ("explain", "--profile", "x"): ("no option `--profile`", "see `policyengine explain --help`"),
    ("check", "llm-profile.yaml", "--select", ""): ("--select is empty", "name something, or leave the option out"),
    ("cost", "llm-profile.yaml", "--prices", ","): (
        "--prices is empty", "name something, or leave the option out",
    ),
    ("size", "llm-profile.yaml", "--context", "1" + "0" * 400): (
        f"invalid value for '--context': 1{'0' * 400} is not in the range 1<=x<=1000000000",
        "see `policyengine size --help`",
    ),
    ("cost", "llm-profile.yaml", "--margin", "nan"): (
        "invalid value for '--margin': nan is not a number", "see `policyengine cost --help`",
    ),
    ("size", "llm-profile.yaml", "--memory-utilization", "nan"): (
        "invalid value for '--memory-utilization': nan is not a number", "see `policyengine size --help`",
    ),
    ("schema", "reprot"): ("no schema `reprot`", "did you mean `report`?"),
    ("schema", "offload"): ("no schema `offload`", "the JSON of that command is `candidates`"),
}  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_wrong_command_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Every usage error has the form of all other errors: one message, one hint, exit code 2, nothing printed."""
    (tmp_path / "llm-profile.yaml").write_text(GOOD)
    message, hint = WRONG[arguments]
    assert policyengine(tmp_path, *arguments) == (2, "", f"error: {message}\n  = help: {hint}\n\n")


@pytest.mark.parametrize(
    ("option", "word", "message"),
    [
        ("--select", "nope", "no rule matches `nope`"),
        ("--ignore", "nope", "no rule matches `nope`"),
        ("--edition", "foo", "--edition: there is no edition `foo` of the shipped rules"),
    ],
)
def test_a_wrong_word_where_there_is_no_profile(tmp_path: Path, option: str, word: str, message: str) -> None:
    """It is reported before somebody adds the first profile."""
    done = policyengine(tmp_path, "check", option, word)
    assert (done.code, done.out, done.err.partition("\n")[0]) == (2, "", f"error: {message}")


def test_a_missing_path(tmp_path: Path) -> None:
    """A path that leads nowhere is told; the others are judged."""
    (tmp_path / "llm-profile.yaml").write_text(GOOD)
    done = policyengine(tmp_path, "check", "nowhere", ".", "--as-of", DAY)
    assert done.code == 2
    assert done.out.startswith("error: `nowhere`: no such file or directory\n  = help: check the spelling\n")
    assert "checked 1 profile, " in done.out


def test_version(tmp_path: Path) -> None:
    """The version is one line."""
    assert policyengine(tmp_path, "--version") == (0, f"policyengine {__version__}\n", "")


def test_help(tmp_path: Path) -> None:
    """The help lists the commands and the exit codes, and fits 100 columns."""
    done = policyengine(tmp_path, "--help", COLUMNS="200")
    assert (done.code, done.err) == (0, "")
    assert "  check     Judge profiles against the rules.\n" in done.out
    sections = re.findall(r"^([A-Z][a-z ]+):$", done.out, re.MULTILINE)
    assert sections == ["Options", "Check and explain", "Decide and record", "Compute", "Rules and catalog"]
    assert done.out.endswith("\nExample: policyengine check .\n")
    assert "3 nothing was checked" in done.out
    pages = [done.out] + [policyengine(tmp_path, name, "-h", COLUMNS="200").out for name in ("check", "record")]
    assert max(len(line) for page in pages for line in page.splitlines()) <= 100
    for option in (
        "--stdin-filename", "--output-file", "--fail-on", "--strict", "--as-of",
        "--select", "--ignore", "--show-passes", "--statistics", "--exit-zero",
    ):  # fmt: skip
        assert f"  {option} " in pages[1]
    assert "  --output-format [text|full|concise|json]\n" in pages[1]


def test_rules_and_schemas(tmp_path: Path) -> None:
    """The rules and schemas at hand can be listed and shown, and their examples tested."""
    listed = policyengine(tmp_path, "rules", "list", "--select", "license/user-limit")
    assert listed.code == 0
    assert listed.out.startswith("license/user-limit  error  ")
    shown = policyengine(tmp_path, "rules", "show", "license/user-limit").out
    assert shown.startswith("license/user-limit: The licence allows this many monthly active users\n")
    tested = policyengine(tmp_path, "rules", "test", "--select", "license/user-limit")
    assert tested.code == 0
    assert tested.out.endswith(" hold, 0 do not\n")
    assert "llm-profile\n" in policyengine(tmp_path, "schema").out
    assert '"$schema"' in policyengine(tmp_path, "schema", "llm-profile").out
