"""The Markdown of a decision record."""

import os
import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from policyengine.decision import Decision
from policyengine.errors import Mistake, PolicyEngineError, SizeError
from policyengine.markdown import clean
from policyengine.records.blocks import generated, single_spaced
from policyengine.records.judged import inputs_of
from policyengine.records.layout import read_record
from policyengine.records.layouts import DEFAULT, layout_named
from policyengine.records.marker import Marker
from policyengine.records.pictures import Picture
from policyengine.records.sections import sealed
from policyengine.records.status import STATES
from policyengine.records.view import view_of
from policyengine.rendering import render_template

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_STEM = re.compile(r"\d{4}-[\w.-]+")


def record_text(  # noqa: PLR0913 - the links and the pictures have names
    decision: Decision,
    number: int,
    template_dir: str,
    layout: str = DEFAULT,
    *,
    supersedes: str = "",
    superseded_by: str = "",
    pictures: Sequence[Picture] = (),
) -> str:
    """Return the record of a decision as number `number`, in one of the layouts that readers of records agree on.

    `supersedes` and `superseded_by` are file names without `.md` (`0001-serve-the-chatbot`), `pictures` what is to be
    shown beside the costs. The text depends on nothing else: no clock, no version, no directory. Raises
    PolicyEngineError for a status or date that no reader would understand, and for a template that is
    missing, broken or makes a record that cannot be read back.
    """
    _check(decision, number, supersedes, superseded_by)
    decision = _without_blanks(decision)
    profile = shlex.quote(decision.profile)
    inputs = inputs_of(decision)
    values = {
        "decision": decision,
        "key": record_key(decision),
        "number": number,
        "title": decision.title.strip() or decision.key,
        "inputs": inputs,
        "supersedes": supersedes,
        "superseded_by": superseded_by,
        "successor": superseded_by[:4],
        "marker": Marker(layout, number, record_key(decision), inputs, {}).line(),
        "check_command": f"policyengine check {profile}",
        "record_command": f"policyengine record {profile}",
        "drift_command": f"policyengine record --check {profile}",
        **view_of(decision, pictures)._asdict(),
    }
    template = _template(template_dir, layout)
    text = sealed(single_spaced(_rendered(decision, template_dir, template, values)))
    _read_back(text, decision, number, template)
    return text


def record_key(decision: Decision) -> str:
    """Return what identifies a decision among the records of a repository: its project and its key in the profile."""
    return clean(f"{decision.project}/{decision.key}" if decision.project else decision.key)


def _template(template_dir: str, layout: str) -> str:
    name = layout_named(layout).template
    if not os.path.isfile(os.path.join(template_dir, name)):
        hint = "copy the one that comes with policyengine, and what it imports, and change the copy"
        raise PolicyEngineError(
            Mistake(f"layout `{layout}` needs the template `{name}` in `{template_dir}`", hint=hint)
        )
    return name


def _rendered(decision: Decision, template_dir: str, template: str, values: Mapping[str, Any]) -> str:
    """Fill in a template; raise SizeError at the decision where a shipped one takes too much."""
    try:
        return render_template(template_dir, template, values, {"generated": generated})
    except SizeError as error:
        message = f"the record of decision `{decision.key}`: {error.mistakes[0].message}"
        hint = "split the decision: fewer workloads in each, and shorter texts"
        raise SizeError(Mistake(message, decision.place, hint=hint)) from error


def _read_back(text: str, decision: Decision, number: int, template: str) -> None:
    """Refuse a record that would not be found again, or whose state nobody could read."""
    record = read_record(text)
    wanted = {"number": number, "status": decision.status, "date": decision.date}
    found = {"number": record.front.get("number"), "status": record.status, "date": record.front.get("date")}
    wrong = [f"{name} `{found[name]}` for `{value}`" for name, value in wanted.items() if found[name] != value]
    if not record.front.get("x-policyengine-key"):
        wrong.append("no key of its decision")
    needed = {"options", "outcome"} | ({"options-compared"} if any(w.options for w in decision.workloads) else set())
    if not needed <= {block.name for block in record.blocks.blocks}:
        wrong.append("not every block")
    if wrong or record.edits:
        wrong += [edit.message for edit in record.edits]
        hint = "keep the header and the blocks of the template that comes with policyengine"
        raise PolicyEngineError(
            Mistake(f"template `{template}` makes a record that reads back with {wrong[0]}", hint=hint)
        )


def _without_blanks(decision: Decision) -> Decision:
    """Leave out names and texts that hold nothing to read."""
    return decision._replace(
        makers=_filled(decision.makers),
        consulted=_filled(decision.consulted),
        informed=_filled(decision.informed),
        tags=_filled(decision.tags),
        context=decision.context.strip(),
        because=decision.because.strip(),
        notes=decision.notes.strip(),
    )


def _filled(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name.strip())


def _check(decision: Decision, number: int, *stems: str) -> None:
    mistakes = []
    if decision.status not in STATES:
        mistakes.append(f"decision `{decision.key}` has the unknown status `{decision.status}`")
    if not _DATE.fullmatch(decision.date):
        mistakes.append(f"decision `{decision.key}` needs a date like 2026-10-01, not `{decision.date}`")
    if not 0 < number <= 9999:  # noqa: PLR2004 - records are named by four digits
        mistakes.append(f"decision `{decision.key}` cannot have the number {number}: records are named by four digits")
    mistakes += [f"`{stem}` is not the name of a record" for stem in stems if stem and not _STEM.fullmatch(stem)]
    if mistakes:
        raise PolicyEngineError(*(Mistake(message) for message in mistakes))
