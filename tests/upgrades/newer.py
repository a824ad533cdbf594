"""A later version of the program: a copy of the checkout whose rules can be edited."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cli.running import ROOT, Done

FOLDERS = ("policyengine", "rules", "catalog", "schemas", "templates")


class Newer:
    """The program in a folder of its own, with a cache of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, folder: Path, *arguments: str) -> Done:
        """Run the program in a folder."""
        environment = {**os.environ, "PYTHONPATH": str(self.root)}
        if self.root != ROOT:
            environment["POLICYENGINE_CACHE_DIR"] = str(self.root / ".cache")
        command = [sys.executable, "-m", "policyengine", *arguments]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def add(self, rule: str, text: str) -> None:
        """Add a shipped rule."""
        (self.root / "rules" / f"{rule}.yaml").write_text(text)

    def edit_rules(self, edit: Callable[[str], str]) -> None:
        """Edit every shipped rule, without its examples; one that stays as it is would test nothing."""
        changed = 0
        for path in self._rules():
            text, mark, examples = path.read_text().partition("\nexamples:\n")
            new = edit(f"{text}\n").removesuffix("\n")
            changed += new != text
            path.write_text(f"{new}{mark}{examples}")
        assert changed

    def edit_lists(self, edit: Callable[[list[str]], list[str]]) -> None:
        """Edit the default of every list parameter of the shipped rules."""
        form = re.compile(
            r"(type: list<string>[^\n]*\n(?:    [^\n]*\n)*?\s+default: )\[([^\]]*)\]|(default: )\[([^\]]*)\]"
        )

        def edited(found: re.Match[str]) -> str:
            members = [part.strip() for part in (found[2] or found[4] or "").split(",")]
            return f"{found[1] or found[3]}[{', '.join(edit(members))}]"

        self.edit_rules(lambda text: form.sub(edited, text))

    def replace_in(self, path: str, old: str, new: str) -> None:
        """Replace a part of a file."""
        text = (self.root / path).read_text()
        assert old in text
        (self.root / path).write_text(text.replace(old, new))

    def _rules(self) -> list[Path]:
        return sorted(self.root.joinpath("rules").rglob("*.yaml"))


def newer(folder: Path | None = None) -> Newer:
    """Return the program as it is, or a copy of it that can be edited."""
    if folder is None:
        return Newer(ROOT)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return Newer(folder)
