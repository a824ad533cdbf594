"""What holds of a run as a whole: projects of one name, verdicts on settings, and what a revision has in addition."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from policyengine.document import Document
from policyengine.engine.findings import Findings
from policyengine.engine.session import Question, Session
from policyengine.facts.future import future_in_settings
from policyengine.loading.paths import repository_path
from policyengine.policy.answers import FAILED

if TYPE_CHECKING:
    from policyengine.runs.missing import Missing  # only runs by a revision need it


class Across(NamedTuple):
    """Findings, the documents that their verdicts point into, and the paths of these from the repository's root."""

    findings: tuple[Findings, ...]
    documents: dict[str, Document]
    paths: dict[str, str]


def across_profiles(
    sessions_of: Mapping[str, Session], question: Question, projects: Mapping[str, str], gone: "Missing | None"
) -> Across:
    """Return what holds of a run as a whole.

    `sessions_of` are the sessions of its profiles by absolute path, `projects` the names of their projects by printed
    path. `gone` is what the revision that judges has and the run does not judge.
    """
    across = Across((), {}, {})
    if len(set(projects.values())) < len(projects):
        from policyengine.runs.same_names import same_names

        across = across._replace(findings=(Findings([], Counter(), {}, 0, same_names(projects), profiles=0),))
    places = {id(session): session.environment for session in sessions_of.values()}.values()
    if question.required or any(place.settings.waivers or future_in_settings(place) for place in places):
        from policyengine.runs.settings import verdicts_on_settings

        about = verdicts_on_settings(sessions_of, question)
        across.documents.update({document.path: document for _, document in about if document is not None})
        paths = {verdict.subject.profile: repository_path(verdict.subject.profile) for verdict, _ in about}
        across.paths.update(paths)
        found = Findings([verdict for verdict, _ in about], Counter({FAILED: len(about)}), {}, 0, [], profiles=0)
        across = across._replace(findings=(*across.findings, found))
    if gone is not None:
        across.documents.update(gone.documents)
        across.paths.update(gone.paths)
        answers = Counter({FAILED: len(gone.verdicts)})
        found = Findings(gone.verdicts, answers, {}, 0, gone.notes, profiles=0, allowed=len(gone.allowed))
        across = across._replace(findings=(*across.findings, found))
    return across
