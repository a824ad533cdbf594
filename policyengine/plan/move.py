"""The old and the new option of a workload's move."""

from typing import NamedTuple

from policyengine.errors import InputError
from policyengine.facts.options import BESIDE_PRIMARY
from policyengine.loading.profiles import Profile
from policyengine.loading.suggestion import did_you_mean
from policyengine.option import Option, declared_options

FROM = "workload.migration.from"
PHASES = "workload.migration.phases"


class Move(NamedTuple):
    """The option that serves until the move ends, the one that serves afterwards, and how the first was determined."""

    old: Option
    new: Option
    found: str


def move_of(profile: Profile, name: str) -> Move | None:
    """Return the move of a workload, or None if it has no choice, or declares neither phases nor their start.

    Raises InputError if phases are declared but the option they start from is not.
    """
    workload = profile.workloads[name]
    phases, named = workload.get(PHASES), workload.get(FROM)
    if workload.get("choice") is None or phases == []:
        return None
    new, *others = declared_options(name, workload)
    if named is not None:
        return Move(_named(profile, name, named, others), new, "declared")
    if phases is None:
        return None
    considered = [one for one in others if one.considered]
    serving = [one for one in others if one.role in BESIDE_PRIMARY]
    for found, said in ((considered, "the only option considered"), (serving, "the only other option that serves")):
        if len(found) == 1:
            return Move(found[0], new, said)
    place = profile.document.locate_key(("workloads", name, "migration"))
    hint = f"add `from: …` under `workloads.{name}.migration`, the model of an option that is supporting or considered"
    raise InputError(profile.document.mistake("the option that this move starts from is not declared", place, hint))


def _named(profile: Profile, name: str, model: str, others: list[Option]) -> Option:
    """Return the option with a model; of several, the considered one, which has no other role."""
    found = [one for one in others if one.model == model]
    considered = [one for one in found if one.considered]
    if len(found) == 1 or len(considered) == 1:
        return (considered or found)[0]
    document = profile.document
    place = document.locate_value(("workloads", name, "migration", "from"))
    known = sorted({one.model for one in others})
    if found:
        hint = "leave one of them out, or declare the one that serves today as `considered`"
        raise InputError(document.mistake(f"`{model}` is the model of {len(found)} options", place, hint))
    hint = did_you_mean(model, known) or "add it under `considered`, as it currently serves"
    raise InputError(document.mistake(f"no option of `{name}` but its choice has the model `{model}`", place, hint))
