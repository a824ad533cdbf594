"""What people write in a first profile, and what the message tells them to write."""

import pytest

from generators.fact_table import load_facts
from policyengine.loading.schema import explain
from policyengine.loading.schemas import schema
from policyengine.loading.yaml.parsing import parse
from policyengine.snippet import render_mistake

PROFILE = """\
version: 1
project: {{name: notes, owner: docs, lifecycle: {lifecycle}}}
workloads:
  draft:
    purpose: Drafts release notes
    tasks: [{tasks}]
    data: {{classes: [{classes}], boundary: {boundary}, residency: [{place}]}}
    choice: {{model: openai/gpt-4o, hosting: {hosting}}}
"""
PRICES = "prices are in the price sets of the catalog; state your own under `catalog: {prices: …}` in policyengine.yaml"
OWN = "write `private-cloud` in your own cloud tenancy, or `on-premises` on your own hardware"
RIGHT = {
    "lifecycle": "pilot",
    "tasks": "writing",
    "classes": "pii",
    "boundary": "vpc",
    "hosting": "vendor-api",
    "place": "EU",
}


def told(**changed: str) -> list[str]:
    """Return the mistakes in a profile as they are printed, from the hint on."""
    document = parse("llm-profile.yaml", PROFILE.format(**RIGHT | changed))
    printed = (render_mistake(mistake) for mistake in explain(document, schema("llm-profile"), "profile"))
    return [text[text.index(" = help: ") + 9 :] for text in printed]


@pytest.mark.parametrize(
    ("key", "word", "hint"),
    [
        ("hosting", "self-hosted", OWN),
        ("hosting", "Self Hosted", OWN),
        ("hosting", "bedrock",
         "write `vendor-api` for a closed model or `managed-open` for open weights, with `provider: aws-bedrock`"),
        ("hosting", "azure",
         ("write `vendor-api` with `provider: azure-openai` for its API, or `private-cloud` with `provider: azure` "
          "for its machines")),
        ("hosting", "openai", "write `vendor-api` with `provider: openai`"),
        ("hosting", "Vendor_API", "write `vendor-api`"),
        ("hosting", "runpod", "write `private-cloud` with `provider: runpod`"),
        ("hosting", "Together", "write `managed-open` with `provider: together`"),
        ("hosting", "mistral",
         "write `vendor-api` for a closed model or `managed-open` for open weights, with `provider: mistral`"),
        ("boundary", "false", "write `none`"),
        ("boundary", "no", "write `none`"),
        ("boundary", "eu",
         "write `residency: [EU]` for where data must stay; `boundary` is about networks and machines"),
        ("lifecycle", "poc", "write `prototype`"),
        ("classes", "PII", "write `pii`"),
        ("classes", "personal data", "write `pii`"),
        ("tasks", "text-generation",
         "write `writing`, or what the text is for, such as `summarization` or `question-answering`"),
        ("tasks", "summarisation", "did you mean `summarization`?"),
        ("place", "usa", "write `US`"),
        ("place", "Deutschland", "write `DE`"),
        ("place", "united kingdom", "write `GB`"),
        ("place", "UK", "write `GB`"),
        ("place", "california", "write `us-ca`"),
        ("place", "US-CA", "write `us-ca`"),
        ("place", "georgia", "write `GE` for the country, or `us-ga` for the US state"),
        ("place", "eu", "write `EU`"),
        ("place", "europe", "write `EU` or `EEA`"),
        ("tasks", "juggling", "docs/facts.md lists the 33 known values"),
    ],
)  # fmt: skip
def test_hints(key: str, word: str, hint: str) -> None:
    """Each typical word has the repair that is meant, and no word like it that means something else."""
    assert told(**{key: word}) == [hint]


AUDIENCES = """\
one of `public`, `consumers`, `customers`, `patients`, `employees`, `workers`, `job-candidates`, `students`,
`children-under-13`, `minors`, `professionals`, `clinicians`, `lawyers`, `developers`, `affected-persons`,
`machines`"""


@pytest.mark.parametrize(
    ("fact", "hint"),
    [
        ("latency: 2s", "write a mapping of `p95_ms`, `network_share`, `measured`"),
        ("purpose: 2026", 'quote it: "2026"'),
        ("criticality: 3", "one of `low`, `medium`, `high`"),
        ("audience: [robots]", AUDIENCES),
    ],
)
def test_values_of_another_kind(fact: str, hint: str) -> None:
    """A value is quoted only where its text is known; words that fit in three lines are listed."""
    text = PROFILE.format(**RIGHT).replace("    purpose: Drafts release notes\n", f"    {fact}\n")
    (mistake,) = explain(parse("llm-profile.yaml", text), schema("llm-profile"), "profile")
    assert mistake.hint == hint


def test_listed_words_are_explained() -> None:
    """Where hosting words are listed, each has its meaning, in the words of the fact table."""
    (hosting,) = (fact for fact in load_facts() if fact.path == "option.hosting")
    lines = [f"`{word}`: {hosting.sentences[word].rstrip('.')}" for word in hosting.values]
    (hint,) = told(hosting="somewhere")
    assert [line.strip() for line in hint.split("\n")] == ["one of", *lines]


def test_a_start_of_a_word() -> None:
    """A word cut short is asked about, and the others are explained."""
    (hint,) = told(lifecycle="prod")
    assert hint.startswith("did you mean `production`? Else one of\n")
    assert len(hint.split("\n")) == 5


@pytest.mark.parametrize(
    ("inside", "key", "hint"),
    [
        ("data: {", "retention_days: 30, ",
         "it is declared under an entry of `stores` or a provider of `agreements` in policyengine.yaml"),
        ("data: {", "sectors: [health], ", "it is declared under `organization` in policyengine.yaml"),
        ("choice: {", "purpose: Drafts, ", "it is declared under a workload"),
        ("choice: {", "context: 128000, ", "it belongs under `serving`"),
        ("choice: {", "hardware: {context: 128000}, ", "it is declared under `serving` of `choice`"),
        ("choice: {", "evidence: docs, ", ""),
        ("choice: {", "fallbacks: [x], ", "list them under `supporting` of the workload, with `role: fallback`"),
        ("choice: {", "price: 3, ",
         PRICES),
        ("data: {", "baa: signed, ", "it is declared under a provider of `agreements` in policyengine.yaml"),
        ("choice: {", "date: 2026-10-01, ", ""),
        ("project: {", "residency: [EU], ", "it is declared under `data` of a workload"),
        ("project: {", "volume: {requests_per_day: 5}, ", "it is declared under a workload"),
        ("project: {", "severities: {}, ", "it is declared at the top of policyengine.yaml"),
        ("data: {", "lifecycle: pilot, ", "it is declared under `project`"),
        ("data: {", "zero_retention: true, ", "it is declared under a provider of `agreements` in policyengine.yaml"),
        ("data: {", "jurisdictions: [EU], ", "it is declared under `project` or `organization` in policyengine.yaml"),
    ],
)  # fmt: skip
def test_a_key_of_another_place(inside: str, key: str, hint: str) -> None:
    """A key that is declared elsewhere has the place where it belongs, if that is clear."""
    text = PROFILE.format(**RIGHT).replace(inside, inside + key)
    (mistake,) = explain(parse("llm-profile.yaml", text), schema("llm-profile"), "profile")
    word = key.replace("hardware: {", "").partition(":")[0]
    assert (mistake.message, mistake.hint) == (f"unknown key `{word}`", hint)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("project: {name: x}", "it is declared at the top of llm-profile.yaml"),
        ("organization: {lifecycle: pilot}", "it is declared under `project` in llm-profile.yaml"),
        ("organization: {retention_days: 30}",
         "it is declared under a provider of `agreements` or an entry of `stores` in llm-profile.yaml"),
        ("defaults: [{option: {residency: [EU]}}]", "it is declared under `data` of `workload`"),
        ("defaults: [{workload: {hosting: vendor-api}}]", "it is declared under `choice` in llm-profile.yaml"),
        ("defaults: [{workload: {stores: []}}]", "it is declared under a workload in llm-profile.yaml"),
        ("defaults: [{option: {hardware: {engine: vllm}}}]", "it is declared under `serving` of `option`"),
    ],
)  # fmt: skip
def test_a_key_of_another_place_in_settings(text: str, hint: str) -> None:
    """A place in the same file is named without the file, and a place in `defaults` by its own words."""
    (mistake,) = explain(parse("policyengine.yaml", f"version: 1\n{text}\n"), schema("policyengine"), "settings")
    assert mistake.hint == hint


@pytest.mark.parametrize("serving", ["[a]", "5", "[{engine: vllm}]", "{context: 5}"])
def test_a_key_that_has_no_room_where_it_belongs(serving: str) -> None:
    """Where another value takes its place, the key is only reported."""
    text = PROFILE.format(**RIGHT).replace("choice: {", f"choice: {{serving: {serving}, context: 128k, ")
    mistakes = explain(parse("llm-profile.yaml", text), schema("llm-profile"), "profile")
    assert ("unknown key `context`", "it belongs under `serving`") in [(one.message, one.hint) for one in mistakes]


def test_a_reason_is_a_because() -> None:
    """The word that people use for the reason of a decision is answered with its key."""
    text = PROFILE.format(**RIGHT) + "decisions:\n  choose: {title: Use it, workloads: [draft], reason: It is good}\n"
    mistakes = explain(parse("llm-profile.yaml", text), schema("llm-profile"), "profile")
    assert ("unknown key `reason`", "write `because`") in [(mistake.message, mistake.hint) for mistake in mistakes]


@pytest.mark.parametrize(
    ("volume", "hint"),
    [
        ("requests_per_day: -5", "write a number of at least 0 (Requests on an average day)"),
        ("cached_share: 40",
         "write a number of at most 1 (Share of input tokens that are read from a prompt cache)"),
    ],
)  # fmt: skip
def test_a_number_out_of_bounds(volume: str, hint: str) -> None:
    """The hint has the bound, and what the number counts."""
    text = PROFILE.format(**RIGHT) + f"    volume: {{{volume}}}\n"
    (mistake,) = explain(parse("llm-profile.yaml", text), schema("llm-profile"), "profile")
    assert mistake.hint == hint


RECIPIENTS = "write a list of mappings with `provider` and `role`: start each with `- `, or put them in brackets"


LIST = "expected a mapping, found a list"


@pytest.mark.parametrize(
    ("noun", "text", "expected"),
    [
        ("profile", "workloads:\n  - name: Draft\n    data: {classes: [PII]}\n    price: 3\n",
         [(2, LIST, "write the name as the key: `draft:`"),
          (3, "`PII` is not a known value", "write `pii`"),
          (4, "unknown key `price`", PRICES)]),
        ("profile",
         "workloads:\n  - draft:\n      purpose: x\n  - other:\n    data: {classes: [pii]}\n  - purpose: x\n  - y\n",
         [(2, LIST, "write each name as a key: `draft:`, `other:`"),
          (2, "missing key `data` in `draft`", "add `data: …` (Facts about data)"),
          (6, "missing key `data`", "add `data: …` (Facts about data)"),
          (7, "expected a mapping, found text `y`", "")]),
        ("settings", "agreements:\n  - name: microsoft\n    training_use: None\n",
         [(2, LIST, "write the name as the key: `microsoft:`"), (3, "`None` is not a known value", "write `none`")]),
        ("settings", "parameters:\n  - rule: hipaa/baa\n    accept_baa: true\n",
         [(2, LIST, "write the name as the key: `hipaa/baa:`")]),
        ("settings", "catalog:\n  models:\n  - family: x\n",
         [(3, LIST, "write a name as the key of each item, instead of `- `")]),
        ("profile", "decisions: {d: {workloads: a, b, date: 2026-10-01, status: draft}}\n",
         [(1, "expected a list, found text `a`", "write a list: [a, b]")]),
        ("settings", "severities:\n  - rule: hipaa/baa\n    severity: error\n", [(2, LIST, "")]),
    ],
)  # fmt: skip
def test_a_list_instead_of_a_mapping_by_name(noun: str, text: str, expected: list[tuple[int, str, str]]) -> None:
    """Only the list is wrong, and what is wrong in its items; an item without a name gets none."""
    whole = schema("policyengine" if noun == "settings" else "llm-profile")
    mistakes = explain(parse("file.yaml", text), {**whole, "required": []}, noun)
    places = [mistake.location.line if mistake.location else 0 for mistake in mistakes]
    said = [(line, one.message, one.hint) for line, one in zip(places, mistakes, strict=True)]
    assert said == expected


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("classes: [pii]", "classes: internal, PII",
         [("expected a list, found text `internal`", "write a list: [internal, pii]")]),
        ("classes: [pii], boundary: vpc,", "boundary: vpc, classes: pii, phi, internal,",
         [("expected a list, found text `pii`", "write a list: [pii, phi, internal]")]),
        ("classes: [pii]", "classes: pii, phi, nonsens",
         [("expected a list, found text `pii`", "write a list: put the words in brackets"),
          ("`nonsens` is not a known value", "docs/facts.md lists the 29 known values")]),
        ("classes: [pii]", "classes: pii, nonsens",
         [("expected a list, found text `pii`", "write a list: [pii]"), ("unknown key `nonsens`", "")]),
        ("residency: [EU]", "residency: EU", [("expected a list, found text `EU`", "write a list: [EU]")]),
        ("residency: [EU]", "residency: usa", [("expected a list, found text `usa`", "write a list: [US]")]),
        ("residency: [EU]", "residency: germny",
         [("expected a list, found text `germny`", "write a list: put the words in brackets"),
          ("`germny` is not a known value", "did you mean `DE`?")]),
        ("tasks: [writing]", "tasks: writing, Summarization",
         [("expected a list, found text `writing, Summarization`", "write a list: [writing, summarization]")]),
        ("tasks: [writing]", "tasks: 5", [("expected a list, found `5`", "write a list: [5]")]),
        ("choice: {model: openai/gpt-4o, hosting: vendor-api}", "choice: [{model: openai/gpt-4o, hosting: api}]",
         [("expected a mapping, found a list", "write it without the brackets or `- `: one mapping"),
          ("`api` is not a known value", "write `vendor-api` for a closed model, or `managed-open` for open weights")]),
        ("choice:", "recipients: {provider: openai, role: inferense}\n    choice:",
         [("expected a list, found a mapping", RECIPIENTS),
          ("`inferense` is not a known value", "did you mean `inference`?")]),
        ("choice:", "recipients: openai\n    choice:", [("expected a list, found text `openai`", RECIPIENTS)]),
    ],
)  # fmt: skip
def test_lists(right: str, wrong: str, expected: list[tuple[str, str]]) -> None:
    """A value outside a list, or in one too many, hides no mistake in it, and no hint repeats a wrong word."""
    text = PROFILE.format(**RIGHT)
    assert right in text
    document = parse("llm-profile.yaml", text.replace(right, wrong))
    mistakes = explain(document, schema("llm-profile"), "profile")
    assert [(mistake.message, mistake.hint) for mistake in mistakes] == expected
    (line,) = {mistake.location.line for mistake in mistakes if mistake.location}
    assert wrong.partition("\n")[0] in document.line(line)
