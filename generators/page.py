"""docs/facts.md: every fact, for people."""

import json

from generators.fact_table import ROOTS, Fact

_INTRO = """\
# Facts

Facts that rules may read and profiles may declare. Made by `python -m generators` from `schemas/facts/`; do not edit.

A fact that is left out, or written with an empty value, is *undeclared*: a rule that needs it is unknown, never passed.
Use the word `none`, if a fact has it, or an empty list to state that there are none. Dates are written `2026-10-01` and
mean midnight UTC. Facts marked *claim* may have a long form, with the document that supports them:
`mfa: {status: true, evidence: docs/sso.md, checked: 2026-09-01, by: security}`.

Facts marked *past* are dates of past events. One that is after the evaluation date (`--as-of`, by default today in the
time zone that is furthest ahead) is an error, `consistency/date-in-future`, and undeclared for every rule. The `date`
of a group dates the whole group: an agreement that is signed next year is undeclared until then. `checked` of a claim
is such a date, and so is the date of a decision unless it is a draft or proposed.

*From* says where a fact can come from: the **profile** (`llm-profile.yaml`), the **settings**
(`policyengine.yaml`), the **catalog**, **derived** from other facts, or the **engine**. `primary.*` has every fact of
`option.*`, for the workload's primary option.
"""

_ROOT_SENTENCES = {
    "project": "Under `project:` in the profile.",
    "organization": "Under `organization:` in the settings.",
    "team": "Under `team:` in the profile or the settings.",
    "workload": "Under `workloads.<name>` in the profile.",
    "option": "Under `choice:`, `supporting:` and `considered:` of a workload.",
    "license": "From the catalog, once for each licence of an option's model.",
    "recipient": "Under `recipients:` of a workload; agreements, under `agreements.<company>` in the settings.",
    "tool": "Under `tools:` of a workload.",
    "store": "Under `stores:` of a workload.",
    "decision": "Under `decisions.<name>` in the profile. Rules do not read these.",
    "today": "Given to the run.",
}

_INLINE = 64


def page(facts: tuple[Fact, ...]) -> str:
    """Return the page: one section for each root, one table for each group, the words of vocabularies below."""
    parts = [_INTRO]
    for root in ROOTS:
        mine = [fact for fact in facts if fact.root == root]
        parts.append(f"\n## {root}\n\n{_ROOT_SENTENCES[root]}\n\n{_table(mine)}")
        parts += [_sentences(fact) for fact in mine if fact.sentences and not fact.like]
    return "".join(parts)


def _table(facts: list[Fact]) -> str:
    head = "| fact | type or values | unit | from | description | example |\n|---|---|---|---|---|---|\n"
    return head + "".join(_row(fact) for fact in facts)


def _row(fact: Fact) -> str:
    name = f"`{fact.path}`" + (" **required**" if fact.required else "") + (" *claim*" if fact.claim else "")
    name += " *past*" if fact.past else ""
    origins = ", ".join(fact.origins)
    description = fact.description
    if len(fact.keys) == 1 and fact.keys[0] != fact.path.rpartition(".")[2]:
        description += f" Written as `{fact.keys[0]}:`."
    if fact.formerly:
        description += " Formerly " + ", ".join(f"`{key}:`" for key in fact.formerly) + ", which is still read."
    if fact.inputs:
        description += " Made from " + ", ".join(f"`{name}`" for name in fact.inputs) + "."
    if fact.informational:
        description += f" Read by nothing: {fact.informational}."
    example = f"`{_shown(fact.example)}`"
    cells = (name, _kind(fact), _bounds(fact), origins, description, example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _kind(fact: Fact) -> str:
    many = "list of " if fact.type.startswith("list<") else ""
    if not fact.values:
        return fact.type
    if fact.like:
        return f"{many}values of `{fact.like}`"
    if fact.sentences:
        return f"{many}values below"
    shown = " ".join(f"`{value}`" for value in fact.values[:_INLINE])
    more = len(fact.values) - _INLINE
    return many + shown + (f" and {more} more: see the schema" if more > 0 else "")


def _bounds(fact: Fact) -> str:
    bounds = []
    if fact.minimum is not None:
        bounds.append(f"≥ {fact.minimum:g}")
    if fact.maximum is not None:
        bounds.append(f"≤ {fact.maximum:g}")
    return "; ".join(part for part in (fact.unit, ", ".join(bounds)) if part)


def _sentences(fact: Fact) -> str:
    rows = "".join(f"- `{value}`: {sentence}\n" for value, sentence in fact.sentences.items())
    return f"\n**Values of `{fact.path}`**\n\n{rows}"


def _shown(example: object) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
