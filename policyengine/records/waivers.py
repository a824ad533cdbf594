"""The waivers of a decision as a record tells them."""

from typing import NamedTuple

from policyengine.decision import Decision, RecordedWaiver
from policyengine.records.wording import place_text


class WaiverRow(NamedTuple):
    """One row of the table of waivers; a text that is not declared is empty."""

    rule: str
    subject: str
    reason: str
    people: str
    expires: str
    state: str
    control: str
    ticket: str
    place: str


def waiver_rows(decision: Decision) -> tuple[WaiverRow, ...]:
    """Return the waivers by rule and subject."""
    return tuple(_row(waiver) for waiver in sorted(decision.waivers, key=lambda w: (w.rule, w.subject, w.expires)))


def _row(waiver: RecordedWaiver) -> WaiverRow:
    people = [f"owned by {waiver.owner}"] if waiver.owner else []
    people += [f"approved by {waiver.approved_by}"] if waiver.approved_by else []
    return WaiverRow(
        waiver.rule,
        waiver.subject,
        waiver.reason,
        ", ".join(people),
        waiver.expires,
        waiver.state,
        waiver.control,
        waiver.ticket,
        place_text(waiver.location),
    )
