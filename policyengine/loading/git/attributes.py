"""Find files that git converts on checkout, so that a run would judge another text than the committed one."""

import os
from collections.abc import Iterable

from policyengine.errors import Mistake
from policyengine.loading.git.command import run_git
from policyengine.loading.paths import display_path

_CONVERSIONS = ("working-tree-encoding", "filter", "ident")
"""The attributes that change a file's text as git checks it out; those of line ends change nothing that counts."""

_OFF = frozenset({b"unspecified", b"unset"})


def conversion_mistakes(root: str, paths: Iterable[str]) -> list[Mistake]:
    """Return a mistake for each file, by its path from the root, that attributes let git convert; git is run once.

    Reviewers and later readers see the text of the commit. `.gitattributes` comes with a pull request. Raises
    UsageError where git cannot answer.
    """
    given = b"".join(os.fsencode(path) + b"\0" for path in dict.fromkeys(paths))
    out = run_git(root, "check-attr", "-z", "--stdin", *_CONVERSIONS, stdin=given) if given else b""
    fields = out.split(b"\0")[:-1]
    found = zip(fields[::3], fields[1::3], fields[2::3], strict=True)
    converted = {path: attribute for path, attribute, value in found if value not in _OFF}
    return [_mistake(os.path.join(root, os.fsdecode(path)), name.decode()) for path, name in converted.items()]


def _mistake(path: str, attribute: str) -> Mistake:
    message = f"`{display_path(path)}`: git converts this file, so what is on disk is not what was committed"
    hint = f"take the attribute `{attribute}` off this file in .gitattributes: `git check-attr -a -- FILE` shows it"
    return Mistake(message, hint=hint)
