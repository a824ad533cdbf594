"""A run reads each file of the user once, however many decisions and workloads it is about."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "patient-chatbot"
PROGRAM = """\
import atexit, os, sys
opened = []
def heard(event, given):
    if event == "open" and isinstance(given[0], str) and given[0].endswith((".yaml", ".yml")):
        opened.append(os.path.basename(given[0]))
sys.addaudithook(heard)
atexit.register(lambda: open("opened.txt", "w").write(" ".join(opened)))
sys.argv[0] = "policyengine"
from policyengine.__main__ import main
main()
"""


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """Return a profile with two decisions of different days, beside its settings."""
    for name in ("llm-profile.yaml", "policyengine.yaml"):
        shutil.copy(EXAMPLE / name, tmp_path / name)
    profile = tmp_path / "llm-profile.yaml"
    text = profile.read_text(encoding="utf-8")
    assert "\ndecisions:\n" in text
    another = "\n  other-day: {workloads: [patient-qa], status: proposed, date: 2026-11-20, makers: [a]}"
    profile.write_text(text.replace("\ndecisions:", f"\ndecisions:{another}", 1), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("check", "llm-profile.yaml"),
        ("record", "llm-profile.yaml"),
        ("record", "--check", "llm-profile.yaml"),
        ("cost", "llm-profile.yaml"),
        ("plan", "llm-profile.yaml"),
        ("size", "llm-profile.yaml"),
        ("explain", "license/user-limit", "llm-profile.yaml"),
    ],
    ids=" ".join,
)
def test_each_file_is_read_once(service: Path, command: tuple[str, ...]) -> None:
    """The profile and its settings are opened once; rules and catalog come from the cache."""
    subprocess.run([sys.executable, "-m", "policyengine", "check", "."], cwd=service, check=False, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *command], cwd=service, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    opened = Counter((service / "opened.txt").read_text(encoding="utf-8").split())
    assert opened == {"llm-profile.yaml": 1, "policyengine.yaml": 1}, done.stderr
