"""Whatever is wrong with a file: its place is told, exit code 2, nothing is written, and the other files are judged."""

import os
from pathlib import Path

import pytest

from tests.cli.bad_profiles import BAD
from tests.cli.running import DAY, GOOD, Done, listing, policyengine

RULE = """\
title: A rule
severity: error
force: practice
scope: workload
require: {require}
message: no
rationale: why
remediation: how
references: [{{title: t, url: "https://example.org", checked: 2026-11-22, confidence: primary}}]
examples:
  - {{name: a pass, given: {{workload.name: x}}, expect: pass}}
  - {{name: a failure, given: {{workload.name: ""}}, expect: fail}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of bad profiles and a good one."""
    folder = tmp_path_factory.mktemp("bad")
    for name, bad in BAD.items():
        data = bad.text if isinstance(bad.text, bytes) else bad.text.encode()
        (folder / f"{name}.llm-profile.yaml").write_bytes(data)
    (folder / "loop.llm-profile.yaml").symlink_to("loop.llm-profile.yaml")
    (folder / "again").symlink_to(".", target_is_directory=True)
    with (folder / "huge.llm-profile.yaml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    (folder / "good.llm-profile.yaml").write_text(GOOD)
    return folder


@pytest.fixture(scope="module")
def checked(folder: Path) -> Done:
    """Check the whole folder once."""
    before = listing(folder)
    done = policyengine(folder, "check", "--as-of", DAY, "--exit-zero")
    assert listing(folder) == before
    return done


@pytest.mark.parametrize("name", BAD)
def test_the_place_is_told(checked: Done, name: str) -> None:
    """Each bad file is named with line and column, and with what is wrong there."""
    place = f"--> {name}.llm-profile.yaml:{BAD[name].place}\n"
    assert any(place in block and BAD[name].words in block for block in checked.out.split("\n\n"))


def test_a_loop_and_a_huge_file_are_told(checked: Done) -> None:
    """A link to itself and a file of 100 MB are mistakes like any other; a link to a folder is not followed."""
    assert "error: `huge.llm-profile.yaml`: larger than 1,048,576 bytes" in checked.out
    assert "error: `loop.llm-profile.yaml`: symbolic link" in checked.out
    assert "again/" not in checked.out


def test_the_others_are_judged(checked: Done) -> None:
    """The good file among them is judged, and the run fails with 2 even with --exit-zero."""
    assert (checked.code, checked.err) == (2, "")
    checked_line, found = checked.out.splitlines()[-2:]
    assert checked_line.startswith("checked 1 profile, 1 workload, ")
    assert found.startswith(f"not judged: {len(BAD) + 2} files; ")
    assert "Traceback" not in checked.out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file(tmp_path: Path) -> None:
    """A file without permission to read is told so."""
    (tmp_path / "llm-profile.yaml").write_text(GOOD)
    (tmp_path / "llm-profile.yaml").chmod(0)
    done = policyengine(tmp_path, "check")
    assert done.code == 2
    assert "error: `llm-profile.yaml`: permission denied" in done.out


@pytest.mark.parametrize(
    "name", ["binary", "empty", "tabs", "duplicate-key", "unknown-key", "alias-bomb", "unknown-model"]
)
def test_no_record_of_a_bad_profile(tmp_path: Path, name: str) -> None:
    """`record` tells the same mistake on standard error, and writes nothing."""
    text = BAD[name].text
    data = text if isinstance(text, bytes) else text.encode()
    if name == "unknown-model":
        data += b"decisions: {one: {workloads: [draft], status: proposed, date: 2026-10-01, makers: [Ada]}}\n"
    (tmp_path / "llm-profile.yaml").write_bytes(data)
    done = policyengine(tmp_path, "record", "llm-profile.yaml")
    assert (done.code, done.out) == (2, "")
    assert f"--> llm-profile.yaml:{BAD[name].place}\n" in done.err
    assert BAD[name].words in done.err
    assert "Traceback" not in done.err
    assert listing(tmp_path) == {"llm-profile.yaml"}


SETTINGS: dict[str, tuple[str | bytes, str, str]] = {
    "empty": ("", "policyengine.yaml:1:1", "the file is empty"),
    "unknown-key": ("version: 1\norganisation: {}\n", "policyengine.yaml:2:1", "unknown key `organisation`"),
    "wrong-type": ("version: 1\norganization: {public_company: sure}\n", "policyengine.yaml:2:32", "true"),
    "no-such-rule": (
        "version: 1\nseverities: {license/user-limits: off}\n",
        "policyengine.yaml:2:14",
        "license/user-limit",
    ),
    "no-such-pack": ("version: 1\npacks: [nowhere]\n", "policyengine.yaml:2:9", "there is no pack `nowhere`"),
    "pack-outside": ("version: 1\npacks: [../..]\n", "policyengine.yaml:2:9", "outside"),
    "not-utf-8": (b"version: 1\n# caf\xe9\n", "policyengine.yaml:2:6", "byte 0xe9 is not UTF-8"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_bad_settings(tmp_path: Path, name: str) -> None:
    """Settings that are wrong stop the profiles below them, not those elsewhere."""
    text, place, words = SETTINGS[name]
    (tmp_path / ".git").mkdir()
    for service in ("broken", "sound"):
        (tmp_path / service).mkdir()
        (tmp_path / service / "llm-profile.yaml").write_text(GOOD)
    (tmp_path / "broken" / "policyengine.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    done = policyengine(tmp_path, "check", "--as-of", DAY)
    assert done.code == 2
    assert f"--> broken/{place}\n" in done.out
    assert words in done.out
    assert "checked 1 profile, " in done.out
    assert "Traceback" not in done.out + done.err


RULES = {
    "does-not-compile": ('workload.name == "', "5:27", "a text is never closed"),
    "unknown-fact": ("workload.nane == 'x'", "5:10", "did you mean `workload.name`?"),
    "mixed-types": ("workload.volume.requests_per_day > 'x'", "5:43", "int"),
}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Check a profile against a pack in which several rules are broken, once."""
    folder = tmp_path_factory.mktemp("packs")
    rules = folder / "pack" / "rules" / "own"
    rules.mkdir(parents=True)
    for name, (require, _, _) in RULES.items():
        (rules / f"{name}.yaml").write_text(RULE.format(require=require))
    for name in ("twice.yaml", "twice.yml"):
        (rules / name).write_text(RULE.format(require="workload.name != ''"))
    (folder / "policyengine.yaml").write_text("version: 1\npacks: [pack]\n")
    (folder / "llm-profile.yaml").write_text(GOOD)
    return policyengine(folder, "check", "--as-of", DAY)


@pytest.mark.parametrize("name", RULES)
def test_broken_rules(packs: Done, name: str) -> None:
    """A condition that does not compile is told at its own line and column, all of them in one run."""
    _, place, words = RULES[name]
    assert packs.code == 2
    assert f"--> pack/rules/own/{name}.yaml:{place}\n" in packs.out
    assert words in packs.out


def test_two_rules_with_one_id(packs: Done) -> None:
    """Two files that make the same id are told together."""
    assert "two rules have the id `pack:own/twice`" in packs.out
