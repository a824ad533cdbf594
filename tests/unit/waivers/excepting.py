"""A repository with a pack of one rule for each severity, and one waiver to write into its profile."""

import json
from pathlib import Path
from typing import Any

from policyengine.decision import Decision
from policyengine.engine.deciding import decide, decision_question
from policyengine.engine.explain import explanations
from policyengine.engine.session import Question
from policyengine.explanation import Explanation
from policyengine.loading.profiles import load_profile
from policyengine.outputs import REPORT, Options
from policyengine.report import Report
from policyengine.sessions import session_beside
from policyengine.whole_report import check

DAY = "2026-11-22"
RULES: dict[str, dict[str, Any]] = {
    "loud": {"severity": "error"},
    "middling": {"severity": "warning"},
    "quiet": {"severity": "note"},
    "lawful": {"severity": "error", "force": "law"},
    "firm": {"severity": "error", "waivable": False},
    "open": {"severity": "error", "require": "workload.data.boundary != 'none'"},
    "renamed": {"severity": "error", "formerly": ["acme:a/older"]},
    "claimed": {"severity": "error", "require": "workload.security.mfa"},
}
HUMAN = {"owner": "Ann", "reason": "the vendor signs in May", "approved_by": "Bob", "ticket": "RISK-1"}


def _rule(**changed: Any) -> dict[str, Any]:
    source = {"title": "Handbook", "url": "https://example.com/x", "checked": DAY, "confidence": "primary"}
    return {
        "title": "No personal data goes to this workload",
        "severity": "error",
        "force": "organization-policy",
        "scope": "workload",
        "require": "!('pii' in workload.data.classes)",
        "message": "`{workload.name}` has personal data",
        "rationale": "Because.",
        "remediation": "Remove it.",
        "references": [source],
        "examples": [{"name": "personal", "given": {"workload.data.classes": ["pii"]}, "expect": "fail"}],
        **changed,
    }


class House:
    """The repository with its profile and its settings; `rules` of the pack are asked."""

    def __init__(self, folder: Path, *rules: str) -> None:
        self.folder = folder
        self.rules = rules
        self.settings: dict[str, Any] = {"version": 1, "packs": ["acme"]}
        self.profile: dict[str, Any] = {
            "version": 1,
            "project": {"name": "p", "lifecycle": "production"},
            "workloads": {"w": {"data": {"classes": ["pii", "internal"]}}},
            "decisions": {"d": {"workloads": ["w"], "status": "proposed", "date": DAY}},
        }

    @staticmethod
    def found(folder: Path) -> None:
        """Make a folder the repository of a pack with all the rules."""
        (folder / ".git").mkdir()
        (folder / "acme" / "rules" / "a").mkdir(parents=True)
        for name, changed in RULES.items():
            (folder / "acme" / "rules" / "a" / f"{name}.yaml").write_text(json.dumps(_rule(**changed)))

    @property
    def path(self) -> str:
        """Return the profile's path."""
        return str(self.folder / "llm-profile.yaml")

    def write(self) -> None:
        """Write the profile and the settings, a line for each key: JSON is YAML."""
        for name, given in (("llm-profile.yaml", self.profile), ("policyengine.yaml", self.settings)):
            (self.folder / name).write_text(json.dumps(given, indent=1))

    def question(self, day: str = DAY) -> Question:
        """Ask only the rules that the test is about."""
        return Question(day, select=self.selected)

    @property
    def selected(self) -> tuple[str, ...]:
        """Return their ids."""
        return tuple(f"acme:a/{name}" for name in self.rules)

    def report(self, day: str = DAY, **question: Any) -> Report:
        """Write everything and check it."""
        self.write()
        return check([(self.path, None)], self.question(day)._replace(**question))

    def json(self, day: str = DAY) -> dict[str, Any]:
        """Return the report as programs get it."""
        report: dict[str, Any] = json.loads(REPORT.render("json", self.report(day), Options()))
        return report

    def decision(self, day: str = DAY) -> Decision:
        """Judge the decision as `record` does, as of a day."""
        self.profile["decisions"]["d"]["date"] = day
        self.write()
        profile = load_profile(self.path, "llm-profile.yaml")
        question = decision_question(profile.decisions["d"])._replace(select=self.selected)
        return decide(profile, "d", session_beside(self.path, question), question)

    def explained(self, rule: str, day: str = DAY) -> Explanation:
        """Explain a rule of the pack for the workload."""
        self.write()
        profile = load_profile(self.path, "llm-profile.yaml")
        question = self.question(day)
        (found,) = explanations(profile, session_beside(self.path, question), question, f"acme:a/{rule}")
        return found

    def waiver(self, rule: str = "loud", /, **changed: Any) -> dict[str, Any]:
        """Return a complete waiver for what a rule says of the workload today; None removes a key."""
        verdicts = self.json()["verdicts"]
        digest = next(v["facts_digest"] for v in verdicts if v["rule"] == f"acme:a/{rule}")
        made = {
            "rule": f"acme:a/{rule}",
            "workload": "w",
            **HUMAN,
            "granted": DAY,
            "expires": "2027-05-01",
            "facts": digest,
            **changed,
        }
        return {key: value for key, value in made.items() if value is not None}


def outcomes(report: Report) -> dict[str, str]:
    """Return the outcome of each rule in a report."""
    return {verdict.rule.id: str(verdict.outcome) for verdict in report.verdicts}
