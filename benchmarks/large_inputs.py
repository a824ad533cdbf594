"""CPU seconds for large inputs, including `check` of 128 KiB to 1 MiB: `python -m benchmarks.large_inputs`."""

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
    "unwaivable": ("version: 1\nunwaivable:\n", lambda n: f"  - compliance/*{n}\n"),
    "locked severities": ("version: 1\nlocked:\n  severities:\n", lambda n: f"    - compliance/*{n}\n"),
    "list parameter": ("version: 1\nparameters:\n  a/b:\n    l:\n", lambda n: f"      - x{n}\n"),
}
_CHATBOT = (ROOT / "examples" / "patient-chatbot" / "llm-profile.yaml").read_text()
_MIGRATION = (ROOT / "docs" / "migration.md").read_text().split("```yaml llm-profile.yaml\n")[1].split("```")[0]
_OPTION = "      - {model: openai/gpt-4o, hosting: vendor-api, provider: openai}\n"
COMMANDS: dict[str, tuple[str, tuple[str, ...], Callable[[int], str]]] = {
    "monitor: paths": ("r.csv", ("monitor",), lambda n: _results(lambda i: f"p{i}", n * 80)),
    "monitor: runs": ("r.csv", ("monitor",), lambda n: _results(lambda _: "p", n * 400)),
    "plan": ("llm-profile.yaml", ("plan",), lambda n: _moves(n * 5)),
    "cost": ("llm-profile.yaml", ("cost",), lambda n: _considered(n * 14)),
    "record": ("llm-profile.yaml", ("record",), lambda n: _considered(n * 14)),
    "explain": ("llm-profile.yaml", ("explain", "license/user-limit"), lambda n: _considered(n * 14)),
}
"""Other commands by the growing part: the file, the preceding arguments, and its text for 8, 16, 32 and 64."""


def _results(path: Callable[[int], str], count: int) -> str:
    rows = "".join(f"{path(number)},accuracy,0.85,200,0.9,2026-02-09\n" for number in range(count))
    return f"path,metric,score,n,baseline,date\n{rows}"


def _moves(count: int) -> str:
    head, move = _MIGRATION.split("  tickets:\n")
    return head + "".join(f"  t{number}:\n{move}" for number in range(count))


def _considered(count: int) -> str:
    before, rest = _CHATBOT.split("    considered:")
    return f"{before}    considered:\n{_OPTION * count}{rest[rest.index(chr(10) + 'decisions:') :]}"


def filled(head: str, row: Row, size: int) -> str:
    """Repeat a row after a head up to a size."""
    parts, length = [head], len(head)
    while length < size:
        parts.append(row(len(parts)))
        length += len(parts[-1])
    return "".join(parts)


def seconds(files: dict[str, str], *arguments: str) -> tuple[float, int]:
    """Run a command beside some files; return the CPU seconds and the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, ".git").mkdir()
        for name, text in files.items():
            Path(folder, name).write_text(text)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "policyengine", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.returncode


def main() -> None:
    """Print a line for each kind: the seconds for each size, and the exit code."""
    for name, (head, row) in {**PROFILES, **SETTINGS}.items():
        texts = [filled(head, row, size) for size in SIZES]
        files = [
            {"llm-profile.yaml": text} if name in PROFILES else {"llm-profile.yaml": PROFILE, "policyengine.yaml": text}
            for text in texts
        ]
        _print(name, [seconds(each, "check", ".", "--as-of", "2026-11-22") for each in files])
    settings = (ROOT / "examples" / "patient-chatbot" / "policyengine.yaml").read_text()
    for name, (file, arguments, text_of) in COMMANDS.items():
        each = [{"policyengine.yaml": settings, file: text_of(count)} for count in (8, 16, 32, 64)]
        _print(name, [seconds(files, *arguments, file) for files in each])


def _print(name: str, runs: list[tuple[float, int]]) -> None:
    print(f"{name:18}", *(f"{taken:6.2f}" for taken, _ in runs), f"  exit {runs[-1][1]}")


if __name__ == "__main__":
    main()
