"""Every mistake in a profile is reported in one run: its form and the names in it, each at its place."""

import re
from pathlib import Path

import pytest

from tests.cli.running import policyengine

FIRST = """\
version: 1
project: {name: support, owner: team-support, lifecycle: prod}
workloads:
  answers:
    purpose: Answers questions of customers
    tasks: [text-generation]
    data: {classes: [PII], boundary: vpc}
    choice: {model: qwen2.5-7b-instruct, hosting: self-hosted, provider: bedrok, region: eu-central-1}
    considered:
      - {model: openai/gpt-5o, hosting: private-cloud, provider: aws, region: frankfurt, version: 1.10}
      - {model: Qwen/Qwen2.5-7B-Instruct, hosting: private-cloud, hardware: {gpu: l40s}, serving: {context: 16k}}
decisions:
  choose: {workloads: [answer], status: proposed, date: 2026-10-01}
"""
"""A first profile, with the mistakes that newcomers make."""

PLACES = ["2:58", "6:13", "7:22", "8:21", "8:51", "8:74", "10:17", "10:79", "10:99", "11:83", "11:109", "13:24"]

COMMANDS = (
    ("check", "llm-profile.yaml"),
    ("cost", "llm-profile.yaml"),
    ("size", "llm-profile.yaml"),
    ("plan", "llm-profile.yaml"),
    ("record", "llm-profile.yaml"),
    ("record", "--check", "llm-profile.yaml"),
    ("explain", "license/known", "llm-profile.yaml"),
    ("explain", "--unknown", "llm-profile.yaml"),
    ("waive", "license/known", "llm-profile.yaml"),
    ("rules", "list", "--profile", "llm-profile.yaml"),
)


def places(text: str, file: str = "llm-profile.yaml") -> list[str]:
    """Return the places in a file that a text names."""
    return re.findall(rf" --> {re.escape(file)}:([0-9]+:[0-9]+)$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_one_run_reports_every_mistake(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Mistakes of form, unknown models, providers, regions, GPUs and workloads come together, in the order of the text.

    A provider that is unknown has no regions to compare with, so its region is not one of the mistakes.
    """
    (tmp_path / "llm-profile.yaml").write_text(FIRST)
    done = policyengine(tmp_path, *command)
    assert done.code == 2
    assert places(done.out + done.err) == PLACES


MISSPELT = (
    ("workloads:\n", "workload:\n"), ("    data: {classes:", "    dta: {class:"), ("choice: {model", "choise: {modl"),
    ("considered:", "consider:"), ("hosting: private-cloud, provider", "hosted: private-cloud, provider"),
    ("workloads: [answer]", "workload: [answer]"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS[:2], ids=" ".join)
def test_a_misspelt_key_hides_no_other_mistake(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Correcting the keys leaves the other mistakes; no key is both unknown and missing."""
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    for folder, words in ((right, ()), (wrong, MISSPELT)):
        folder.mkdir()
        text = FIRST
        for word, misspelt in words:
            assert word in text
            text = text.replace(word, misspelt)
        (folder / "llm-profile.yaml").write_text(text)
    runs = [policyengine(folder, *command) for folder in (right, wrong)]
    before, after = (re.findall(r"^error: (.+)$", done.out + done.err, flags=re.MULTILINE) for done in runs)
    keys = ("workload", "dta", "class", "choise", "modl", "consider", "hosted", "workload")
    assert sorted(after) == sorted([*before, *(f"unknown key `{key}`" for key in keys)])


def test_a_point_after_thousands_is_not_a_decimal_point(tmp_path: Path) -> None:
    """A whole number is never read as a thousandth of what somebody meant, nor does this hide another mistake."""
    volume = "    volume: {requests_per_day: 50.000, peak_factor: 4.000, input_tokens: 1000.0}\n"
    profile, settings = tmp_path / "llm-profile.yaml", tmp_path / "policyengine.yaml"
    profile.write_text(WELL_FORMED.replace("    choice:", f"{volume}    choice:"))
    settings.write_text("version: 1\norganization: {monthly_active_users: {current: 2.000}}\n")
    done = policyengine(tmp_path, "check")
    assert done.code == 2
    assert places(done.out, "policyengine.yaml") == ["2:48"]
    assert places(done.out) == ["8:32", "9:21", "9:70"]
    assert "expected a whole number, found `50.000`" in done.out
    assert "help: write `50000`, without separators" in done.out
    profile.write_text(profile.read_text().replace("50.000", "50000.000").replace("bedrok", "aws-bedrock"))
    settings.write_text("version: 1\ncatalog: {models: {acme/house-model: {}}}\n")
    assert policyengine(tmp_path, "check").code in (0, 1)


def test_a_comma_in_braces_hides_nothing(tmp_path: Path) -> None:
    """A number with commas in braces is reported as one, and read as it is meant."""
    volume = "    volume: {requests_per_day: 1,500,000, input_tokens: 50,000}\n"
    (tmp_path / "llm-profile.yaml").write_text(WELL_FORMED.replace("    choice:", f"{volume}    choice:"))
    (tmp_path / "policyengine.yaml").write_text("version: 1\nteam: {engineer_hourly_usd: 1,000}\nunknown: 1\n")
    done = policyengine(tmp_path, "check")
    assert places(done.out, "policyengine.yaml") == ["2:29", "3:1"]
    assert places(done.out) == ["8:32", "8:57", "9:21", "9:70"]
    assert "error: `1,500,000`: in braces, a comma ends a value" in done.out
    assert "help: write `1500000`, without separators" in done.out
    assert "is not text" not in done.out


def test_a_decimal_comma_hides_nothing(tmp_path: Path) -> None:
    """A decimal comma is reported as one, in braces and in quotes, with the other mistakes."""
    volume = "    volume: {batch_share: 0,5, cached_share: '0,25', peak_factor: 1, 75}\n"
    (tmp_path / "llm-profile.yaml").write_text(WELL_FORMED.replace("    choice:", f"{volume}    choice:"))
    done = policyengine(tmp_path, "check")
    assert places(done.out) == ["8:27", "8:46", "8:70", "9:21", "9:70"]
    assert "error: `0,5`: in braces, a comma ends a value" in done.out
    assert "help: write `0.5`, with a decimal point" in done.out
    assert "error: expected a number, found text `0,25`" in done.out
    assert "help: write `0.25`, with a decimal point" in done.out
    assert "error: unknown key `75`" in done.out
    assert (
        "help: in braces, a comma ends a value: write the number without it, with a point before decimals" in done.out
    )


def test_a_key_that_is_no_text_hides_nothing(tmp_path: Path) -> None:
    """A name of digits alone has to be quoted, and what is below it is read all the same; so is a repeated key."""
    text = WELL_FORMED.replace("  answers:", "  2024:").replace("    tasks:", "    purpose: x\n    tasks:")
    (tmp_path / "llm-profile.yaml").write_text(text.replace("lifecycle: pilot", "lifecycle: pilot, 7: x, true: y"))
    (tmp_path / "policyengine.yaml").write_text("version: 1\n2: x\nteam: {engineer_hourly_usd: 1k}\nunknown: 1\n")
    done = policyengine(tmp_path, "check")
    assert places(done.out, "policyengine.yaml") == ["2:1", "3:29", "4:1"]
    assert places(done.out) == ["2:65", "2:71", "4:3", "6:5", "9:21", "9:70"]
    assert "error: key `2024` is not text" in done.out
    assert "error: unknown key `7`" in done.out
    assert 'help: quote it: "7"' not in done.out


def test_a_missing_list_hides_no_name(tmp_path: Path) -> None:
    """Names are looked up in values that should be in a list, and in mappings that should be in none."""
    text = WELL_FORMED.replace("recipients: [{", "recipients: {").replace("true}]", "true}")
    text = text.replace("provider: openai", "provider: opena").replace("choice: {", "choice: [{").replace("k}", "k}]")
    text += "decisions:\n  use: {workloads: answer, status: proposed, title: Use it, date: 2026-10-01}\n"
    (tmp_path / "llm-profile.yaml").write_text(text)
    done = policyengine(tmp_path, "check")
    assert places(done.out) == ["8:13", "8:22", "8:71", "9:17", "9:28", "11:20", "11:20"]


def test_a_key_of_another_mapping_hides_nothing(tmp_path: Path) -> None:
    """Its value is examined where it belongs, in the same option or workload, and so are the names in it."""
    text = WELL_FORMED.replace("    tasks", "    requests_per_day: 50k\n    tasks").replace(
        "provider: bedrok", "context: 16k, serving: {provider: bedrok, region: mars}"
    )
    option = "{model: acme/house-model, hosting: vendor-api, hardware: {engine: vlm}, count: two}"
    (tmp_path / "llm-profile.yaml").write_text(f"{text}    considered: [{option}]\n")
    done = policyengine(tmp_path, "check")
    assert places(done.out) == [
        "6:5", "6:23", "9:21", "9:60", "9:69", "9:84", "9:94", "9:102", "11:26", "11:76", "11:84", "11:90", "11:97"
    ]  # fmt: skip
    assert "help: it is declared under `choice`" in done.out
    assert "help: it is declared under `serving` of the option" in done.out
    taken = WELL_FORMED.replace("provider: bedrok", "provider: openai, count: 2, hardware: {count: 3}")
    (tmp_path / "llm-profile.yaml").write_text(taken)
    assert places(policyengine(tmp_path, "check").out) == ["8:21", "8:78"]


def test_settings_and_profile_together(tmp_path: Path) -> None:
    """Mistakes in the settings hide neither those of form in the profile nor the unknown names."""
    (tmp_path / "llm-profile.yaml").write_text(FIRST)
    (tmp_path / "policyengine.yaml").write_text("verzion: 1\n")
    for command in ("check", "cost"):
        done = policyengine(tmp_path, command, "llm-profile.yaml")
        assert places(done.out + done.err, "policyengine.yaml") == ["1:1"]
        assert places(done.out + done.err) == PLACES


WELL_FORMED = """\
version: 1
project: {name: support, owner: team-support, lifecycle: pilot}
workloads:
  answers:
    purpose: Answers questions of customers
    tasks: [question-answering]
    data: {classes: [internal]}
    choice: {model: acme/house-model, hosting: vendor-api, provider: bedrok}
    recipients: [{provider: openai, role: inference, zero_retention: true}]
"""


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("severities: {nothing/like-it: off}\n", ["8:21", "8:70"]),
        ("severities: [x]\n", ["8:21", "8:70"]),
        ("catalog: {models: {acme/house-model: {}}}\nseverities: {nothing/like-it: off}\n", ["8:70"]),
        ("catalog: {models: {acme/house-model: {}}}\nseverities: [x]\n", ["8:70"]),
        ("catalgo: {models: {acme/house-model: {}}}\n", ["8:70"]),
        ("catalog: {models: {acme/house-model: {licence: [MIT]}}}\n", ["8:70"]),
        ("catalog: {models: {acme/house-model: 5}, services: {bedrok: {nam: x}}}\n", []),
        ("catalog: {things: {acme/house-model: {}}}\n", []),
        ("catalog: [x]\n", []),
        ("packs: [5]\n", []),
        (
            "agreements: {openai: {zero_retention: false}}\nlocked: {facts: [agreements.openai]}\n",
            ["8:21", "8:70", "9:70"],
        ),
    ],
)
def test_names_are_looked_up_where_the_catalog_is_known(tmp_path: Path, settings: str, expected: list[str]) -> None:
    """Broken settings that may define names do not make these unknown; locks do not wait for names."""
    (tmp_path / "llm-profile.yaml").write_text(WELL_FORMED)
    (tmp_path / "policyengine.yaml").write_text(f"version: 1\n{settings}")
    done = policyengine(tmp_path, "check")
    assert done.code == 2
    assert places(done.out) == expected


SETTINGS = """\
version: 1
agreements: {opena: {zero_retention: true}}
parameters: {vendor/retention: {day: 20}}
severities: {license/user-limits: error, license/known: eror}
edition: latest
waivers_max_day: {error: 30}
prices: [nobody]
catalog: {models: {acme/house-model: {license: MIT}}}
"""
"""Settings with mistakes of form in most keys, and unknown names in the others."""


def test_the_form_of_settings_hides_no_name(tmp_path: Path) -> None:
    """One run reports the form of settings and of their catalog, and unknown names in the well-formed rest."""
    (tmp_path / "llm-profile.yaml").write_text(WELL_FORMED)
    (tmp_path / "policyengine.yaml").write_text(SETTINGS)
    done = policyengine(tmp_path, "check")
    assert places(done.out, "policyengine.yaml") == [
        "2:14", "3:33", "4:14", "4:57", "5:10", "6:1", "7:10", "8:39", "8:48"
    ]  # fmt: skip
    assert places(done.out) == ["8:70"]
    only_catalog = [line for line in SETTINGS.splitlines() if not line.startswith(("edition", "waivers", "sever"))]
    (tmp_path / "policyengine.yaml").write_text("\n".join(only_catalog))
    done = policyengine(tmp_path, "check")
    assert places(done.out, "policyengine.yaml") == ["2:14", "3:33", "4:10", "5:39", "5:48"]
    assert places(done.out) == ["8:70"]


def test_a_malformed_provider_has_no_regions(tmp_path: Path) -> None:
    """A region is not compared with those of no provider where the provider is what is malformed."""
    option = "model: openai/gpt-4o, hosting: vendor-api, region: eastus"
    text = FIRST[: FIRST.index("    tasks")] + f"    choice: {{{option}, provider: [azure-openai]}}\n"
    (tmp_path / "llm-profile.yaml").write_text(text.replace("prod}", "pilot}"))
    assert places(policyengine(tmp_path, "check").out) == ["4:3", "6:83"]
    (tmp_path / "llm-profile.yaml").write_text(text.replace("prod}", "pilot}").replace("provider: [", "providr: ["))
    assert places(policyengine(tmp_path, "check").out) == ["4:3", "6:73", "6:82"]


def test_a_licence_outside_a_list(tmp_path: Path) -> None:
    """One message has the list with the name that the catalog knows, if that name is certain."""
    own = "acme/x: {licenses: Apache 2.0}, acme/y: {licenses: Apach 2.0}"
    (tmp_path / "policyengine.yaml").write_text(f"version: 1\ncatalog: {{models: {{{own}}}}}\n")
    (tmp_path / "llm-profile.yaml").write_text(WELL_FORMED)
    done = policyengine(tmp_path, "check")
    text = done.out[done.out.index("--> policyengine.yaml") :]
    assert re.findall(r"--> policyengine.yaml:(\S+)", text) == ["2:39", "2:61", "2:71"]
    assert re.findall("help: (.*)", text) == [
        "write a list: [Apache-2.0]", "did you mean `Apache-2.0`?", "write a list: put the words in brackets",
    ]  # fmt: skip


def test_facts_of_workloads_in_settings(tmp_path: Path) -> None:
    """A fact that each workload states itself has one mistake, which names its place; locking is not the repair."""
    text = "version: 1\nagreements: {microsoft: {training_use: false}}\n"
    text += "defaults: [{workload: {data: {classes: [pii], boundary: vpc}}}]\n"
    (tmp_path / "policyengine.yaml").write_text(text)
    (tmp_path / "llm-profile.yaml").write_text(WELL_FORMED)
    done = policyengine(tmp_path, "check")
    text = done.out[done.out.index("--> policyengine.yaml") :]
    assert re.findall("help: (.*)", text) == [
        "write `none`",
        "it is declared under `data` of a workload in llm-profile.yaml",
        "state it in the profiles, or in an entry with `locked: true`, which no profile can override",
    ]
