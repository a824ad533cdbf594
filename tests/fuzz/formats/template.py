"""Templates of an organisation's own, from which records are written."""

from random import Random

from tests.cli.running import ROOT
from tests.fuzz.mutating import is_unchanged, mutated_text, noise
from tests.fuzz.trial import DAY, Format, Trial

TARGET = "policy/templates/madr4.md.j2"
PARTS = (
    "{{ 1/0 }}",
    "{{ [1][::0] }}",
    "{{ title }}",
    "{% if x %}",
    "{% endif %}",
    "{% for o in options %}{% endfor %}",
    "{{ title | upper }}",
    "{{ nothing }}",
    "{{ title.upper() }}",
    "{{ ''.__class__ }}",
    "{% include 'x' %}",
    "{#",
    "#}",
    "{% set a = 'x' %}",
    "{{ a + a }}",
    "{{ 1 }}" * 3,
    "{{ [].x }}",
    "{{ {} | first }}",
    "{{ 'x' | join(1) }}",
    "{{",
    "%}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{{ 9" + "9" * 300 + " }}",
    "{% raw %}",
)


def make(random: Random) -> Trial:
    """Return settings with templates of their own, one changed, and the command that fills them in."""
    files = {f"policy/templates/{path.name}": path.read_bytes() for path in sorted((ROOT / "templates").glob("*.j2"))}
    text = files[TARGET].decode()
    for _ in range(0 if is_unchanged() else random.randint(1, 3)):
        at = random.randint(0, len(text))
        text = text[:at] + random.choice(PARTS) + text[at:]
    files[TARGET] = noise(mutated_text(text, random) if random.random() < 0.3 else text, random)
    example = ROOT / "examples" / "patient-chatbot" / "llm-profile.yaml"
    files |= {
        "policyengine.yaml": b"version: 1\nrecords: {templates: policy/templates}\n",
        "llm-profile.yaml": example.read_bytes(),
    }
    return Trial(files, ("record", "llm-profile.yaml", "--as-of", DAY), TARGET)


FORMAT = Format("template", make)
