"""A locked model keeps what every name of it resolves to, and what verdicts on it rest on."""

from pathlib import Path

import pytest

from tests.unit.engine.locks.below import SOURCE, mistakes, said, write

MODEL = "LGAI-EXAONE/EXAONE-4.0-32B"
LICENSE = "LicenseRef-EXAONE-1.2-NC"
LOCKED = f"catalog.models.{MODEL}"
FREE = "openness: open-weights, stage: general, licenses: [Apache-2.0]"
LIKE_GPT = "openai/gpt-4o".replace("o", "\N{CYRILLIC SMALL LETTER O}")
WHERE = ", which policyengine.yaml:2 locks"


def found(folder: Path, locked: str, *lower: str) -> list[str]:
    """Return the errors of settings files below a lock on a fact."""
    return [said(given) for given in mistakes(folder, f"locked: {{facts: [{locked}]}}", *lower)]


@pytest.mark.parametrize(
    ("lower", "expected"),
    [
        (
            f"catalog: {{models: {{mine/x: {{{FREE}, aliases: [y, {MODEL}]}}}}}}",
            f"3:106 this makes the model `{MODEL}` lead to `mine/x`, not to `{MODEL}`",
        ),
        (
            f"catalog: {{models: {{{MODEL.lower()}: {{{FREE}}}}}}}",
            f"3:48 `{MODEL.lower()}` could be taken for `{MODEL}`",
        ),
        (f"catalog: {{models: {{EXAONE-4.0-32B: {{{FREE}}}}}}}", f"3:36 `EXAONE-4.0-32B` could be taken for `{MODEL}`"),
        (
            f"catalog: {{models: {{hosted_vllm/{MODEL}: {{{FREE}}}}}}}",
            f"3:60 `hosted_vllm/{MODEL}` could be taken for `{MODEL}`",
        ),
        (
            f"catalog: {{models: {{unsloth/EXAONE-4.0-32B-AWQ: {{{FREE}}}}}}}",
            f"3:48 `unsloth/EXAONE-4.0-32B-AWQ` could be taken for `{MODEL}`",
        ),
        (
            f"catalog: {{models: {{mine/tuned: {{{FREE}, lineage: [{MODEL}]}}}}}}",
            f"3:106 `mine/tuned` is made from `{MODEL}` and leaves out a licence of it",
        ),
        (
            f"catalog: {{licenses: {{{LICENSE}: {{commercial: 'yes'}}}}}}",
            f"3:61 this changes `commercial` of the licence `{LICENSE}` from `no` to `yes`",
        ),
        (
            f"catalog: {{licenses: {{mine: {{commercial: 'yes', aliases: [{LICENSE}]}}}}}}",
            f"3:58 this makes the licence `{LICENSE}` lead to `mine`, not to `{LICENSE}`",
        ),
        (
            (
                f"catalog: {{licenses: {{{LICENSE}: {{commercial: 'no', sources: "
                f"{SOURCE.replace('primary', 'unverified')}}}}}}}"
            ),
            f"3:76 this makes `commercial` of the licence `{LICENSE}` unverified",
        ),
        (
            "catalog: {licenses: {LicenseRef-EXAONE-1.2-nc: {commercial: 'yes'}}}",
            f"3:48 `LicenseRef-EXAONE-1.2-nc` could be taken for `{LICENSE}`",
        ),
    ],
)
def test_every_way_to_a_locked_model_is_refused(tmp_path: Path, lower: str, expected: str) -> None:
    """An alias, a look-alike, a model made from it, its licence, and its sources: at the line that does it."""
    assert found(tmp_path, LOCKED, lower) == [f"{expected}{WHERE}"]


@pytest.mark.parametrize(
    ("locked", "lower", "expected"),
    [
        (
            "openai/gpt-4o",
            "catalog: {models: {gpt-4o: {licenses: [Apache-2.0]}}}",
            (
                "3:39 this changes `licenses` of the model `openai/gpt-4o` from "
                "[LicenseRef-ToS-OpenAI-Services-Agreement] to [Apache-2.0]"
            ),
        ),
        (
            "gpt-4o",
            "catalog: {models: {openai/gpt-4o: {stage: preview}}}",
            "3:43 this changes `stage` of the model `openai/gpt-4o` from `general` to `preview`",
        ),
        (
            "openai/gpt-4o.licenses",
            "catalog: {models: {gpt-4o: {licenses_by_provider: {azure-openai: [Apache-2.0]}}}}",
            (
                "3:51 this changes `licenses_by_provider` of the model `openai/gpt-4o` from "
                "{azure-openai: [LicenseRef-ToS-Azure-OpenAI]} to {azure-openai: [Apache-2.0]}"
            ),
        ),
        (
            "openai/gpt-4o",
            "catalog: {services: {proxy: {aliases: [azure-openai]}}}",
            "3:40 this makes the service `azure-openai` lead to `proxy`, not to `azure-openai`",
        ),
        (
            "openai/gpt-4o",
            "catalog: {models: {openai/gpt-4o-2031-01-01: {licenses: [Apache-2.0]}}}",
            "3:46 `openai/gpt-4o-2031-01-01` could be taken for `openai/gpt-4o`",
        ),
        (
            "openai/gpt-4o",
            f"catalog: {{models: {{acme/x: {{stage: general}}, {LIKE_GPT}: {{stage: general}}}}}}",
            f"3:61 `{LIKE_GPT}` could be taken for `openai/gpt-4o`",
        ),
    ],
)
def test_names_and_services_of_a_closed_model(tmp_path: Path, locked: str, lower: str, expected: str) -> None:
    """The lock holds under any name in either file, and for the services whose own terms bind the model."""
    assert found(tmp_path, f"catalog.models.{locked}", lower) == [f"{expected}{WHERE}"]


def test_what_is_allowed_is_named(tmp_path: Path) -> None:
    """Each error has a hint that leads to a file that is accepted."""
    lower = f"catalog: {{models: {{mine/tuned: {{{FREE}, lineage: [{MODEL}]}}}}}}"
    (given,) = mistakes(tmp_path, f"locked: {{facts: [{LOCKED}]}}", lower)
    assert given.hint == f"add the licences of `{MODEL}` to those of `mine/tuned`"
    assert found(tmp_path, LOCKED, lower.replace("[Apache-2.0]", f"[Apache-2.0, {LICENSE}]")) == []


@pytest.mark.parametrize(
    "lower",
    [
        f"catalog: {{models: {{acme/own: {{{FREE}, aliases: [own-model]}}}}}}",
        f"catalog: {{models: {{acme/own: {{{FREE}, lineage: [meta-llama/Llama-3.1-8B]}}}}}}",
        "catalog: {models: {gpt-4o: {stage: preview}}}",
        f"catalog: {{models: {{gpt-4o: {{aliases: [{MODEL}x]}}}}}}",
        "catalog: {licenses: {Apache-2.0: {commercial: 'no'}, acme-license: {commercial: 'yes'}}}",
        f"catalog: {{licenses: {{{LICENSE}: {{commercial: 'no'}}}}}}",
        "catalog: {services: {openai: {company: newco}}}",
        "agreements: {openai: {zero_retention: true}}",
    ],
)
def test_what_is_unrelated_to_a_locked_model_is_allowed(tmp_path: Path, lower: str) -> None:
    """Models of one's own, other models, other licences, the same fact again, and agreements."""
    assert found(tmp_path, LOCKED, lower) == []


@pytest.mark.parametrize("part", ["context_window", "modalities"])
def test_a_lock_on_a_part_of_a_model_leaves_the_others(tmp_path: Path, part: str) -> None:
    """The licence is free where only another part is locked; the name that leads to the part is not."""
    locked = f"{LOCKED}.{part}"
    lower = f"catalog: {{models: {{{MODEL}: {{licenses: [Apache-2.0]}}}}}}"
    assert found(tmp_path, locked, lower) == []
    taken = f"catalog: {{models: {{mine/x: {{aliases: [{MODEL}]}}}}}}"
    assert found(tmp_path, locked, taken) == [
        f"3:39 this makes the model `{MODEL}` lead to `mine/x`, not to `{MODEL}`{WHERE}"
    ]


@pytest.mark.parametrize(
    ("lower", "expected"),
    [
        (
            f"catalog: {{models: {{acme/own: {{{FREE}}}}}}}",
            [
                "3:41 `catalog.models.acme/own.openness` is locked by policyengine.yaml:2",
                "3:62 `catalog.models.acme/own.stage` is locked by policyengine.yaml:2",
                "3:81 `catalog.models.acme/own.licenses` is locked by policyengine.yaml:2",
            ],
        ),
        (
            "catalog: {models: {acme/own: }}",
            [f"3:20 this adds `acme/own` to the names of `catalog.models`{WHERE}"],
        ),
        (
            f"catalog: {{licenses: {{{LICENSE}: {{commercial: 'yes'}}}}}}",
            [f"3:61 this changes `commercial` of the licence `{LICENSE}` from `no` to `yes`{WHERE}"],
        ),
    ],
)
def test_a_lock_on_all_models(tmp_path: Path, lower: str, expected: list[str]) -> None:
    """No model is added, and the licences of all of them stay."""
    assert found(tmp_path, "catalog.models", lower) == expected


def test_a_licence_is_locked_under_all_its_names(tmp_path: Path) -> None:
    """A lock on a licence holds what its names lead to; a new licence of another name is allowed."""
    locked = f"catalog.licenses.{LICENSE}"
    lower = f"catalog: {{licenses: {{mine: {{aliases: [{LICENSE}]}}}}}}"
    assert found(tmp_path, locked, lower) == [
        f"3:39 this makes the licence `{LICENSE}` lead to `mine`, not to `{LICENSE}`{WHERE}"
    ]
    assert found(tmp_path, locked, "catalog: {licenses: {mine: {commercial: 'yes'}}}") == []


def test_several_errors_of_one_file_are_reported_together(tmp_path: Path) -> None:
    """Each statement that breaks a lock has its error, and a third file is compared with the second."""
    first = f"catalog: {{licenses: {{{LICENSE}: {{commercial: 'yes'}}}}, models: {{mine/x: {{aliases: [{MODEL}]}}}}}}"
    assert found(tmp_path, LOCKED, first, "catalog: {models: {mine/y: {stage: general}}}") == [
        f"3:61 this changes `commercial` of the licence `{LICENSE}` from `no` to `yes`{WHERE}",
        f"3:98 this makes the model `{MODEL}` lead to `mine/x`, not to `{MODEL}`{WHERE}",
    ]
    assert found(tmp_path, LOCKED, "", f"catalog: {{models: {{mine/y: {{aliases: [{MODEL}]}}}}}}") == [
        f"3:39 this makes the model `{MODEL}` lead to `mine/y`, not to `{MODEL}`{WHERE}"
    ]


PACK = f"""\
family: mine
developer: Mine
origin: US
models:
  - id: NAME
    licenses: [Apache-2.0]
    openness: open-weights
    released: 2026-01-01
    stage: general
    modalities: {{input: [text], output: [text]}}
    sources: {SOURCE}
sources: {{}}
"""


def test_a_pack_of_a_file_below_is_compared_too(tmp_path: Path) -> None:
    """Models of a pack are additions: refused where all models are locked, or where they look like a locked one."""
    write(tmp_path, "service/mine/catalog/models/mine.yaml", PACK.replace("NAME", "mine/exaone-4.0-32b"))
    write(tmp_path, "service/more/catalog/models/more.yaml", PACK.replace("NAME", "mine/y").replace("mine\n", "more\n"))
    packs = "packs: [more, mine]"
    alike = f"3:15 `mine/exaone-4.0-32b` could be taken for `{MODEL}`{WHERE}"
    assert found(tmp_path, LOCKED, packs) == [alike]
    assert found(tmp_path, "catalog.models.openai/gpt-4o", packs) == []
    assert found(tmp_path, "catalog.models", packs) == [
        f"3:9 this adds `mine/y` to the names of `catalog.models`{WHERE}",
        f"3:15 `mine/exaone-4.0-32b` could be taken for `{MODEL}` (and 1 more){WHERE}",
    ]


def test_a_pack_does_not_fill_a_locked_entry_of_the_overlay(tmp_path: Path) -> None:
    """An entry that the locking file states in part would take the rest from a pack with the same id."""
    write(tmp_path, "service/mine/catalog/models/mine.yaml", PACK.replace("NAME", "acme/chat"))
    upper = "catalog: {models: {acme/chat: {context_window: 8000}}}\nlocked: {facts: [catalog.models.acme/chat]}"
    (given,) = mistakes(tmp_path, upper, "packs: [mine]")
    expected = "this changes `licenses` of the model `acme/chat` from nothing to [Apache-2.0]"
    assert said(given) == f"3:9 {expected}, which policyengine.yaml:3 locks"
