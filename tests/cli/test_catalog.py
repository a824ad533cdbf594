"""`policyengine catalog update`: the shipped prices are fresh, an organisation can have its own."""

from pathlib import Path

from tests.cli.running import DAY, policyengine

SHIPPED = Path(__file__).parents[2] / "catalog" / "prices" / "genai-prices.yaml"
NONE = "0 added, 0 removed, 0 changed\n"


def test_the_shipped_snapshot_is_fresh(tmp_path: Path) -> None:
    """It is what the installed package gives, byte for byte."""
    assert policyengine(tmp_path, "catalog", "update", "--check") == (0, NONE, "")


def test_without_a_file_the_set_is_printed(tmp_path: Path) -> None:
    """The set goes to standard output and what changed to standard error; the shipped file is left alone."""
    day = SHIPPED.read_text(encoding="utf-8").partition("as_of: ")[2][:10]
    assert policyengine(tmp_path, "catalog", "update", "--as-of", day) == (0, SHIPPED.read_text(encoding="utf-8"), NONE)


def test_a_set_of_ones_own(tmp_path: Path) -> None:
    """The set is named after its file; a second run changes nothing; a change is told and undone."""
    file = tmp_path / "acme-prices.yaml"
    update = ("catalog", "update", "--output-file", "acme-prices.yaml")
    first = policyengine(tmp_path, *update)
    assert (first.code, first.out.splitlines()[-1], first.err) == (0, "wrote acme-prices.yaml", "")
    written = file.read_text(encoding="utf-8")
    assert "\nid: acme-prices\n" in written
    assert policyengine(tmp_path, *update) == (0, f"{NONE}wrote acme-prices.yaml\n", "")
    old = "model: openai/gpt-4o, service: openai, input: 2.5,"
    assert written.count(old) == 1
    file.write_text(written.replace(old, old.replace("2.5", "5")), encoding="utf-8")
    told = "changed  openai/gpt-4o at openai: input 5 → 2.5\n0 added, 0 removed, 1 changed\n"
    assert policyengine(tmp_path, *update, "--check") == (1, told, "")
    assert policyengine(tmp_path, *update) == (0, f"{told}wrote acme-prices.yaml\n", "")
    assert file.read_text(encoding="utf-8") == written


def test_a_check_sees_what_is_not_a_price(tmp_path: Path) -> None:
    """A file whose prices are right but whose words are not would change, and so would one that is not there."""
    file = tmp_path / "acme.yaml"
    policyengine(tmp_path, "catalog", "update", "--output-file", "acme.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("title: Token", "title: Our token"), encoding="utf-8")
    check = ("catalog", "update", "--check", "--output-file")
    assert policyengine(tmp_path, *check, "acme.yaml") == (1, f"{NONE}only the text around the prices differs\n", "")
    assert policyengine(tmp_path, *check, "other.yaml").code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["acme.yaml"]


def test_a_file_that_holds_something_else(tmp_path: Path) -> None:
    """It is not written over; its first mistake says what it is not."""
    file = tmp_path / "acme.yaml"
    file.write_text("gpus: []\n", encoding="utf-8")
    done = policyengine(tmp_path, "catalog", "update", "--output-file", "acme.yaml")
    first = "error: missing key `as_of` in the catalog entry\n --> acme.yaml:1:1\n"
    assert (done.code, done.out, done.err[: len(first)]) == (2, "", first)
    assert file.read_text(encoding="utf-8") == "gpus: []\n"


def test_a_name_that_no_set_can_have(tmp_path: Path) -> None:
    """Estimates name a set, so its file has to be named like one."""
    done = policyengine(tmp_path, "catalog", "update", "--output-file", "Acme prices.yml")
    hint = "a set is named after its file: small letters, digits and hyphens, as in acme-prices.yaml"
    assert done == (2, "", f"error: `Acme prices.yml` cannot hold a price set\n  = help: {hint}\n\n")


def test_only_an_update_imports_the_package(tmp_path: Path) -> None:
    """Checks and costs read the prices in the snapshot, with an empty cache too; they never import the package."""
    profile = str(Path(__file__).parents[2] / "examples" / "customer-support" / "llm-profile.yaml")
    (tmp_path / "genai_prices.py").write_text("raise RuntimeError('imported')\n", encoding="utf-8")
    commands: list[tuple[str, ...]] = [("check", profile), ("check", profile, "--show-passes"), ("cost", profile)]
    for command in commands:
        cache = tmp_path / command[0]
        cache.mkdir(mode=0o700, exist_ok=True)
        found = {"POLICYENGINE_CACHE_DIR": str(cache), "PYTHONPATH": str(tmp_path)}
        done = policyengine(tmp_path, *command, "--as-of", DAY, **found)
        assert done == policyengine(tmp_path, *command, "--as-of", DAY)
        assert (done.code < 2, "genai-prices" in done.out) == (True, command[0] == "cost")
    assert "imported" in policyengine(tmp_path, "catalog", "update", PYTHONPATH=str(tmp_path)).err


def test_without_the_extra(tmp_path: Path) -> None:
    """Who has not installed genai-prices is told how."""
    absent = "raise ModuleNotFoundError(\"No module named 'genai_prices'\", name='genai_prices')\n"
    (tmp_path / "genai_prices.py").write_text(absent, encoding="utf-8")
    assert policyengine(tmp_path, "catalog", "update", PYTHONPATH=str(tmp_path)) == (
        2,
        "",
        "error: the package genai-prices is not installed\n  = help: pip install 'llm-policyengine[prices]'\n\n",
    )
