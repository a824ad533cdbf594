"""Verdicts on the settings of a run's profiles: stray waivers, future dates, and required settings not in force."""

from collections.abc import Mapping

from policyengine.document import Document
from policyengine.engine.future_dates import dates_in_settings
from policyengine.engine.session import Question, Session
from policyengine.engine.settling import waivers_astray
from policyengine.verdict import Verdict


def verdicts_on_settings(judged: Mapping[str, Session], question: Question) -> list[tuple[Verdict, Document | None]]:
    """Return a verdict, and its file, for each stray waiver, future date, and required settings not in force.

    `judged` are the sessions of the profiles of this run, by absolute path.
    """
    about: list[tuple[Verdict, Document | None]] = [*waivers_astray(judged), *dates_in_settings(judged)]
    if question.required:
        from policyengine.runs.required import not_in_force

        about += not_in_force(question.required, judged, question.policy_from)
    return about
