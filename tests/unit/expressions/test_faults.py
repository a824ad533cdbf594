"""What is said of conditions that cannot be used: full messages, places and hints."""

import pytest

from policyengine.expressions.errors import ABSENCE, Fault
from tests.unit.expressions.refusing import faults

LOOSE = "write whole numbers as `1.0`, or `double(…)` around the int"
LOOPS = "loops are all, exists, exists_one, filter"
REFUSED = [
    # names
    ("workload.data.clases == []",
     Fault("unknown fact `workload.data.clases`", 0, 20, "did you mean `workload.data.classes`?")),
    ('"é😀" == option.hostin', Fault("unknown fact `option.hostin`", 8, 13, "did you mean `option.hosting`?")),
    ("requests_per_day > 1",
     Fault("unknown fact `requests_per_day`", 0, 16, "did you mean `workload.volume.requests_per_day`?")),
    ("params.limits > 1", Fault("unknown parameter `params.limits`", 0, 13, "did you mean `params.limit`?")),
    ("option.hosting == onprem", Fault("unknown fact `onprem`", 18, 6, 'write `"onprem"` if it is a text')),
    ("option == 1", Fault("`option` is not a fact but a group of them", 0, 6,
                          "it has `option.cost.usd`, `option.hosting`, `option.open`")),
    ("option.hosting.kind == 1",
     Fault("unknown fact `option.hosting.kind`", 0, 19, "`option.hosting` is string and has no parts")),
    ('option.hosting.startWith("v")', Fault("unknown function `startWith`", 15, 9, "did you mean `startsWith`?")),
    ("workload.data.classes.any(c, c == 'x')", Fault("unknown function `any`", 22, 3, "did you mean `exists`?")),
    ("option.`hosting` == 'a'", Fault("names are written without backticks", 7, 1)),
    # types
    ("workload.volume.requests_per_day > option.cost.usd", Fault("cannot compare int with double", 33, 1, LOOSE)),
    ("option.cost.usd * 2 > 1.0", Fault("`*` cannot take double and int", 16, 1, LOOSE)),
    ("option.hosting == 1", Fault("cannot compare string with int", 15, 2)),
    ('"a" in option.hosting', Fault("`in` needs a list on its right, not string", 4, 2)),
    ("1 in workload.data.classes", Fault("cannot look for int in list<string>", 2, 2)),
    ("workload.data.classes.contains('phi')", Fault(
        "`contains` cannot take list<string> and string", 22, 8,
        "`contains` is for parts of a text; write `… in` before the list")),
    ("option.open && params.limit", Fault("`&&` needs bool, not int", 12, 2)),
    ("!option.hosting", Fault("`!` needs bool, not string", 0, 1)),
    ("params.limit ? true : false", Fault("`?` needs bool, not int", 13, 1)),
    ('option.open ? 1 : "a"', Fault("the two results of `?:` differ in type: int and string", 12, 1)),
    ("params.limit + 1", Fault("a condition is true or false, not int", 0, 16)),
    ("params.limit in [1, 'a']", Fault("a list holds one type, not int and string", 16, 1)),
    ("params.limit > 99999999999999999999", Fault("invalid int literal", 15, 20)),
    # syntax
    ("", Fault("the condition is empty", 0, 1)),
    ("params.limit >", Fault("the condition ends too early", 14, 1)),
    ("params.limit = 1", Fault("unexpected `=`", 13, 1, "write `==`")),
    ("option.open and option.open", Fault("unexpected `and`", 12, 3, "write `&&`")),
    ('option.hosting == "a', Fault("a text is never closed", 18, 1)),
    ("(option.open", Fault("`)` is missing", 12, 1)),
    ("option.open ? (1 == 1 : false", Fault("`)` is missing", 22, 1)),
    ("workload.data.classes.exists(x.y, true)", Fault("the loop variable of `exists` must be one plain name", 29, 3)),
    ("option.opn.size() > 1 && true", Fault("unknown fact `option.opn`", 0, 10, "did you mean `option.open`?")),
    ("params.limit ! 3", Fault("unexpected `!`", 13, 1)),
    # limits
    ("(" * 25 + "option.open" + ")" * 25,
     Fault("the condition is nested too deeply", 24, 1, "at most 24 open brackets")),
    ("+".join(["1"] * 40) + " > 0",
     Fault("the condition is nested too deeply", 0, 1, "split it, or name a part of it as a fact")),
    ("1 ==" + " " * 4096 + "1", Fault("a condition has at most 4096 characters, not 4101", 4096, 1)),
    # outside the fragment
    ("!has(option.hosting)",
     Fault("`has` cannot be used in a condition", 1, 3, ABSENCE)),
    ("workload.data.classes.map(x, x) == []", Fault("`map` cannot be used in a condition", 22, 3, LOOPS)),
    ("workload.data.classes.exists(x, workload.data.classes.all(y, x == y))",
     Fault("`all` cannot be inside another loop", 54, 3)),
    ("workload.data.classes.filter(x, x > 'a').exists(y, y == 'b')",
     Fault("`exists` cannot be inside another loop", 41, 6)),
    ("workload.data.classes.exists(workload, workload == 'a')",
     Fault("the loop variable `workload` hides a fact", 22, 6, "choose another letter")),
    ("workload.data.classes.exists(today, today == 'a')",
     Fault("the loop variable `today` hides a fact", 22, 6, "choose another letter")),
    ("workload.data.classes.exists(option, option.hosting == 'a')",
     Fault("the loop variable `option` hides a fact", 37, 14, "choose another letter")),
    ("workload.data.classes[0] == 'a'",
     Fault("an index cannot be used in a condition", 21, 1, "ask with `in`, `exists` or `all`")),
    ("[null] == []", Fault("`null` cannot be used in a condition", 1, 4, ABSENCE)),
    ("option.hosting == null", Fault("cannot compare string with null", 15, 2, ABSENCE)),
    ("size({'a': 1}) == 1", Fault("maps and messages cannot be used in a condition", 5, 1)),
    ("size(b'a') == 1", Fault("byte strings cannot be used in a condition", 5, 4)),
    ("[1u] == []", Fault("unsigned numbers cannot be used in a condition", 1, 2)),
    ("dyn(params.limit) == 1.0", Fault("`dyn` on int cannot be used in a condition", 0, 3)),
    ("string(params.limit) == '1'", Fault("`string` on int cannot be used in a condition", 0, 6)),
    ("today.getFullYear() > 2026", Fault("`getFullYear` on timestamp cannot be used in a condition", 6, 11)),
    ("1e999 > 1.0", Fault("the number is too large", 0, 5)),
    ("option.hosting.matches(option.hosting)", Fault("the pattern of `matches` must be written out", 23, 14)),
    ("option.hosting.matches('(?=a)')",
     Fault("`(?` is only for `(?:…)`: no flags, names, look-ahead or look-behind", 23, 7)),
    ("today > timestamp(option.hosting)", Fault("`timestamp` takes a text that is written out", 8, 9)),
    ("today > timestamp('2026-10-01')",
     Fault("`2026-10-01` is not a timestamp", 18, 12, 'write `timestamp("2026-10-01T00:00:00Z")`')),
    ("today > timestamp('2026-02-30T00:00:00Z')", Fault("`2026-02-30T00:00:00Z` is not on the calendar", 18, 22)),
    ("grace > duration('3d')", Fault("`3d` is not a duration", 17, 4, "write days in hours: `24h` is a day")),
    ("grace > duration('1ns')", Fault("`1ns` is not a duration", 17, 5, "like `36h` or `1h30m`")),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), REFUSED, ids=[source[:60] for source, _ in REFUSED])
def test_a_refused_condition_says_what_and_where(source: str, expected: Fault) -> None:
    """One fault, its code point offset and length, and what to do."""
    assert (expected,) == faults(source)


def test_all_faults_are_told_at_once() -> None:
    """In source order; several lines count as one text."""
    expected = (
        Fault("unknown function `foo`", 0, 3),
        Fault("unknown fact `option.hostng`", 12, 13, "did you mean `option.hosting`?"),
        Fault("cannot compare double with int", 53, 1, LOOSE),
    )
    assert expected == faults('foo(1) &&\n  option.hostng == "é"\n && option.cost.usd > 1')


def test_all_refusals_are_told_at_once() -> None:
    """What CEL accepts and we refuse is collected too."""
    expected = (
        Fault("an index cannot be used in a condition", 21, 1, "ask with `in`, `exists` or `all`"),
        Fault("`string` on bool cannot be used in a condition", 34, 6),
    )
    assert expected == faults("workload.data.classes[0] == 'a' ||string(option.open) == 'a'")
