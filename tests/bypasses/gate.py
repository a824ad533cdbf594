"""The gate that a pull request has to pass: a repository whose profile fails, and the check that CI runs."""

from pathlib import Path
from typing import NamedTuple

from tests.cli.cloning import commit, git
from tests.cli.running import DAY, ROOT, Done, policyengine

FAILING = ROOT / "examples" / "failing"


class Gate(NamedTuple):
    """A clone on the branch of a pull request; `main` and `origin/main` hold a production profile that fails."""

    folder: Path

    @property
    def profile(self) -> Path:
        """Return the profile that fails: PHI on a vendor's API, in production."""
        return self.folder / "svc" / "chat" / "llm-profile.yaml"

    @property
    def settings(self) -> Path:
        """Return the settings at the repository's root."""
        return self.folder / "policyengine.yaml"

    def git(self, *arguments: str) -> str:
        """Run git in the clone."""
        return git(self.folder, *arguments)

    def commit(self) -> None:
        """Commit everything to the branch of the pull request."""
        commit(self.folder)

    def check(self, *arguments: str, revision: str = "origin/main") -> Done:
        """Run `check` as continuous integration does: everything, judged by the settings of the base branch."""
        judged_by = ("--policy-from", revision) if revision else ()
        return policyengine(self.folder, "check", *(arguments or (".",)), "--as-of", DAY, *judged_by)

    def judged(self, rule: str = "") -> Done:
        """Judge the failing profile by the settings on disk, by one rule or by all."""
        return self.check("svc/chat", *(("--select", rule) if rule else ()), revision="")

    def lock(self, locked: str) -> None:
        """Add what the settings at the root lock: `facts: [agreements]`."""
        with self.settings.open("a") as file:
            file.write(f"locked: {{{locked}}}\n")

    def extend(self, lower: str) -> Path:
        """Write a settings file beside the failing profile that extends the one at the root; return its path."""
        path = self.profile.with_name("policyengine.yaml")
        path.write_text(f"version: 1\nextends: ../../policyengine.yaml\n{lower}\n")
        return path

    def append(self, text: str) -> None:
        """Add lines at the end of the failing profile."""
        with self.profile.open("a") as file:
            file.write(text)

    def edit(self, path: Path, old: str, new: str) -> None:
        """Replace a part of a file that is there exactly once."""
        text = path.read_text()
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        path.write_text(text.replace(old, new))
