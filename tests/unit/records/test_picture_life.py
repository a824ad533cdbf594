"""The life of a record's pictures: drawn anew while it is proposed, kept once people have decided, missed when gone."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyengine.decision import Decision, Digest
from policyengine.errors import PolicyEngineError
from policyengine.records.checking import Checked
from policyengine.records.files import Writing, Written, amend_record, write_record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.lint.faults import lint_records
from policyengine.records.reading import loaded
from policyengine.records.renumber import renumber_record
from policyengine.records.sidecar import dumped
from policyengine.resources import TEMPLATES
from tests.builders import with_facts
from tests.golden.sample_costs import priced_decision, sample_costs
from tests.unit.records.checks import check_record

STEM = "0001-serve-patient-questions-from-a-model-we-host"
CURVE, BREAKDOWN = (f"{STEM}.patient-qa.{kind}.svg" for kind in ("curve", "breakdown"))
NEXT = "0002-next"


@pytest.fixture(params=list(LAYOUTS))
def layout(request: pytest.FixtureRequest) -> str:
    """Return each layout."""
    return str(request.param)


def write(folder: Path, decision: Decision, layout: str = "madr4") -> Written:
    """Write a record."""
    return write_record(decision, str(folder), TEMPLATES, layout)


def check(folder: Path, decision: Decision, layout: str = "madr4") -> Checked:
    """Check a record."""
    return check_record(decision, str(folder), layout)


def svgs(folder: Path) -> list[str]:
    """Name the pictures that are there."""
    return sorted(name for name in os.listdir(folder) if name.endswith(".svg"))


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file."""
    return {name: (folder / name).read_bytes() for name in os.listdir(folder)}


def lint(folder: Path) -> Iterator[tuple[str, str]]:
    """Return what lint says of pictures: code and message."""
    return ((one.code, one.mistake.message) for one in lint_records(str(folder)) if one.code in ("ADR020", "ADR021"))


def test_they_are_written_with_the_record(tmp_path: Path, layout: str) -> None:
    """Beside it, as drawn; the second time nothing is touched."""
    written = write(tmp_path, priced_decision(), layout)

    assert written.files == (f"{STEM}.decision.json", f"{STEM}.md", BREAKDOWN, CURVE, "index.md")
    assert (tmp_path / CURVE).read_bytes().startswith(b"<svg ")
    assert check(tmp_path, priced_decision(), layout).codes == ()
    assert write(tmp_path, priced_decision(), layout).files == ()
    assert list(lint(tmp_path)) == []


def test_a_proposal_whose_costs_moved_is_stale_and_drawn_anew(tmp_path: Path, layout: str) -> None:
    """As with any other change of its text."""
    write(tmp_path, priced_decision(), layout)
    before = contents(tmp_path)
    moved = priced_decision(3.5)

    assert check(tmp_path, moved, layout).codes == ("text-changed",)
    assert contents(tmp_path) == before
    assert write(tmp_path, moved, layout).outcome is Writing.WRITTEN
    assert (tmp_path / CURVE).read_bytes() != before[CURVE]
    assert check(tmp_path, moved, layout).codes == ()


@pytest.mark.parametrize("status", ["accepted", "rejected", "deprecated"])
def test_new_prices_change_nothing_that_people_decided(tmp_path: Path, layout: str, status: str) -> None:
    """Neither is it stale nor is a byte of record, pictures or costs rewritten, whatever `record` is asked to do."""
    write(tmp_path, priced_decision(status=status), layout)
    before = contents(tmp_path)
    moved = priced_decision(3.5, status=status)

    assert check(tmp_path, moved, layout).findings == ()
    assert write(tmp_path, moved, layout).outcome is Writing.UNCHANGED
    assert contents(tmp_path) == before


def test_a_final_record_keeps_its_costs_where_its_facts_move(tmp_path: Path) -> None:
    """An amendment and a retirement renew what else the sidecar tells."""
    write(tmp_path, priced_decision(status="accepted"))
    before = contents(tmp_path)
    told = loaded(before[f"{STEM}.decision.json"].decode())["costs"]
    amended = priced_decision(3.5, status="accepted", facts="c" * 64)
    assert check(tmp_path, amended).codes == ("inputs-changed",)
    assert amend_record(amended, str(tmp_path), TEMPLATES, "2026-12-01").outcome is Writing.AMENDED
    write(
        tmp_path,
        priced_decision(
            4.5, status="accepted", facts="c" * 64, key="next", title="Next", supersedes="patient-qa-serving"
        ),
    )
    sidecar = loaded((tmp_path / f"{STEM}.decision.json").read_text(encoding="utf-8"))

    assert (sidecar["costs"], sidecar["status"], list(sidecar["pictures"])) == (told, "superseded", [CURVE, BREAKDOWN])
    assert [(tmp_path / name).read_bytes() for name in (CURVE, BREAKDOWN)] == [before[CURVE], before[BREAKDOWN]]
    assert check(tmp_path, priced_decision(3.5, status="superseded", facts="c" * 64)).codes == ()
    assert svgs(tmp_path) == sorted(
        [BREAKDOWN, CURVE, *(f"{NEXT}.patient-qa.{kind}.svg" for kind in ("curve", "breakdown"))]
    )


def test_what_a_lost_sidecar_told_of_costs_is_not_made_up(tmp_path: Path) -> None:
    """Today's costs are not those that people saw."""
    write(tmp_path, priced_decision(status="accepted"))
    (tmp_path / f"{STEM}.decision.json").unlink()
    write(tmp_path, priced_decision(3.5, status="accepted"))

    assert loaded((tmp_path / f"{STEM}.decision.json").read_text(encoding="utf-8"))["costs"] is None
    assert check(tmp_path, priced_decision(3.5, status="accepted")).codes == ()


def test_a_record_from_before_there_were_costs_stays_as_it_is(tmp_path: Path) -> None:
    """Its sidecar tells neither costs nor pictures, and its text shows none."""
    write(tmp_path, priced_decision(status="accepted", costs=None))
    path = tmp_path / f"{STEM}.decision.json"
    told = {
        key: value
        for key, value in loaded(path.read_text(encoding="utf-8")).items()
        if key not in ("costs", "pictures")
    }
    path.write_text(dumped(told), encoding="utf-8")
    before = contents(tmp_path)

    assert check(tmp_path, priced_decision(status="accepted")).codes == ()
    assert write(tmp_path, priced_decision(status="accepted")).files == (path.name,)
    assert loaded(path.read_text(encoding="utf-8")) == {**told, "pictures": {}}
    assert {name for name, data in contents(tmp_path).items() if data != before.get(name)} == {path.name}


@pytest.mark.parametrize("status", ["proposed", "accepted", "rejected"])
def test_a_picture_that_is_gone_or_changed_is_told(tmp_path: Path, layout: str, status: str) -> None:
    """At the line that shows it; `record` draws it again, as long as it is the very one."""
    decision = priced_decision(status=status)
    write(tmp_path, decision, layout)
    before = contents(tmp_path)
    (tmp_path / CURVE).unlink()
    (tmp_path / BREAKDOWN).write_bytes(before[BREAKDOWN].replace(b"GPU rental", b"GPU gift", 1))
    checked = check(tmp_path, decision, layout)

    assert checked.codes == ("picture-missing", "picture-changed")
    assert [mistake.message for mistake in checked.mistakes] == [
        f"the picture `{CURVE}` is not there",
        f"`{BREAKDOWN}` is not the picture that was drawn for this record",
    ]
    assert all(f"]({name} " in one.source for name, one in zip((CURVE, BREAKDOWN), checked.mistakes, strict=True))
    assert [code for code, _ in lint(tmp_path)] == ["ADR020", "ADR020"]
    assert write(tmp_path, decision, layout).files == (BREAKDOWN, CURVE)
    assert contents(tmp_path) == before


def test_a_picture_of_other_prices_is_not_drawn_for_an_accepted_record(tmp_path: Path) -> None:
    """It has to be restored from where the record is kept."""
    write(tmp_path, priced_decision(status="accepted"))
    (tmp_path / CURVE).unlink()
    later = priced_decision(3.5, status="accepted")

    assert write(tmp_path, later).files == ()
    assert check(tmp_path, later).codes == ("picture-missing",)
    assert check(tmp_path, later).mistakes[0].hint == (
        "run `policyengine record llm-profile.yaml` to draw it again; if it no longer draws this one, restore the file"
    )


def test_what_else_is_out_of_date_hides_no_picture(tmp_path: Path) -> None:
    """Beside a note on the rules, and an error on the inputs, the pictures of an accepted record are looked at."""
    rules = (Digest("rules", "47 rules", "5" * 64),)
    accepted = priced_decision(status="accepted", digests=rules)
    write(tmp_path, accepted)
    (tmp_path / CURVE).unlink()
    later = accepted._replace(digests=(rules[0]._replace(sha256="6" * 64),))

    assert check(tmp_path, later).codes == ("ruleset-changed", "picture-missing")
    assert check(tmp_path, with_facts(later, "c" * 64)).codes == ("inputs-changed", "picture-missing")


def test_windows_line_ends_are_no_difference(tmp_path: Path) -> None:
    """Git may have changed the line ends of a checkout."""
    write(tmp_path, priced_decision())
    (tmp_path / CURVE).write_bytes((tmp_path / CURVE).read_bytes().replace(b"\n", b"\r\n"))

    assert check(tmp_path, priced_decision()).codes == ()
    assert write(tmp_path, priced_decision()).files == ()


def test_a_link_is_no_picture(tmp_path: Path) -> None:
    """Nothing is read or written through a symbolic link."""
    write(tmp_path, priced_decision())
    shutil.move(tmp_path / CURVE, tmp_path / "elsewhere.svg")
    (tmp_path / CURVE).symlink_to(tmp_path / "elsewhere.svg")

    assert check(tmp_path, priced_decision()).codes == ("picture-missing",)
    with pytest.raises(PolicyEngineError, match="leads out of"):
        write(tmp_path, priced_decision())


def test_a_proposal_takes_its_own_pictures_away_and_no_others(tmp_path: Path) -> None:
    """What the old text showed and the new does not; lint tells of what nobody shows."""
    write(tmp_path, priced_decision())
    for name in (f"{STEM}.triage.curve.svg", "0007-gone.chat.breakdown.svg", "logo.svg"):
        (tmp_path / name).write_text("<svg/>", encoding="utf-8")
    (workload,) = sample_costs().workloads
    without = priced_decision(costs=sample_costs(workloads=(workload._replace(curve=None),)))
    write(tmp_path, without)

    assert svgs(tmp_path) == [
        f"{STEM}.patient-qa.breakdown.svg",
        f"{STEM}.triage.curve.svg",
        "0007-gone.chat.breakdown.svg",
        "logo.svg",
    ]
    assert list(lint(tmp_path)) == [("ADR021", "no record shows this picture")] * 2
    assert check(tmp_path, without).codes == ()


def test_a_text_cannot_have_the_pictures_of_another_record_removed(tmp_path: Path) -> None:
    """Nor any other file, however it names them."""
    write(tmp_path, priced_decision())
    write(tmp_path, priced_decision(key="next", title="Next"))
    digest = "0" * 64
    claimed = f'![x]({NEXT}.patient-qa.curve.svg "sha256:{digest}")\n![x](logo.svg "sha256:{digest}")\n'
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    path = tmp_path / f"{STEM}.md"
    path.write_text(path.read_text(encoding="utf-8") + claimed, encoding="utf-8")
    before = svgs(tmp_path)
    done = write_record(priced_decision(), str(tmp_path), TEMPLATES, overwrite=True)

    assert (done.outcome, svgs(tmp_path)) == (Writing.WRITTEN, before)


def test_a_template_that_shows_no_pictures_has_none(tmp_path: Path) -> None:
    """An organisation's own template decides; what its text shows is what is written."""
    house = Path(shutil.copytree(TEMPLATES, tmp_path / "house"))
    template = house / "madr4.md.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(re.sub(r"\{\{ part\.pictures\(.*\n", "", text), encoding="utf-8")
    folder = tmp_path / "decisions"
    written = write_record(priced_decision(), str(folder), str(house))

    assert written.files == (f"{STEM}.decision.json", f"{STEM}.md", "index.md")
    assert svgs(folder) == []


def test_renumbering_takes_them_along(tmp_path: Path, layout: str) -> None:
    """Names, links, digests of the block and sidecar; an accepted record stays true, and other pictures stay."""
    decision = priced_decision(status="accepted")
    write(tmp_path, decision, layout)
    write(tmp_path, priced_decision(key="next", title="Next"), layout)
    before = contents(tmp_path)
    renumber_record(str(tmp_path), f"{STEM}.md", 7)
    moved = [name.replace("0001-", "0007-") for name in (BREAKDOWN, CURVE)]

    assert svgs(tmp_path) == [f"{NEXT}.patient-qa.{kind}.svg" for kind in ("breakdown", "curve")] + moved
    assert [(tmp_path / name).read_bytes() for name in moved] == [before[BREAKDOWN], before[CURVE]]
    assert check(tmp_path, decision, layout).codes == ()
    assert STEM not in "".join((tmp_path / name).read_text(encoding="utf-8") for name in os.listdir(tmp_path))
    assert list(lint(tmp_path)) == []


def test_renumbering_a_record_whose_picture_is_gone(tmp_path: Path) -> None:
    """What is not there does not move, and is told under its new name."""
    write(tmp_path, priced_decision())
    (tmp_path / CURVE).unlink()
    renumber_record(str(tmp_path), f"{STEM}.md", 7)

    assert check(tmp_path, priced_decision()).mistakes[0].message == (
        f"the picture `{CURVE.replace('0001-', '0007-')}` is not there"
    )


def test_a_full_disk_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Record, pictures, sidecar and index are written together or not at all, and none is removed."""
    write(tmp_path, priced_decision())
    before = contents(tmp_path)
    replace, calls = os.replace, iter([True, True, True])

    def refusing(source: str, target: str) -> None:
        if not next(calls, False):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(PolicyEngineError, match="No space left"):
        write(tmp_path, priced_decision(3.5))
    assert contents(tmp_path) == before
