"""Inputs that programs made, of every format: the first ones of a seed, and every past fault."""

from pathlib import Path
from random import Random

import pytest
from _pytest.mark.structures import ParameterSet

from tests.fuzz import __main__ as command_line
from tests.fuzz.campaign import FORMATS, Counts, Fault, campaign, kept
from tests.fuzz.laws import broken
from tests.fuzz.mutating import unchanged
from tests.fuzz.running import run, warm
from tests.fuzz.seeds import Seed, seeds

INPUTS = {
    "profile": 30, "settings": 60, "rule": 2, "pack": 1, "overlay": 80, "price-set": 1, "waiver": 100, "ignore": 60,
    "requests-csv": 300, "requests-jsonl": 300, "results": 200, "status": 150, "record": 6, "sidecar": 6, "template": 6,
}  # fmt: skip
"""How many inputs of each format `make test` tries: about a second of CPU each."""

VERIFY_SECONDS = 120
"""CPU seconds of each format in `make verify`."""

SEEDS = list(seeds())


def explained(done: Counts, folder: Path) -> str:
    """Return the faults of a campaign with where they are kept; an empty text for none."""
    return "\n".join(f"{'; '.join(fault.laws)}: kept in {kept(fault, folder)}" for fault in done.faults[:3])


@pytest.mark.parametrize("name", FORMATS)
def test_the_first_inputs(name: str, tmp_path: Path) -> None:
    """No input of a fixed seed breaks a law."""
    assert explained(campaign(FORMATS[name], 0, INPUTS[name], 60), tmp_path) == ""


@pytest.mark.parametrize("name", FORMATS)
def test_inputs_without_changes_are_valid(name: str, tmp_path: Path) -> None:
    """A campaign begins from inputs that are read without a mistake, so that changes reach what comes after reading."""
    warm()
    codes = []
    for seed in range(4):
        with unchanged():
            trial = FORMATS[name].make(Random(seed))
        codes.append(run(tmp_path / "repository", trial).code)
    assert sum(code != 2 for code in codes) >= 1, codes


def test_a_small_budget_tries_something_valid(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However little time there is, one valid input of a format is tried; where none is, the run is no success."""
    assert command_line._campaigns(["overlay"], 11, 0) == 0  # noqa: SLF001 - what `make fuzz` runs
    monkeypatch.setattr(command_line, "campaign", lambda *_arguments: Counts(3, 0, 0.1, ()))
    assert command_line._campaigns(["overlay"], 11, 0) == 3  # noqa: SLF001 - as above
    assert "no valid input was tried of overlay" in capsys.readouterr().err


@pytest.mark.verify
@pytest.mark.parametrize("name", FORMATS)
def test_many_inputs(name: str, tmp_path: Path) -> None:
    """No input of another seed breaks a law, in minutes."""
    assert explained(campaign(FORMATS[name], 1, 1_000_000, VERIFY_SECONDS), tmp_path) == ""


def _cases() -> list[ParameterSet]:
    """Return the seeds that keep the laws; a broken rule compiles every rule, and waits for `make verify`."""
    return [
        pytest.param(seed, id=seed.name, marks=[pytest.mark.verify] if seed.name.startswith("rule-") else [])
        for seed in SEEDS
    ]


@pytest.mark.parametrize("seed", _cases())
def test_a_past_fault(seed: Seed, tmp_path: Path) -> None:
    """What once broke a law keeps them all, and ends with its exit code."""
    outcome = run(tmp_path / "repository", seed.trial)
    assert (outcome.code, broken(seed.trial, outcome, costly=True)) == (seed.code, [])


def test_a_fault_is_found_made_small_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that breaks on one word is found by its number, and the file kept is that word and little else."""
    from policyengine.loading import results

    def breaks(path: str) -> str:
        text = Path(path).read_text(encoding="utf-8", errors="replace")
        if "accuracy" in text:
            raise ZeroDivisionError
        return text

    monkeypatch.setattr(results, "read_text", breaks)
    faults = campaign(FORMATS["results"], 0, 30, 60).faults
    assert faults
    assert {fault.laws for fault in faults} == {("no_bug: ZeroDivisionError: ",)}
    again = campaign(FORMATS["results"], 0, faults[0].number + 1, 60).faults
    assert again == (faults[0],)
    folder = kept(faults[0], tmp_path)
    small = (folder / faults[0].trial.target).read_bytes()
    assert b"accuracy" in small
    assert len(small) <= len(faults[0].trial.files[faults[0].trial.target])
    said = (folder / "fault.txt").read_text(encoding="utf-8")
    assert f"FUZZ_FORMAT=results SEED=0 FUZZ_NUMBER={faults[0].number}" in said


def test_another_seed_is_another_campaign() -> None:
    """Inputs are drawn from the seed, the format and the number, and from nothing else."""
    form = FORMATS["profile"]
    faults = [Fault(form.name, seed, 0, form.make(_random(seed)), ()) for seed in (1, 1, 2)]
    assert faults[0].trial == faults[1].trial
    assert faults[0].trial != faults[2].trial


def _random(seed: int) -> Random:
    return Random(seed)
