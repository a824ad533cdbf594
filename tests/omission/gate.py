"""Judges thousands of edits of a profile and its settings in process, by the exit code that `check` would give."""

import json
from pathlib import Path
from typing import Any

from policyengine.cli.exit_codes import BROKEN, CLEAN, VERDICTS
from policyengine.document import Document
from policyengine.engine.session import Question, Session, with_defaults
from policyengine.errors import PolicyEngineError
from policyengine.loading.profiles import Profile, profile_from
from policyengine.loading.yaml.parsing import YamlPositions
from policyengine.pipeline import judge
from policyengine.sessions import session_for
from policyengine.verdict import Verdict
from tests.golden.variants import AS_OF, PROFILE, SETTINGS, Files


class Gate:
    """A folder to judge in. Settings are read once for each text; profiles never touch the disk.

    The rules that fail in `base` are asked first. Only where none of them is an error any more are all rules asked.
    """

    def __init__(self, folder: Path, base: Files) -> None:
        self.folder = folder
        (folder / ".git").mkdir()
        self.sessions: dict[tuple[str, tuple[str, ...]], Session | PolicyEngineError] = {}
        self.failing: tuple[str, ...] = ()
        self.failing = tuple(sorted({verdict.rule.id for verdict in self.errors(base)}))

    def code(self, files: Files) -> int:
        """Return the exit code: 0, 1 for verdicts that are errors, 2 for files that are refused."""
        try:
            selections = (self.failing, ()) if self.failing else ((),)
            return VERDICTS if any(self.errors(files, select) for select in selections) else CLEAN
        except PolicyEngineError:
            return BROKEN

    def errors(self, files: Files, select: tuple[str, ...] = ()) -> list[Verdict]:
        """Return the verdicts that make `check` exit 1; raises PolicyEngineError for files that are refused."""
        session = self._bench(json.dumps(files.settings), select)
        verdicts = judge(
            with_defaults(_profile(files.profile), session), session, Question(AS_OF, select=select)
        ).verdicts
        return [verdict for verdict in verdicts if verdict.needs_attention and verdict.severity == "error"]

    def _bench(self, settings: str, select: tuple[str, ...]) -> Session:
        key = (settings, select)
        if key not in self.sessions:
            (self.folder / SETTINGS).write_text(settings, encoding="utf-8")
            try:
                self.sessions[key] = session_for(str(self.folder / PROFILE), Question(AS_OF, select=select), {})
            except PolicyEngineError as error:
                self.sessions[key] = error
        session = self.sessions[key]
        if isinstance(session, PolicyEngineError):
            raise session
        return session


def _profile(data: Any) -> Profile:
    """Return the profile that a file with these data would be, without its lines."""
    document = Document(PROFILE, "", data, (), YamlPositions("a: 1"))
    return profile_from(document, PROFILE)
