"""What every test gets: a cache of its own, a repeatable hypothesis, and `--update-golden`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which rewrites expected files instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected files instead of comparing")


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
        assert expected.read_bytes().decode() == actual


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Give the comparison with expected files."""
    return Golden(update=bool(request.config.getoption("--update-golden")))
