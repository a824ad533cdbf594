"""The serving engines that suit the hosting and the number of users of an option.

Based on the tables and lists of published articles; docs/serving.md names the source of each engine. They recommend
vLLM for "high concurrency" without a number, so only the number that they imply is used: Ollama serves a single user,
one request at a time.
"""

from policyengine.facts.environment import Facts

RUNNERS = ("ollama", "llama-cpp", "lm-studio", "mlx")
"""Engines for one person: development, prototypes, a user's own device."""

SERVERS = ("vllm", "tgi", "tensorrt-llm", "sglang", "triton", "nim", "ray-serve", "kserve")
"""Engines for many concurrent users."""

HOSTING, LIFECYCLE, CONCURRENCY = "option.hosting", "project.lifecycle", "option.serving.concurrency"
ENGINE, HUGGING_FACE = "option.serving.engine", "team.hugging_face"


def for_one_user(facts: Facts) -> bool | None:
    """Return whether an option serves one person at a time: on a device, in a prototype, or in a pilot for one request.

    None in a pilot without a declared concurrency. In production an option always serves many users.
    """
    if facts[HOSTING] == "on-device" or facts[LIFECYCLE] == "prototype":
        return True
    concurrency: int | None = facts.get(CONCURRENCY)
    if facts[LIFECYCLE] != "pilot":
        return False
    return None if concurrency is None else concurrency == 1


def suited_engines(facts: Facts) -> list[str] | None:
    """Return the suitable engines of a self-hosted option; None if its number of users is unknown."""
    one_user = for_one_user(facts)
    if one_user is None:
        return None
    servers = () if facts[HOSTING] == "on-device" else SERVERS
    return [*(RUNNERS if one_user else ()), *servers]


def suits(facts: Facts) -> bool | None:
    """Return whether the declared engine is suitable; a server always is, except on a device."""
    engine = facts.get(ENGINE)
    if engine is None:
        return None
    if engine not in RUNNERS:
        return engine in SERVERS and facts[HOSTING] != "on-device"
    return for_one_user(facts)


def advised_engine(facts: Facts) -> str | None:
    """Return the engine that the framework's table recommends; for many users it depends on the team's stack."""
    one_user, hugging_face = for_one_user(facts), facts.get(HUGGING_FACE)
    if one_user is None or one_user:
        return "ollama" if one_user else None
    return None if hugging_face is None else "tgi" if hugging_face else "vllm"


def serving_facts(facts: Facts) -> Facts:
    """Return the derived facts `option.serving.*` of a self-hosted option; none for a service."""
    if facts["option.external"]:
        return {}
    found = {
        "option.serving.suited_engines": suited_engines(facts),
        "option.serving.suits": suits(facts),
        "option.serving.advised_engine": advised_engine(facts),
    }
    return {path: value for path, value in found.items() if value is not None}


def deciding(path: str, facts: Facts) -> tuple[str, ...]:
    """Return the facts that determine one of these, or that are missing for it."""
    environment = [HOSTING] if facts[HOSTING] == "on-device" else [HOSTING, LIFECYCLE]
    if len(environment) > 1 and facts[LIFECYCLE] == "pilot":
        environment.append(CONCURRENCY)
    if path.endswith(".suits"):
        engine = facts.get(ENGINE)
        return (ENGINE, *(environment if engine in RUNNERS else [HOSTING] if engine else []))
    if path.endswith(".advised_engine") and for_one_user(facts) is False:
        environment.append(HUGGING_FACE)
    return tuple(environment)
