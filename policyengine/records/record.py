"""The Markdown of a decision record."""

import hashlib
import re
import shlex

from policyengine.decision import Decision
from policyengine.errors import Mistake, PolicyEngineError
from policyengine.records.summary import STATUSES
from policyengine.records.view import view_of
from policyengine.rendering import render_template

TEMPLATE = "madr4.md.j2"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_STEM = re.compile(r"\d{4}-[\w.-]+")


def record_text(
    decision: Decision, number: int, template_dir: str, *, supersedes: str = "", superseded_by: str = ""
) -> str:
    """Give the record of a decision as number `number`, in the layout that the common ADR readers agree on.

    `supersedes` and `superseded_by` are file names without `.md` (`0001-serve-the-chatbot`). The text depends on
    nothing else: no clock, no version, no directory. Raises PolicyEngineError for a status or date that no reader
    would understand, and for a broken template.
    """
    _check(decision, number, supersedes, superseded_by)
    decision = _without_blanks(decision)
    profile = shlex.quote(decision.profile)
    values = {
        "decision": decision,
        "key": record_key(decision),
        "number": number,
        "title": decision.title.strip() or decision.key,
        "inputs": f"sha256:{decision.inputs.removeprefix('sha256:')}",
        "supersedes": supersedes,
        "superseded_by": superseded_by,
        "successor": superseded_by[:4],
        "check_command": f"policyengine check {profile}",
        "record_command": f"policyengine record {profile}",
        "drift_command": f"policyengine record --check {profile}",
        **view_of(decision)._asdict(),
    }
    return render_template(template_dir, TEMPLATE, values, {"generated": generated})


def record_key(decision: Decision) -> str:
    """Give what identifies a decision among the records of a repository: its project and its key in the profile."""
    return f"{decision.project}/{decision.key}" if decision.project else decision.key


def generated(text: str, name: str) -> str:
    """Put a block between markers; the first carries the digest of the exact text between them."""
    body = f"\n{text.strip()}\n\n"
    return (
        f"<!-- policyengine:begin id={name} sha256={digest_of(body)} -->\n{body}<!-- policyengine:end id={name} -->\n"
    )


def digest_of(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _without_blanks(decision: Decision) -> Decision:
    """Leave out names and texts that hold nothing to read."""
    return decision._replace(
        makers=_filled(decision.makers),
        consulted=_filled(decision.consulted),
        informed=_filled(decision.informed),
        tags=_filled(decision.tags),
        context=decision.context.strip(),
        notes=decision.notes.strip(),
    )


def _filled(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name.strip())


def _check(decision: Decision, number: int, *stems: str) -> None:
    mistakes = []
    if decision.status not in STATUSES:
        mistakes.append(f"decision `{decision.key}` has the unknown status `{decision.status}`")
    if not _DATE.fullmatch(decision.date):
        mistakes.append(f"decision `{decision.key}` needs a date like 2026-10-01, not `{decision.date}`")
    if not 0 < number <= 9999:  # noqa: PLR2004 - records are named by four digits
        mistakes.append(f"decision `{decision.key}` cannot have the number {number}: records are named by four digits")
    mistakes += [f"`{stem}` is not the name of a record" for stem in stems if stem and not _STEM.fullmatch(stem)]
    if mistakes:
        raise PolicyEngineError(*(Mistake(message) for message in mistakes))
