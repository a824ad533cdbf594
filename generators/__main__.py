"""`python -m generators` writes every generated file; with `--check` it lists the stale ones and exits 1."""

import argparse
import difflib
import sys

from generators.fact_table import PROJECT
from generators.outputs import outputs

_HINT_LINES = 6


def main() -> int:
    """Write or check; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m generators", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is stale")
    check = parser.parse_args().check
    stale = 0
    for name, text in outputs().items():
        path = PROJECT / name
        old = path.read_bytes().decode("utf-8") if path.exists() else ""
        if old == text:
            continue
        stale += 1
        if check:
            sys.stdout.write(f"stale: {name}\n{_hint(old, text)}")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
            sys.stdout.write(f"wrote {name}\n")
    if check and stale:
        sys.stdout.write("run `python -m generators` and commit the result\n")
    return 1 if check and stale else 0


def _hint(old: str, new: str) -> str:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), "committed", "generated", n=0, lineterm="")
    changed = [line for line in lines if not line.startswith(("---", "+++"))]
    more = len(changed) - _HINT_LINES
    shown = [f"  {line[:150]}\n" for line in changed[:_HINT_LINES]]
    return "".join(shown) + (f"  … {more} more lines\n" if more > 0 else "")


if __name__ == "__main__":
    sys.exit(main())
