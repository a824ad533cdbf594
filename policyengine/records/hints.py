"""What to do about a record that is out of date."""

import shlex

from policyengine.decision import Decision
from policyengine.records.comparison import Comparison
from policyengine.records.directory import Directory
from policyengine.records.drift import Reason
from policyengine.records.relations import successor_stem
from policyengine.severity import Severity

_REWRITE = "run `policyengine record PROFILE` to write it anew"
_REDRAW = "run `policyengine record PROFILE` to draw it again; if it no longer draws this one, restore the file"
HINTS = {
    "superseder-missing": "write that record first, or give the decision another status",
    "superseded-missing": "write that record first, or name another decision",
    "back-link-missing": "run `policyengine record PROFILE` to write the other side",
    "rules-added": "nothing has to be done for this record; a new decision can take them into account",
    "waiver-expired": "renew it: `policyengine waive RULE PROFILE` adds a second waiver to be approved; or resolve what"
    " it excused",
    "waiver-unused": "take it out",
    "review-due": "look at the choice again, and set a new `review_by`",
    "text-changed": "remove the record and its JSON file, and run `policyengine record PROFILE` to write them anew;"
    " where this branch changes settings or waivers, merge these first",
    "sidecar-missing": _REWRITE,
    "sidecar-mismatch": _REWRITE,
    "sidecar-altered": "restore the file; what changes a decision is a new record that supersedes this one",
    "picture-missing": _REDRAW,
    "picture-changed": _REDRAW,
}
"""By code, for what is not between the decision and the text of its record. PROFILE stands for a path."""

AMENDED = (
    "restore the record and its JSON file, and run `policyengine record PROFILE --amend NOTE` again if a fact changed;"
    " a record that is superseded or deprecated here needs no amendment"
)
"""For the JSON file of a record that was amended."""


def for_profile(hint: str, decision: Decision) -> str:
    """Return a hint with the path of the decision's profile for PROFILE, as the shell reads it."""
    return hint.replace("PROFILE", shlex.quote(decision.place.path if decision.place else decision.profile))


def hint_for(
    decision: Decision, records: Directory, now: Comparison, reasons: list[Reason], *, is_new: bool = False
) -> str:
    """Return what to do about a record that is out of date; a new one may be written again before it is merged."""
    return for_profile(_hint(decision, records, now, reasons, is_new=is_new), decision)


def _hint(decision: Decision, records: Directory, now: Comparison, reasons: list[Reason], *, is_new: bool) -> str:
    codes = {reason.code for reason in reasons}
    if "hand-edited" in codes:
        way = "" if now.final else ", or lose them with `policyengine record PROFILE --overwrite`"
        keys = f"`because`, `context` or `notes` of `decisions.{decision.key}`"
        return f"put the words into {keys} and restore the file{way}"
    if not now.final:
        return _REWRITE
    if "status-mismatch" in codes:
        return f"set `status: {now.status}` in the profile, or declare a decision that supersedes `{decision.key}`"
    if not now.loud:
        return "nothing has to be done; the next record of this decision shows it"
    return HINTS["text-changed"] if is_new else _hint_for_final(decision, records, now, reasons)


def _hint_for_final(decision: Decision, records: Directory, now: Comparison, reasons: list[Reason]) -> str:
    """Return what to do about a record that is never rewritten, and that the decision of today does not agree with."""
    if successor := successor_stem(records, now.entry):
        return f"`{successor}.md` is to supersede it: accept that decision"
    codes = {reason.code for reason in reasons if reason.severity is Severity.ERROR}
    if codes == {"header-mismatch"}:
        return f"restore it in the profile, or declare a new decision with `supersedes: {decision.key}`"
    way = f"declare a new decision with `supersedes: {decision.key}`"
    if codes != {"inputs-changed"}:
        return way
    return f"{way}; as the outcome is the same, `policyengine record PROFILE --amend NOTE` will do"
