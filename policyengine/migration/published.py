"""Default numbers of published methods, used if neither the profile nor a rule parameter sets one; with their sources.

The four-phase method is the Decision Framework's. Days of shadow, the canary's share, days at parity, the suite's size
and its alert are parameters of `lifecycle/canary`, `lifecycle/rollout` and `hybrid/regression-suite`, and not repeated.

Primary means that the number appears in the text of the article that was provided; the addresses are those that the
shipped rules cite, and were not opened again.
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
SIMPLE_SHARE = _framework("frequent questions, incremental migration")
ADOPTION = _framework("adoption sequence, step 2")
ROUTING = _framework("interview question 3, routing logic")
LIFECYCLE = Reference("Open Source vs Closed AI: How to Decide", _HOW_TO_DECIDE, _CHECKED, "primary", "hybrid path")
PARTITION = Reference(
    "Open Source vs Closed LLMs: Technical Comparison", _COMPARISON, _CHECKED, "primary", "quick verdict"
)

METHOD = "the four-phase method"
"""The name in messages; `PHASES` is its source."""

CANARY_DAYS = 14
"""Weeks 3 and 4."""

ROLLOUT_DAYS = 28
"""Weeks 5 to 8."""

STEPS_PERCENT = (25, 50, 75)
"""Shares of traffic in the rollout."""

LEAST_SIMPLE_SHARE, MOST_SIMPLE_SHARE = 0.5, 0.7
"""Share of simple requests that the recipe expects; its worked case has 0.8. Treating a type of request as a candidate
from the lower end on is our interpretation: the article states no share for a type.
"""

LEAST_MONTHS, MOST_MONTHS = 3, 6
"""Months after which the adoption sequence examines the distribution of requests for candidates."""

OPEN_TASKS = ("classification", "extraction", "structured-output")
CLOSED_TASKS = ("reasoning", "code-generation", "writing")
"""The side of each task in the routing design. Our words for its terms: `structured-output` for format conversion,
`reasoning` for reasoning in several steps, `writing` for creative writing. Tasks on neither list are not covered.
"""

STAGES = (
    (1, "mostly closed: prompts are written for the large model by API, and it makes the training data"),
    (2, "increasingly open, as the product becomes stable: a small model trained on that data takes over"),
)
"""The lifecycle by year of the system. The article describes what teams do, without figures."""
