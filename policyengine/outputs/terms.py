"""A term with who said it: `5 % (the default of hybrid/regression-suite, params.alert_percent)`."""

from policyengine.migration.terms import Origin, Term

_BY = {
    Origin.DECLARED: "{}",
    Origin.ASKED: "by {}",
    Origin.SETTINGS: "{}",
    Origin.METHOD: "default of {}",
    Origin.UNDECLARED: "declare `{}`",
}


def term_source(term: Term) -> str:
    """Say who said a term."""
    return _BY[term.origin].format(term.said)
