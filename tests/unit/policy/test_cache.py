"""The cache is used when it is fresh and ours, else made again; it is never wrong and never an error."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from policyengine.policy import cache, packs, policy, staleness
from policyengine.policy.cache import Sections, cache_directory, read_cache, write_cache
from policyengine.policy.packs import code_paths
from policyengine.policy.staleness import source, tree

SECTIONS = {"a": b"one", "b": b"two" * 100}
REST = b"three" * 50


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a private cache directory."""
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("POLICYENGINE_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Return a pack's rules, older than the clock's grain."""
    folder = tmp_path / "rules"
    for name in ("a/b.yaml", "c.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text\n", encoding="utf-8")
    return folder


def kept(rules: Path) -> Path:
    """Keep sections made from the rules; give the cache's file."""
    write_cache([str(rules)], [source(path) for path in tree([str(rules)])], SECTIONS, REST)
    (file,) = Path(cache_directory()).iterdir()
    return file


def found(rules: Path) -> tuple[Sections, bytes | None] | None:
    """Return both parts of what is kept for the rules."""
    there = read_cache([str(rules)])
    return None if there is None else (there.sections, there.rest())


@pytest.mark.usefixtures("home")
def test_a_fresh_cache_is_used(rules: Path) -> None:
    """What was kept comes back, for the same packs only."""
    kept(rules)
    assert found(rules) == (SECTIONS, REST)
    assert read_cache([]) is None


def _change(folder: Path) -> None:
    (folder / "c.yaml").write_text("test\n", encoding="utf-8")  # the same size, perhaps the same instant


def _grow(folder: Path) -> None:
    (folder / "c.yaml").write_text("longer text\n", encoding="utf-8")


def _add(folder: Path) -> None:
    (folder / "a" / "new.yaml").write_text("", encoding="utf-8")


def _remove(folder: Path) -> None:
    (folder / "c.yaml").unlink()


def _rename(folder: Path) -> None:
    (folder / "a").rename(folder / "z")


def _replace_keeping_times(folder: Path) -> None:
    before = (folder / "c.yaml").stat()
    (folder / "other").write_text("test\n", encoding="utf-8")
    (folder / "other").rename(folder / "c.yaml")
    os.utime(folder / "c.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.usefixtures("home")
def test_the_size_of_a_directory_says_nothing(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File systems that reckon it anew at each look do not make the cache stale; the size of a file does."""
    kept(rules)
    real = os.stat

    def grown(name: str) -> Callable[[str], os.stat_result]:
        def stat(path: str) -> os.stat_result:
            status = real(path)
            more = 1 if os.path.basename(path) == name else 0
            return os.stat_result((*status[:6], status.st_size + more, *status[7:10]), _times(status))

        return stat

    monkeypatch.setattr(os, "stat", grown("a"))
    assert found(rules) == (SECTIONS, REST)
    monkeypatch.setattr(os, "stat", grown("c.yaml"))
    assert read_cache([str(rules)]) is None


def _times(status: os.stat_result) -> dict[str, int]:
    return {name: getattr(status, name) for name in ("st_atime_ns", "st_mtime_ns", "st_ctime_ns")}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("touch", [_change, _grow, _add, _remove, _rename, _replace_keeping_times])
def test_a_change_makes_it_stale(rules: Path, touch: object) -> None:
    """Whatever happens to the files, at once or later, is noticed."""
    kept(rules)
    assert callable(touch)
    touch(rules)
    assert read_cache([str(rules)]) is None


@pytest.mark.usefixtures("home")
def test_a_change_within_the_clocks_grain_is_noticed(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was young when it was looked at is compared by contents: its times may not tell."""
    kept(rules)
    before = (rules / "c.yaml").stat()
    (rules / "c.yaml").write_text("test\n", encoding="utf-8")
    real = os.stat

    def stat_with_old_times(path: str) -> os.stat_result:
        if str(path).endswith("c.yaml"):
            return before
        return real(path)

    monkeypatch.setattr(os, "stat", stat_with_old_times)
    assert read_cache([str(rules)]) is None


def test_files_are_not_read_again_once_they_are_old(rules: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first run after the files have settled says so in the cache, and later ones only look at their times."""
    file = kept(rules)
    later = time.time_ns() + staleness.YOUNG_NS + 1
    monkeypatch.setattr(time, "time_ns", lambda: later)
    first = file.read_bytes()
    assert found(rules) == (SECTIONS, REST)
    assert file.read_bytes() != first
    monkeypatch.setattr(staleness, "_checksum", lambda _: 0)
    assert found(rules) == (SECTIONS, REST)
    assert [path.name for path in home.iterdir()] == [file.name]


@pytest.mark.usefixtures("home")
def test_damage_is_noticed(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file cut or grown is as good as none; so is one with a bit turned, or in the second part only that part."""
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now)  # nothing settles meanwhile
    file = kept(rules)
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert read_cache([str(rules)]) is None, length
    random = Random(2)  # noqa: S311 - repeatable damage
    for _ in range(500):
        place, bit = random.randrange(len(whole)), 1 << random.randrange(8)
        file.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        sound = (SECTIONS, None) if place >= len(whole) - len(REST) else None
        assert found(rules) == sound, (place, bit)
    file.write_bytes(whole + b"more")
    assert read_cache([str(rules)]) is None
    file.write_bytes(b"something else altogether\n" * 9)
    assert read_cache([str(rules)]) is None
    file.write_bytes(whole)
    assert found(rules) == (SECTIONS, REST)


@pytest.mark.usefixtures("home")
def test_the_second_part_is_of_the_same_build(rules: Path) -> None:
    """Another process may replace the file between two reads: what belongs to other sections is not taken."""
    file = kept(rules)
    there = read_cache([str(rules)])
    assert there is not None
    write_cache([str(rules)], [], {"a": b"other"}, REST)
    assert there.rest() == REST  # the same rules, kept anew
    write_cache([str(rules)], [], SECTIONS, REST[::-1])
    assert there.rest() is None
    file.unlink()
    assert there.rest() is None


def test_damage_found_when_files_have_settled(rules: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache is not written again with a part that is damaged."""
    file = kept(rules)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"?")
    later = time.time_ns() + staleness.YOUNG_NS + 1
    monkeypatch.setattr(time, "time_ns", lambda: later)
    assert read_cache([str(rules)]) is None
    assert [path.read_bytes() for path in home.iterdir()] == [whole[:-1] + b"?"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", ["__version__", "ROOT"])
def test_another_program_has_another_cache(rules: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A cache of another version, or of another installation with other rules, is not ours."""
    file = kept(rules)
    monkeypatch.setattr(cache, name, "another")
    assert read_cache([str(rules)]) is None
    mine = Path(cache_directory()) / cache._file_name([str(rules)])  # noqa: SLF001 - a collision cannot be made otherwise
    mine.write_bytes(file.read_bytes())
    assert read_cache([str(rules)]) is None


def test_a_directory_open_to_others_is_not_used(rules: Path, home: Path) -> None:
    """Who else can write there could have code run; nothing is read and nothing kept."""
    file = kept(rules)
    home.chmod(0o777)
    assert read_cache([str(rules)]) is None
    file.unlink()
    write_cache([str(rules)], [], SECTIONS, REST)
    assert list(home.iterdir()) == []


def test_a_linked_directory_is_not_used(
    rules: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link could be turned to another place between two looks at it."""
    kept(rules)
    (tmp_path / "link").symlink_to(home)
    monkeypatch.setenv("POLICYENGINE_CACHE_DIR", str(tmp_path / "link"))
    assert read_cache([str(rules)]) is None


@pytest.mark.parametrize("where", ["file", "file/below", "/proc/nowhere/at/all"])
def test_a_directory_that_cannot_be_made(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Then nothing is kept, and nobody is bothered."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("POLICYENGINE_CACHE_DIR", str(tmp_path / where))
    write_cache([str(rules)], [], SECTIONS, REST)
    assert read_cache([str(rules)]) is None


def test_a_user_without_a_home_has_no_cache(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written into the working directory."""
    for name in ("POLICYENGINE_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    monkeypatch.chdir(tmp_path)
    write_cache([str(rules)], [], SECTIONS, REST)
    assert read_cache([str(rules)]) is None
    assert not (tmp_path / "~").exists()


def test_nothing_is_left_of_a_write_that_failed(rules: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk leaves no half file."""

    def full(*_: object) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "replace", full)
    write_cache([str(rules)], [], SECTIONS, REST)
    assert list(home.iterdir()) == []


def test_the_compiler_itself_is_watched() -> None:
    """A changed module of ours makes caches stale in a checkout, where the version stays."""
    names = {"/".join(Path(path).parts[-2:]) for path in code_paths(is_installed=False)}
    assert {"policyengine/rule.py", "expressions/python_source.py", "policy/code.py", "vocabulary/types.py"} <= names


def test_the_folders_of_an_installed_compiler_are_watched(tmp_path: Path) -> None:
    """An installer that replaces a module changes the folder that holds it."""
    folders = {Path(path).name for path in code_paths(is_installed=True)}
    assert folders == {"policyengine", "expressions", "loading", "yaml", "policy", "vocabulary"}
    module = tmp_path / "module.py"
    module.write_text("x = 1\n", encoding="utf-8")
    os.utime(tmp_path, (0, 0))
    known = source(str(tmp_path))
    (tmp_path / "new.py").write_text("x = 2\n", encoding="utf-8")
    os.replace(tmp_path / "new.py", module)
    assert not staleness.are_same([known])


def test_a_changed_module_makes_the_policy_stale(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The policy's sources hold our own code."""
    module = tmp_path / "module.py"
    module.write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(packs, "packs", lambda _: ())
    monkeypatch.setattr(packs, "code_paths", lambda: [str(module)])
    policy.load_policy([])
    (file,) = home.iterdir()
    assert read_cache([]) is not None
    module.write_text("x = 2\n", encoding="utf-8")
    assert read_cache([]) is None
    assert file.exists()


def test_processes_at_once(home: Path) -> None:
    """Several first runs at once all succeed, and one whole cache stays."""
    program = "from policyengine.policy.policy import load_policy; print(len(load_policy([]).all_headers))"
    running = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env={**os.environ})
        for _ in range(3)
    ]
    printed = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(printed) == 1
    assert len(list(home.iterdir())) == 1
    assert read_cache([]) is not None
