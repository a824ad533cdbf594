"""Runs a quick selection of the tests on every other supported Python that this machine has.

`make test-pythons` calls it; the whole suite runs on one interpreter, in `make test`. The classifiers of pyproject.toml
are the list of what is supported, and the next version is tried where it is present.
"""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
QUICK = ("tests/unit/costs", "tests/unit/expressions", "tests/golden/test_examples.py")
"""Arithmetic, conditions by three evaluators, and the commands on the examples: what may differ between Pythons."""

NEXT = ("3.14",)
"""Versions without a classifier, which the tests run on where they are present."""


class Found(NamedTuple):
    """An interpreter of a version, or none with the reasons."""

    version: str
    path: str
    skipped: tuple[str, ...]


def supported() -> tuple[str, ...]:
    """Return the versions that the classifiers name, such as `3.12`."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        classifiers = tomllib.load(file)["project"]["classifiers"]
    named = (re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", one) for one in classifiers)
    return tuple(match[1] for match in named if match)


def find(version: str) -> Found:
    """Return an interpreter that runs and is of a version: from PATH, or else from the versions that pyenv keeps.

    A shim of pyenv is on PATH for each version that is installed, and does not work for those that are not selected.
    """
    skipped: list[str] = []
    for path in _candidates(version):
        wrong = _wrong_with(path, version)
        if not wrong:
            return Found(version, path, tuple(skipped))
        skipped.append(f"{path}: {wrong}")
    return Found(version, "", (*skipped, f"no python{version} that works is on PATH or kept by pyenv"))


def _candidates(version: str) -> Iterator[str]:
    name = f"python{version}"
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        path = Path(folder, name)
        if folder and os.access(path, os.X_OK):
            yield str(path)
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    yield from (str(path) for path in sorted(kept.glob(f"{version}.*/bin/{name}"), reverse=True))


def _wrong_with(path: str, version: str) -> str:
    """Return why an interpreter cannot be used; empty where it can."""
    program = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([path, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"cannot be run ({type(error).__name__})"
    if done.returncode:
        return next(iter(done.stderr.strip().splitlines()), f"exits with {done.returncode}")
    found = done.stdout.strip()
    return "" if found == version else f"is Python {found}"


def _environment(found: Found) -> Path:
    """Make a virtual environment with what the quick tests need, unless pyproject.toml has not changed since."""
    folder = ROOT / f".venv-{found.version}"
    stamp = folder / ".quick"
    if not stamp.exists() or stamp.stat().st_mtime < (ROOT / "pyproject.toml").stat().st_mtime:
        print(f"installing policyengine and pytest into {folder.name}", flush=True)
        subprocess.run([found.path, "-m", "venv", "--clear", str(folder)], check=True)
        pip = (str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "--no-input")
        subprocess.run([*pip, "install", "--editable", ".[test-quick]"], cwd=ROOT, check=True)
        stamp.touch()
    return folder


def _run(found: Found, workers: str) -> bool:
    """Run the rules' examples and the quick tests, and return whether all pass."""
    programs = _environment(found) / "bin"
    tests = (str(programs / "python"), "-m", "pytest", "-p", "no:cacheprovider", "-q", "-n", workers, "-m", "not slow")
    commands = [(str(programs / "policyengine"), "rules", "test"), (*tests, *QUICK)]
    return all(subprocess.run(command, cwd=ROOT, check=False).returncode == 0 for command in commands)


def main() -> int:
    """Run the tests on each Python but this one, and end with a line for each."""
    workers = sys.argv[1] if len(sys.argv) > 1 else "2"
    here = ".".join(map(str, sys.version_info[:2]))
    lines, failed = [f"Python {here}: the whole suite, in `make test`"], False
    for version in (*supported(), *NEXT):
        if version == here:
            continue
        found = find(version)
        lines += [f"Python {version}: skipped {reason}" for reason in found.skipped]
        if found.path:
            print(f"\nPython {version}: {found.path}", flush=True)
            passed = _run(found, workers)
            failed = failed or not passed
            lines.append(f"Python {version}: {'passed' if passed else 'FAILED'} ({found.path})")
    print("\n" + "\n".join(lines), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
