"""`policyengine offload`: find the types of request in a log that could move to a smaller option."""

import sys
from collections.abc import Mapping
from typing import BinaryIO

import click

from policyengine.cli.arguments import day_of, output_format_option, words_of
from policyengine.cli.exit_codes import BROKEN, CLEAN, NOTHING_CHECKED
from policyengine.cli.output import output_file_option, write_mistakes, write_output
from policyengine.cli.progress import Progress
from policyengine.cli.usage import A_PATH, Command, OneOf
from policyengine.errors import InputError, Mistake, UsageError
from policyengine.loading.log_lines import open_log
from policyengine.loading.paths import display_path
from policyengine.loading.request_columns import NAMES
from policyengine.loading.request_log import FORMS, RequestLog, read_requests
from policyengine.loading.suggestion import did_you_mean
from policyengine.offload.reading import Reading, count_requests
from policyengine.outputs import OFFLOAD


@click.command(name="offload", cls=Command, epilog="Example: policyengine offload requests.csv --column task=intent")
@click.argument("log", metavar="LOG", type=A_PATH)
@click.option("--log-form", type=OneOf(list(FORMS)), help="Form of LOG; by default taken from its name.")
@click.option(
    "--column", "columns", multiple=True, metavar="NAME=COLUMN", help="Column of the log: task=intent; may be repeated."
)
@click.option(
    "--simple",
    multiple=True,
    metavar="WORDS",
    help="Words of the column complexity that mean simple; by default simple.",
)
@click.option("--simple-tokens", type=int, metavar="N", help="Also count requests of at most N input tokens as simple.")
@click.option("--started", metavar="DATE", help="Day of the first request ever; by default the first in LOG.")
@click.option("--strict", is_flag=True, help="Exit 2 when any row could not be read.")
@output_format_option(OFFLOAD.formats)
@output_file_option()
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    log: str,
    log_form: str | None,
    columns: tuple[str, ...],
    simple: tuple[str, ...],
    simple_tokens: int | None,
    started: str | None,
    strict: bool,  # noqa: FBT001 - click passes flags by name
    output_format: str,
    output_file: str | None,
) -> int:
    """Count the requests of LOG, CSV or JSON Lines of any size, by type of task; `-` reads standard input.

    A type is a candidate for a smaller option if most of its requests are simple over at least three months.
    """
    shown = "standard input" if log == "-" else display_path(log)
    named, form, words = _columns(columns), _form(log, log_form), _words(simple)
    since = day_of(started) if started is not None else None
    if simple_tokens is not None and simple_tokens < 0:
        raise UsageError(
            Mistake("--simple-tokens is negative", hint="set the most input tokens that a simple request has")
        )
    stream, size = _opened(log, shown)
    progress = Progress(shown, size)
    with stream:
        read = read_requests(stream, shown, form, named, progress.add)
        try:
            counted = count_requests(read.requests, words, simple_tokens, read.mistake)
        finally:
            progress.end()
    if counted.requests:
        if since is not None and since > counted.first_day:
            hint = "set the day of the first request ever, or leave it out"
            raise UsageError(Mistake(f"--started {since} is after a request of {counted.first_day}", hint=hint))
        reading = Reading(shown, counted, read.left_out.count, read.left_out.first, since, simple_tokens)
        write_output(OFFLOAD.render(output_format, reading), output_file, kept=(log,))
    return _code(read, counted.requests, shown, strict=strict)


def _code(read: RequestLog, requests: int, shown: str, *, strict: bool) -> int:
    first = read.left_out.first
    if first is not None and (strict or not requests):
        write_mistakes((first,))
        return BROKEN
    if not requests:
        write_mistakes((Mistake(f"`{shown}`: no requests"),))
        return NOTHING_CHECKED
    return CLEAN


def _columns(given: tuple[str, ...]) -> Mapping[str, str]:
    named: dict[str, str] = {}
    for text in given:
        name, equals, column = text.partition("=")
        if not equals or not column:
            raise UsageError(Mistake(f"`{text}` names no column", hint="write --column task=intent"))
        if name not in NAMES:
            hint = did_you_mean(name, NAMES) or f"one of {', '.join(NAMES)}"
            raise UsageError(Mistake(f"`{name}` is not read from a log", hint=hint))
        if name in named:
            raise UsageError(Mistake(f"--column names `{name}` twice", hint="keep one of them"))
        named[name] = column
    return named


def _words(given: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words_of(given, "--simple") or ("simple",))


def _form(log: str, given: str | None) -> str:
    if given is not None:
        return given
    for form, ends in FORMS.items():
        if log.lower().endswith(ends):
            return form
    raise UsageError(
        Mistake(f"the name `{log}` does not end in a known extension", hint="add --log-form csv or --log-form jsonl")
    )


def _opened(log: str, shown: str) -> tuple[BinaryIO, int]:
    if log != "-":
        return open_log(log, shown)
    if sys.stdin is None:
        raise InputError(Mistake("standard input is closed", hint="pass the log through a pipe, or name its file"))
    return sys.stdin.buffer, 0
