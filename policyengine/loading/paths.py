"""Paths of files: as messages print them, inside a repository, and without links."""

import os

from policyengine.errors import Mistake


def display_path(path: str) -> str:
    """Return the path as messages print it: relative to the working directory when inside it, with forward slashes."""
    if "\0" in path:
        return path
    try:
        here, absolute = os.getcwd(), os.path.abspath(path)
    except OSError:  # the working directory was removed
        return path
    if absolute == here:
        return "."
    inside = here if here.endswith(os.sep) else here + os.sep
    shown = absolute[len(inside) :] if absolute.startswith(inside) else path
    return shown.replace(os.sep, "/")


def repository_root(start: str) -> str | None:
    """Return the nearest directory, from `start` upward, that holds `.git`, or None."""
    directory = os.path.abspath(start)
    while not os.path.lexists(os.path.join(directory, ".git")):
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent
    return directory


def repository_path(path: str) -> str:
    """Return a file's path from the root of its repository, from any directory; its name where there is no root."""
    absolute = os.path.abspath(path)
    root = repository_root(os.path.dirname(absolute))
    return os.path.relpath(absolute, root).replace(os.sep, "/") if root else os.path.basename(absolute)


def without_links(directory: str) -> str:
    """Return a directory as its repository has it: a link on the way to it is replaced by what it leads to.

    A target of a link has the settings of its own place, whatever path leads to it. A link out of the repository stays,
    and so does a path without links.
    """
    root = repository_root(directory)
    if root is None or not _may_lead_away(directory, root):
        return directory
    real, top = os.path.realpath(directory), os.path.realpath(root)
    plain = os.path.normpath(os.path.join(root, os.path.relpath(real, top)))
    return directory if not is_inside(real, top) or plain == os.path.abspath(directory) else plain


def has_no_links(path: str, plain: dict[str, bool]) -> bool:
    """Return whether a file lies in a repository, with no link on the way; `plain` caches directories."""
    if ".." in path.split(os.sep) or os.path.islink(path):
        return False
    return _is_plain(os.path.dirname(os.path.abspath(path)), plain)


def _is_plain(directory: str, plain: dict[str, bool]) -> bool:
    """Return whether a directory is a repository's root, or lies below one with no link between them."""
    if directory not in plain:
        above = os.path.dirname(directory)
        plain[directory] = os.path.lexists(os.path.join(directory, ".git")) or (
            above != directory and not os.path.islink(directory) and _is_plain(above, plain)
        )
    return plain[directory]


def _may_lead_away(path: str, root: str) -> bool:
    """Return whether a path below an absolute directory has a link or `..` on its way; most have none."""
    if ".." in path.split(os.sep):
        return True
    absolute = os.path.abspath(path)
    while len(absolute) > len(root):
        if os.path.islink(absolute):
            return True
        absolute = os.path.dirname(absolute)
    return False


def is_inside(path: str, directory: str) -> bool:
    """Return whether an absolute path is a directory or lies below it."""
    return path == directory or path.startswith(directory.rstrip(os.sep) + os.sep)


def link_mistakes(path: str) -> list[Mistake]:
    """Return a mistake for a link out of its repository: a pull request could show any file of the machine."""
    directory = os.path.dirname(os.path.abspath(path))
    root = repository_root(directory) or (directory if os.path.islink(path) else None)
    if root is None or not _may_lead_away(path, root) or is_inside(os.path.realpath(path), os.path.realpath(root)):
        return []
    kind = "directory" if os.path.isdir(path) else "file"
    message = f"`{display_path(path)}`: symbolic link to a {kind} outside the repository"
    return [Mistake(message, hint=f"replace the link by a copy of the {kind}")]
