"""Options and arguments that several commands share."""

import os.path
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import click

from policyengine.cli.usage import OneOf
from policyengine.errors import Mistake, UsageError
from policyengine.loading.discovery import Discovery, find_profiles

_Command = TypeVar("_Command", bound=Callable[..., Any] | click.Command)


def day_of(text: str | None) -> str:
    """Return the day to judge as of: the one asked for, or today in UTC; raises UsageError for what is not a day."""
    if text is None:
        return datetime.now(UTC).date().isoformat()
    try:
        day = date.fromisoformat(text).isoformat()  # `strptime` would import four modules more
    except ValueError:
        day = ""
    if day != text:
        raise UsageError(Mistake(f"`{text}` is not a day", hint="write it as 2026-11-22"))
    return day


def latest_day(text: str | None) -> str:
    """Return the last day on which an event can have happened: the one asked for, or the latest day on Earth now.

    A day at UTC+14 begins 14 hours before it does in UTC, and events of that morning have happened.
    """
    return (datetime.now(UTC) + timedelta(hours=14)).date().isoformat() if text is None else day_of(text)


def _stated(what: str, example: str) -> Callable[[click.Context, click.Parameter, str | None], str]:
    """Return a callback that reads an option's text: empty if the option was not given.

    It raises UsageError for an empty text, which a script with an unset variable passes: that must not turn
    the option off.
    """

    def read(_context: click.Context, parameter: click.Parameter, text: str | None) -> str:
        if text is not None and not text.strip():
            raise UsageError(Mistake(f"{parameter.opts[0]} names no {what}", hint=f"name one, such as {example}"))
        return text or ""

    return read


def as_of_option(meaning: str) -> Callable[[_Command], _Command]:
    """Return the option --as-of of a command; `meaning` is its help."""
    return click.option("--as-of", metavar="DATE", help=f"{meaning}, such as 2026-11-22.")


def output_format_option(formats: Iterable[str], subject: str = "report") -> Callable[[_Command], _Command]:
    """Return the option --output-format of a command, whose default is text."""
    return click.option(
        "--output-format",
        type=OneOf(list(formats)),
        default="text",
        show_default=True,
        help=f"Form of the {subject}.",
    )


select_option = click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Only these: ids, words in ids, globs, force:law, category:license.",
)
"""The option that chooses rules."""


strict_option = click.option(
    "--strict", is_flag=True, help="Count undecided requirements as failures, whatever the lifecycle."
)
"""The option that makes every undecided requirement a failure."""


policy_from_option = click.option(
    "--policy-from",
    metavar="REF",
    callback=_stated("revision", "origin/main"),
    help="Read settings and packs from this git revision, such as origin/main: a pull request cannot change them.",
)
"""The option of every command that judges: settings, packs and exceptions are those of the revision."""


edition_option = click.option(
    "--edition",
    metavar="DATE",
    callback=_stated("edition", "2026-11-28"),
    help="Edition of the shipped rules where the settings pin none, such as 2026-11-28; newer rules are previewed.",
)
"""The option that CI gives until the settings of the base branch pin an edition."""


def _allowed(_context: click.Context, _parameter: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths below which profiles may be removed.

    Raises UsageError for what a script with an unset variable passes: an empty path would mean the current directory,
    and `/` everything.
    """
    for path in paths:
        if not path.strip() or os.path.dirname(os.path.abspath(path)) == os.path.abspath(path):
            message = f"--allow-removed names no path of a repository: `{path}`"
            raise UsageError(Mistake(message, hint="name a profile or a directory, such as svc/chat"))
    return paths


allow_removed_option = click.option(
    "--allow-removed",
    multiple=True,
    metavar="PATH",
    callback=_allowed,
    help="Accept that profiles of the revision at or below PATH, and their workloads, are gone; repeatable.",
)
"""The option that accepts the removal of profiles."""


def refuse_without_revision(allow_removed: tuple[str, ...], policy_from: str) -> None:
    """Raise UsageError for --allow-removed without the revision that it is about."""
    if allow_removed and not policy_from:
        message = "--allow-removed goes with --policy-from"
        raise UsageError(Mistake(message, hint="without a revision, there is nothing to compare with"))


def _required(_context: click.Context, _parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the required settings; raises UsageError for a name that no settings can have."""
    if names:
        from policyengine.runs.required import required_settings

        for name in names:
            required_settings(name)
    return names


require_policy_option = click.option(
    "--require-policy",
    "required",
    multiple=True,
    metavar="NAME",
    callback=_required,
    help="Fail where these settings are not in force: package:acme_policy or a path in the repository; repeatable.",
)
"""The option that makes settings mandatory for every profile judged."""


on_commit_option = click.option(
    "--on-commit",
    is_flag=True,
    help="Judge the files in git's index; inside `git commit`, only if the commit can change the result.",
)
"""The option of the hooks for pre-commit, which always run."""


def is_idle(*, on_commit: bool, records: bool = False) -> bool:
    """Report and return whether a hook has nothing to do, because the commit cannot change the result."""
    if not on_commit:
        return False
    from policyengine.cli.output import write_output
    from policyengine.loading.commit import is_due

    if is_due(".", records=records):
        return False
    write_output("nothing was judged: the commit cannot change the result\n")
    return True


def found_for(paths: Iterable[str], *, into_nested: bool, on_commit: bool) -> Discovery:
    """Find the profiles below some paths; for a hook only those that the commit in progress has."""
    search = find_profiles(paths, into_nested=into_nested)
    if not on_commit:
        return search
    from policyengine.loading.staged import only_staged

    return only_staged(search)


def is_nothing_yet(search: Discovery, *, decisions: bool = False) -> bool:
    """Report and return whether a hook has nothing to check because a repository has no profile, or decision, yet."""
    from policyengine.cli.first_commit import has_nothing_yet
    from policyengine.cli.output import write_error

    if not has_nothing_yet(search, decisions=decisions):
        return False
    what = "a decision" if decisions else "a profile"
    write_error(f"nothing was checked yet: neither this commit nor the last one has {what}\n")
    return True


def words_of(given: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Split the texts of an option at commas; raises UsageError for a text without words, as of an unset variable."""
    if any(not text.replace(",", "").strip() for text in given):
        raise UsageError(Mistake(f"{option} is empty", hint="name something, or leave the option out"))
    return tuple(word.strip() for text in given for word in text.split(",") if word.strip())
