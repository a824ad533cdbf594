"""The directories of rules and catalog entries that form the policy."""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policyengine.resources import CATALOG, IS_INSTALLED, RULES

_COMPILERS = ("expressions", "loading", os.path.join("loading", "yaml"), "policy", "vocabulary")


class Pack(NamedTuple):
    """A directory with `rules/` and `catalog/`; `name` is empty for the shipped pack and the id prefix of others."""

    name: str
    rules: str
    catalog: str

    @property
    def top(self) -> str:
        """Return the directory that contains both."""
        return os.path.dirname(self.rules)

    def rule_id(self, path: str) -> str:
        """Return the id of the rule in this file: its path below `rules/` without the suffix."""
        relative = os.path.relpath(path, self.rules).replace(os.sep, "/")
        stem = relative.removesuffix(".yaml").removesuffix(".yml")
        return f"{self.name}:{stem}" if self.name else stem

    def printed(self, path: str) -> str:
        """Return a name of the file independent of the directory: `rules/license/user-limit.yaml`, `acme/….yaml`."""
        relative = os.path.relpath(path, self.top).replace(os.sep, "/")
        return f"{self.name}/{relative}" if self.name else relative


SHIPPED = Pack("", RULES, CATALOG)


def packs(directories: Sequence[str]) -> tuple[Pack, ...]:
    """Return the shipped pack and one for each directory, named after it."""
    own = tuple(
        Pack(os.path.basename(directory), os.path.join(directory, "rules"), os.path.join(directory, "catalog"))
        for directory in directories
    )
    return (SHIPPED, *own)


def code_paths(*, is_installed: bool = IS_INSTALLED) -> list[str]:
    """Return the sources of the compiler: its modules, which in a checkout change without a new version.

    For an installed package, these are its folders, because installers replace the files and thereby change the
    folders.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folders = [package, *(os.path.join(package, name) for name in _COMPILERS)]
    if is_installed:
        return folders
    return [
        os.path.join(folder, name) for folder in folders for name in sorted(os.listdir(folder)) if name.endswith(".py")
    ]


EDITIONS = os.path.join(RULES, "editions.yaml")
"""The shipped rules of each edition; the only YAML file below `rules/` that is not a rule."""


BUILTIN = Pack("", os.path.join(RULES, "builtin"), "")
"""The rules that the program evaluates; they are shipped and always in force."""


def yaml_files(directory: str) -> list[str]:
    """Return the YAML files below a directory, sorted, without hidden folders and linked directories.

    Raises InputError where the system refuses to list one.
    """
    return sorted(path for path in _yaml_files(directory) if path != EDITIONS)


def _yaml_files(directory: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        from policyengine.loading.files import cannot_list  # most policies can be read

        raise cannot_list(directory, error) from None
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.path == BUILTIN.rules:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _yaml_files(entry.path)
        elif entry.name.endswith((".yaml", ".yml")) and entry.is_file():
            yield entry.path
