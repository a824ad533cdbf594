"""The edition of the shipped rules pinned by settings, or given on the command line if settings pin none."""

from collections.abc import Iterator, Sequence

from policyengine.errors import Mistake, UsageError
from policyengine.loading.settings import Settings


def edition_mistakes(settings: Settings, known: Sequence[str]) -> Iterator[Mistake]:
    """Return a mistake for each settings file whose `edition` is empty or unknown."""
    for file in settings.files:
        stated = file.edition
        if file.document is None or "edition" not in file.document.value or stated in known:
            continue
        route = ("edition",)
        if stated:
            message, place = f"there is no edition `{stated}` of the shipped rules", file.document.locate_value(route)
            yield file.document.mistake(message, place, _hint(stated, known))
        else:
            hint = f"write one of {', '.join(known)}, or remove the line: every shipped rule counts then"
            yield file.document.mistake("`edition` is empty", file.document.locate_key(route), hint)


def with_default_edition(settings: Settings, edition: str, known: Sequence[str]) -> Settings:
    """Return settings with the edition of the command line, if they neither pin nor lock one.

    Settings that lock `edition` without stating one require every shipped rule. Raises UsageError for an unknown
    edition.
    """
    if edition not in known:
        message = f"--edition: there is no edition `{edition}` of the shipped rules"
        raise UsageError(Mistake(message, hint=_hint(edition, known)))
    is_locked = any("edition" in (file.locked.get("terms") or ()) for file in settings.files)
    if settings.edition or is_locked:
        return settings
    return settings._replace(terms={**settings.terms, "edition": edition}, layers=settings.files)


def _hint(stated: str, known: Sequence[str]) -> str:
    if stated[:1].isdigit() and stated > known[-1]:
        return f"the newest edition of this version is {known[-1]}: install a newer version, or pin that edition"
    return f"the editions are {', '.join(known)}"
