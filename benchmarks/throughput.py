"""Many profiles in one process, compared with reading the same files with PyYAML without further work."""

import cProfile
import gc
import os
import pstats
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from policyengine.engine.session import Question
from policyengine.loading.discovery import find_profiles
from policyengine.outputs import Options
from policyengine.outputs.report.text import render_report_text
from policyengine.report import Report
from policyengine.whole_report import check

QUESTION = Question("2026-11-22")


def throughput(folder: Path, rounds: int) -> None:
    """Time both, alternately. The garbage collector is off for both, as in the command line."""
    os.chdir(folder)
    files = find_profiles(["."]).files
    report = check([(path, None) for path in files], QUESTION)  # compiles the rules
    times: dict[str, list[float]] = {"yaml.load": [], "check": []}
    gc.disable()
    for _ in range(rounds):
        times["yaml.load"].append(_seconds(lambda: _load(files)) / len(files))
        times["check"].append(_seconds(_check) / len(files))
        gc.collect()
    gc.enable()
    lines = sum(len(Path(path).read_text(encoding="utf-8").splitlines()) for path in files) / len(files)
    counts = report.counts
    print(f"throughput, {len(files):,} profiles of {lines:.0f} lines, {counts.rules} rules, {rounds} rounds")
    print(f"  {counts.failed} failed, {counts.unknown} unknown, {counts.not_asked:,} not evaluated")
    for name, seconds in times.items():
        middle, least, most = (figure(seconds) * 1e3 for figure in (statistics.median, min, max))
        print(f"  {name:15} {middle:8.3f} ms a profile ({least:.3f} .. {most:.3f})")
    ratios = [ours / plain for ours, plain in zip(times["check"], times["yaml.load"], strict=True)]
    print(f"  check / load    {statistics.median(ratios):.2f} ({min(ratios):.2f} .. {max(ratios):.2f})")


def profile(good: Path, many: Path) -> None:
    """Print the functions with the most time for many profiles, and how to profile the imports at start-up."""
    os.chdir(many)
    _check()
    profiler = cProfile.Profile()
    profiler.runcall(_check)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)
    print(f"imports: cd {good} && python -X importtime -m policyengine check   (see --keep)")


def _load(files: Sequence[str]) -> None:
    for path in files:
        with open(path, "rb") as file:
            yaml.load(file, Loader=yaml.CSafeLoader)


def _check() -> Report:
    """Run all of `policyengine check` except printing."""
    found = find_profiles(["."])
    report = check([(path, None) for path in found.files], QUESTION, found.mistakes)
    render_report_text(report, Options())
    return report


def _seconds(step: Callable[[], object]) -> float:
    started = time.perf_counter()
    step()
    return time.perf_counter() - started
