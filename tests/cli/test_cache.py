"""A cache that is damaged, foreign or out of reach changes nothing but the time a run takes."""

import os
from pathlib import Path

import pytest

from tests.cli.running import DAY, FAILING, Done, policyengine

OPTIONS = ("check", "--as-of", DAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a profile."""
    (tmp_path / "service").mkdir()
    (tmp_path / "service" / "llm-profile.yaml").write_text(FAILING)
    return tmp_path / "service"


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Return what is said of the profile with the tests' own cache."""
    folder = tmp_path_factory.mktemp("expected")
    (folder / "llm-profile.yaml").write_text(FAILING)
    return policyengine(folder, *OPTIONS)


def test_damage_is_mended(folder: Path, expected: Done, tmp_path: Path) -> None:
    """A cut, changed or foreign file is not used, and made again."""
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    assert policyengine(folder, *OPTIONS, POLICYENGINE_CACHE_DIR=str(cache)) == expected
    (file,) = cache.iterdir()
    sound = file.read_bytes()
    middle = len(sound) // 2
    for damaged in (sound[:middle], sound[:middle] + bytes([sound[middle] ^ 1]) + sound[middle + 1 :], b"#!/bin/sh\n"):
        file.write_bytes(damaged)
        assert policyengine(folder, *OPTIONS, POLICYENGINE_CACHE_DIR=str(cache)) == expected
        assert file.read_bytes()[:16] == sound[:16]
        assert len(file.read_bytes()) == len(sound)


@pytest.mark.skipif(os.name != "posix", reason="POSIX's permissions")
def test_a_directory_that_others_write_is_not_used(folder: Path, expected: Done, tmp_path: Path) -> None:
    """A cache directory open to others is neither read nor written."""
    cache = tmp_path / "open"
    cache.mkdir()
    cache.chmod(0o777)
    assert policyengine(folder, *OPTIONS, POLICYENGINE_CACHE_DIR=str(cache)) == expected
    assert list(cache.iterdir()) == []


def test_no_place_for_a_cache(folder: Path, expected: Done, tmp_path: Path) -> None:
    """Where nothing can be kept, the run compiles and says nothing."""
    (tmp_path / "file").write_text("")
    nowhere = str(tmp_path / "file" / "home")
    done = policyengine(folder, *OPTIONS, POLICYENGINE_CACHE_DIR="", XDG_CACHE_HOME="", HOME=nowhere)
    assert done == expected
