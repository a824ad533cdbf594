"""The bench of a path: from the settings above it, or from those of a git revision."""

import os.path

from policyengine.engine.bench import Bench, Benches, Question, bench_or_error, bench_with
from policyengine.errors import PolicyEngineError
from policyengine.loading.paths import display_path
from policyengine.loading.settings import no_settings
from policyengine.loading.settings_files import find_sole_settings, is_boundary, settings_in
from policyengine.loading.settings_in_force import load_settings


def bench_beside(path: str, question: Question) -> Bench:
    """Return the bench of a profile's settings file, which messages and records name as seen from the profile.

    A record must not depend on where it is made from. Raises PolicyEngineError as `bench_for`.
    """
    directory = os.path.dirname(os.path.abspath(path))
    if question.policy_from:
        from policyengine.engine.revision import bench_at_revision

        return _unless_error(bench_at_revision(directory, question, {}, beside=True))
    found = find_sole_settings(directory)
    if found is None:
        return bench_with(no_settings(directory), question)
    printed = os.path.relpath(os.path.abspath(found), directory).replace(os.sep, "/")
    return bench_with(load_settings(found, printed), question)


def bench_for(path: str, question: Question, benches: Benches) -> Bench:
    """Return the bench of a profile's settings file, from `benches` if it is there.

    Raises PolicyEngineError when the settings, the packs or the catalog are broken.
    """
    return _unless_error(_bench_at(os.path.dirname(os.path.abspath(path)), question, benches))


def _bench_at(directory: str, question: Question, benches: Benches) -> Bench | PolicyEngineError:
    if directory not in benches:
        if question.policy_from:
            from policyengine.engine.revision import bench_at_revision

            benches[directory] = bench_at_revision(directory, question, benches)
        else:
            benches[directory] = _bench_found(directory, question, benches)
    return benches[directory]


def _bench_found(directory: str, question: Question, benches: Benches) -> Bench | PolicyEngineError:
    try:
        if not settings_in(directory) and not is_boundary(directory):
            return _bench_at(os.path.dirname(directory), question, benches)
        found = find_sole_settings(directory)
    except PolicyEngineError as error:
        return error
    key = os.path.abspath(found) if found else "no settings"
    if key not in benches:
        benches[key] = bench_or_error(
            lambda: load_settings(found, display_path(found)) if found else no_settings(directory), question
        )
    return benches[key]


def _unless_error(bench: Bench | PolicyEngineError) -> Bench:
    if isinstance(bench, PolicyEngineError):
        raise bench
    return bench
