"""Decisions under the names that their projects had: renaming a project does not detach an accepted record."""

import os
from collections.abc import Sequence

from policyengine.decision import Decision
from policyengine.loading.git.revisions import forked_from, merge_bases, revision_of
from policyengine.records.declared import decisions_at
from policyengine.records.directory import read_directory
from policyengine.records.drift import FINAL, RETIRED
from policyengine.records.layout import read_record
from policyengine.records.record import record_key


def former_decisions(decisions: Sequence[Decision], profile: str, folder: str, ref: str) -> list[Decision]:
    """Return the decisions of a profile whose records have the name that the project had in a revision.

    The commit counts at which this branch left the revision. The decisions have that name, so that the record is
    compared with what the profile declares today. A retired record need not agree with it.
    """
    revision = revision_of(os.path.dirname(os.path.abspath(profile)), ref)
    inside = os.path.relpath(os.path.abspath(profile), revision.root).replace(os.sep, "/")
    forks = merge_bases(revision) or (forked_from(revision),)
    then = [old for fork in forks for old in decisions_at(fork) if old.path == inside and old.status in FINAL]
    projects = dict.fromkeys((old.key, old.project) for old in then)
    named = [
        decision._replace(project=project)
        for decision in decisions
        for key, project in projects
        if key == decision.key and project != decision.project
    ]
    if not named:
        return []
    records = read_directory(folder)
    entries = [(decision, records.find(record_key(decision))) for decision in named]
    return [
        decision
        for decision, entry in entries
        if entry is not None and read_record(records.text(entry.name)).status not in RETIRED
    ]
