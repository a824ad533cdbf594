"""`policyengine record --check`: report records that are missing or no longer true."""

import os
from collections.abc import Iterable, Mapping

from policyengine.cli.arguments import found_for, is_nothing_yet
from policyengine.cli.exit_codes import BROKEN, CLEAN, NOTHING_CHECKED, VERDICTS
from policyengine.cli.judging import Asked, judged_all
from policyengine.cli.output import write_mistakes, write_output
from policyengine.document import Document
from policyengine.engine.session import Question
from policyengine.errors import Mistake, PolicyEngineError, UsageError
from policyengine.loading.discovery import Discovery, absences
from policyengine.loading.near_names import is_profile_name
from policyengine.loading.paths import display_path, is_inside
from policyengine.loading.profiles import Profile
from policyengine.pipeline import loaded
from policyengine.records.before import read_before
from policyengine.records.checking import Checked, Freshness, check_records
from policyengine.snippet import render_mistake


def compare_all(paths: tuple[str, ...], asked: Asked) -> int:
    """Compare the records of each profile and print the result; a broken profile does not stop the others.

    Below a directory, profiles without decisions have no records. Where a revision judges, final decisions that it has
    and that are gone fail. Returns 3 where no profile has any.
    """
    files = [path for path in paths if not os.path.isdir(path)]
    directories = [path for path in paths if os.path.isdir(path)]
    search = found_for(directories, into_nested=not asked.policy_from, on_commit=asked.on_commit)
    mistakes = list(search.mistakes)
    done: list[tuple[str, int]] = []
    profiles: dict[str, Profile | None] = {}
    folders: dict[str, str] = {}
    for path in dict.fromkeys((*files, *search.files)):
        profiles[os.path.abspath(path)] = _loaded(path, mistakes, asked.day)
    declared = _declared(profiles, asked.day)
    for path in dict.fromkeys((*files, *search.files)):
        absolute = os.path.abspath(path)
        profile = profiles[absolute]
        try:
            if profile is not None and (profile.decisions or path in files):
                folders[absolute], compared = _compare(profile, path, asked, declared)
                done += compared
        except UsageError:
            raise
        except PolicyEngineError as error:
            mistakes += error.mistakes
    done += _removed(profiles, folders, search, asked)
    own = _own_settings(folders, asked) if asked.policy_from else []
    notes = [(f"note: {note}", CLEAN) for note in (*search.notes, *absences(search), *own)]
    code = print_all([*done, *notes]) if done or notes else NOTHING_CHECKED
    if not done and not mistakes:
        if asked.on_commit and not files and is_nothing_yet(search, decisions=True):
            return CLEAN
        places = ", ".join(f"`{path}`" for path in paths)
        message = f"nothing was checked: no profile in {places} declares a decision"
        write_mistakes((Mistake(message, hint="declare one under `decisions:` in a profile"),))
        return NOTHING_CHECKED
    write_mistakes(tuple(dict.fromkeys(mistakes)))
    return BROKEN if mistakes else code


def _own_settings(paths: Iterable[str], asked: Asked) -> list[str]:
    """Return which settings of the branch do not count; mistakes in them are for `check` to report."""
    from policyengine.runs.own_settings import own_settings

    return own_settings(paths, Question(asked.day, policy_from=asked.policy_from), {}).notes


def _removed(
    profiles: dict[str, Profile | None], folders: dict[str, str], search: Discovery, asked: Asked
) -> list[tuple[str, int]]:
    """Return a text for each decision and record that the revision has and this run does not, with its exit code."""
    ref = asked.policy_from
    if not ref:
        return []
    from policyengine.loading.git.attributes import conversion_mistakes
    from policyengine.records.detached import detached
    from policyengine.records.here import Here
    from policyengine.records.withdrawn import withdrawn

    here = Here(profiles, search.directories, asked.allow_removed, folders)
    mistakes, notes = withdrawn(here, ref)
    blocks = [(render_mistake(mistake, "error[withdrawn]"), VERDICTS) for mistake in mistakes]
    wrong, more = detached(here, ref, asked.day)
    blocks += [(render_mistake(one.mistake, f"error[{one.code}]"), VERDICTS) for one in wrong]
    converted = (one for root in here.roots(ref) for one in conversion_mistakes(root, here.files_in(root)))
    blocks += [(render_mistake(mistake), BROKEN) for mistake in converted]
    return blocks + [(f"note: {note}", CLEAN) for note in (*notes, *more)]


def _loaded(path: str, mistakes: list[Mistake], day: str) -> Profile | None:
    """Return a profile, or None for one that cannot be read, whose mistakes are added to the others."""
    try:
        return loaded(path, Question(day))
    except PolicyEngineError as error:
        mistakes += error.mistakes
        return None


def _declared(profiles: Mapping[str, Profile | None], day: str) -> set[str]:
    """Return the keys of the decisions that profiles, and others in their directories, declare.

    Several profiles of one project may keep their records in one directory.
    """
    known = [profile for profile in profiles.values() if profile is not None]
    for folder in dict.fromkeys(map(os.path.dirname, profiles)):
        beside = (os.path.join(folder, name) for name in _names_in(folder) if is_profile_name(name))
        for path in sorted(path for path in beside if path not in profiles):
            other = _loaded(path, [], day)  # it is not checked in this run
            known += [other] if other else []
    return {f"{profile.facts['project.name']}/{key}" for profile in known for key in profile.decisions}


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _compare(profile: Profile, path: str, asked: Asked, declared: set[str]) -> tuple[str, list[tuple[str, int]]]:
    """Return the directory of a profile's records, and a text for each record with its exit code."""
    folder, places, decisions = judged_all(profile, path, asked)
    before, former = None, []
    if asked.policy_from:
        from policyengine.records.final_records import final_keys_at
        from policyengine.records.former import former_decisions

        former = former_decisions(decisions, path, folder, asked.policy_from)
        before = read_before(folder, asked.policy_from, "--policy-from")
        if not any(is_inside(os.path.abspath(folder), os.path.abspath(place)) for place in asked.allow_removed):
            before = before._replace(final=final_keys_at(os.path.dirname(os.path.abspath(path)), asked.policy_from))
    found = check_records(
        decisions,
        folder,
        places.templates,
        places.layout,
        as_of=asked.day,
        known=declared,
        beside=os.path.dirname(profile.document.path),
        before=before,
        former=former,
    )
    keys = [decision.key for decision in (*decisions, *former)] + [""] * len(found)
    done = [_compared(one, key, profile.document) for one, key in zip(found, keys, strict=False)]
    return folder, done + [(f"note: {note}", CLEAN) for note in _not_counted(profile, asked.policy_from)]


def print_all(done: list[tuple[str, int]]) -> int:
    """Print texts, and return the highest of their exit codes."""
    write_output(joined([text for text, _ in done]))
    return max(code for _, code in done)


def joined(texts: list[str]) -> str:
    """Put texts below one another; one of several lines has blank lines around it."""
    joined = "".join(f"\n{text}\n\n" if "\n" in text else f"{text}\n" for text in texts)
    return joined.replace("\n\n\n", "\n\n").strip() + "\n"


def _compared(checked: Checked, key: str, document: Document) -> tuple[str, int]:
    name = display_path(checked.path) if checked.path else f"decision {key}"
    shown = [(f"{one.severity}[{one.code}]", _shown(one.mistake, document, key)) for one in checked.findings]
    blocks = [f"{checked.state}: {name}", *(render_mistake(mistake, word) for word, mistake in shown)]
    return "\n\n".join(blocks), CLEAN if checked.state is Freshness.FRESH else VERDICTS


def _not_counted(profile: Profile, revision: str) -> list[str]:
    """Return which exceptions of a profile do not count because the revision does not have them."""
    if not revision:
        return []
    from policyengine.runs.excuses import with_excuses_of

    return with_excuses_of(profile, revision)[1]


def _shown(mistake: Mistake, document: Document, key: str) -> Mistake:
    """Return a mistake in the profile with its source line; one without a place gets that of its decision."""
    place = mistake.location or document.locate_key(("decisions", key))
    inside = place.path == document.path and not mistake.source
    return mistake._replace(location=place, source=document.line(place.line) if inside else mistake.source)
