"""Measures how the package is cut: `python -m tests.house.measures [CHECKOUT]`, also of an older checkout.

Modules, their median length, those with one importer in their own package, rows of layers; and for some commands the
modules loaded and entered, the calls, and those from one module into another ("hops").
"""

import ast
import json
import os
import statistics
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

COMMANDS = (
    ("check",),
    ("cost",),
    ("record", "--directory", "records"),
    ("record", "--check", "--directory", "records"),
)
EXAMPLE = "examples/patient-chatbot"
_WALK = """\
import json, sys
package, out, *sys.argv[1:] = sys.argv[1:]
files, entered, counts = {}, set(), {"calls": 0, "hops": 0}
def module(code):
    name = code.co_filename
    if name not in files:
        files[name] = name if name.startswith(package) else None
    return files[name]
def heard(frame, event, _):
    if event == "call":
        there = module(frame.f_code)
        if there:
            counts["calls"] += 1
            entered.add(there)
            here = frame.f_back and module(frame.f_back.f_code)
            counts["hops"] += bool(here) and here != there
from policyengine.__main__ import main
sys.setprofile(heard)
try:
    main()
except SystemExit:
    pass
finally:
    sys.setprofile(None)
loaded = sum(name.partition(".")[0] == "policyengine" for name in sys.modules)
open(out, "w").write(json.dumps({"modules loaded": loaded, "modules entered": len(entered), **counts}))
"""


def shape(root: Path) -> dict[str, Any]:
    """Return the counts of modules and rows of a checkout."""
    files = [path for path in (root / "policyengine").rglob("*.py") if "vocabulary" not in path.parts]
    names = {_name(path, root): path for path in files}
    importers: dict[str, set[str]] = {name: set() for name in names}
    for name, path in names.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    target = f"{node.module}.{alias.name}"
                    for found in (target, node.module):
                        if found in names:
                            importers[found].add(name)
                            break
    single = [name for name, by in importers.items() if len(by) == 1]
    within = [name for name in single if next(iter(importers[name])).rpartition(".")[0] == name.rpartition(".")[0]]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = [given for given in project["tool"]["importlinter"]["contracts"] if given["type"] == "layers"]
    return {
        "modules": len(names),
        "median lines": statistics.median(len(path.read_text(encoding="utf-8").splitlines()) for path in files),
        "with one importer": len(single),
        "with one importer, in their own package": len(within),
        "rows": len(layers["layers"]),
    }


def _name(path: Path, root: Path) -> str:
    return str(path.relative_to(root)).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def walk(root: Path, command: tuple[str, ...], folder: Path) -> dict[str, int]:
    """Return what a command loads, enters and calls, with a warm cache."""
    out = folder / "walk.json"
    given = [sys.executable, "-c", _WALK, str(root / "policyengine"), str(out), *command, "llm-profile.yaml"]
    kept = {"POLICYENGINE_CACHE_DIR": str(folder / "cache"), "PYTHONPATH": str(root)}
    for _ in range(2):
        subprocess.run(given, cwd=folder, env={**os.environ, **kept}, check=False, capture_output=True)
    found: dict[str, int] = json.loads(out.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Print all measures of the checkout named, or of this one."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    for name, value in shape(root).items():
        sys.stdout.write(f"{name}: {value}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("llm-profile.yaml", "policyengine.yaml"):
            (folder / file).write_text((root / EXAMPLE / file).read_text(encoding="utf-8"), encoding="utf-8")
        for command in COMMANDS:
            sys.stdout.write(f"{' '.join(command[:2])}: {walk(root, command, folder)}\n")


if __name__ == "__main__":
    main()
