"""The cache: what was put comes back or is a miss; nothing it does is an error."""

import os
import time
from pathlib import Path

import pytest

from qualcode.store import cache as caching
from qualcode.store.cache import FileCache


def test_what_was_put_comes_back_and_the_last_wins(tmp_path: Path) -> None:
    cache = FileCache(tmp_path / ".qualcode")
    cache.put("key", b"one")
    cache.put("key", b"")
    cache.put("../other", b"two")

    assert cache.get("key") == b""
    assert cache.get("../other") == b"two"
    assert cache.get("none") is None
    assert not [path for path in tmp_path.iterdir() if path.name != ".qualcode"]


def test_a_damaged_file_is_a_miss(tmp_path: Path) -> None:
    cache = FileCache(tmp_path)
    cache.put("key", b"words of the index")
    path = next(p for p in (tmp_path / "cache").rglob("*") if p.is_file())
    data = path.read_bytes()
    for damaged in (b"", data[:10], data[:-1], data + b"x", b"\0" * len(data)):
        path.write_bytes(damaged)

        assert cache.get("key") is None


def test_where_nothing_can_be_written_putting_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = FileCache(tmp_path / "file")
    cache.put("key", b"one")

    assert cache.get("key") is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_it_is_private_ignored_by_git_and_comes_back_after_deletion(
    tmp_path: Path,
) -> None:
    import shutil

    folder = tmp_path / ".qualcode"
    for _ in range(2):
        FileCache(folder).put("key", b"one")

        assert (folder / ".gitignore").read_bytes() == b"*\n"
        for path in (folder, *(folder / "cache").rglob("*")):
            assert path.stat().st_mode & 0o077 == 0
        shutil.rmtree(folder)


def test_when_there_is_too_much_the_blocks_not_read_for_longest_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "LARGE", 100)
    monkeypatch.setattr(caching, "MOST", 400)
    cache = FileCache(tmp_path)
    for name in ("old", "read", "older"):
        cache.put(name, b"x" * 90)
    weeks_ago = time.time() - 30 * caching.STALE
    for path in (tmp_path / "cache").glob("*/*"):
        os.utime(path, (weeks_ago, weeks_ago))
    cache.get("read")
    cache.put("small", b"z" * 90)
    kept = len(list((tmp_path / "cache").glob("*/*")))
    cache.put("large", b"z" * 100)
    names = ("old", "read", "older", "small", "large")
    left = [name for name in names if cache.get(name)]

    assert kept == 4
    assert left == ["read", "small", "large"]


def test_a_block_larger_than_all_room_stays_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "LARGE", 10)
    monkeypatch.setattr(caching, "MOST", 10)
    cache = FileCache(tmp_path)
    cache.put("one", b"x" * 50)
    cache.put("two", b"x" * 50)

    assert [cache.get(name) for name in ("one", "two")] == [None, b"x" * 50]
