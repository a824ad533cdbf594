"""One value of every kind of output, with something in each part that the kind can have.

The paths of examples are seen from the repository's root, which has to be the working directory.
"""

from collections.abc import Callable
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Any

from policyengine.costs.report import CostReport
from policyengine.engine.costs import costs
from policyengine.engine.session import Question
from policyengine.engine.sizes import size_of_model, sizes
from policyengine.errors import Mistake
from policyengine.loading.results import Result
from policyengine.location import Location
from policyengine.migration.drops import Thresholds
from policyengine.migration.terms import Origin, Term
from policyengine.monitor.monitoring import Monitoring, monitored
from policyengine.offload.reading import Counted, Reading, TaskCount
from policyengine.outputs import Options
from policyengine.pipeline import opened
from policyengine.plan.actions import Action, Next
from policyengine.plan.excusing import Excused
from policyengine.plan.judging import Judgement
from policyengine.plan.plan import Plan, plan_of, plan_question
from policyengine.preview import Preview
from policyengine.report import Report
from policyengine.sessions import session_for
from policyengine.severity import Severity
from policyengine.sizes.report import SizeReport, Wanted
from policyengine.verdict import Claim, Evidence, Excuse, Missing, Outcome, Verdict
from tests.cli.migrating import write
from tests.unit.outputs import reports
from tests.unit.outputs.verdicts import HIPAA, make_rule, make_verdict

DAY = "2026-11-22"
WAIVER = Excuse("waiver", "until May", Location("llm-profile.yaml", 9, 5, 9, 12), "Ann", "Bob", "R-7", "2026-12-24")


def report(_: Path) -> tuple[Report, Options]:
    """Return every outcome with an excuse, a claim, mistakes, notes and a preview, and what shows them all."""
    found = reports.everything()
    claimed = Evidence("workload.audience", "public", "profile", claim=Claim("audience.pdf", "2026-10-01", "legal"))
    extra = (
        make_verdict(make_rule("terms/reviewed"), Outcome.WAIVED, excuse=WAIVER),
        make_verdict(
            make_rule("terms/claimed"), Outcome.UNKNOWN, unproven="`a` names no document", evidence=(claimed,)
        ),
        *reports.capped().verdicts,
    )
    preview = Preview(("2026.11",), ("cost/newer",), (make_verdict(make_rule("cost/newer")),), extra[:1])
    whole = found._replace(verdicts=(*found.verdicts, *extra), preview=preview, notes=("one profile was looked up",))
    return whole._replace(mistakes=reports.mistakes().mistakes), Options(show_passes=True, statistics=True)


def cost(_: Path) -> tuple[CostReport]:
    """Return what the support platform costs."""
    return (costs(*opened("examples/customer-support/llm-profile.yaml", Question(DAY))),)


def size(_: Path) -> tuple[SizeReport]:
    """Return a model on three GPUs, one whose cache is not known, and the options of a profile."""
    here = session_for("llm-profile.yaml", Question(DAY), {})
    known = size_of_model("llama3.1:8b", here, Wanted(("int4",), 16384, 4, ("L4", "A100-80GB", "T4")))
    bound = size_of_model("xai-org/grok-1", here, Wanted(("fp8",)))
    options = sizes(*opened("examples/hospital-rented-gpus/llm-profile.yaml", Question(DAY)), Wanted()).options
    return (SizeReport(DAY, (*known.models, *bound.models), options),)


def plan(folder: Path) -> tuple[Plan]:
    """Return a move whose first phase has verdicts of every kind, with a teacher and what comes next."""
    write(folder, ("latency:", "customization: {need: lora}\n    fine_tune: {teacher: openai/gpt-4o}\n    latency:"))
    with chdir(folder):
        made = plan_of(*opened("llm-profile.yaml", plan_question(DAY)), None)
    (workload,) = made.workloads
    assert workload.move is not None
    assert workload.distillation is not None
    first, *others = workload.move.phases
    move = workload.move._replace(phases=(first._replace(judged=_judgement()), *others), notes=("a note",))
    after = Next(Action.HOLD, ("too few days",), date(2026, 1, 9), "canary")
    taught = workload.distillation._replace(judged=_judgement())
    return (made._replace(workloads=(workload._replace(move=move, distillation=taught, next=after),)),)


def _judgement() -> Judgement:
    rule = make_rule("compliance/placed", references=(HIPAA,))
    place = Location("llm-profile.yaml", 18, 5, 18, 11)

    def about(name: str, outcome: Outcome = Outcome.FAIL, **changes: Any) -> Verdict:
        return make_verdict(rule._replace(id=f"compliance/{name}"), outcome, location=place, **changes)

    unknown = about("unknown", Outcome.UNKNOWN, missing=(Missing("workload.audience", place, "say who reads it"),))
    return Judgement(
        refused=(about("refused"),),
        warned=(about("warned", severity=Severity.WARNING),),
        open=(unknown,),
        waived=(Excused(about("waived"), (WAIVER,), date(2026, 12, 24), ends_early=True),),
        unheld=(make_verdict(make_rule("waiver/expired"), location=place),),
    )


def monitor(_: Path) -> tuple[Monitoring]:
    """Return a drop, a sample that is too small, a result without a baseline, and one that is no share."""
    limits = Thresholds(
        Term(5, Origin.DECLARED, "llm-profile.yaml:12:3"),
        Term(8, Origin.SETTINGS, "params.alert_percent of hybrid/regression-suite"),
        Term(100, Origin.METHOD, "the regression suite"),
    )
    place = Location("results.csv", 2, 1, 2, 8)
    results = (
        Result("small", "accuracy", 0.84, 200, place, 0.9, 200, "2026-02-09"),
        Result("large", "accuracy", 0.88, 30, place, 0.9),
        Result("new", "accuracy", 0.84, 300, place),
        Result("small", "latency", 5, 100, place, 4, None, "", "ms", "lower"),
    )
    return (monitored("results.csv", results, limits),)


def offload(_: Path) -> tuple[Reading]:
    """Return a log with words for complexity, one type of request that could move, and a row left out."""
    tasks = (TaskCount("summary", 800, 640_000, 80_000, 640), TaskCount("advice", 200, 100_000, 60_000, 20))
    wrong = Mistake("`tokens` is no number", Location("log.csv", 7, 1, 7, 9), "a,tokens", "")
    words = (("simple", 660), ("hard", 340))
    return (Reading("log.csv", Counted(tasks, "2026-01-05", "2026-05-04", words), 1, wrong, None, 500),)


SAMPLES: dict[str, Callable[[Path], tuple[Any, ...]]] = {
    "report": report,
    "cost": cost,
    "size": size,
    "plan": plan,
    "monitor": monitor,
    "offload": offload,
}
"""By kind: makes the arguments of its `render`; the folder is an empty one to write into."""
