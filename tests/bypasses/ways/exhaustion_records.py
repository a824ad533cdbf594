"""Ways to keep `record` and `cost` busy with what one profile declares: each is refused or bounded there."""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import Done, policyengine

HEAD = """\
version: 1
project: {name: rn, owner: dx, lifecycle: prototype}
workloads:
"""

WORKLOAD = """\
  {name}:
    purpose: {purpose}
    tasks: [summarization]
    audience: [employees]
    data: {{classes: [internal]}}
    use: {{outputs_train: none, purposes: []}}
    choice: {{model: anthropic/claude-sonnet-4-6, hosting: vendor-api, provider: anthropic, tier: business}}
"""

DECISION = (
    "  {key}: {{title: T, workloads: [{names}], status: accepted, because: x, date: 2026-11-22, makers: [A B]{more}}}\n"
)


def decided(
    names: tuple[str, ...] = ("w",), keys: tuple[str, ...] = ("d1",), purpose: str = "Notes", more: str = ""
) -> str:
    """Return a profile whose decisions are each about all of its workloads."""
    workloads = "".join(WORKLOAD.format(name=name, purpose=purpose) for name in names)
    decisions = "".join(DECISION.format(key=key, names=", ".join(names), more=more) for key in keys)
    return f"{HEAD}{workloads}decisions:\n{decisions}"


def numbered(letter: str, count: int) -> tuple[str, ...]:
    """Return so many names."""
    return tuple(f"{letter}{number}" for number in range(count))


def record(gate: Gate, profile: str, *options: str) -> Done:
    """Write the records of a profile."""
    gate.profile.write_text(profile)
    return policyengine(gate.profile.parent, "record", gate.profile.name, "--as-of", "2026-11-22", *options)


@bypass("exhaustion", "A record of 499 workloads", code=2, says="has 499 workloads, a record has at most 30")
def workloads(gate: Gate) -> Done:
    """It was once judged for seconds, and then the shipped template was called too long."""
    return record(gate, decided(numbered("w", 499)))


@bypass(
    "exhaustion",
    "The missing record of 499 workloads, compared",
    code=2,
    says="has 499 workloads, a record has at most 30",
)
def compared(gate: Gate) -> Done:
    """It was once reported missing, with the advice to write it."""
    return record(gate, decided(numbered("w", 499)), "--check")


@bypass("exhaustion", "Records of 210 decisions about one workload", code=2, says="a run takes 200 at most")
def decisions(gate: Gate) -> Done:
    """Each is judged as of its own date."""
    return record(gate, decided(keys=numbered("d", 210)))


@bypass("exhaustion", "A record whose `context` has 900,000 characters", code=2, says="shorten `context` here")
def context(gate: Gate) -> Done:
    """A Markdown parser reads it."""
    return record(gate, decided(more=f", context: {'word ' * 180_000}"))


@bypass("exhaustion", "A record of a `purpose` of 900,000 characters", code=2, says="shorten `purpose` here")
def purpose(gate: Gate) -> Done:
    """A record repeats it."""
    return record(gate, decided(purpose="word " * 180_000))


@bypass("exhaustion", "A record of ten workloads whose purpose is one aliased text", code=2, says="100,000 at most")
def aliased(gate: Gate) -> Done:
    """The file is short, what it says is long."""
    text = decided(numbered("w", 10), purpose="*p")
    return record(gate, text.replace("purpose: *p", f"purpose: &p {'word ' * 4_000}", 1))


def _costly(gate: Gate, count: int, *options: str) -> Done:
    """Compute the costs of workloads with many volumes."""
    volume = "    volume: {{requests_per_day: {count}, input_tokens: 900, output_tokens: 90}}\n"
    workloads = "".join(
        WORKLOAD.format(name=name, purpose="Notes") + volume.format(count=1_000 + number)
        for number, name in enumerate(numbered("w", count))
    )
    gate.profile.write_text(HEAD + workloads)
    return policyengine(gate.profile.parent, "cost", gate.profile.name, "--as-of", "2026-11-22", *options)


@bypass("exhaustion", "The costs of 400 workloads", code=0, says="`w399` has a cost but no detailed comparison")
def costs(gate: Gate) -> Done:
    """Each is compared at hundreds of volumes."""
    return _costly(gate, 400)


@bypass("exhaustion", "A page with the costs of 400 workloads", code=2, says="do not fit on one page")
def page(gate: Gate) -> Done:
    """The error has the profile's place; the shipped template was called too long."""
    return _costly(gate, 400, "--output-format", "html")
