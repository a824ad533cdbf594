"""Computes the size report of a catalog model or of a profile."""

import os.path

from policyengine.engine.names import check_names
from policyengine.engine.session import Session
from policyengine.errors import Mistake, UsageError
from policyengine.facts.cases import profile_cases
from policyengine.facts.sizes.models import model_size
from policyengine.facts.sizes.options import option_sizes
from policyengine.loading.profiles import Profile
from policyengine.loading.suggestion import did_you_mean
from policyengine.sizes.report import SizeReport, Wanted
from policyengine.sizes.sizing import BITS


def sizes(profile: Profile, session: Session, wanted: Wanted) -> SizeReport:
    """Return the sizes of a profile's self-hosted options; raises UsageError for an unknown number format or GPU."""
    environment = session.environment
    _check(wanted, session)
    cases = profile_cases(profile, environment, considered=True)
    return SizeReport(_day(session), options=tuple(option_sizes(cases, wanted, environment)))


def size_of_model(name: str, session: Session, wanted: Wanted) -> SizeReport:
    """Return the size of a model of the catalog in force.

    Raises UsageError for an unknown model, number format or GPU.
    """
    _check(wanted, session)
    model = session.environment.catalog.find("models", name)
    if model is not None:
        return SizeReport(_day(session), models=(model_size(model, wanted, session.environment),))
    if os.path.isdir(name):
        raise UsageError(Mistake(f"`{name}` is a directory", hint="name the profile's file in it"))
    if name.endswith((".yaml", ".yml")):
        raise UsageError(Mistake(f"no file `{name}`", hint="name a profile's file, or a model of the catalog"))
    hint = (
        did_you_mean(name, session.environment.catalog.names("models"))
        or "name a model of the catalog, or a profile's file"
    )
    raise UsageError(Mistake(f"no model and no file `{name}`", hint=hint))


def _check(wanted: Wanted, session: Session) -> None:
    check_names("number format", wanted.quantizations, list(BITS))
    check_names("GPU", wanted.gpus, session.environment.catalog.names("gpus"))


def _day(session: Session) -> str:
    return session.environment.today.date().isoformat()
