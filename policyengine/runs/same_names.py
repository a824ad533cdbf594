"""Profiles of several repositories that cannot be distinguished, because their projects have the same name."""

from collections import Counter
from collections.abc import Mapping

from policyengine.engine.findings import Findings, Part
from policyengine.loading.paths import repository_path


def part_on_names(projects: Mapping[str, str]) -> Part:
    """Return the notes of a run on projects of one name."""
    return Part((Findings([], Counter(), {}, 0, _same_names(projects), profiles=0),))


def _same_names(projects: Mapping[str, str]) -> list[str]:
    """Return a note for each two profiles whose verdicts have the same identities.

    `projects` are the names of the projects by the printed path of their profile.
    """
    times = Counter(projects.values())
    first: dict[tuple[str, str], str] = {}
    notes = []
    for path, project in projects.items():
        if times[project] > 1:
            place = repository_path(path)
            other = first.setdefault((project, place), path)
            if other != path:
                notes.append(
                    f"{path}: the project is called `{project}` as in {other}, so their "
                    "verdicts have the same identities; `project.name` must be unique in the organisation"
                )
    return notes
