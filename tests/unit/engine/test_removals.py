"""What one state of a repository has and another has no longer."""

from policyengine.runs.removals import Declared, Removal, matched, removals

CHAT = {"ask": {"data": ["phi"]}}


def declared(path: str, workloads: dict[str, object] | None = None, project: str = "chat") -> Declared:
    """Make a profile."""
    return Declared(path, project, CHAT if workloads is None else workloads)


def lost(before: list[Declared], now: list[Declared], *, alike: bool = True) -> list[Removal]:
    """Compare two states in which every place is judged alike, or none is."""
    return removals(before, {profile.path: profile for profile in now}, lambda _old, _new: alike)


def test_nothing_is_gone() -> None:
    """The same profiles, more of them, and more workloads."""
    assert lost([declared("a")], [declared("a"), declared("b")]) == []
    assert lost([declared("a")], [declared("a", {**CHAT, "more": {}})]) == []
    assert lost([declared("a")], [declared("a", {"ask": {"data": ["public"]}})]) == []  # facts are judged


def test_gone() -> None:
    """A profile without a successor is a removal, whatever else there is."""
    assert lost([declared("a"), declared("b")], [declared("b")]) == [Removal("a")]
    assert lost([declared("a")], [declared("b", project="other")]) == [Removal("a")]
    assert lost([declared("a", project="")], [declared("b", project="")]) == [Removal("a")]


def test_moved() -> None:
    """A new file with the project's name and all workloads stands for it, where it is judged alike."""
    assert lost([declared("a")], [declared("b")]) == []
    assert lost([declared("a")], [declared("b")], alike=False) == [Removal("a", moved="b")]
    assert lost([declared("a")], [declared("b", {"other": {}})]) == [Removal("a")]
    assert lost([declared("a"), declared("b")], [declared("b")]) == [Removal("a")]  # no new file


def test_workloads() -> None:
    """A workload that is gone is a removal; a new one with the same content stands for one."""
    two: dict[str, object] = {"ask": {"n": 1}, "sum": {"n": 1}}
    assert lost([declared("a", two)], [declared("a", {"sum": {"n": 1}})]) == [Removal("a", "ask")]
    assert lost([declared("a", two)], [declared("a", {"sum": {"n": 1}, "new": {"n": 1}})]) == []
    assert lost([declared("a", two)], [declared("a", {"new": {"n": 1}})]) == [Removal("a", "sum")]
    assert lost([declared("a")], [declared("a", {"other": {"data": ["public"]}})]) == [Removal("a", "ask")]
    assert lost([declared("a")], [declared("a", {})]) == [Removal("a", "ask")]


def test_a_broken_profile_is_there() -> None:
    """It is reported as broken, and is not missing."""
    assert removals([declared("a")], {"a": None}, lambda _old, _new: True) == []


def test_each_new_file_stands_for_one() -> None:
    """As many as possible find a successor, whatever the order; the same content comes first."""
    two = {"ask": {"data": ["phi"]}, "sum": {"n": 1}}
    assert lost([declared("a"), declared("b")], [declared("c")]) == [Removal("b")]
    assert lost([declared("a"), declared("b")], [declared("c"), declared("d")]) == []
    assert lost([declared("a"), declared("b", two)], [declared("c", two), declared("d")]) == []
    assert lost([declared("a"), declared("b", two)], [declared("c", two)]) == [Removal("a")]
    assert matched({"a": ["x", "y"], "b": ["x"], "c": ["y", "z"]}) == {"a": "y", "b": "x", "c": "z"}
    assert matched({"a": [], "b": ["x"], "c": ["x"]}) == {"b": "x"}


def test_a_path_that_is_known_is_not_new() -> None:
    """What the branch had before stands for nothing."""
    assert removals([declared("a")], {"b": declared("b")}, lambda _old, _new: True, {"b"}) == [Removal("a")]


def test_lifecycles() -> None:
    """A lifecycle may become stricter; what is no lifecycle is refused elsewhere."""
    strict = declared("a")._replace(lifecycle="pilot")
    for lifecycle in ("pilot", "production", "", "live"):
        assert lost([strict], [declared("a")._replace(lifecycle=lifecycle)]) == []
    for lifecycle in ("prototype", "retired"):
        lowered = Removal("a", lifecycle="pilot", lowered=lifecycle)
        assert lost([strict], [declared("a")._replace(lifecycle=lifecycle)]) == [lowered]
        moved = declared("b")._replace(lifecycle=lifecycle)
        assert lost([strict], [moved]) == [lowered._replace(path="b")]
