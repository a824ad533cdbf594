"""What README.md shows is what happens; --update-golden plays its console blocks again."""

import re

import pytest

from policyengine.cli.main import COMMANDS
from tests.conftest import Golden
from tests.golden.transcripts import ROOT, parsed, played

README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
CONSOLE = re.compile(r"(?<=^```console\n)\$ policyengine .*?(?=^```$)", flags=re.MULTILINE | re.DOTALL)
LINKS = sorted(set(re.findall(r"\]\((?!https?:|#)([^)#]+)", TEXT)))
EXCERPTS = re.findall(r"^```yaml\n# ((?:examples|rules)/\S+)\n(.*?)^```$", TEXT, flags=re.MULTILINE | re.DOTALL)


def test_console_blocks(golden: Golden) -> None:
    """Each console block is a transcript that can be played again."""
    assert CONSOLE.search(TEXT)
    golden.assert_equal(README, CONSOLE.sub(lambda block: replayed(block[0]), TEXT))


def replayed(block: str) -> str:
    """Play the commands of a block again."""
    return "\n".join(played(transcript.command) for transcript in parsed(block))


@pytest.mark.parametrize(("path", "text"), EXCERPTS, ids=[path for path, _ in EXCERPTS])
def test_excerpt(path: str, text: str) -> None:
    """Each YAML block that names one of our files is a part of it, word for word."""
    assert text in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("link", LINKS)
def test_link(link: str) -> None:
    """Each relative link leads to a file or folder."""
    assert (ROOT / link).exists()


def test_commands_exist() -> None:
    """Each command that the page names is one of ours."""
    said = "\n".join(re.findall(r"`[^`\n]+`|^policyengine.*$", TEXT, flags=re.MULTILINE))
    assert set(re.findall(r"policyengine ([a-z]+)", said)) - set(COMMANDS) == set()
    assert set(re.findall(r"policyengine (rules [a-z]+)", said)) <= {"rules list", "rules show", "rules test"}


def test_every_command_is_named() -> None:
    """The table says of each command what it answers."""
    table = TEXT.partition("\n## Commands\n")[2].partition("\n## ")[0]
    names = [re.findall(r"`(?:policyengine )?([a-z]+)`", row.split("|")[1]) for row in table.splitlines() if "|" in row]
    assert sorted(COMMANDS) == sorted(name for row in names for name in row)


def test_claims_are_modest() -> None:
    """The page never says the word that no tool can stand for."""
    assert re.findall(r"\bcompliant\b", TEXT, flags=re.IGNORECASE) == []
