"""Ways around the gate by one word about a workload: what it does to people, what it is for, and whose data it has.

Each starts from the profile of `contradictions.py`, which passes with the settings of the base branch.
"""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.contradictions import PHI, changed
from tests.bypasses.ways.words import assistant
from tests.cli.running import Done

STATEMENTS = "error[consistency/statements]"
PURPOSES = "error[consistency/purposes]"


@bypass("impossibility", "A prohibited system is said to be clear of prohibited practices", code=1, says=STATEMENTS)
def prohibited_and_clear(gate: Gate) -> Done:
    """Declare the class, and that the screening found nothing."""
    return changed(
        gate, ("    logging: {", "    ai_act: {prohibited_screen: clear, class: prohibited}\n    logging: {")
    )


@bypass("omission", "A prohibited system is not screened for prohibited practices", code=1, says=STATEMENTS)
def prohibited_and_not_screened(gate: Gate) -> Done:
    """Declare the class alone, outside the EU."""
    return changed(gate, ("    logging: {", "    ai_act: {class: prohibited}\n    logging: {"))


@bypass("impossibility", "A hiring decision is said to have no effect on people", code=1, says=STATEMENTS)
def decision_without_effect(gate: Gate) -> Done:
    """Switch off the rule about human review."""
    return changed(
        gate,
        ("use_case: patient-communication", "use_case: hiring-decision"),
        ("decision_effect: informs", "decision_effect: none"),
        ("human_review: sampled", "human_review: none"),
    )


@bypass("impossibility", "A chat is said to be one in which nobody interacts", code=1, says=STATEMENTS)
def chat_without_interaction(gate: Gate) -> Done:
    """Switch off the rules about disclosure."""
    return changed(gate, ("interaction: chat", "interaction: none"))


@bypass("impossibility", "A diagnosis for children states that no purpose applies", code=1, says=PURPOSES)
def diagnosis_without_purposes(gate: Gate) -> Done:
    """Empty the list that licences and terms of use are compared with."""
    return assistant(
        gate,
        "use_case: diagnosis\n    audience: [clinicians, minors]\n"
        "    use: {commercial: true, outputs_train: none, purposes: []}",
        "model: google/gemini-2.5-pro, hosting: vendor-api, provider: google-gemini-api",
    )


@bypass("impossibility", "Patients' data at a covered entity are called health data", code=1, says=PHI)
def phi_called_health(gate: Gate) -> Done:
    """Name the class that is for data outside HIPAA, and the staff as audience."""
    return changed(
        gate,
        ("classes: [phi, pii]", "classes: [health]"),
        ("use_case: patient-communication", "use_case: data-analysis"),
        ("audience: [patients]", "audience: [employees]"),
    )


@bypass("impossibility", "Patients' data that clinicians read are called personal data", code=1, says=PHI)
def phi_called_pii_for_clinicians(gate: Gate) -> Done:
    """Name a use case that is not only that of clinics."""
    return changed(
        gate,
        ("classes: [phi, pii]", "classes: [pii]"),
        ("use_case: patient-communication", "use_case: document-processing"),
        ("audience: [patients]", "audience: [clinicians]"),
    )


@bypass("impossibility", "What patients write is called an employment record", code=1, says=PHI)
def phi_called_employment_records(gate: Gate) -> Done:
    """Declare an exception of which patients' data are no case."""
    return changed(
        gate,
        ("classes: [phi, pii]", "classes: [health, pii]"),
        ("deid: {method: none}", "deid: {method: none}\n      phi_exception: employment-records"),
    )
