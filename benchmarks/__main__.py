"""`python -m benchmarks`: the start-up time of a check, its throughput, and the compilation time of rules."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.generated import write_pack, write_profiles
from benchmarks.processes import cold_start, compile_time, peak_memory
from benchmarks.throughput import profile, throughput

EXAMPLE = Path(__file__).parents[1] / "examples" / "patient-chatbot"


def main() -> None:
    """Generate rules and profiles in a temporary directory, measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, metavar="N", help="runs of each process (20)")
    parser.add_argument("--profiles", type=int, default=1000, metavar="N", help="profiles to generate (1000)")
    parser.add_argument("--profile", action="store_true", help="print a profile of the functions instead of the times")
    parser.add_argument("--keep", metavar="DIR", help="generate the rules and profiles here and keep them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(given.keep or scratch)
        good, many = _prepared(top, given.profiles)
        cache = Path(scratch, "cache")
        cache.mkdir(mode=0o700)
        os.environ["POLICYENGINE_CACHE_DIR"] = str(cache)
        if given.profile:
            profile(good, many)
            return
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
        cold_start(good, given.rounds, cache)
        compile_time(good, max(3, given.rounds // 5), cache)
        throughput(many, 5)
        peak_memory(many, cache)


def _prepared(top: Path, count: int) -> tuple[Path, Path]:
    """Create two repositories with 320 generated rules each: one with a good profile, and one with many."""
    good, many = top / "good", top / "many"
    for folder in (good, many):
        write_pack(folder / "generated")
        (folder / ".git").mkdir(exist_ok=True)
    settings = (EXAMPLE / "policyengine.yaml").read_text(encoding="utf-8")
    (good / "policyengine.yaml").write_text(f"{settings}packs: [generated]\n", encoding="utf-8")
    (good / "llm-profile.yaml").write_bytes((EXAMPLE / "llm-profile.yaml").read_bytes())
    own = "version: 1\norganization: {name: Acme}\npacks: [generated]\n"
    (many / "policyengine.yaml").write_text(own, encoding="utf-8")
    write_profiles(many, count)
    return good, many


if __name__ == "__main__":
    main()
