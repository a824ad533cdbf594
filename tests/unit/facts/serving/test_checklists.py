"""A checklist says of what is undeclared only what is true whatever is declared later."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from policyengine.facts.serving.checklists import Checklist, Item

ANSWERS = st.sampled_from([True, False, None])
CHECKLISTS = st.lists(st.tuples(ANSWERS, ANSWERS), max_size=4).map(
    lambda answers: Checklist(
        tuple(
            Item(str(place), asked, in_place, f"shown.{place}", (f"asked.{place}",))
            for place, (asked, in_place) in enumerate(answers)
        )
    )
)


def completions(checklist: Checklist) -> Iterator[Checklist]:
    """Yield every checklist that this one becomes when all that is undeclared is declared."""
    answers = [answer for item in checklist.items for answer in (item.asked, item.in_place)]
    for chosen in product(*([True, False] if answer is None else [answer] for answer in answers)):
        pairs = zip(chosen[::2], chosen[1::2], strict=True)
        items = zip(checklist.items, pairs, strict=True)
        yield checklist._replace(
            items=tuple(item._replace(asked=asked, in_place=in_place) for item, (asked, in_place) in items)
        )


@given(CHECKLISTS)
def test_what_is_said_is_what_every_completion_says(checklist: Checklist) -> None:
    """A fact is known exactly where all completions agree on it; where they do not, it is left out."""
    whole = [one.facts("x") for one in completions(checklist)]
    agreed = {path: value for path, value in whole[0].items() if all(facts[path] == value for facts in whole)}
    assert agreed == checklist.facts("x")


@given(CHECKLISTS)
def test_what_may_be_missing_is_told_apart_from_what_is(checklist: Checklist) -> None:
    """Every completion lacks what is lacking, and nothing beyond that and what is undeclared."""
    missing = [set(one.lacking) for one in completions(checklist)]
    assert set(checklist.lacking) == set.intersection(*missing)
    assert set(checklist.lacking) | set(checklist.undeclared) == set.union(*missing)


@given(CHECKLISTS, st.sampled_from(["required", "missing", "complete"]))
def test_deciding_facts_decide(checklist: Checklist, leaf: str) -> None:
    """A known fact rests on declared ones that keep it as it is alone; an unknown one waits for an undeclared one."""
    answers = {
        path: answer
        for item in checklist.items
        for path, answer in ((item.asked_by[0], item.asked), (item.shown_by, item.in_place))
    }
    deciding = set(checklist.deciding(leaf))
    value = checklist.facts("x").get(f"x.{leaf}")
    assert deciding <= answers.keys()
    if value is None:
        assert any(answers[path] is None for path in deciding)
    elif leaf == "complete":
        kept = checklist._replace(items=tuple(_only(item, deciding) for item in checklist.items))
        assert kept.complete is value


def _only(item: Item, deciding: set[str]) -> Item:
    """Return an item of which only what decides is declared."""
    return item._replace(
        asked=item.asked if item.asked_by[0] in deciding else None,
        in_place=item.in_place if item.shown_by in deciding else None,
    )
