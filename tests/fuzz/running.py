"""Runs the command line on the files of a trial: in this process, or in one of its own."""

import functools
import io
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from policyengine.cli import main as command_line
from policyengine.document import Document
from policyengine.engine import session
from policyengine.loading.catalog import catalog_entries
from policyengine.loading.rules import rule_from
from policyengine.policy import compiling
from policyengine.policy.packs import SHIPPED, Pack
from policyengine.policy.policy import Policy, load_policy
from tests.cli.running import python
from tests.fuzz.trial import Outcome, Trial

LIMIT = 4
"""CPU seconds after which a run in this process is stopped."""


class TooSlowError(BaseException):
    """A run used more CPU than it may; no handler of the program catches it."""


def run(folder: Path, trial: Trial, *, whole: bool = False) -> Outcome:
    """Run a trial in this process, as `main` does; whatever escapes becomes part of the outcome.

    Unless it is run as a `whole`, files of the shipped pack are read and compiled once for all trials.
    """
    place(folder, trial)
    out, err, before = _stream(), _stream(), os.getcwd()
    bugs: list[BaseException] = []
    code = 0
    with pytest.MonkeyPatch.context() as patch, _limited():
        patch.setattr(sys, "argv", ["policyengine", *trial.command])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr(sys, "stdin", _stream())
        patch.setattr(command_line, "_write_bug", bugs.append)
        patch.setattr(session, "load_policy", _load_policy)
        if not whole:
            for name, once in _ONCE.items():
                patch.setattr(compiling, name, once)
        os.chdir(folder)
        started = time.process_time()
        try:
            command_line.main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else -1
        except BaseException as error:  # noqa: BLE001 - the harness reports whatever escapes
            bugs.append(error)
        finally:
            seconds = time.process_time() - started
            os.chdir(before)
    return Outcome(code, _text(out), _text(err), seconds, bugs[0] if bugs else None)


def run_process(folder: Path, trial: Trial) -> Outcome:
    """Run a trial as a person does, in a process of its own."""
    place(folder, trial)
    before = os.times()
    done = python(folder, "-m", "policyengine", *trial.command)  # `running.policyengine` may add a layout
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    bug = RuntimeError(done.err) if "internal error" in done.err or "Traceback" in done.err else None
    return Outcome(done.code, done.out, done.err, seconds, bug)


def place(folder: Path, trial: Trial) -> None:
    """Write the files of a trial into an otherwise empty repository."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / ".git").mkdir(parents=True)
    for name, text in trial.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def warm() -> None:
    """Compile the shipped policy, and keep what compiling a pack needs."""
    _shipped_policy()
    with pytest.MonkeyPatch.context() as patch:
        for name, once in _ONCE.items():
            patch.setattr(compiling, name, once)
        compiling.compiled_sections((SHIPPED,))


_document = compiling._document  # noqa: SLF001 - replaced below by one that remembers
_documents: dict[str, Document] = {}
_shipped: set[int] = set()


def _document_once(pack: Pack, path: str) -> Document:
    if pack != SHIPPED:
        return _document(pack, path)
    if path not in _documents:
        _documents[path] = _document(pack, path)
        _shipped.add(id(_documents[path]))
    return _documents[path]


def _once(made: Callable[[Document, str], Any]) -> Callable[[Document, str], Any]:
    """Return a function that makes what it makes of a shipped document once."""
    known: dict[int, Any] = {}

    def once(document: Document, name: str) -> Any:
        if id(document) not in _shipped:
            return made(document, name)
        if id(document) not in known:
            found = made(document, name)
            known[id(document)] = tuple(found) if isinstance(found, Iterator) else found
        return known[id(document)]

    return once


_ONCE = {
    "_document": _document_once,
    "rule_from": _once(rule_from),
    "catalog_entries": _once(catalog_entries),
}
"""What is replaced in `compiling`: the same functions, which remember what they made of shipped files."""


@functools.cache
def _shipped_policy() -> Policy:
    return load_policy((), by_contents=False)


def _load_policy(directories: tuple[str, ...], *, by_contents: bool) -> Policy:
    """Load the shipped policy once, and one with packs each time."""
    return load_policy(directories, by_contents=by_contents) if directories else _shipped_policy()


@contextmanager
def _limited() -> Iterator[None]:
    """Raise TooSlowError when a run has used more CPU than it may."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    earlier: Any = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, earlier)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer: Any = stream.buffer
    return bytes(buffer.getvalue()).decode("utf-8", "backslashreplace")
