"""Other tools that read decision records see what the profile says."""

import pytest

from policyengine.records.record import record_text
from policyengine.resources import TEMPLATES
from tests.builders import make_decision
from tests.unit.records.readers import Seen, adr_log, backstage, log4brains, structurizr, structurizr_links

STATUSES = ("draft", "proposed", "accepted", "rejected", "deprecated", "superseded")
TITLE = "Serve patient questions from a model we host"


@pytest.mark.parametrize("status", STATUSES)
def test_log4brains_sees_title_status_date_deciders_and_tags(status: str) -> None:
    """It reads the list below the title, so no status is taken for `accepted`."""
    text = record_text(make_decision(status=status), 2, TEMPLATES)

    assert Seen(TITLE, status, "2026-10-01", ("Ada Lovelace", "Bo Chen"), ("llm", "hipaa")) == log4brains(text)


def test_log4brains_reads_a_decision_without_deciders_and_tags() -> None:
    """What is not declared has no bullet."""
    text = record_text(make_decision(makers=(), tags=()), 2, TEMPLATES)

    assert Seen(TITLE, "proposed", "2026-10-01") == log4brains(text)


def test_adr_log_sees_the_title() -> None:
    """The line after the front matter is the title."""
    assert Seen(TITLE) == adr_log(record_text(make_decision(), 2, TEMPLATES))


@pytest.mark.parametrize("status", STATUSES)
def test_backstage_sees_title_status_and_date(status: str) -> None:
    """Status and date stand in the front matter."""
    assert Seen(TITLE, status, "2026-10-01") == backstage(record_text(make_decision(status=status), 2, TEMPLATES))


@pytest.mark.parametrize("status", STATUSES)
def test_structurizr_sees_title_status_and_date(status: str) -> None:
    """Status and date carry no quotes, which it would keep or choke on."""
    assert Seen(TITLE, status, "2026-10-01") == structurizr(record_text(make_decision(status=status), 2, TEMPLATES))


def test_structurizr_follows_the_link_to_the_superseded_record() -> None:
    """The link stands alone on its line and names the bare file."""
    text = record_text(make_decision(supersedes="pilot"), 2, TEMPLATES, supersedes="0001-pilot")

    assert structurizr_links(text) == ["0001-pilot.md"]


def test_log4brains_and_structurizr_find_the_successor() -> None:
    """A superseded record names its successor in the form that each reads."""
    text = record_text(make_decision(status="superseded"), 1, TEMPLATES, superseded_by="0002-next")

    assert log4brains(text).status == "superseded"
    assert "* Status: superseded by [0002-next](0002-next.md)\n" in text
    assert structurizr(text).status == "superseded by ADR-0002"


def test_a_title_full_of_markup_reads_as_it_was_written() -> None:
    """Escapes show nothing but the text."""
    title = "# Serve *all* `users` <b>[now](x)</b> | 50_000 ---"
    text = record_text(make_decision(title=title), 2, TEMPLATES)

    assert {log4brains(text).title, adr_log(text).title, backstage(text).title, structurizr(text).title} == {title}
