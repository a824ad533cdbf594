"""The decisions of a profile, judged for their records."""

import os.path

from policyengine.decision import Decision
from policyengine.engine.bench import bench_beside, bench_for, check_profile
from policyengine.engine.deciding import decide, decision_question
from policyengine.errors import InputError, Mistake, UsageError
from policyengine.loading.profiles import Profile, load_profile
from policyengine.loading.suggestion import did_you_mean

_EXAMPLE = "decisions: {choose-a-name: {workloads: […], status: proposed, date: 2026-11-22}}"


def chosen_decisions(profile: Profile, only: tuple[str, ...] = ()) -> list[str]:
    """Name the decisions of a profile, or only some; raises InputError where there is none, UsageError for others."""
    document = profile.document
    if not profile.decisions:
        hint = f"add one: {_EXAMPLE}"
        raise InputError(document.mistake("the profile declares no decision", document.locate_key(()), hint))
    for name in only:
        if name not in profile.decisions:
            known = list(profile.decisions)
            hint = did_you_mean(name, known) or f"the decisions are {', '.join(known)}"
            raise UsageError(Mistake(f"the profile has no decision `{name}`", hint=hint))
    chosen = [key for key in profile.decisions if not only or key in only]
    # The record of a superseded decision points to its successor's, which has to be there first.
    return sorted(chosen, key=lambda key: profile.decisions[key]["decision.status"] == "superseded")


def judged(profile: Profile, key: str, profile_path: str, revision: str = "", *, costs: bool = False) -> Decision:
    """Judge a decision of a profile, by the settings of a git revision if one is named; raises PolicyEngineError.

    With `costs` it is also computed what the options cost.
    """
    question = decision_question(profile.decisions[key])._replace(policy_from=revision, costs=costs)
    check_profile(profile, bench_for(profile_path, question, {}))
    # Mistakes name files as seen from the working directory, records as seen from the profile: their text is the same
    # wherever they are made.
    named = load_profile(profile_path, os.path.basename(profile_path))
    if revision:
        from policyengine.engine.excuses import with_excuses_of

        named, _ = with_excuses_of(named, revision)
    return decide(named, key, bench_beside(profile_path, question), question)
