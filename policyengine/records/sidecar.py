"""The JSON file beside a record, with everything that its text sums up: `decision/0`, as decision.schema.json has it.

Each verdict, rule and need is on one line, so that a comparison of two versions shows what changed.
"""

import json
from typing import Any

from policyengine import __version__
from policyengine.costs.ranges import Range
from policyengine.decision import Decision, JudgedOption, JudgedWorkload, RecordedWaiver
from policyengine.records.evidence_rows import with_evidence_rows
from policyengine.records.judged import plain_judged
from policyengine.records.judgements import facts_digest_of
from policyengine.records.layout import Record, read_record
from policyengine.records.record import record_key
from policyengine.records.standing import chosen_verdicts, standing_of
from policyengine.sizes.report import OptionSize
from policyengine.wire.costs import plain_amount, plain_workload_cost
from policyengine.wire.escaping import escape_json
from policyengine.wire.places import plain_place
from policyengine.wire.verdicts import plain_evidence

FORMAT = "decision/0"
"""The layout's name; 0 means that it may still change otherwise than by additions."""


def sidecar_text(decision: Decision, record_name: str, record_text: str) -> str:
    """Return everything about a decision and the text that records it; keys are in the schema's order."""
    record = read_record(record_text)
    judged = plain_judged(decision)
    data = {
        "format": FORMAT,
        "tool": {"name": "policyengine", "version": __version__},
        "record": plain_record(record_name, record),
        "pictures": record.pictures,
        "key": record_key(decision),
        "project": decision.project,
        "decision": decision.key,
        "profile": decision.profile,
        "title": decision.title,
        "status": decision.status,
        "date": decision.date,
        **{name: list(getattr(decision, name)) for name in ("makers", "consulted", "informed", "tags")},
        "context": decision.context,
        "because": decision.because,
        "notes": decision.notes,
        "inputs": facts_digest_of(judged),
        "digests": [digest._asdict() for digest in decision.digests],
        "workloads": [_workload(workload) for workload in decision.workloads],
        **judged,
        "waivers": [_waiver(waiver) for waiver in decision.waivers],
        "to_do": [todo._asdict() for todo in decision.todo],
        "not_asked": decision.not_asked,
        "costs": [plain_workload_cost(cost) for cost in decision.costs.workloads] if decision.costs else None,
    }
    return dumped(with_evidence_rows(data))


def plain_record(name: str, record: Record) -> dict[str, Any]:
    """Return what a sidecar says of the text it belongs to; digests are of its generated blocks."""
    return {
        "file": name,
        "layout": record.layout,
        "number": record.front.get("number", 0),
        "supersedes": record.supersedes or None,
        "superseded_by": record.superseded_by or None,
        "blocks": {block.name: block.digest for block in record.blocks.blocks},
        "amendments": [amendment._asdict() for amendment in record.amendments],
    }


def dumped(data: dict[str, Any]) -> str:
    """Write plain data as JSON: a key a line, an element of a list of objects a line."""
    lines = []
    for key, value in data.items():
        rows = value if isinstance(value, list) and any(isinstance(item, dict) for item in value) else None
        text = _listed(rows) if rows else json.dumps(value, ensure_ascii=False, allow_nan=False)
        lines.append(f"  {json.dumps(key)}: {text}")
    return escape_json("{\n" + ",\n".join(lines) + "\n}\n")


def _listed(rows: list[Any]) -> str:
    return "[\n" + ",\n".join(f"    {json.dumps(row, ensure_ascii=False, allow_nan=False)}" for row in rows) + "\n  ]"


def _workload(workload: JudgedWorkload) -> dict[str, Any]:
    return {
        "name": workload.name,
        "purpose": workload.purpose,
        "needs": [plain_evidence(need) for need in workload.needs],
        "choice": standing_of(chosen_verdicts(workload)).word,
        "options": [_option(option) for option in workload.options],
    }


def _option(option: JudgedOption) -> dict[str, Any]:
    standing = standing_of(option.verdicts)
    return {
        "title": option.title,
        "role": option.role,
        "element": option.element,
        "location": option.location,
        "standing": standing.word,
        **{name: list(rules) for name, rules in standing._asdict().items() if name != "missing"},
        "missing": [gap.path for gap in standing.missing],
        "size": _size(option.size),
    }


def _size(size: OptionSize | None) -> dict[str, Any] | None:
    """Return whether the GPUs of an option carry its declared load; None if others serve it."""
    if size is None:
        return None
    return {
        "fit": size.fit,
        "gpu": size.served.gpu,
        "gpu_count": size.served.gpu_count,
        "need_gb": _gb(size.need_gb),
        "usable_gb": _gb(size.usable_gb),
        "problems": list(size.problems),
    }


def _gb(amount: Range | None) -> dict[str, float] | None:
    """Return GB to the megabyte."""
    return None if amount is None else plain_amount(Range(round(amount.low, 3), round(amount.high, 3)))


def _waiver(waiver: RecordedWaiver) -> dict[str, Any]:
    return {**waiver._asdict(), "location": plain_place(waiver.location)}
