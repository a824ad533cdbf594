"""What the text of a decision states about costs, compared with the amounts of its record."""

import re
from collections.abc import Iterator
from itertools import combinations

from policyengine.costs.lines import Cost, together
from policyengine.costs.ranges import Range
from policyengine.costs.report import WorkloadCost
from policyengine.decision import Decision, JudgedWorkload
from policyengine.records.standing import ELIGIBLE, WAIVED, word_of
from policyengine.words.names import model_name, service_name

SLACK = 0.1
"""A figure within this fraction of the computed cost agrees with it: our own choice, the margin of comparisons."""

_ANY = float("inf")
_MONTHLY = "usd_per_month"
_NUMBER = r"(?<![\d'\u2019.,])(?<!\d )\d[\d,]*(?:\.\d+)?(?!\s?['\u2019.,]?\d)"
_AMBIGUOUS = re.compile(r"\.\d{3}$")
"""A point before three digits: a decimal point for some people, and one between thousands for others."""

_LEAST_WITHOUT_UNIT = 10
"""A smaller amount without a unit of its own is a price of something else, such as a call."""

_MONEY = re.compile(
    rf"(?:\bUSD|\$)\s?(?P<before>{_NUMBER})\s?(?P<size>k\b|thousand\b|million\b)?"
    rf"|(?P<after>{_NUMBER})\s?(?P<size_after>k\b|thousand\b|million\b)?\s?(?:USD|dollars)\b",
    re.IGNORECASE,
)
_SIZES = {"k": 1e3, "thousand": 1e3, "million": 1e6}
_UNIT = re.compile(
    r"\s*(?:USD\s*)?(?:an?\b|per\b|/|each\b|every\b)\s*(\w*)|\s*(monthly|yearly|annually)\b", re.IGNORECASE
)
_MONTHS = {"month": 1, "monthly": 1, "year": 12, "yearly": 12, "annually": 12}
_IN_MONTHS = re.compile(r"(?:\ba|\bper|/|\bevery|\beach)\s*month\b|\bmonthly\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_CLAUSE = re.compile(r"[;:]\s")
_PAST = re.compile(
    r"\b(?:once|until|previously|formerly|earlier|ago|used to|last (?:month|quarter|year))\b", re.IGNORECASE
)
_LIMIT = re.compile(r"\b(?:budgets?|caps?|ceilings?|limits?|allowances?)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\b(?:sav\w+|less|more|lower|higher|cheaper|differences?|extra|additional|cuts?|reduc\w+|on top)\b",
    re.IGNORECASE,
)
_CHEAPEST = re.compile(
    r"\b(?:cheapest|least expensive|(?:lowest|smallest|least) (?:monthly )?(?:costs?|price)|costs? (?:the )?least)\b",
    re.IGNORECASE,
)
_CHEAPER = re.compile(r"\b(?:cheaper|less expensive|costs? less) than\b", re.IGNORECASE)
_REVERSED = re.compile(
    r"\b(?:not|never|no longer|without|over|than|instead of|rather than|nor|neither)\b|n't\b", re.IGNORECASE
)
_QUALIFIED = re.compile(r"\s+(?:\w+\s+){0,3}(?:from|that|which|whose|with|among|in|for)\b", re.IGNORECASE)
_CLAIMS = re.compile(r"\b(?:is|are|being|it's|has|have|with|at|for|as|chose|choose|take|took)\b[^,.]*$", re.IGNORECASE)
_SHORT = 5
"""A sentence of at most 5 words without a verb of its own describes the choice."""


def strange_figures(decision: Decision) -> tuple[float, ...]:
    """Return the USD per month that the texts of a decision state and that match no amount of its record.

    Nothing is returned where options without a computed cost could explain all of these figures.
    """
    counted = decision.costs.workloads if decision.costs else ()
    if not any(option.cost.lines for cost in counted for option in cost.options):
        return ()
    amounts, differences = [*_amounts(decision)], [*_differences(decision)]
    figures = dict.fromkeys((*_figures(decision.because), *_figures(decision.context)))
    strange = [
        figure
        for figure, is_difference in figures
        if figure and all(differs(figure, known) for known in (*amounts, *(differences if is_difference else ())))
    ]
    uncounted = sum(not option.cost.lines for cost in counted for option in cost.options)
    return tuple(strange) if len(strange) > uncounted else ()


def differs(figure: float, counted: Range) -> bool:
    """Return whether a figure lies outside a range by more than the slack."""
    return figure < counted.low * (1 - SLACK) or figure > counted.high * (1 + SLACK)


def cheaper_options(workload: JudgedWorkload, cost: WorkloadCost) -> dict[str, Range]:
    """Return the eligible options that cost less than the choice beyond the margin, with the USD per month saved."""
    eligible = {option.element for option in workload.options if word_of(option) in (ELIGIBLE, WAIVED)}
    least = cost.together.usd_per_month.low
    found = {
        compared.element: Range(-compared.saved.high, -compared.saved.low)
        for compared in cost.comparisons
        if compared.element in eligible and compared.saved.high < 0 and -compared.saved.high >= compared.margin * least
    }
    return dict(sorted(found.items(), key=lambda item: -item[1].middle))


def claimed_cheapest(because: str, workload: JudgedWorkload, cheaper: dict[str, Range]) -> tuple[str, str]:
    """Return the words that claim a low cost of the choice and the cheaper option that contradicts them, or nothing."""
    names = _names(workload)
    for sentence in _SENTENCE.split(because):
        for found in _CHEAPEST.finditer(sentence):
            is_qualified = _QUALIFIED.match(sentence, found.end())
            if cheaper and not is_qualified and _is_of_choice(sentence, found.start(), names):
                return found[0], next(iter(cheaper))
        for found in _CHEAPER.finditer(sentence):
            if _is_denied(sentence[: found.start()]):
                continue
            rival = _nearest(sentence[found.end() :], 0, names)
            if rival in cheaper and _nearest(sentence[: found.start()], found.start(), names) in ("", None):
                return found[0], rival or ""
    return "", ""


def _figures(text: str) -> Iterator[tuple[float, bool]]:
    """Yield the amounts of money per month in a text, and whether each may be a difference.

    Past costs, limits and numbers that people read in two ways are left out.
    """
    for sentence in _SENTENCE.split(text):
        in_months = bool(_IN_MONTHS.search(sentence))
        for clause in _CLAUSE.split(sentence):
            for found in () if _PAST.search(clause) or _LIMIT.search(clause) else _MONEY.finditer(clause):
                unit = _UNIT.match(clause, found.end())
                months = _MONTHS.get((unit[1] or unit[2]).lower(), 0) if unit else int(in_months)
                number = found["before"] or found["after"]
                size = _SIZES.get((found["size"] or found["size_after"] or "").lower(), 1)
                if months == 1 and not _AMBIGUOUS.search(number):
                    figure = float(number.replace(",", "")) * size
                    if unit or figure >= _LEAST_WITHOUT_UNIT:
                        yield figure, bool(_DIFFERENCE.search(clause))


def _amounts(decision: Decision) -> Iterator[Range]:
    """Yield what a figure may be: costs, totals, and declared estimates, savings, budgets and spending."""
    for workload in decision.workloads:
        facts = [(need.path, need.value) for need in workload.needs]
        facts += [fact for option in workload.options for fact in option.option.facts.items()]
        for path, value in facts:
            if path.endswith(_MONTHLY) and isinstance(value, int | float):
                yield Range(value, value)
    in_use: list[Cost] = []
    for cost in decision.costs.workloads if decision.costs else ():
        yield from _compared(cost)
        in_use += [option.cost for option in cost.in_use]
    yield _amount(together(in_use))


def _differences(decision: Decision) -> Iterator[Range]:
    for cost in decision.costs.workloads if decision.costs else ():
        yield from (_difference(*pair) for pair in combinations(_compared(cost), 2))


def _compared(cost: WorkloadCost) -> Iterator[Range]:
    """Yield what each option costs, the total of those in use, and the team's estimates."""
    yield from (_amount(option.cost) for option in cost.options if option.cost.lines)
    if cost.together.lines:
        yield _amount(cost.together)
    yield from (Range(option.estimate, option.estimate) for option in cost.options if option.estimate is not None)


def _amount(cost: Cost) -> Range:
    """Return the cost of a month; without an upper end where an input is missing."""
    return Range(cost.usd_per_month.low, _ANY) if cost.missing else cost.usd_per_month


def _difference(first: Range, second: Range) -> Range:
    """Return the range of the difference of two amounts, whichever is higher."""
    higher, lower = max(first, second), min(first, second)
    return Range(max(0.0, higher.low - lower.high), higher.high - lower.low)


def _names(workload: JudgedWorkload) -> dict[str, list[str]]:
    """Return what a text may call each option, in lower case; the choice has the empty element."""
    called: dict[str, set[str]] = {}
    for option in workload.options:
        model, provider = option.option.model, option.option.facts.get("option.provider.id")
        name = model_name(model)
        names = {
            name,
            *([first] if not any(map(str.isdigit, first := name.partition(" ")[0])) else []),
            model.rpartition("/")[2],
            *([service_name(provider)] if provider else []),
        }
        called.setdefault(option.element if option.role == "considered" else "", set()).update(map(str.lower, names))
    return {
        element: [name for name in names if not any(name in others for one, others in called.items() if one != element)]
        for element, names in called.items()
    }


def _nearest(text: str, at: int, names: dict[str, list[str]]) -> str | None:
    """Return the option that a text names nearest to a place: empty for the choice, None if it names none."""
    places = [
        (max(at - found.end(), found.start() - at), element)
        for element, called in names.items()
        for name in called
        for found in re.finditer(rf"\b{re.escape(name)}\b(?!['\u2019]s)", text.lower())
    ]
    return min(places)[1] if places else None


def _is_of_choice(sentence: str, at: int, names: dict[str, list[str]]) -> bool:
    """Return whether a claim at a place of a sentence is about the choice, and is not denied."""
    before = sentence[:at]
    if _is_denied(before):
        return False
    nearest = _nearest(sentence, at, names)
    if nearest is not None:
        return nearest == ""
    return bool(_CLAIMS.search(before)) or len(sentence.split()) <= _SHORT


def _is_denied(before: str) -> bool:
    """Return whether one of the last four words denies what follows."""
    return bool(_REVERSED.search(" ".join(before.split()[-4:])))
