"""Files: read only if ordinary, written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from qualcode.errors import StudyError
from qualcode.store.files import make_folder, read_file, sweep, write_file


def test_a_pipe_a_folder_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        with pytest.raises(StudyError, match="this is"):
            read_file(path)


def test_a_link_is_followed_only_if_asked(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"words")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    assert read_file(tmp_path / "link") == b"words"
    with pytest.raises(StudyError):
        read_file(tmp_path / "link", follow=False)
    with pytest.raises(StudyError):
        read_file(tmp_path / "loop")


def test_a_missing_and_a_large_file_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"words")

    with pytest.raises(StudyError, match="gone: there is no such file"):
        read_file(tmp_path / "gone")
    with pytest.raises(StudyError, match="larger than 4 bytes"):
        read_file(tmp_path / "file", largest=4)


def test_files_and_folders_are_for_their_owner_alone_whatever_the_umask(
    tmp_path: Path,
) -> None:
    was = os.umask(0)
    try:
        make_folder(tmp_path / "a" / "b")
        write_file(tmp_path / "a" / "b" / "file", b"words")
        write_file(tmp_path / "a" / "b" / "file", b"other words")
    finally:
        os.umask(was)

    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b" / "file").stat().st_mode & 0o777 == 0o600


def test_writing_over_a_link_replaces_the_link_not_its_target(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"precious")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_file(tmp_path / "link", b"new")

    assert (tmp_path / "target").read_bytes() == b"precious"
    assert (tmp_path / "link").read_bytes() == b"new"
    assert not (tmp_path / "link").is_symlink()


def test_a_refused_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path,
) -> None:
    make_folder(tmp_path / "file")

    with pytest.raises(StudyError, match="there is a folder of this name"):
        write_file(tmp_path / "file", b"new")
    with pytest.raises(StudyError, match="no such file or folder"):
        write_file(tmp_path / "none" / "file", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_a_killed_write_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".file.0a1b.qualcode-tmp").write_bytes(b"half")
    (tmp_path / "file").write_bytes(b"whole")
    sweep(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(tmp_path / "file", b"old")

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for call in ("write", "fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, call, refuse)
            with pytest.raises(StudyError, match="no space left"):
                write_file(tmp_path / "file", b"new")

        assert (tmp_path / "file").read_bytes() == b"old"
        assert [path.name for path in tmp_path.iterdir()] == ["file"]
