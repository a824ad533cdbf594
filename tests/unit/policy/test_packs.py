"""Packs of one's own: rules and catalog entries beside the shipped ones."""

from pathlib import Path

import pytest

from policyengine.engine.session import Question
from policyengine.errors import PolicyEngineError, UsageError
from policyengine.policy.compiling import compiled_sections
from policyengine.policy.packs import Pack, packs, yaml_files
from policyengine.policy.policy import Policy
from tests.unit.engine.asked_rules import rule_text
from tests.unit.engine.judging import AS_OF, OPENAI, judged, make_profile, place, verdict_of

GPU = """\
gpus:
  - id: %s
    vendor: NVIDIA
    memory_gb: 5
    sources: {default: {title: T, url: "https://example.org", checked: 2026-11-22, confidence: primary}}
"""


def put(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def pack(folder: Path, files: dict[str, str], name: str = "acme") -> Pack:
    """Write a pack."""
    put(folder / name, files)
    return Pack(name, str(folder / name / "rules"), str(folder / name / "catalog"))


def test_rules_of_a_pack_are_asked(tmp_path: Path) -> None:
    """A pack's rules carry its name in their ids, take parameters, and obey the settings like shipped ones."""
    more = "parameters: {words: {type: list<string>, default: [none], description: D.}}"
    text = rule_text(require="workload.publishes in params.words", message="publishes {workload.publishes}", more=more)
    put(tmp_path / "policies" / "acme", {"rules/content/publishing.yaml": text})
    profile = make_profile(OPENAI, publishes="text")
    settings = {"packs": ["policies/acme"]}
    found = verdict_of(judged(tmp_path, profile, settings, select=("acme:content/*",)), "acme:content/publishing")
    assert (found.severity, found.message, found.rule.path) == (
        "error",
        "publishes text",
        "acme/rules/content/publishing.yaml",
    )
    quiet = {**settings, "severities": {"acme:content/publishing": "note"}}
    assert verdict_of(judged(tmp_path, profile, quiet, select=("category:content",)), found.rule.id).severity == "note"
    told = {**settings, "parameters": {"acme:content/publishing": {"words": ["text"]}}}
    assert judged(tmp_path, profile, told, select=("acme:content/publishing",)).verdicts == ()


def test_a_broken_pack_stops_only_the_profiles_under_it(tmp_path: Path) -> None:
    """Its mistakes go into the report, once, and profiles under other settings are judged."""
    from policyengine.whole_report import check

    put(tmp_path / "one" / "acme", {"rules/a/b.yaml": rule_text(require="workload.publishs")})
    broken = [place(tmp_path / "one", make_profile(), {"packs": ["acme"]})]
    (tmp_path / "one" / "deep").mkdir()
    broken.append(str(tmp_path / "one" / "deep" / "llm-profile.yaml"))
    Path(broken[1]).write_text(Path(broken[0]).read_text(encoding="utf-8"), encoding="utf-8")
    good = place(tmp_path / "two", make_profile(OPENAI))
    report = check([(path, None) for path in (*broken, good)], Question(AS_OF))
    assert [mistake.message for mistake in report.mistakes] == ["unknown fact `workload.publishs`"]
    assert report.counts.profiles == 1


def test_broken_rules_and_entries_come_together(tmp_path: Path) -> None:
    """Every file of a pack is read before anything is said."""
    files = {
        "rules/a/b.yaml": rule_text(require="nothing"), "rules/a/c.yaml": "[]", "catalog/hardware/gpus.yaml": "gpus: 5",
        "catalog/odd.yaml": "a: 1",
    }  # fmt: skip
    with pytest.raises(PolicyEngineError) as caught:
        compiled_sections((pack(tmp_path, files),))
    assert [mistake.message for mistake in caught.value.mistakes][-1].endswith("is outside the catalog's folders")
    assert len(caught.value.mistakes) == 4


def test_one_name_for_two_entries(tmp_path: Path) -> None:
    """Names are unique over all packs, and the second place is shown."""
    first, second = (pack(tmp_path, {"catalog/hardware/gpus.yaml": GPU % "X1"}, name) for name in ("a", "b"))
    with pytest.raises(PolicyEngineError) as caught:
        compiled_sections((first, second))
    (mistake,) = caught.value.mistakes
    assert mistake.location is not None
    assert (
        mistake.message
        == "two of the catalog's gpus are called `X1`: a/catalog/hardware/gpus.yaml and b/catalog/hardware/gpus.yaml"
    )
    assert (mistake.location.line, mistake.location.column) == (2, 5)


def test_a_link_out_of_the_pack_is_refused(tmp_path: Path) -> None:
    """A pull request cannot have a file of the machine printed by linking it into a pack; links inside it are fine."""
    (tmp_path / "secret").write_text("token: s3cret\n", encoding="utf-8")
    given = pack(tmp_path, {"rules/a/b.yaml": rule_text()})
    (tmp_path / "acme" / "rules" / "a" / "c.yaml").symlink_to("b.yaml")
    (tmp_path / "acme" / "rules" / "a" / "d.yaml").symlink_to(tmp_path / "secret")
    with pytest.raises(PolicyEngineError) as caught:
        compiled_sections((given,))
    (mistake,) = caught.value.mistakes
    assert mistake.message.endswith("acme/rules/a/d.yaml`: symbolic link to a file outside the pack")
    (tmp_path / "acme" / "rules" / "a" / "d.yaml").unlink()
    assert [head.id for head in Policy(compiled_sections((given,))).all_headers] == ["acme:a/b", "acme:a/c"]


def test_hidden_folders_and_other_files_are_left_alone(tmp_path: Path) -> None:
    """Only YAML files count, in folders that are neither hidden nor linked."""
    put(tmp_path, {"b.yaml": "", "a/c.yml": "", ".git/d.yaml": "", "e.txt": ""})
    (tmp_path / "link").symlink_to(tmp_path / "a")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    assert [Path(path).relative_to(tmp_path).as_posix() for path in yaml_files(str(tmp_path))] == ["a/c.yml", "b.yaml"]
    assert yaml_files(str(tmp_path / "missing")) == []


def test_ids_and_printed_paths_are_the_same_everywhere() -> None:
    """An id is the path below `rules/`, a printed path starts at the pack."""
    shipped, own = packs(["/x/y/acme"])
    assert own.rule_id("/x/y/acme/rules/a/b/c.yaml") == "acme:a/b/c"
    assert own.printed("/x/y/acme/catalog/models/m.yaml") == "acme/catalog/models/m.yaml"
    assert shipped.printed(f"{shipped.rules}/a/b.yaml") == "rules/a/b.yaml"


def test_selectors_that_name_no_rule_are_a_usage_error(tmp_path: Path) -> None:
    """A typo on the command line is not an empty run."""
    with pytest.raises(UsageError, match="no rule matches `acme:x`"):
        judged(tmp_path, make_profile(), select=("acme:x",))
    with pytest.raises(UsageError, match="no rule matches `acme:x`"):
        judged(tmp_path, make_profile(), ignore=("acme:x",))
