"""Options of a workload: ways to run a model."""

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
    def title(self) -> str:
        """Return its title for people: model, hosting, provider, region."""
        facts = self.facts or self.declared
        title = f"{self.model}, {self.served}"
        return f"{title} in {facts['option.region.id']}" if "option.region.id" in facts else title


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
