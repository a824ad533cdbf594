"""docs/robustness.md: the tried ways around the gate, with their results."""

from itertools import groupby

from tests.bypasses.table import KINDS, Bypass, rows

_INTRO = """\
# Robustness

Profiles, settings, packs and scanned repositories come from pull requests, so their authors control most inputs of a
check. This page lists {count} ways around the gate that were tried, with the result of each. It is generated
by `python -m generators` from `tests/bypasses/`, where a test tries every row; do not edit it.

A pull request controls the files of its commit, its branch names, its submodules, and tags where anyone may push tags.
It does not control the configuration of the clone, the objects below `.git`, or the command line
([settings](settings.md#what-a-pull-request-controls)).

Unless a row says otherwise, the repository has a production profile that fails, and continuous integration runs
`policyengine check . --policy-from origin/main` on the branch of a pull request. Exit code 1 means that the profile is
still judged and still fails. Exit code 2 means that the attempt was refused. Exit code 0 is only right where the
attempt changes nothing that matters. Attempts on a lock are judged by the settings files of the branch, without
`--policy-from`: a file below the lock counts there.
"""


def bypass_page() -> str:
    """Return the page: a table for each kind of bypass."""
    tried = rows()
    parts = [_INTRO.format(count=len(tried))]
    for kind, group in groupby(tried, key=lambda row: row.kind):
        lines = "".join(map(_line, group))
        parts.append(f"\n## {KINDS[kind]}\n\n| attempt | exit code | output |\n|---|--:|---|\n{lines}")
    return "".join(parts)


def _line(row: Bypass) -> str:
    fence = "``" if "`" in row.says else "`"
    space = " " if "`" in row.says else ""
    cells = (row.way, str(row.code), f"{fence}{space}{row.says}{space}{fence}")
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |\n"
