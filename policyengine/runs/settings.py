"""Verdicts on the settings of a run's profiles: stray waivers, future dates, and required settings not in force."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from policyengine.engine.findings import Findings, Part
from policyengine.engine.future_dates import dates_in_settings
from policyengine.engine.session import Question, Session
from policyengine.engine.settling import waivers_astray
from policyengine.loading.paths import repository_path
from policyengine.policy.answers import FAILED

if TYPE_CHECKING:
    from policyengine.document import Document
    from policyengine.verdict import Verdict


def part_on_settings(judged: Mapping[str, Session], question: Question) -> Part:
    """Return a verdict for each stray waiver, future date, and required settings not in force.

    `judged` are the sessions of the profiles of this run, by absolute path.
    """
    about: list[tuple[Verdict, Document | None]] = [*waivers_astray(judged), *dates_in_settings(judged)]
    if question.required:
        from policyengine.runs.required import not_in_force

        about += not_in_force(question.required, judged, question.policy_from)
    return Part(
        (Findings([verdict for verdict, _ in about], Counter({FAILED: len(about)}), {}, 0, [], profiles=0),),
        documents={document.path: document for _, document in about if document is not None},
        paths={verdict.subject.profile: repository_path(verdict.subject.profile) for verdict, _ in about},
    )
