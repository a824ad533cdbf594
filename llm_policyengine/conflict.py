"""Explains why the package `policyengine` that Python finds is not ours. Loaded only where that is so."""

import os.path
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from importlib.metadata import Distribution, distributions

OWN = "llm-policyengine"
_PACKAGE = "policyengine"
_HELP = """\
  = help: both have the same import name, so they need an environment each: `pipx install` and `uv tool install` give
          this one its own, and so does pre-commit. Then run `pip uninstall {own}` here, and install the other again
"""


def explanation() -> str:
    """Return what is wrong with the installation, which distributions take part and where they are, and what to do."""
    others = [f"{name} {found.version}" for name, found in _owners() if name != OWN]
    lines = [f"error: the package `{_PACKAGE}` that Python finds is not that of {_own()}\n"]
    lines += [f"  = note: `{_PACKAGE}` is at {_place()}\n"]
    lines += [f"  = note: {name} {found.version} is installed in {_folder(found)}\n" for name, found in _owners()]
    if others:
        lines.append(_HELP.format(own=OWN))
    else:
        lines.append(
            f"  = help: a folder of that name comes first on the path of Python, or files of {OWN} are missing: leave\n"
            "          PYTHONPATH unset, or install it again, best with `pipx install` or `uv tool install`\n"
        )
    return "".join(lines)


def _own() -> str:
    return next((f"{name} {found.version}" for name, found in _owners() if name == OWN), OWN)


def _owners() -> Iterator[tuple[str, Distribution]]:
    """Yield the installed distributions with a package `policyengine`, each once, sorted by name."""
    found: dict[str, Distribution] = {}
    for one in distributions():
        files = (os.path.normpath(str(file)) for file in one.files or ())
        if any(file.split(os.sep)[0] == _PACKAGE for file in files) or one.metadata["Name"] == OWN:
            found.setdefault(str(one.metadata["Name"]), one)
    yield from sorted(found.items())


def _folder(found: Distribution) -> str:
    return str(found.locate_file(""))


def _place() -> str:
    """Return the folder of the package that Python finds first."""
    spec = PathFinder.find_spec(_PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    return ", ".join(places) or f"none of the {len(sys.path)} places where Python looks"
