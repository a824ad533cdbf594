"""`python -m generators.edition DATE` adds an edition to rules/editions.yaml: the shipped rules without an edition.

`--correct RULE --because REASON` instead records in the newest edition that a released rule was corrected. A correction
is for mistakes only: organisations with an older pinned edition are judged by the corrected text, too.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date

from policyengine import __version__
from policyengine.policy.editions import Editions, decision_digest, load_editions
from policyengine.policy.packs import EDITIONS
from policyengine.policy.policy import load_policy
from policyengine.rule import Rule


def main() -> int:
    """Write an edition or a correction; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m generators.edition", description=__doc__)
    parser.add_argument("date", nargs="?", metavar="DATE", help="day of the new edition, such as 2026-11-28")
    parser.add_argument("--correct", metavar="RULE", help="id of a released rule whose text was corrected")
    parser.add_argument("--because", metavar="REASON", help="why the old text was a mistake")
    given = parser.parse_args()
    editions, policy = load_editions(), load_policy(())
    rules = {head.id: policy.rule(head.id) for head in policy.all_headers}
    try:
        text = _corrected(editions, rules, given.correct, given.because) if given.correct else ""
        text = text or edition_text(editions, rules, given.date or "")
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    with open(EDITIONS, "a", encoding="utf-8") as file:
        file.write(text)
    sys.stdout.write("wrote rules/editions.yaml\n")
    return 0


def edition_text(editions: Editions, rules: Mapping[str, Rule], day: str) -> str:
    """Return the entry of a new edition; raises ValueError for a day that is not after the newest one."""
    try:
        date.fromisoformat(day)
    except ValueError:
        raise ValueError(f"`{day}` is not a date such as 2026-11-28") from None
    if editions.dates and day <= editions.dates[-1]:
        raise ValueError(f"the newest edition is {editions.dates[-1]}: choose a later day than {day}")
    new = [rule_id for rule_id in sorted(rules) if rule_id not in editions.since]
    if not new:
        raise ValueError("every rule is in an edition already")
    lines = "".join(f"    {rule_id}: {decision_digest(rules[rule_id])}\n" for rule_id in new)
    return f"{day}:\n  version: {__version__}\n  rules:\n{lines}"


def _corrected(editions: Editions, rules: Mapping[str, Rule], rule_id: str, because: str | None) -> str:
    if rule_id not in editions.since or rule_id not in rules:
        raise ValueError(f"`{rule_id}` is in no edition")
    if not because:
        raise ValueError("--correct needs --because")
    digest = decision_digest(rules[rule_id])
    heading = "" if editions.corrected else "  corrected:\n"
    return f"{heading}    {rule_id}: {{digest: {digest}, because: {json.dumps(because)}}}\n"


if __name__ == "__main__":
    sys.exit(main())
