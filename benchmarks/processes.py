"""Whole processes, measured from the shell: start-up with a warm cache, and without one."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

FLOOR = "import click, yaml; from cel_expr_python import cel"
CHECK = ("-m", "policyengine", "check")


def cold_start(folder: Path, rounds: int, cache: Path) -> None:
    """Time `check` of one good profile and the bare imports, alternately so that both see the same machine."""
    for arguments in (CHECK, ("-c", FLOOR)):  # compiles rules and bytecode
        _seconds(arguments, folder, cache)
    commands: dict[str, tuple[str, ...]] = {"python -c pass": ("-c", "pass"), "floor": ("-c", FLOOR), "check": CHECK}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(_seconds(command, folder, cache))
    print(f"cold start, warm cache, {rounds} rounds in turn; floor is: python -c '{FLOOR}'")
    for name, seconds in times.items():
        print(f"  {name:15} {figures(seconds)}")
    ratios = [ours / floor for ours, floor in zip(times["check"], times["floor"], strict=True)]
    print(
        f"  check / floor   {statistics.median(ratios):.2f}, median of rounds ({min(ratios):.2f} .. {max(ratios):.2f})"
    )
    print(f"  of the medians  {statistics.median(times['check']) / statistics.median(times['floor']):.2f}\n")


def compile_time(folder: Path, rounds: int, cache: Path) -> None:
    """Time `check` when every rule and catalog file must be read and compiled."""
    seconds = []
    for _ in range(rounds):
        for file in cache.iterdir():
            file.unlink(missing_ok=True)
        seconds.append(_seconds(CHECK, folder, cache))
    print(f"no cache: read, check and compile every rule and catalog file, {rounds} rounds")
    print(f"  check           {figures(seconds)}\n")


def peak_memory(folder: Path, cache: Path) -> None:
    """Print the peak memory of `check` for the profiles of one team and for all, where the system reports it."""
    if not hasattr(os, "wait4"):
        return
    print("peak memory of check")
    for place in (folder / "team-00", folder):
        number = sum(1 for _ in place.rglob("llm-profile.yaml"))
        print(f"  {number:5,} profiles {_peak(place, cache):8.1f} MB")


def _peak(folder: Path, cache: Path) -> float:
    """Run `check` in a directory, and return the most memory that it took, in MB."""
    with subprocess.Popen(
        [sys.executable, *CHECK], cwd=folder, env=_environment(cache), stdout=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)  # bytes there, KiB elsewhere


def figures(seconds: list[float]) -> str:
    """Return median and span in milliseconds."""
    return f"{statistics.median(seconds) * 1e3:8.1f} ms ({min(seconds) * 1e3:.1f} .. {max(seconds) * 1e3:.1f})"


def _environment(cache: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    root = str(Path(__file__).parents[1])
    return {**kept, "PYTHONPATH": root, "PYTHONPYCACHEPREFIX": f"{cache}-bytecode"}


def _seconds(arguments: tuple[str, ...], folder: Path, cache: Path) -> float:
    environment = _environment(cache)
    started = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} exited {done.returncode}:\n{done.stdout.decode()}{done.stderr.decode()}")
    return seconds
