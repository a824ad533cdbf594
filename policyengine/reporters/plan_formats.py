"""A plan as text, one module per format; each is imported only when it is asked for."""

from collections.abc import Callable

from policyengine.migration.plan import Plan


def _text(plan: Plan) -> str:
    from policyengine.reporters.plan_text import plan_text

    return plan_text(plan)


def _json(plan: Plan) -> str:
    from policyengine.reporters.plan_json import plan_json

    return plan_json(plan)


def _markdown(plan: Plan) -> str:
    from policyengine.reporters.plan_markdown import plan_markdown

    return plan_markdown(plan)


PLAN_REPORTERS: dict[str, Callable[[Plan], str]] = {"text": _text, "json": _json, "markdown": _markdown}
"""Every output format, by the name that `--output-format` takes."""
