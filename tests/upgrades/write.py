"""Writes the files that a release leaves behind, as fixtures for later versions: `python -m tests.upgrades.write`.

They are made from `examples/` by the program itself, through its command line only: `check`, `waive` and `record`. So
the version that is released writes what it would write for its users.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.editions import pin_no_edition

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-22"
LEGAL = "Sofia Kowalewskaja"
UNUSED = ("expected.txt", "README.md", "travel-desk", "mistyped.llm-profile.yaml")
LAYOUTS = ("nygard", "madr2")
COPILOT = "services/claims-copilot"
PILOT = "services/letter-sorting/llm-profile.pilot.yaml"
README = """\
# Files written by version {version}

Profiles, settings in two layers, waivers, comments, decision records and their sidecars and pictures, as version
{version} of policyengine wrote them. Every later version has to read them: `tests/upgrades/test_upgrades.py`.

`make upgrade-fixtures` made them from `examples/` (`tests/upgrades/write.py`). Nothing here is edited by hand, or
written again by a later version.

| path | what |
|---|---|
| `platform/` | `examples/claims-platform`, with records in each layout: accepted, superseded and proposed |
| `clinic/` | `examples/failing`, with a waiver for everything that fails or is undecided |
| `expected.json` | the outcome of each verdict of `check --as-of {day}`, and the profiles with records |
"""


class Writer:
    """The fixture folder of one version, and the program that writes into it."""

    def __init__(self, program: str, examples: Path, folder: Path) -> None:
        self.program, self.examples, self.folder = program, examples, folder

    def run(self, *arguments: str, inside: str, codes: tuple[int, ...] = (0,)) -> str:
        """Run the program in a folder of the fixtures, and return what it prints."""
        done = subprocess.run(
            [self.program, *arguments], cwd=self.folder / inside, capture_output=True, text=True, check=False
        )
        if done.returncode not in codes:
            raise SystemExit(f"policyengine {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def copy(self, example: str, name: str) -> None:
        """Copy an example."""
        shutil.copytree(self.examples / example, self.folder / name, ignore=shutil.ignore_patterns(*UNUSED))
        pin_no_edition(self.folder / name)  # so that later rules count

    def verdicts(self, inside: str) -> list[dict[str, Any]]:
        """Return the verdicts on every profile of a folder."""
        codes = (0, 1)
        found = self.run(
            "check", ".", "--as-of", AS_OF, "--output-format", "json", "--show-passes", inside=inside, codes=codes
        )
        verdicts: list[dict[str, Any]] = json.loads(found)["verdicts"]
        return verdicts

    def waive(self, inside: str, verdict: dict[str, Any]) -> bool:
        """Add a waiver of a verdict, and fill in what people fill in; return whether the rule can be waived."""
        subject = verdict["subject"]
        named = [("--workload", subject["workload"]), ("--subject", subject["element"])]
        options = [part for option, name in named if name for part in (option, name)]
        told = self.run(
            "waive", verdict["rule"], subject["profile"], *options, "--as-of", AS_OF, inside=inside, codes=(0, 2)
        )
        path = self.folder / inside / subject["profile"]
        people = {"owner": "Max Born", "approved_by": LEGAL, "ticket": "RISK-9", "reason": "agreed for the pilot"}
        people["compensating_control"] = "a person reads every answer"
        text = path.read_text()
        for key, said in people.items():
            text = re.sub(rf"^(    {key}:)$", rf"\1 {said}", text, flags=re.MULTILINE)
        path.write_text(text)
        return bool(told)


def write(program: str, examples: Path, folder: Path) -> None:
    """Write the fixtures of the version that `program` is."""
    writer = Writer(program, examples, folder)
    (folder / ".git").mkdir(parents=True)  # so that the settings of both layers lie in one repository
    version = writer.run("--version", inside=".").split()[-1]
    (folder / "README.md").write_text(README.format(version=version, day=AS_OF))
    _write_platform(writer)
    _write_clinic(writer)
    _write_expected(writer, version)
    (folder / ".git").rmdir()


def _write_platform(writer: Writer) -> None:
    writer.copy("claims-platform", "platform")
    platform = writer.folder / "platform"
    for layout in LAYOUTS:
        service = platform / f"{COPILOT}-{layout}"
        shutil.copytree(platform / COPILOT, service, ignore=shutil.ignore_patterns("docs"))
        profile = service / "llm-profile.yaml"
        text = profile.read_text().replace("name: claims-copilot", f"name: claims-copilot-{layout}")
        profile.write_text(text.replace("status: proposed", "status: accepted"))
        with (service / "policyengine.yaml").open("a") as file:
            file.write(f"records: {{layout: {layout}}}\n")
        for verdict in writer.verdicts(f"platform/{COPILOT}-{layout}"):
            if verdict["outcome"] in ("fail", "unknown") and not verdict["rule"].startswith(("waiver/", "ignore/")):
                writer.waive(f"platform/{COPILOT}-{layout}", verdict)
        writer.run("record", "llm-profile.yaml", inside=f"platform/{COPILOT}-{layout}")


def _write_clinic(writer: Writer) -> None:
    writer.copy("failing", "clinic")
    with (writer.folder / "clinic" / "policyengine.yaml").open("a") as file:
        file.write(f"approvers: {{legal: [{LEGAL}]}}\n")
    for verdict in writer.verdicts("clinic"):
        if verdict["outcome"] in ("fail", "unknown"):
            writer.waive("clinic", verdict)


def _write_expected(writer: Writer, version: str) -> None:
    folder = writer.folder
    outcomes = {name: _outcomes(writer.verdicts(name)) for name in ("clinic", "platform")}
    records = sorted({path.parents[2].relative_to(folder).as_posix() for path in folder.rglob("docs/decisions/0*.md")})
    data = {"version": version, "as_of": AS_OF, "records": records, "outcomes": outcomes}
    (folder / "expected.json").write_text(json.dumps(data, indent=1) + "\n")


def _outcomes(verdicts: list[dict[str, Any]]) -> dict[str, str]:
    """Return the outcome of each verdict by profile, rule, workload and element."""
    return {
        " ".join(
            str(part)
            for part in (
                one["subject"]["profile"],
                one["rule"],
                one["subject"]["workload"],
                one["subject"]["element"],
            )
        ): one["outcome"]
        for one in verdicts
    }


if __name__ == "__main__":
    program_given = sys.argv[1] if len(sys.argv) > 1 else str(Path(sys.executable).with_name("policyengine"))
    told = subprocess.run([program_given, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    examples_given = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "examples"
    write(program_given, examples_given, ROOT / "tests" / "upgrades" / told)
