"""Drafts and proposals that another version of the program wrote, or that were written by another set of rules.

Their text differs from today's although nobody changed anything. As long as outcomes, deciding facts and everything
that people state are the same, this is worth a note and no error.
"""

from collections.abc import Mapping
from typing import Any

from policyengine import __version__
from policyengine.decision import Decision
from policyengine.records.drift import FINAL, Reason
from policyengine.records.freshness import Compared, rests_on
from policyengine.records.layout import Record
from policyengine.records.reading import is_of_earlier_shape, loaded, rows_of
from policyengine.records.sidecar import sidecar_text
from policyengine.severity import Severity

_STATED = (
    "key",
    "title",
    "status",
    "date",
    "makers",
    "consulted",
    "informed",
    "tags",
    "context",
    "because",
    "notes",
)
_WAIVED = ("rule", "subject", "reason", "owner", "approved_by", "ticket", "expires")


def written_by_others(data: Mapping[str, Any], decision: Decision) -> str:
    """Return which version, set of rules or text of the files a sidecar comes from; empty for those of today.

    Rules whose text alone has changed are another set, too. Version 0.1.0 did not name the rules in force.
    """
    tool = data.get("tool")
    version = tool.get("version") if isinstance(tool, dict) else None
    if not isinstance(version, str):
        return ""
    if version != __version__:
        return f"policyengine {version} wrote it"
    if is_of_earlier_shape(data):
        return "an earlier development version wrote it"
    then = {(str(row.get("name")), row.get("path"), row.get("sha256")) for row in rows_of(data.get("digests"))}
    now = {(digest.name, digest.path, digest.sha256) for digest in decision.digests}
    changed = {name for name, _, _ in then ^ now}
    if "rules" in changed or data.get("in_force") != list(decision.in_force):
        return "it was written by another set of rules"
    return f"the {' and the '.join(sorted(changed))} had another text" if changed else ""


def compared_by_content(record: Record, sidecar: str, decision: Decision) -> Compared | None:
    """Compare what a record rests on with today, where it is not compared by text; None if it is.

    A proposal is written anew where as much as a contact has another name.
    """
    if record.status in FINAL:
        return rests_on(record, sidecar, decision)
    rests = rests_on(record, sidecar, decision) if written_by_others(loaded(sidecar), decision) else None
    return rests and rests._replace(changes=(*rests.changes, *rests.alike), alike=())


def older_reasons(  # noqa: PLR0913, PLR0917 - the record as it is and as it would be, and what they come from
    old: Record, old_text: str, new: Record, new_text: str, sidecar: str, decision: Decision
) -> tuple[Reason, ...]:
    """Return which statements of people have changed, or that only the text is older; empty if the texts are equal.

    Of the decision nothing else has changed: neither outcomes nor the facts that decided.
    """
    data, today = loaded(sidecar), loaded(sidecar_text(decision, "", new_text))
    wrong = [name for name in ("layout", "supersedes", "superseded_by") if getattr(old, name) != getattr(new, name)]
    wrong += [name for name in _STATED if data.get(name, "" if name == "because" else None) != today[name]]
    wrong += ["waivers"] if _waivers(data) != _waivers(today) else []
    wrong += ["workloads"] if _choices(data) != _choices(today, as_in=data) else []
    wrong += ["costs"] if data.get("tool") == today["tool"] and data.get("costs") != today["costs"] else []
    if wrong:
        named = ", ".join(f"`{name}`" for name in wrong)
        return (Reason("text-changed", f"the decision of today and the JSON file beside the record differ in {named}"),)
    if old_text == new_text or old.says_the_same_as(new):
        return ()
    message = f"the text is older: {written_by_others(data, decision)}; outcomes and deciding facts are the same"
    return (Reason("text-outdated", message, severity=Severity.NOTE),)


def _waivers(data: Mapping[str, Any]) -> list[list[Any]]:
    return [[row.get(name) for name in _WAIVED] for row in rows_of(data.get("waivers"))]


def _choices(data: Mapping[str, Any], as_in: Mapping[str, Any] | None = None) -> list[Any]:
    """Return what people declare of each workload: its purpose, its needs, and its options.

    A record lists the needs that rules read. With `as_in`, those that an older one does not list are left out, since
    rules that were added since read more.
    """
    listed = {
        (row.get("name"), need.get("path")) for row in rows_of((as_in or data).get("workloads")) for need in _needs(row)
    }
    return [
        [
            row.get("name"),
            row.get("purpose"),
            [
                [need.get("path"), need.get("value")]
                for need in _needs(row)
                if (row.get("name"), need.get("path")) in listed
            ],
            [[option.get(name) for name in ("title", "role", "element")] for option in rows_of(row.get("options"))],
        ]
        for row in rows_of(data.get("workloads"))
    ]


def _needs(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*rows_of(row.get("needs"))]
