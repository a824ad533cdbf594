"""Find the directory of an installed package without running its code."""

import os.path
import sys
from importlib.machinery import PathFinder

from policyengine.loading.paths import repository_root

_INSTALLED = ("site-packages", "dist-packages")


def package_directory(name: str) -> tuple[str, str]:
    """Return the directory of an installed top-level package, or an empty text and what to do.

    Python imports whatever lies in the working directory before what is installed, so a pull request could pass its own
    folder off as the package: places inside this repository count only where packages are installed.
    """
    if not name.isidentifier():
        return "", "write the name that Python imports, with `_` for `-`: `package:acme_policy`"
    spec = PathFinder.find_spec(name, _installed())  # reads directories; only importing would run the package
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    if len(places) != 1 or not os.path.isdir(places[0]):
        return "", "install it beside policyengine, or check the spelling; a folder of this repository does not count"
    return places[0], ""


def _installed() -> list[str]:
    here = os.getcwd()
    inside = os.path.realpath(repository_root(here) or here)
    return [entry for entry in sys.path if entry and (_is_installed(entry) or not _is_below(entry, inside))]


def _is_installed(entry: str) -> bool:
    return os.path.basename(os.path.normpath(entry)) in _INSTALLED


def _is_below(entry: str, directory: str) -> bool:
    path = os.path.realpath(entry)
    return path == directory or path.startswith(directory.rstrip(os.sep) + os.sep)
