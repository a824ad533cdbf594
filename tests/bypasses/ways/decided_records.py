"""Ways around the gate through the JSON files beside records that people have decided."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import DAY, ROOT, Done, policyengine
from tests.cli.test_newly_accepted import forge

RELEASED = ROOT / "tests" / "upgrades" / "0.1.0" / "platform"
SERVICE = "platform/services/claims-copilot-nygard"


def _accepted(gate: Gate) -> Path:
    """Put the accepted record of version 0.1.0 on the base branch, and return its service."""
    shutil.copytree(RELEASED, gate.folder / "platform")
    gate.commit()
    gate.git("branch", "-f", "base")
    return gate.folder / SERVICE


def _edited(service: Path, change: Callable[[dict[str, Any]], None]) -> None:
    (path,) = service.joinpath("docs", "decisions").glob("0*.decision.json")
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))


def _as_today(service: Path) -> None:
    """Change a fact in the profile, and in the file beside the record."""
    profile = service / "llm-profile.yaml"
    profile.write_text(profile.read_text().replace("classes: [pii, health]", "classes: [pii, health, genetic]"))
    (path,) = service.joinpath("docs", "decisions").glob("0*.decision.json")
    path.write_text(re.sub(r'\["pii", "health"\]', '["pii", "health", "genetic"]', path.read_text()))


def _lint(service: Path) -> Done:
    return policyengine(service, "records", "lint", "docs/decisions", "--base", "base", "--as-of", DAY)


@bypass(
    "editions",
    "A deciding fact changes, in the profile and in the JSON file beside the accepted record of version 0.1.0",
    code=1,
    says="error[sidecar-altered]",
)
def fact_changed_in_both(gate: Gate) -> Done:
    """Let the file say what today's profile says."""
    service = _accepted(gate)
    _as_today(service)
    gate.commit()
    return policyengine(service, "record", "--check", "llm-profile.yaml", "--as-of", DAY, "--policy-from", "base")


@bypass(
    "editions",
    "The same, and `records lint --base` is the check that runs",
    code=1,
    says="differs from `base` in `workloads`",
)
def fact_changed_in_both_linted(gate: Gate) -> Done:
    """Lint the directory only."""
    service = _accepted(gate)
    _as_today(service)
    return _lint(service)


@bypass("waivers", "The JSON file beside an accepted record loses its waivers", code=1, says="in `waivers`")
def recorded_waivers_removed(gate: Gate) -> Done:
    """Hide what was waived."""
    service = _accepted(gate)
    _edited(service, lambda data: data.update(waivers=[]))
    return _lint(service)


@bypass("waivers", "The messages in the file beside an accepted record are edited", code=1, says="in `verdicts`")
def recorded_messages_edited(gate: Gate) -> Done:
    """Let every verdict say that it is fine."""
    service = _accepted(gate)
    _edited(service, lambda data: data.update(verdicts=[{**row, "message": "fine"} for row in data["verdicts"]]))
    return _lint(service)


@bypass("editions", "The makers in the file beside an accepted record are others", code=1, says="in `makers`")
def recorded_makers_edited(gate: Gate) -> Done:
    """Let somebody else have decided."""
    service = _accepted(gate)
    _edited(service, lambda data: data.update(makers=["Eve"]))
    return _lint(service)


@bypass("editions", "The file beside an accepted record is deleted, and only `records lint` runs", code=1, says="gone")
def recorded_file_deleted(gate: Gate) -> Done:
    """Delete what says on which facts people decided."""
    service = _accepted(gate)
    (path,) = service.joinpath("docs", "decisions").glob("0*.decision.json")
    path.unlink()
    return _lint(service)


@bypass(
    "editions",
    "The text of a record that the pull request accepts is edited, with every digest computed again",
    code=1,
    says="error[text-changed]: it is not accepted in `base` yet",
)
def accepted_text_forged(gate: Gate) -> Done:
    """Accept a decision, and let its record say what no rule found."""
    gate.git("branch", "-f", "base")
    gate.append(
        "decisions:\n  ask: {title: Ask GPT-4o, workloads: [patient-qa], status: accepted, because: x, "
        "date: 2026-11-22, makers: [Ada Lovelace]}\n"
    )
    assert policyengine(gate.folder, "record", "svc/chat/llm-profile.yaml", "--as-of", DAY).code == 0
    (path,) = gate.profile.parent.joinpath("docs", "decisions").glob("0001-*.md")
    forge(path, "Judged as of", "Approved as of")
    gate.commit()
    return policyengine(gate.folder, "record", "--check", ".", "--as-of", DAY, "--policy-from", "base")
