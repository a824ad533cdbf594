"""Read a rule file as a rule with compiled conditions, or report its mistakes."""

from collections.abc import Mapping
from typing import Any

from policyengine.document import Document
from policyengine.errors import MOST_MISTAKES, Mistake, RuleError
from policyengine.expressions.checking import check_condition
from policyengine.expressions.errors import ExpressionError
from policyengine.expressions.words import foreign_words
from policyengine.loading.long_values import long_value_mistakes
from policyengine.loading.schema import explain
from policyengine.loading.schema_words import show_at
from policyengine.loading.schemas import schema
from policyengine.loading.suggestion import did_you_mean
from policyengine.loading.tightness import DIRECTIONS
from policyengine.loading.value_types import fits
from policyengine.location import Location, Route
from policyengine.message import FORMATS, MOST_WRITTEN, placeholders
from policyengine.rule import Condition, Example, Parameter, Phase, Reference, Rule
from policyengine.severity import Severity
from policyengine.vocabulary.types import ROOTS, TYPES
from policyengine.vocabulary.values import VALUES
from policyengine.words.numbers import full

_PHASE_DEFAULTS = {"until": "", "severity": "", "state": "in-force"}
_LADDER = 'write `[{error: "<condition>"}, warning]`: conditional rungs first, one word last'


def rule_from(document: Document, rule_id: str) -> Rule:
    """Turn a rule file's document into a rule; raises RuleError with every mistake found in it."""
    mistakes = explain(document, schema("rule"), "rule") or tuple(long_value_mistakes(document))
    if mistakes:
        raise RuleError(*mistakes)
    reader = _RuleReader(document, rule_id)
    rule = reader.rule()
    if reader.mistakes:
        raise RuleError(*sorted(reader.mistakes, key=_place))
    return rule


def _place(mistake: Mistake) -> tuple[int, int]:
    return mistake.location[1:3] if mistake.location else (0, 0)


class _RuleReader:
    """Reads one schema-valid rule document, gathering mistakes."""

    def __init__(self, document: Document, rule_id: str) -> None:
        self.document = document
        self.id = rule_id
        self.value: dict[str, Any] = document.value
        self.mistakes: list[Mistake] = []
        self.parameters = parameters_of(document, self._get("parameters", {}), self.mistakes)
        self.types = visible_types(self.value["scope"], self.parameters)

    def _get(self, key: str, default: Any) -> Any:
        value = self.value.get(key)
        return default if value is None else value

    def _wrong(self, message: str, location: Location, hint: str = "") -> None:
        self.mistakes.append(self.document.mistake(message, location, hint))

    def rule(self) -> Rule:
        """Read the rule; mistakes go to `mistakes`."""
        value = self.value
        when = self._condition(("when",)) if value.get("when") is not None else None
        require = self._condition(("require",))
        self._check_message()
        return Rule(
            id=self.id,
            path=self.document.path,
            title=value["title"],
            scope=value["scope"],
            force=value["force"],
            severity=self._severity(),
            when=when,
            require=require,
            message=" ".join(value["message"].split()),
            rationale=" ".join(value["rationale"].split()),
            remediation=" ".join(value["remediation"].split()),
            references=tuple(_reference(given) for given in value["references"]),
            controls=tuple(self._get("controls", ())),
            phases=self._phases(),
            parameters=self.parameters,
            examples=tuple(self._example(i, given) for i, given in enumerate(value["examples"])),
            formerly=tuple(self._get("formerly", ())),
            waivable=self._get("waivable", True),
            until=self._get("until", ""),
        )

    def _condition(self, route: Route) -> Condition:
        source = self.value
        for step in route:
            source = source[step]  # type: ignore[index]  # the schema has checked that the route exists
        try:
            condition = check_condition(str(source), self.types)
        except ExpressionError as error:
            for fault in error.faults:
                self._wrong(fault.message, self._within(route, fault.offset, fault.length), fault.hint)
            return Condition(str(source), (), ())
        for word, path, offset in foreign_words(condition.tree, VALUES):
            hint = did_you_mean(word, VALUES[path]) or f"docs/facts.md lists the values of `{path}`"
            self._wrong(f"`{path}` is never `{word}`", self._within(route, offset, len(word) + 2), hint)
        return condition

    def _within(self, route: Route, offset: int, length: int) -> Location:
        """Return the place of a part of a condition."""
        start = self.document.locate_content(route, offset)
        return start._replace(end_line=start.line, end_column=start.column + max(1, length))

    def _severity(self) -> tuple[tuple[Severity, Condition | None], ...]:
        declared = self.value["severity"]
        if isinstance(declared, str):
            return ((self._severity_word(declared, ("severity",)), None),)
        if not declared:
            self._wrong("severity is not a ladder", self.document.locate_value(("severity",)), _LADDER)
        rungs: list[tuple[Severity, Condition | None]] = []
        for index, rung in enumerate(declared):
            route = ("severity", index)
            last = index == len(declared) - 1
            if last and isinstance(rung, str):
                rungs.append((self._severity_word(rung, route), None))
            elif not last and isinstance(rung, dict) and len(rung) == 1:
                (word,) = rung
                rungs.append((self._severity_word(word, route), self._condition((*route, word))))
            else:
                self._wrong("severity is not a ladder", self.document.locate_value(route), _LADDER)
        return tuple(rungs)

    def _severity_word(self, word: str, route: Route) -> Severity:
        if word in ("error", "warning", "note"):
            return Severity(word)
        hint = did_you_mean(word, ["error", "warning", "note"]) or "use error, warning or note"
        self._wrong(f"unknown severity `{word}`", self.document.locate_value(route), hint)
        return Severity.ERROR

    def _meant(self, path: str) -> str:
        """Return a hint for an unknown fact; none is looked for beyond the mistakes that are printed."""
        return did_you_mean(path, list(self.types)) if len(self.mistakes) <= MOST_MISTAKES else ""

    def _check_message(self) -> None:
        message = self.value["message"]
        if len(message) > MOST_WRITTEN:
            wrong = f"the message has {full(len(message))} characters, at most {full(MOST_WRITTEN)}"
            self._wrong(wrong, self.document.locate_value(("message",)), "shorten it; `rationale` takes more")
            return
        for placeholder in placeholders(message):
            if placeholder.path in self.types and placeholder.format in FORMATS:
                continue
            location = self.document.locate_content(("message",), placeholder.offset)
            if placeholder.path not in self.types:
                hint = self._meant(placeholder.path)
                self._wrong(f"the message names an unknown fact `{placeholder.path}`", location, hint)
            if placeholder.format not in FORMATS:
                hint = "use one of " + ", ".join(f"`{style}`" for style in FORMATS if style)
                self._wrong(f"unknown format `{placeholder.format}` in the message", location, hint)

    def _phases(self) -> tuple[Phase, ...]:
        phases = tuple(
            Phase(given["from"], *(given.get(key) or default for key, default in _PHASE_DEFAULTS.items()))
            for given in self._get("effective", ())
        )
        for index, phase in enumerate(phases):
            if phase.until and phase.until < phase.start:
                self._wrong("the phase ends before it starts", self.document.locate_value(("effective", index)))
            if index and (not phases[index - 1].until or phases[index - 1].until >= phase.start):
                self._wrong(
                    "the phase overlaps the one before it",
                    self.document.locate_value(("effective", index)),
                    "give the earlier phase an `until` before this `from`; phases are in order of time",
                )
        return phases

    def _example(self, index: int, given: Mapping[str, Any]) -> Example:
        facts = {}
        for path, value in given["given"].items():
            if path not in self.types:
                place = self.document.locate_key(("examples", index, "given", path))
                self._wrong(f"unknown fact `{path}`", place, self._meant(path))
            elif value is not None and not fits(value, self.types[path]):
                route = ("examples", index, "given", path)
                shown = show_at(self.document, route)
                self._wrong(f"`{path}` is of type {self.types[path]}, found {shown}", self.document.locate_value(route))
            elif value is not None:
                facts[path] = value
        return Example(
            given["name"],
            facts,
            given["expect"],
            given.get("severity") or "",
            given.get("message") or "",
            tuple(given.get("missing") or ()),
        )


def _reference(given: Mapping[str, Any]) -> Reference:
    return Reference(given["title"], given["url"], given["checked"], given["confidence"], given.get("section") or "")


def parameters_of(document: Document, given: Mapping[str, Any], mistakes: list[Mistake]) -> tuple[Parameter, ...]:
    """Return the parameters that a schema-valid rule file declares; mistakes go to `mistakes`."""
    return tuple(_parameter(document, name, item, mistakes) for name, item in given.items())


def _parameter(document: Document, name: str, given: Mapping[str, Any], mistakes: list[Mistake]) -> Parameter:
    kind, default = given["type"], given["default"]
    if not fits(default, kind):
        route = ("parameters", name, "default")
        message = f"the default of `{name}` is not of type {kind}: {show_at(document, route)}"
        mistakes.append(document.mistake(message, document.locate_value(route)))
    tighter = given.get("tighter")
    word = "" if tighter is None else str(tighter).lower()  # YAML reads `true` as a flag
    if word and word not in DIRECTIONS[kind]:
        words = " or ".join(DIRECTIONS[kind])
        hint = (
            f"of this type, {words} can be tighter" if words else "a text cannot be tighter than another: leave it out"
        )
        place = document.locate_value(("parameters", name, "tighter"))
        mistakes.append(document.mistake(f"`{name}` is of type {kind}, which is never `{word}`", place, hint))
    return Parameter(name, kind, default, given["description"], word)


def visible_types(scope: str, parameters: tuple[Parameter, ...] = ()) -> dict[str, str]:
    """Return the type of every fact that a rule of this scope may read, its own parameters among them."""
    roots = ROOTS[scope]
    types = {path: kind for path, kind in TYPES.items() if path.partition(".")[0] in roots}
    types.update({f"params.{parameter.name}": parameter.type for parameter in parameters})
    return types
