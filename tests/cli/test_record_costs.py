"""Costs in records from the command line, on the support desk of the examples, with prices of its own."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLE, policyengine

STEM = "0001-answer-tickets-with-llama-3-1-8b-and-escalate-to-gpt-4o"
PICTURES = [f"{STEM}.ticket-triage.{kind}.svg" for kind in ("breakdown", "curve")]
CHECK = ("record", "llm-profile.yaml", "--check", "--as-of", "2026-11-22")
LINT = ("records", "lint", "docs/decisions", "--profile", "llm-profile.yaml", "--as-of", "2026-11-22")


def price(folder: Path, output: float, day: str) -> None:
    """Give the settings a price set of their own."""
    settings = (folder / "policyengine.yaml").read_text(encoding="utf-8").partition("\ncatalog:")[0].rstrip()
    row = f"{{model: openai/gpt-4o, service: openai, input: 2.5, output: {output}}}"
    overlay = f"\ncatalog: {{prices: {{ours: {{as_of: {day}, tokens: [{row}]}}}}}}\n"
    (folder / "policyengine.yaml").write_text(settings + overlay, encoding="utf-8")


@pytest.fixture(params=["proposed", "accepted"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Copy the example, with a record of this state; its budget is a rule's matter, so that rules read its cost."""
    folder = tmp_path / "desk"
    shutil.copytree(EXAMPLE.parent / "customer-support", folder, ignore=shutil.ignore_patterns("docs", "expected.txt"))
    profile = folder / "llm-profile.yaml"
    text = profile.read_text(encoding="utf-8")
    assert "reasons: [cost" in text
    assert "budget_usd_per_month: 14000" in text
    profile.write_text(text.replace("status: proposed", f"status: {request.param}"), encoding="utf-8")
    price(folder, 8.0, "2026-11-01")
    assert policyengine(folder, "record", "llm-profile.yaml").code == 0
    assert policyengine(folder, *CHECK).out == f"fresh: docs/decisions/{STEM}.md\n"
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Read the files of the directory of records."""
    return {path.name: path.read_bytes() for path in (folder / "docs" / "decisions").iterdir()}


def test_a_record_shows_what_its_options_cost(desk: Path) -> None:
    """In its text, in pictures beside it, and in full in the sidecar."""
    files = contents(desk)
    record = files[f"{STEM}.md"].decode()
    sidecar = json.loads(files[f"{STEM}.decision.json"])

    assert sorted(files) == [f"{STEM}.decision.json", f"{STEM}.md", *PICTURES, "index.md"]
    assert "| In use together |  | 5,920 to 8,660 |\n" in record
    assert 'In use against "GPT-4o at OpenAI in the EU":\n\n* below ' in record
    assert "* Prices: `gpu-rental` of 2026-06-15 and `ours` of 2026-11-01\n" in record
    assert sidecar["costs"][0]["in_use"] == {"low": 5919.84, "high": 8663.62}
    assert list(sidecar["pictures"]) == sorted(PICTURES, reverse=True)


def test_only_proposals_follow_the_prices(desk: Path) -> None:
    """A price set updated does not call in question what people accepted, though rules read the cost."""
    before = contents(desk)
    accepted = b"\nstatus: accepted\n" in before[f"{STEM}.md"]
    price(desk, 9.0, "2026-11-20")
    checked, linted = policyengine(desk, *CHECK), policyengine(desk, *LINT)

    assert linted == (0, "every record is well-formed\n", "")
    assert checked.code == (0 if accepted else 1)
    assert checked.out.startswith("fresh: " if accepted else "stale: ")
    assert ("error[text-changed]: " in checked.out, "differ in `costs`" in checked.out) == (not accepted, not accepted)
    assert contents(desk) == before
    assert policyengine(desk, "record", "llm-profile.yaml").code == 0
    assert policyengine(desk, *CHECK).out == f"fresh: docs/decisions/{STEM}.md\n"
    after = contents(desk)
    sidecar = f"{STEM}.decision.json"
    told = [json.loads(files[sidecar])["costs"] for files in (before, after)]
    assert (told[0] == told[1]) == accepted
    assert {name for name, data in after.items() if data != before[name]} == (
        set() if accepted else {*before} - {"index.md"}
    )


def test_another_volume_is_another_input(desk: Path) -> None:
    """What a cost is computed from is read by the rules that read the cost."""
    profile = desk / "llm-profile.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(
        text.replace("hardware: {gpu: L40S, count: 2", "hardware: {gpu: L40S, count: 3"), encoding="utf-8"
    )

    assert "error[inputs-changed]" in policyengine(desk, *CHECK).out


def test_checking_a_profile_reads_no_record(desk: Path) -> None:
    """A picture that is gone is a matter of records."""
    (desk / "docs" / "decisions" / PICTURES[0]).unlink()
    done = policyengine(desk, *CHECK)

    assert policyengine(desk, "check", "llm-profile.yaml", "--as-of", "2026-11-22").code == 0
    assert (done.code, f"error[picture-missing]: the picture `{PICTURES[0]}` is not there\n" in done.out) == (1, True)
    assert f"error[ADR020]: the picture `{PICTURES[0]}` is not there\n" in policyengine(desk, *LINT).out
