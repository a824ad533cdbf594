"""What the system refuses is reported at its file: folders and files without permission, and no working directory."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.own_rules import placed
from tests.cli.running import DAY, EXAMPLE, FAILING, Done, policyengine, python, surroundings

WITHOUT_PRIVILEGES = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--securebits=+noroot,+noroot_locked")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Path]:
    """Copy an example with a record, and make everything in it readable again at the end."""
    placed(tmp_path, "option.model.id != ''", FAILING)
    for path in sorted(EXAMPLE.rglob("*")):
        target = tmp_path / "service" / path.relative_to(EXAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            target.write_bytes(path.read_bytes())
    yield tmp_path
    for folder, names, files in os.walk(tmp_path):
        for name in (*names, *files):
            Path(folder, name).chmod(0o755)


def refused(folder: Path, *arguments: str) -> Done:
    """Run a command as a user whom permissions bind."""
    prefix = WITHOUT_PRIVILEGES if os.geteuid() == 0 else ()
    try:
        finished = subprocess.run(
            [*prefix, sys.executable, "-m", "policyengine", *arguments],
            cwd=folder,
            env=surroundings(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("root cannot give up its privileges here")
    return Done(finished.returncode, finished.stdout, finished.stderr)


DECISION = "{title: Ask, workloads: [chat], status: proposed, date: 2026-11-22, makers: [Ada]}"
DECISIONS = Path("service") / "docs" / "decisions"


@pytest.mark.parametrize("pattern", [".", "0001-*.md", "0001-*.decision.json"])
@pytest.mark.parametrize("command", [("record", "--check", "service"), ("record", "service")])
def test_records_that_cannot_be_read(service: Path, pattern: str, command: tuple[str, ...]) -> None:
    """The folder of records, a record, and the file beside it."""
    folder = service / DECISIONS
    path = folder if pattern == "." else next(folder.glob(pattern))
    before = sorted(folder.iterdir())
    path.chmod(0)
    done = refused(service, *command, "--as-of", DAY)
    path.chmod(0o755)

    shown = path.relative_to(service)
    assert done.code == 2
    assert f"error: `{shown}`: permission denied\n --> {shown}:1:1" in done.err
    assert "internal error" not in done.err
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(("pattern", "code"), [(".", 2), ("0001-*.md", 2), ("0001-*.decision.json", 1)])
def test_lint_of_records_that_cannot_be_read(service: Path, pattern: str, code: int) -> None:
    """A file beside a record is one fault among others."""
    folder = service / DECISIONS
    path = folder if pattern == "." else next(folder.glob(pattern))
    path.chmod(0)
    done = refused(service, "records", "lint", DECISIONS.as_posix(), "--as-of", DAY)

    assert done.code == code
    assert f"`{path.relative_to(service)}`: permission denied" in (done.out if code == 1 else done.err)


@pytest.mark.parametrize("folder", ["rules", "rules/own", "catalog"])
@pytest.mark.parametrize("command", ["check", "rules list", "settings", "explain", "cost", "record --check"])
def test_a_pack_that_cannot_be_read(service: Path, folder: str, command: str) -> None:
    """No rule of a pack is left out in silence."""
    path = service / "acme" / folder
    path.mkdir(exist_ok=True)
    (service / "llm-profile.yaml").write_text(f"{FAILING}decisions: {{ask: {DECISION}}}\n")
    path.chmod(0)
    name = {"explain": ("license/user-limit", "llm-profile.yaml"), "record --check": ("llm-profile.yaml",)}.get(
        command, ()
    )
    done = refused(service, *command.split(), *name)

    assert done.code == 2
    assert f"error: `acme/{folder}`: permission denied\n --> acme/{folder}:1:1" in done.out + done.err
    assert "internal error" not in done.out + done.err


@pytest.mark.parametrize("command", [("check",), ("rules", "list"), ("check", "{path}"), ("settings", "{path}")])
def test_a_working_directory_that_was_deleted(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Also where the path is absolute, as settings are sought up to the working directory."""
    placed(tmp_path, "true", FAILING)
    (tmp_path / ".git").rmdir()
    folder = tmp_path / "gone"
    folder.mkdir()
    arguments = [part.format(path=tmp_path) for part in command]
    run = "runpy.run_module('policyengine', run_name='__main__')"
    done = python(folder, "-c", f"import os, runpy, sys; os.rmdir(os.getcwd()); sys.argv[1:] = {arguments}; {run}")

    assert (done.code, done.out) == (2, "")
    assert done.err == "error: the working directory no longer exists\n  = help: change to a directory that exists\n\n"


def test_a_header_nested_deeply(service: Path) -> None:
    """A record of anybody is no reason to fail."""
    record = next((service / DECISIONS).glob("0001-*.md"))
    record.write_text(record.read_text().replace("---\n", f"---\nx: {'[' * 100_000}\n", 1))
    done = policyengine(service, "records", "lint", DECISIONS.as_posix(), "--as-of", DAY)

    assert (done.code, done.err) == (1, "")
    assert "error[ADR013]: front matter has the key `x`, which is not generated" in done.out


@pytest.mark.parametrize("command", [("record", "--check", "service"), ("record", "service")])
def test_a_record_with_a_byte_order_mark(service: Path, command: tuple[str, ...]) -> None:
    """Some editors add one, and nobody sees it."""
    record = next((service / DECISIONS).glob("0001-*.md"))
    record.write_bytes(b"\xef\xbb\xbf" + record.read_bytes())
    done = policyengine(service, *command, "--as-of", DAY)

    assert done.code == 2
    assert (
        f"error: `{record.name}` starts with a byte order mark (BOM)\n --> {record.relative_to(service)}:1:1"
        in done.err
    )


@pytest.mark.parametrize(
    ("settings", "day"), [("", "9999-12-31"), ("waivers_max_days: {error: 4000000}\n", DAY)], ids=["day", "days"]
)
def test_a_waiver_ends_on_the_last_day_at_most(tmp_path: Path, settings: str, day: str) -> None:
    """Days have four digits for their year."""
    placed(tmp_path, "option.model.id == ''", FAILING)
    with (tmp_path / "policyengine.yaml").open("a") as file:
        file.write(settings)
    done = policyengine(tmp_path, "waive", "acme:own/it", "llm-profile.yaml", "--as-of", day)

    assert (done.code, "internal error" in done.err) == (0, False)
    assert "expires: 9999-12-31" in (tmp_path / "llm-profile.yaml").read_text()
