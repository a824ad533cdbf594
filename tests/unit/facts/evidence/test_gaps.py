"""Facts that the catalog does not know, and where the settings can state them."""

import json
from pathlib import Path

import pytest

from policyengine.engine.session import Question
from policyengine.errors import PolicyEngineError
from policyengine.facts.evidence.gaps import overlay_hint
from policyengine.facts.evidence.origins import Origins
from policyengine.sessions import session_for
from policyengine.verdict import Missing
from policyengine.vocabulary.routes import FROM
from tests.unit.engine.judging import laid_out

NAMED = {
    "option.model.id": "mine",
    "primary.model.id": "mine",
    "option.provider.id": "openai",
    "primary.provider.id": "openai",
    "option.hardware.gpu": "A100-80GB",
    "primary.hardware.gpu": "A100-80GB",
    "license.id": "mit",
    "recipient.id": "openai",
}
NOT_STATED = {"license.id", "option.provider.service", "primary.provider.service"}
"""What the catalog says by an entry's own id: it is known wherever there is an entry."""
PROFILE = """\
version: 1
project: {name: p, lifecycle: pilot}
workloads:
  chat:
    data: {classes: [public]}
    choice: {model: mine, hosting: vendor-api, provider: openai}
"""


def keys_in(hint: str) -> list[str]:
    """Read the keys that a hint names, from the outside inward."""
    written, under = hint.removeprefix("add `").removesuffix(" in policyengine.yaml").split("` under `")
    return [*under.removesuffix("`").split("."), *written.replace("{", "").rstrip("}").removesuffix(": …").split(": ")]


@pytest.mark.parametrize(
    "path", sorted(path for path, from_ in FROM.items() if from_ == ("catalog",) and path not in NOT_STATED)
)
def test_the_key_to_write_is_one_that_the_settings_take(tmp_path: Path, path: str) -> None:
    """Whatever only the catalog says can be stated in its overlay, under the keys that the hint names."""
    *outer, last = keys_in(overlay_hint(path, NAMED, {"catalog": {"models": {"mine": {}}}}))
    written: dict[str, object] = {last: 1}
    for key in reversed(outer):
        written = {key: written}
    (tmp_path / "policyengine.yaml").write_text(json.dumps({"version": 1, **written}))
    said = ""
    try:
        session_for(str(tmp_path / "llm-profile.yaml"), Question("2026-11-22"), {})
    except PolicyEngineError as error:
        said = str(error)
    assert "unknown key" not in said


@pytest.mark.parametrize(
    ("settings", "hint"),
    [
        ("catalog: {models: {mine: {developer: me}}}", "`context_window: …` under `catalog.models.mine`"),
        ("catalog: {models: {mine: }}", "`mine: {context_window: …}` under `catalog.models`"),
    ],
)
def test_a_gap_of_the_catalog(tmp_path: Path, settings: str, hint: str) -> None:
    """It is no fact to declare: the settings can tell the catalog, and no line of the profile lacks anything."""
    profile, session, cases = laid_out(tmp_path, PROFILE, f"version: 1\n{settings}\n")
    (case,) = [case for case in cases if case.subject.scope == "option"]
    (gap,) = Origins(profile.document, session.environment).missing(case, ["option.model.context_window"])
    assert gap == Missing("option.model.context_window", None, f"add {hint} in policyengine.yaml", of_catalog=True)
