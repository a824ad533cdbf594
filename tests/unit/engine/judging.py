"""Writes a small profile and its settings into a folder and judges them there, in process."""

import json
from pathlib import Path
from typing import Any

from policyengine.case import Case
from policyengine.cli.exit_codes import exit_code
from policyengine.engine.session import Question, Session
from policyengine.facts.cases import profile_cases
from policyengine.loading.profiles import Profile, load_profile
from policyengine.report import Report
from policyengine.sessions import session_for
from policyengine.verdict import Outcome, Verdict
from policyengine.whole_report import check

AS_OF = "2026-11-22"
LLAMA = "meta-llama/Llama-3.1-70B-Instruct"
OPENAI = {"model": "openai/gpt-4o", "hosting": "vendor-api", "provider": "openai"}
OWN = {"model": LLAMA, "hosting": "on-premises"}

Data = dict[str, Any]


def make_profile(choice: Data | None = None, *, data: Data | None = None, **workload: Any) -> Data:
    """Make a profile of a production project with one workload `w`."""
    needs = {"data": {"classes": ["pii"], **(data or {})}, **workload}
    return {
        "version": 1,
        "project": {"name": "p", "lifecycle": "production"},
        "workloads": {"w": needs if choice is None else {**needs, "choice": choice}},
    }


def place(folder: Path, profile: Data | str, settings: Data | str | None = None) -> str:
    """Write a profile and its settings into a folder that is a repository; JSON is YAML. Give the profile's path."""
    (folder / ".git").mkdir(parents=True, exist_ok=True)
    for name, given in (("llm-profile.yaml", profile), ("policyengine.yaml", settings)):
        if given is not None:
            text = given if isinstance(given, str) else json.dumps({"version": 1, **given}, ensure_ascii=False)
            (folder / name).write_text(text, encoding="utf-8")
    return str(folder / "llm-profile.yaml")


def judged(folder: Path, profile: Data | str, settings: Data | str | None = None, **question: Any) -> Report:
    """Judge a profile with its settings."""
    return check([(place(folder, profile, settings), None)], Question(**{"as_of": AS_OF, **question}))


def laid_out(
    folder: Path, profile: Data | str, settings: Data | str | None = None, *, considered: bool = False
) -> tuple[Profile, Session, list[Case]]:
    """Return the profile, its session and its cases."""
    path = place(folder, profile, settings)
    session = session_for(path, Question(AS_OF), {})
    loaded = load_profile(path, "llm-profile.yaml")
    return loaded, session, profile_cases(loaded, session.environment, considered=considered)


def facts_of(cases: list[Case], scope: str, element: str = "") -> dict[str, Any]:
    """Return the facts of the one case of a scope and element, of the first one where no element is named."""
    return next(c.facts for c in cases if c.subject.scope == scope and element in ("", c.subject.element))


def verdict_of(report: Report, rule: str) -> Verdict:
    """Return the one verdict of a rule."""
    (found,) = [verdict for verdict in report.verdicts if verdict.rule.id == rule]
    return found


def failures(report: Report) -> list[Verdict]:
    """Return the verdicts that fail, or count as failures."""
    return [v for v in report.verdicts if v.outcome in (Outcome.FAIL, Outcome.UNKNOWN) and v.severity == "error"]


def code_of(report: Report) -> int:
    """Return the exit code of `check`."""
    return exit_code(report.totals, "error")
