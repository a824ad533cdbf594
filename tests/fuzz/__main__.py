"""`make fuzz`: campaigns over one format or all, and a table of what they did.

`python -m tests.fuzz --seconds 600 --format settings --seed 3`; `--number 17` tries one input again.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.fuzz.campaign import FORMATS, Fault, attempt, campaign, kept

FOUND = Path(".fuzz")
"""Where inputs that break a law are kept."""


def main() -> int:
    """Run the campaigns that the command line asks for; 1 when an input broke a law, 3 when nothing valid was tried."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="CPU seconds in all")
    parser.add_argument("--format", choices=["all", *FORMATS], default="all", help="only this format")
    parser.add_argument("--seed", type=int, default=1, help="another seed is another set of inputs")
    parser.add_argument("--number", type=int, default=None, help="only this input")
    asked = parser.parse_args()
    names = list(FORMATS) if asked.format == "all" else [asked.format]
    with tempfile.TemporaryDirectory(prefix="policyengine-fuzz-cache-") as cache:
        os.environ["POLICYENGINE_CACHE_DIR"] = cache
        os.environ["NO_COLOR"] = "1"
        if asked.number is not None:
            return _again(names[0], asked.seed, asked.number, Path(cache) / "repository")
        return _campaigns(names, asked.seed, asked.seconds / len(names))


def _campaigns(names: list[str], seed: int, seconds: float) -> int:
    """Run a campaign for each format; 1 for a fault, 3 when a format tried no valid input."""
    faults, untried = 0, []
    print(f"{'format':<16}{'inputs':>9}{'valid':>9}{'CPU s':>8}{'faults':>8}")
    for name in names:
        done = campaign(FORMATS[name], seed, sys.maxsize, seconds)
        print(f"{name:<16}{done.inputs:>9}{done.valid:>9}{done.seconds:>8.1f}{len(done.faults):>8}", flush=True)
        faults += len(done.faults)
        untried += [] if done.valid else [name]
        seen: set[tuple[str, ...]] = set()
        for fault in done.faults:
            if fault.laws not in seen:
                seen.add(fault.laws)
                _report(fault)
    if untried:
        print(f"no valid input was tried of {', '.join(untried)}: allow more time with FUZZ_SECONDS", file=sys.stderr)
    return 1 if faults else 3 * bool(untried)


def _report(fault: Fault) -> None:
    print(f"  {'; '.join(fault.laws)[:300]}\n  kept in {kept(fault, FOUND)}", flush=True)


def _again(name: str, seed: int, number: int, folder: Path) -> int:
    trial, outcome, laws = attempt(FORMATS[name], seed, number, folder)
    print(f"policyengine {' '.join(trial.command)}\n{outcome.out}{outcome.err}(exit code {outcome.code})")
    if laws:
        _report(Fault(name, seed, number, trial, tuple(laws)))
    return 1 if laws else 0


if __name__ == "__main__":
    sys.exit(main())
