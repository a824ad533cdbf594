"""What a record asks people to do next, and whether the hardware of an option carries its load."""

import json
from typing import Any

import pytest

from policyengine.costs.ranges import Range
from policyengine.decision import JudgedOption
from policyengine.records.layouts import LAYOUTS
from policyengine.records.record import record_text
from policyengine.records.sidecar import sidecar_text
from policyengine.resources import TEMPLATES
from policyengine.sizes.report import OptionSize
from tests.builders import make_decision, make_option, make_workload
from tests.unit.records.test_sidecar import validate
from tests.unit.records.test_statement import CHOSEN, FAIL, OPEN, PASS, TOO_SMALL

BECAUSE = "nurses rated 92 of 100 answers as correct."
TIGHT = TOO_SMALL._replace(need_gb=Range(20.0, 23.0))


def text_of(*options: JudgedOption, layout: str = "madr4", **fields: Any) -> str:
    """Return a record of one workload with these options."""
    return record_text(make_decision(workloads=(make_workload(options=options),), **fields), 1, TEMPLATES, layout)


@pytest.mark.parametrize(
    ("options", "fields", "step"),
    [
        ((CHOSEN,), {"status": "draft"}, "Complete this draft, and set its status to `proposed`."),
        (
            (CHOSEN,),
            {"status": "proposed", "because": BECAUSE},
            "Ada Lovelace and Bo Chen accept or reject this proposal.",
        ),
        (
            (CHOSEN,),
            {"status": "proposed", "because": BECAUSE, "makers": ("Ada",)},
            "Ada accepts or rejects this proposal.",
        ),
        (
            (CHOSEN,),
            {"status": "proposed", "because": BECAUSE, "makers": ()},
            "The decision-makers accept or reject this proposal.",
        ),
        (
            (CHOSEN,),
            {"status": "proposed", "because": ""},
            "State the reason as `because` of decision `patient-qa-serving`.",
        ),
        ((), {"status": "proposed", "because": BECAUSE}, "Choose an option for `patient-qa`."),
        (
            (CHOSEN._replace(verdicts=(FAIL,)),),
            {"status": "proposed", "because": BECAUSE},
            (
                "Do not accept this proposal: the choice is excluded. Choose another option, or have the failed rules "
                "waived."
            ),
        ),
        (
            (CHOSEN._replace(verdicts=(PASS,), size=TOO_SMALL),),
            {"status": "accepted", "because": BECAUSE},
            (
                "Supersede this decision: the choice is excluded. Choose more memory, or declare a smaller "
                "`serving.context` or `serving.concurrency` if it is enough."
            ),
        ),
        (
            (CHOSEN._replace(verdicts=(OPEN,)),),
            {"status": "proposed", "because": BECAUSE},
            "Declare the missing facts of the undecided mandatory rules, and write this record again.",
        ),
        (
            (CHOSEN._replace(verdicts=(OPEN,)),),
            {"status": "accepted", "because": BECAUSE},
            (
                "Declare the missing facts of the undecided mandatory rules, then a new decision with "
                "`supersedes: patient-qa-serving`."
            ),
        ),
        (
            (CHOSEN,),
            {"status": "accepted", "because": BECAUSE},
            "Use the chosen option as described, and review it on time.",
        ),
        ((CHOSEN,), {"status": "rejected", "because": BECAUSE}, "None: this decision is not in force."),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_next_step_follows_from_the_status_and_the_choice(
    options: tuple[JudgedOption, ...], fields: dict[str, Any], step: str, layout: str
) -> None:
    """It is stated in every layout."""
    assert f"\n**Next step:** {step}\n" in text_of(*options, layout=layout, **fields)


@pytest.mark.parametrize(
    ("size", "line"),
    [
        (
            TIGHT,
            (
                "* **Memory is tight.** Ours on our premises needs 20 to 23 GB at the declared load and may use 21.6 "
                "to 22.1 GB, so requests may wait.\n"
            ),
        ),
        (TOO_SMALL._replace(need_gb=Range(12.0, 14.0)), ""),
        (None, ""),
    ],
)
def test_tight_memory_is_a_drawback(size: OptionSize | None, line: str) -> None:
    """An option that fits has none, and neither has one that others serve."""
    text = text_of(CHOSEN._replace(size=size))

    assert line in text
    assert ("Memory is tight" in text) == bool(line)


def test_the_json_file_has_the_fit_of_each_option() -> None:
    """With what it is computed from; null where others serve the option."""
    options = (CHOSEN._replace(size=TIGHT), make_option(role="considered", element="considered[0]"))
    decision = make_decision(workloads=(make_workload(options=options),))
    data = json.loads(sidecar_text(decision, "0001-x.md", record_text(decision, 1, TEMPLATES)))

    validate(data)
    assert [option["size"] for option in data["workloads"][0]["options"]] == [
        {
            "fit": "tight",
            "gpu": "A10G",
            "gpu_count": 1,
            "need_gb": {"low": 20.0, "high": 23.0},
            "usable_gb": {"low": 21.6, "high": 22.1},
            "problems": [],
        },
        None,
    ]
