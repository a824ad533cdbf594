"""The outputs of several profiles as one text, each under the path of its profile."""

import csv
import io
import json
from collections.abc import Callable, Sequence

from policyengine.errors import Mistake, UsageError
from policyengine.markdown import code
from policyengine.outputs.csv_rows import cell
from policyengine.snippet import escape_text

Texts = Sequence[tuple[str, str]]
"""The path of each profile and the text about it, in one format."""


def joined(output_format: str, texts: Texts) -> str:
    """Return one text of several; raises UsageError for a format that is a page of one profile."""
    if output_format not in _JOINING:
        message = f"`--output-format {output_format}` is a page about one profile"
        raise UsageError(Mistake(message, hint="name one profile, or choose another format"))
    return _JOINING[output_format](texts)


def _text(texts: Texts) -> str:
    return "\n".join(f"{escape_text(path)}\n\n{text}" for path, text in texts)


def _markdown(texts: Texts) -> str:
    return "\n".join(f"# {code(path)}\n\n{text}" for path, text in texts)


def _json(texts: Texts) -> str:
    """Return a list with an object for each profile: its path, and its output."""
    items = (f'{{"profile": {json.dumps(path)}, "report":\n{text.rstrip()}}}' for path, text in texts)
    return "[\n" + ",\n".join(items) + "\n]\n"


def _csv(texts: Texts) -> str:
    """Return all rows below one header; the first column is the profile."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for index, (path, text) in enumerate(texts):
        header, *rows = csv.reader(io.StringIO(text))
        if not index:
            writer.writerow(["profile", *header])
        writer.writerows([cell(path), *row] for row in rows)
    return out.getvalue()


_JOINING: dict[str, Callable[[Texts], str]] = {"text": _text, "markdown": _markdown, "json": _json, "csv": _csv}
