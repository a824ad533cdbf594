"""Hints for a derived fact that stays unknown although all its inputs are declared.

Such a fact cannot be declared, and the catalog has no key for it: the hint lists what can be written.
"""

from policyengine.facts.environment import Environment, Facts
from policyengine.facts.evidence.cost_gaps import is_cost
from policyengine.facts.evidence.writing import line_to_write
from policyengine.loading.suggestion import did_you_mean
from policyengine.vocabulary.routes import FROM, INPUTS
from policyengine.words.lists import more

_PLACES = ("region.groups", "region.country", "within_residency")
_MOST_INPUTS = 4


def is_derived(path: str) -> bool:
    """Return whether a fact is computed, from the catalog or from other facts."""
    return "derived" in FROM.get(path, ())


def dead_end(path: str, facts: Facts, environment: Environment, profile: str) -> tuple[str, str]:
    """Return the fact that the catalog does not know, or the derived fact itself, and the hint.

    `profile` is the path of the profile, for commands.
    """
    root, _, rest = path.partition(".")
    provider = facts.get("store.provider")
    if root == "store" and provider is not None and environment.catalog.find("services", provider) is None:
        return "store.provider", _unknown_provider(provider, environment)
    if rest in _PLACES and f"{root}.region.id" in facts and f"{root}.region.groups" not in facts:
        service = facts.get(f"{root}.provider.id", "the provider")
        hint = f"write the code of a country, or list the regions of `{service}` under `catalog: {{regions: …}}`"
        return f"{root}.region.id", f"{hint} in policyengine.yaml"
    if rest == "service" and f"{root}.id" in facts:
        return path, f"add {_in_settings(('services', facts[f'{root}.id'], 'kind'), environment)}"
    if is_cost(path):
        prices = [text for text in facts.get(f"{root}.cost.missing") or () if text not in FROM]
        if prices:
            return path, f"add {prices[0]} under `catalog: {{prices: …}}` in policyengine.yaml"
        return path, f"`policyengine cost {profile}` lists the costs and the missing inputs"
    known = [f"`{given}`" for given in INPUTS.get(path, ()) if given in facts and given != "today"]
    others = f" and {more(len(known) - _MOST_INPUTS, 'fact')}" if len(known) > _MOST_INPUTS else ""
    return path, f"correct its inputs: {', '.join(known[:_MOST_INPUTS])}{others}" if known else ""


def _unknown_provider(provider: str, environment: Environment) -> str:
    near = did_you_mean(provider, environment.catalog.names("services"))
    line = _in_settings(("services", provider, "company"), environment)
    add = f"add {line}, or write `own` if the organisation runs the store"
    return f"{near} Else {add}" if near else add


def _in_settings(route: tuple[str, ...], environment: Environment) -> str:
    settings = environment.settings.document
    return f"{line_to_write(settings.value if settings else {}, ('catalog', *route))} in policyengine.yaml"
