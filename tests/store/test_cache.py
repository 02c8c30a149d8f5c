"""The cache: what was put comes back or is a miss; nothing it does is an error."""

from pathlib import Path

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
