"""Whether settings files keep what those they extend have locked: they may tighten it, never loosen it."""

from policyengine.engine.locks.facts import fact_locks
from policyengine.engine.locks.layers import Layers
from policyengine.engine.locks.lock import Lock
from policyengine.engine.locks.rules import parameter_locks, severity_locks
from policyengine.engine.locks.terms import term_locks
from policyengine.engine.locks.unnamed import unnamed_locks
from policyengine.errors import Mistake, first_mistakes
from policyengine.loading.layers import merged
from policyengine.loading.settings import Settings
from policyengine.policy.policy import Policy


def lock_mistakes(settings: Settings, policy: Policy, *, by_contents: bool = False) -> list[Mistake]:
    """Return an error for each lock that names nothing, and for each value that loosens one, where it stands.

    `by_contents` is that of `load_policy`, for the packs of the files that lock.
    """
    mistakes: list[Mistake] = []
    layers = Layers(settings.files, policy, by_contents=by_contents)
    for index, file in enumerate(settings.files):
        if file.locked and file.document is not None:
            below = tuple(reversed(settings.files[:index]))
            lock = Lock(file.document, file.locked, merged(settings.files[index:]), below)
            mistakes += first_mistakes(unnamed_locks(lock.document, lock.words, policy))
            mistakes += first_mistakes(parameter_locks(lock, policy))
            mistakes += first_mistakes(fact_locks(lock, layers))
            mistakes += first_mistakes(severity_locks(lock, policy))
            mistakes += first_mistakes(term_locks(lock))
    return mistakes
