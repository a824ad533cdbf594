"""One decision's record, checked by itself."""

from policyengine.decision import Decision
from policyengine.records.checking import Checked, check_records
from policyengine.resources import TEMPLATES


def check_record(decision: Decision, directory: str, layout: str = "", as_of: str = "") -> Checked:
    """Check the records of one decision, and give what is said of its own."""
    return check_records((decision,), directory, TEMPLATES, layout, as_of=as_of)[0]
