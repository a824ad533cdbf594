"""The tuning of a workload: whether a model is tuned, and the teacher models."""

from collections.abc import Iterable, Sequence

from policyengine.facts.environment import Environment, Facts

TUNED = frozenset({"lora", "full", "continuous"})
"""Customization needs that are met by tuning."""

SUPPORT = frozenset({"embedding", "reranker", "guardrail", "judge"})
"""Roles of options that answer no requests."""

LIMITING = ("forbidden", "research-only", "own-family-only", "no-competing")
"""Limits on training on outputs in licences, the narrowest first."""


def add_tuning(facts: Facts, declared: Facts, options: Sequence[Facts], environment: Environment) -> None:
    """Add whether a workload is tuned, its teachers, and the terms of their licences for training on outputs."""
    teachers = _teachers(facts, options, environment)
    facts["workload.tuned"] = bool(teachers) or _is_tuned(facts, declared, options)
    facts["workload.fine_tune.teachers"] = teachers
    only_support = _only_support_tuned(options)
    if only_support is not None:
        facts["workload.only_support_tuned"] = only_support
    word = _output_training(teachers, environment)
    if word is not None:
        facts["workload.fine_tune.teacher_output_training"] = word


def _is_tuned(facts: Facts, declared: Facts, options: Iterable[Facts]) -> bool:
    """Return whether the profile shows that the organisation tunes a model.

    A tuned version alone does not show it, because others may have tuned it; an empty list of classes states that no
    model is tuned, unless a tuned version is served and tuning is needed.
    """
    classes = facts.get("workload.fine_tune.data_classes")
    if classes or any(store["store.kind"] == "tuning-set" for store in declared.get("stores") or ()):
        return True
    need = facts.get("workload.customization.need")
    serves_tuned = any(option.get("option.fine_tuned") for option in options)
    if serves_tuned and any(path.startswith("workload.fine_tune.") for path in facts):
        return classes is None or need is None or need in TUNED
    return classes is None and need in TUNED


def _only_support_tuned(options: Sequence[Facts]) -> bool | None:
    """Return whether tuned options answer no requests; None if an option that answers does not declare it."""
    answering = [option.get("option.fine_tuned") for option in options if option["option.role"] not in SUPPORT]
    supporting = [option.get("option.fine_tuned") for option in options if option["option.role"] in SUPPORT]
    if True in answering or not options:
        return False
    if True not in supporting:
        return None if None in supporting else False
    return None if None in answering else True


def _teachers(facts: Facts, options: Iterable[Facts], environment: Environment) -> list[str]:
    """Return the models of options with role teacher, else the declared teacher, by the name in the profile.

    An option has the id of its model, while the profile may name its teacher by an alias.
    """
    declared = facts.get("workload.fine_tune.teacher")
    if declared == "none":
        declared = None
    entry = environment.catalog.find("models", declared) if declared else None
    found = {option["option.model.id"]: None for option in options if option["option.role"] == "teacher"}
    if not found:
        return [declared] if declared else []
    return [declared if declared and entry and entry.id == model else model for model in found]


def _output_training(teachers: Iterable[str], environment: Environment) -> str | None:
    """Return the narrowest limit in the licences of the teachers; if none has a limit, their common terms."""
    words = [_of_model(teacher, environment) for teacher in teachers]
    limits = [word for word in LIMITING if word in words]
    if limits:
        return limits[0]
    return words[0] if len(set(words)) == 1 else None


def _of_model(teacher: str, environment: Environment) -> str | None:
    """Return the terms of one teacher's licence; several licences have a result only if they agree."""
    model = environment.catalog.find("models", teacher)
    licenses = [environment.catalog.find("licenses", name) for name in model.extra["licenses"] or ()] if model else []
    words: set[str | None] = {entry.facts.get("license.output_training") for entry in licenses if entry}
    return words.pop() if len(words) == 1 else None
