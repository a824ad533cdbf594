"""A model of the catalog, or a profile, becomes a size report."""

import os.path

from policyengine.costing.sizing import BITS
from policyengine.engine.costs import cases_of
from policyengine.engine.names import check_names
from policyengine.engine.session import Question, Session
from policyengine.engine.sessions import session_for
from policyengine.errors import Mistake, UsageError
from policyengine.facts.sizes.models import model_size
from policyengine.facts.sizes.options import option_sizes
from policyengine.loading.suggestion import did_you_mean
from policyengine.size_report import SizeReport, Wanted


def sizes(name: str, as_of: str, wanted: Wanted) -> SizeReport:
    """Return the size of a model by the catalog in force here, or of the self-hosted options of a profile's file.

    Raises PolicyEngineError when a file is wrong, UsageError for a model, number format or GPU that is not known.
    """
    is_file = os.path.isfile(name)
    session = session_for(name if is_file else "llm-profile.yaml", Question(as_of), {})
    check_names("number format", wanted.quantizations, list(BITS))
    check_names("GPU", wanted.gpus, session.environment.catalog.names("gpus"))
    if is_file:
        return SizeReport(as_of, options=tuple(option_sizes(cases_of(name, session), wanted, session.environment)))
    return _model(name, as_of, wanted, session)


def _model(name: str, as_of: str, wanted: Wanted, session: Session) -> SizeReport:
    model = session.environment.catalog.find("models", name)
    if model is not None:
        return SizeReport(as_of, models=(model_size(model, wanted, session.environment),))
    if os.path.isdir(name):
        raise UsageError(Mistake(f"`{name}` is a directory", hint="name the profile's file in it"))
    if name.endswith((".yaml", ".yml")):
        raise UsageError(Mistake(f"no file `{name}`", hint="name a profile's file, or a model of the catalog"))
    hint = (
        did_you_mean(name, session.environment.catalog.names("models"))
        or "name a model of the catalog, or a profile's file"
    )
    raise UsageError(Mistake(f"no model and no file `{name}`", hint=hint))
