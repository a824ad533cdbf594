"""CPU seconds that `check` takes for profiles and settings of 128 KiB to 1 MiB: `python -m benchmarks.large_inputs`."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROFILE = (ROOT / "examples" / "smallest" / "llm-profile.yaml").read_text().rstrip("\n") + "\n"
SIZES = (1 << 17, 1 << 18, 1 << 19, (1 << 20) - 2048)

Row = Callable[[int], str]
PROFILES: dict[str, tuple[str, Row]] = {
    "ignore comments": (PROFILE, lambda _: "# policyengine: ignore[latency/budget] x\n"),
    "workloads": (PROFILE, lambda n: f"  w{n}: {{purpose: p, data: {{classes: [phi]}}}}\n"),
    "unknown models": (f"{PROFILE}    considered:\n", lambda n: f"      - {{model: m/x{n}, hosting: on-premises}}\n"),
    "tools": (f"{PROFILE}    tools:\n", lambda n: f"      - {{name: t{n}}}\n"),
    "unknown keys": (PROFILE, lambda n: f"k{n}: 1\n"),
    "waivers": (f"{PROFILE}waivers:\n", lambda n: f"  - {{rule: a/b{n}, reason: r, expires: 2027-01-01}}\n"),
}
SETTINGS: dict[str, tuple[str, Row]] = {
    "severities": ("version: 1\nseverities:\n", lambda n: f"  a/b{n}: note\n"),
    "parameters": ("version: 1\nparameters:\n", lambda n: f"  a/b{n}: {{x: 1}}\n"),
    "packs": ("version: 1\npacks:\n", lambda n: f"  - p{n}\n"),
}


def filled(head: str, row: Row, size: int) -> str:
    """Repeat a row after a head up to a size."""
    parts, length = [head], len(head)
    while length < size:
        parts.append(row(len(parts)))
        length += len(parts[-1])
    return "".join(parts)


def seconds(profile: str, settings: str) -> tuple[float, int]:
    """Check a profile under settings; give the CPU seconds and the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, ".git").mkdir()
        Path(folder, "llm-profile.yaml").write_text(profile)
        if settings:
            Path(folder, "policyengine.yaml").write_text(settings)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "policyengine", "check", ".", "--as-of", "2026-11-22"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.returncode


def main() -> None:
    """Print a line for each kind: the seconds for each size, and the exit code."""
    for name, (head, row) in {**PROFILES, **SETTINGS}.items():
        texts = [filled(head, row, size) for size in SIZES]
        runs = [seconds(text, "") if name in PROFILES else seconds(PROFILE, text) for text in texts]
        print(f"{name:18}", *(f"{taken:6.2f}" for taken, _ in runs), f"  exit {runs[-1][1]}")


if __name__ == "__main__":
    main()
