"""Numbers of published methods, where neither the profile nor a rule's parameter says one; each with its source.

The four-phase method is the Decision Framework's. Days of shadow, the canary's share, days at parity, the suite's size
and its alert are parameters of `lifecycle/canary`, `lifecycle/rollout` and `hybrid/regression-suite`, and not repeated.
"""

from policyengine.rule import Reference

_FRAMEWORK = "https://myengineeringpath.dev/genai-engineer/open-vs-closed-llms"
_HOW_TO_DECIDE = "https://rawpickai.com/learn/open-source-vs-closed-ai"
_COMPARISON = "https://hakia.com/compare/open-vs-closed-llms/"
_CHECKED = "2026-11-22"


def _framework(section: str) -> Reference:
    title = "Open Source vs Closed Source LLMs, Decision Framework"
    return Reference(title, _FRAMEWORK, _CHECKED, "primary", section)


PHASES = _framework("migration phases 1 to 4")
SIMPLE_SHARE = _framework("frequent questions, migration recipe")
ADOPTION = _framework("adoption sequence")
ROUTING = _framework("hybrid routing design")
MONITORING = _framework("hybrid monitoring")
LIFECYCLE = Reference("Open Source vs Closed AI: How to Decide", _HOW_TO_DECIDE, _CHECKED, "primary", "hybrid patterns")
PARTITION = Reference(
    "Open Source vs Closed LLMs: Technical Comparison", _COMPARISON, _CHECKED, "primary", "quick verdict"
)

METHOD = "the four-phase method"
"""What messages call it; `PHASES` is its source."""

CANARY_DAYS = 14
"""Weeks 3 and 4."""

ROLLOUT_DAYS = 28
"""Weeks 5 to 8."""

STEPS_PERCENT = (25, 50, 75)
"""Shares of traffic in the rollout."""

LEAST_SIMPLE_SHARE, MOST_SIMPLE_SHARE = 0.5, 0.7
"""Simple requests that the recipe expects to find. The same article's worked case has 0.8."""

LEAST_MONTHS, MOST_MONTHS = 3, 6
"""Months of requests after which the adoption sequence looks for candidates."""

OPEN_TASKS = ("classification", "extraction", "structured-output")
CLOSED_TASKS = ("reasoning", "code-generation", "writing")
"""Which side the routing design gives a task: `structured-output` stands for format conversion, `writing` for creative
writing. Tasks on neither list are not in the article."""

STAGES = (
    (1, "mostly closed: the large model serves, and its prompts and checked outputs become training data"),
    (2, "increasingly open: a small model trained on them takes over what is stable; the large one keeps the rest"),
)
"""The lifecycle that the article describes, by year of the system."""
