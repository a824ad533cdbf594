"""Options of a workload: ways to run a model."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from policyengine.location import Route

Facts = dict[str, Any]


class Option(NamedTuple):
    """An option as declared in a profile, or as changed by a phase of a migration.

    `element` is its position in the workload: `primary`, `fallback[0]`, `considered[1]`; `route` leads to its
    declaration in the profile: `workloads`, `chat`, `choice`. `declared` are the facts stated there; `facts` also
    include those of the catalog and the settings, and are empty until the option is resolved. `considered` marks an
    option that `check` does not evaluate.
    """

    workload: str
    element: str
    route: Route
    declared: Facts
    facts: Facts
    considered: bool = False

    @property
    def role(self) -> str:
        """Return `primary`, a supporting role, or `considered`."""
        if self.considered:
            return "considered"
        role: str = (self.facts or self.declared).get("option.role", "primary")
        return role

    @property
    def supports(self) -> bool:
        """Return whether the option belongs to the choice but is not the primary option."""
        return self.role not in ("primary", "considered")

    @property
    def model(self) -> str:
        """Return the id of its model; the catalog id once the option is resolved."""
        model: str = (self.facts or self.declared)["option.model.id"]
        return model

    @property
    def served(self) -> str:
        """Return its hosting and provider: `managed-open at aws-bedrock`."""
        facts = self.facts or self.declared
        provider = facts.get("option.provider.id")
        return f"{facts['option.hosting']} at {provider}" if provider else str(facts["option.hosting"])

    @property
    def name(self) -> str:
        """Return a short name for people: `GPT-4o at OpenAI in the EU`."""
        from policyengine.words.names import model_name, place_name, service_name  # a clean check prints no names

        facts = self.facts or self.declared
        provider, region = facts.get("option.provider.id"), facts.get("option.region.id")
        hosting = str(facts["option.hosting"])
        where = f" at {service_name(provider)}" if provider else _HOSTINGS.get(hosting, hosting and f", {hosting}")
        return f"{model_name(self.model)}{where}{f' in {place_name(region)}' if region else ''}"

    @property
    def hardware(self) -> str:
        """Return the GPUs that it declares: `2 x A10G`; empty if it declares none."""
        facts = self.facts or self.declared
        gpu, count = facts.get("option.hardware.gpu"), facts.get("option.hardware.count", 1)
        return f"{count} x {gpu}" if gpu else ""

    @property
    def title(self) -> str:
        """Return what identifies it in a record: ids of model, hosting, provider and region."""
        facts = self.facts or self.declared
        title = f"{self.model}, {self.served}"
        return f"{title} in {facts['option.region.id']}" if "option.region.id" in facts else title


_HOSTINGS = {
    "private-cloud": " in our own cloud",
    "on-premises": " on our premises",
    "air-gapped": " on our premises, without a network",
    "on-device": " on the device",
}
"""How an option without a provider runs, after the name of its model."""


def names_of(options: Sequence[Option]) -> dict[str, str]:
    """Return the short names of a workload's options by element, each different.

    Where names are equal, the role, the GPUs or the version follows; where these are equal too, a number.
    """
    names = {option.element: option.name for option in options}
    for more in (_role, _hardware, _version):
        times = Counter(names.values())
        names |= {
            option.element: f"{names[option.element]}{more(option)}"
            for option in options
            if times[names[option.element]] > 1
        }
    used: Counter[str] = Counter()
    for element, name in names.items():
        used[name] += 1
        names[element] = f"{name} ({used[name]})" if used[name] > 1 else name
    return names


def _role(option: Option) -> str:
    return f" ({option.role})" if option.supports else ""


def _hardware(option: Option) -> str:
    return f" on {option.hardware}" if option.hardware else ""


def _version(option: Option) -> str:
    version = (option.facts or option.declared).get("option.version")
    return f", {version}" if version else ""


def as_primary(facts: Facts) -> Facts:
    """Return the facts of an option in the form that other options of its workload read: `primary.…`."""
    return {f"primary.{path.removeprefix('option.')}": value for path, value in facts.items()}


def as_option(path: str) -> str:
    """Return the path of the fact of the primary option itself: `option.hosting` for `primary.hosting`."""
    return f"option.{path.removeprefix('primary.')}"


def declared_options(workload: str, declared: Facts) -> list[Option]:
    """Return the options of a workload as declared: its choice, the supporting options, the considered options."""
    base: Route = ("workloads", workload)
    options = []
    choice = declared.get("choice")
    if choice is not None:
        options.append(Option(workload, "primary", (*base, "choice"), choice, {}))
    for index, given in enumerate(declared.get("supporting") or ()):
        element = f"{given['option.role']}[{index}]"
        options.append(Option(workload, element, (*base, "supporting", index), given, {}))
    for index, given in enumerate(declared.get("considered") or ()):
        options.append(
            Option(workload, f"considered[{index}]", (*base, "considered", index), given, {}, considered=True)
        )
    return options
