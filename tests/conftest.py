"""What every test gets: a cache of its own, a repeatable hypothesis, `--update-golden`, and the marker `verify`."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which rewrites expected files instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected files instead of comparing")


LEFT = pytest.StashKey[int]()
"""How many tests a run leaves to `make verify`."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests marked `verify`, unless `-m` names the marker; to rewrite files, all that have none."""
    if config.getoption("--update-golden"):
        left_out = [item for item in items if "golden" not in getattr(item, "fixturenames", ())]
        items[:] = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=left_out)
        return
    if "verify" in str(config.getoption("markexpr")):
        return
    left = [item for item in items if item.get_closest_marker("verify")]
    items[:] = [item for item in items if not item.get_closest_marker("verify")]
    config.stash[LEFT] = len(left)
    config.hook.pytest_deselected(items=left)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send the number of tests left out from a worker of pytest-xdist to the process that prints the summary."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left"] = session.config.stash.get(LEFT, 0)


class FromWorkers:
    """Reads what the workers of pytest-xdist send as they end."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over the number of tests left out; each worker collects all of them."""
        node.config.stash[LEFT] = getattr(node, "workeroutput", {}).get("left", 0)


def pytest_configure(config: pytest.Config) -> None:
    """Listen to workers."""
    config.pluginmanager.register(FromWorkers())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what this run has not proven."""
    if left := config.stash.get(LEFT, 0):
        terminalreporter.write_sep("=", "left to `make verify`")
        tests = "1 test that proves" if left == 1 else f"{left} tests that prove"
        terminalreporter.write_line(f"{tests} a claim in minutes did not run; CONTRIBUTING.md lists the claims")


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the caches, git settings and terminal of whoever runs the tests out of them; programs started inherit it."""
    private = tmp_path_factory.mktemp("cache", numbered=True)
    private.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        # git exports these to its hooks, and a test run may stand inside one
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        for name in ("COLUMNS", "FORCE_COLOR", "PYTHONHASHSEED"):
            patch.delenv(name, raising=False)
        patch.setenv("POLICYENGINE_CACHE_DIR", str(private))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("NO_COLOR", "1")
        yield


class Golden:
    """Compares text with an expected file, or rewrites the file when the run was started with `--update-golden`."""

    def __init__(self, *, update: bool) -> None:
        self.update = update

    def assert_equal(self, expected: Path, actual: str) -> None:
        """Compare the bytes of a file with a text; a missing file is a difference."""
        if self.update:
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_bytes(actual.encode())
        assert expected.exists(), f"no {expected}: write it with `make golden`, and read it"
        assert expected.read_bytes().decode() == actual


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return the comparison with expected files."""
    return Golden(update=bool(request.config.getoption("--update-golden")))
