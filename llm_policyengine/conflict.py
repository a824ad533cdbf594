"""Explains why the package `policyengine` that Python finds is not ours. Loaded only in that case."""

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
    """Return the error in the installation, the distributions involved with their locations, and the remedy."""
    place = _place()
    lines = [f"error: the package `{_PACKAGE}` that Python finds is not that of {_own()}\n"]
    lines += [f"  = note: `{_PACKAGE}` is at {place or f'none of the {len(sys.path)} places where Python looks'}\n"]
    lines += [f"  = note: {name} {found.version} is installed in {_folder(found)}\n" for name, found in _owners()]
    return "".join((*lines, _help(place)))


def _help(place: str) -> str:
    """Return the remedy for the package that Python finds, by the reason why it finds it."""
    entry = os.path.dirname(os.path.realpath(place)) if place else ""
    if entry and entry in _named_by_environment():
        return f"  = help: PYTHONPATH names `{entry}`: take that folder out of it, or leave PYTHONPATH unset\n"
    others = [found for name, found in _owners() if name != OWN]
    if any(entry == os.path.realpath(_folder(found)) for found in others) or (others and not entry):
        return _HELP.format(own=OWN)
    if entry == os.path.realpath(os.getcwd()):
        return (
            f"  = help: Python looks in the working directory, `{entry}`, first: start the command in another one, or\n"
            f"          rename `{place}`\n"
        )
    return (
        f"  = help: its location comes first on the path of Python, or files of {OWN} are missing: remove it, or\n"
        "          install this one again, best with `pipx install` or `uv tool install`\n"
    )


def _named_by_environment() -> set[str]:
    folders = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return {os.path.realpath(folder) for folder in folders} if folders != [""] else set()


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
    """Return the folder of the package that Python finds first, or the file of a module; empty if there is none."""
    spec = PathFinder.find_spec(_PACKAGE)
    if spec is None:
        return ""
    folders = list(spec.submodule_search_locations or ())
    return folders[0] if folders else spec.origin or ""
