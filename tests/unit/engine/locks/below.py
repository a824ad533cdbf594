"""Lays settings files below one that locks something, and returns what is wrong with them."""

from pathlib import Path

from policyengine.engine.session import Question
from policyengine.errors import Mistake, SettingsError
from policyengine.sessions import session_for
from tests.unit.engine.judging import AS_OF, make_profile, place

SOURCE = "{default: {title: t, url: 'https://example.org', checked: 2026-11-01, confidence: primary}}"
_FOLDERS = ("service", "service/nearest")


def mistakes(folder: Path, upper: str, *lower: str) -> tuple[Mistake, ...]:
    """Load settings files, each below the last; return the errors in them.

    The first is in `folder`, the next in `folder/service`, a third in `folder/service/nearest`.
    """
    place(folder, make_profile(), f"version: 1\n{upper}\n")
    for name, text in zip(_FOLDERS, lower, strict=False):
        (folder / name).mkdir(exist_ok=True)
        settings = f"version: 1\nextends: ..\n{text}\n"
        (folder / name / "policyengine.yaml").write_text(settings, encoding="utf-8")
    nearest = folder / _FOLDERS[len(lower) - 1]
    try:
        session_for(str(nearest / "llm-profile.yaml"), Question(AS_OF), {})
    except SettingsError as error:
        return error.mistakes
    return ()


def said(given: Mistake) -> str:
    """Return line, column and message of an error, with files named as seen from the folder of the locking file."""
    at = given.location
    message = given.message
    if at is not None:
        top = at.path.partition("service/")[0]
        message = message.replace(top, "") if top else message
    return f"{at.line}:{at.column} {message}" if at is not None else message


def write(folder: Path, name: str, text: str) -> None:
    """Write a file below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
