"""The columns of a request log: their names and positions."""

from collections.abc import Mapping, Sequence

from policyengine.errors import InputError, Mistake
from policyengine.loading.log_lines import NOT_UTF8, WHY_NOT_UTF8, Lines
from policyengine.loading.suggestion import did_you_mean
from policyengine.location import Location

NAMES: dict[str, tuple[str, ...]] = {
    "task": ("task", "task_type", "type"),
    "input_tokens": ("input_tokens", "prompt_tokens", "tokens_in"),
    "output_tokens": ("output_tokens", "completion_tokens", "tokens_out"),
    "timestamp": ("timestamp", "time", "created_at", "created", "date"),
    "complexity": ("complexity",),
}
"""The values read from a log, with the default names of their columns."""

OPTIONAL = frozenset({"complexity"})


def resolved(columns: Mapping[str, str], present: Sequence[str], shown: str, lines: Lines) -> dict[str, str]:
    """Return the column of each value that is read, by the header in the current line.

    Raises InputError for missing and duplicate columns.
    """
    found: dict[str, str] = {}
    mistakes = []
    source = lines.text
    place = Location(shown, lines.number, 1, lines.number, 1 + max(1, len(source)))
    if source == NOT_UTF8:
        raise InputError(Mistake(WHY_NOT_UTF8, place, hint="save the log as UTF-8"))
    for name, known in NAMES.items():
        wanted = (columns[name],) if name in columns else known
        column = next((one for one in wanted if one.partition(".")[0] in present or one in present), None)
        if column is not None:
            found[name] = column
            if present.count(column) > 1:
                hint = f"rename one, or read another with --column {name}=…"
                mistakes.append(Mistake(f"the log has {present.count(column)} columns `{column}`", place, source, hint))
        elif name in columns or name not in OPTIONAL:
            near = did_you_mean(wanted[0], present)
            hint = f"{near} " if near else ""
            hint += f"name the column with --column {name}=…; the log has {', '.join(present) or 'none'}"
            mistakes.append(Mistake(f"no column `{wanted[0]}` in the log", place, source, hint))
    if mistakes:
        raise InputError(*mistakes)
    return found
