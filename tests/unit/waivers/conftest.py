"""One repository for all tests of a process: compiling its pack takes a second."""

from pathlib import Path

import pytest

from tests.unit.waivers.excepting import House


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository without profile and settings; each test writes its own."""
    folder = tmp_path_factory.mktemp("repository")
    House.found(folder)
    return folder
