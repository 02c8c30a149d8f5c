"""Files: reading them whole, writing them so that they are never half there.

In:  paths. Only ordinary files are opened: no pipes, devices or folders.
Out: bytes; or a file that is wholly the old one or wholly the new one, whatever
     happens in between. What is written is for its owner alone.
"""

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcode.errors import Location, StudyError

__all__ = [
    "make_folder",
    "read_file",
    "sweep",
    "sync_file",
    "sync_folder",
    "write_file",
]

SUFFIX = ".qualcode-tmp"
FOLDER, FILE = 0o700, 0o600
PUBLIC = 0o644
# Not everywhere: Windows has neither.
NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)
BINARY: int = getattr(os, "O_BINARY", 0)


def read_file(path: Path, *, follow: bool = True, largest: int = 0) -> bytes:
    """Return the bytes of an ordinary file.

    Args:
        path: the file.
        follow: whether it may be a symbolic link to one.
        largest: refuse files of more bytes; 0 for no limit.

    Raises:
        StudyError: there is none, it is not an ordinary file, or cannot be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_file(Path(folder, "a.txt"), b"words")
    ...     read_file(Path(folder, "a.txt"))
    b'words'
    """
    flags = os.O_RDONLY | NONBLOCK | BINARY | (0 if follow else NOFOLLOW)
    with said(path, "read"):
        # A pipe must not even be opened: opening may wait, or wake the other end.
        found = path.stat(follow_symlinks=follow)
        _check_ordinary(path, found)
        with os.fdopen(os.open(path, flags), "rb") as file:
            found = os.fstat(file.fileno())
            _check_ordinary(path, found)
            if largest and found.st_size > largest:
                message = f"the file is larger than {largest:,} bytes"
                raise StudyError(message, where=Location(path.name))
            return file.read()


def write_file(path: Path, data: bytes, *, private: bool = True) -> None:
    """Put ``data`` at ``path``, whole or not at all; a link there is replaced.

    Args:
        path: the file; its folder must exist.
        data: the bytes.
        private: readable by its owner only; else by all.

    Raises:
        StudyError: it cannot be written; then what was there is as it was.
    """
    with said(path, "written"):
        is_folder = path.is_dir() and not path.is_symlink()
    if is_folder:
        message = "there is a folder of this name"
        raise StudyError(message, where=Location(path.name))
    temporary = path.with_name(f".{path.name[:60]}.{secrets.token_hex(6)}{SUFFIX}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NOFOLLOW | BINARY
    with said(path, "written"):
        descriptor = os.open(temporary, flags, FILE if private else PUBLIC)
        try:
            try:
                write_all(descriptor, data)
                sync_file(descriptor)
            finally:
                os.close(descriptor)
            os.replace(temporary, path)  # noqa: PTH105 # says what it does
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder for its owner alone, with those above it, if it is not there.

    Raises:
        StudyError: it cannot be made.
    """
    with said(path, "made"):
        if not path.is_dir():
            if not path.parent.is_dir():
                make_folder(path.parent)
            path.mkdir(mode=FOLDER, exist_ok=True)
            sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Delete what a killed `write_file` left in ``folder``; hold the study's lock."""
    for left in folder.glob(f".*{SUFFIX}"):
        left.unlink(missing_ok=True)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of ``data``: one call may write less than asked."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_file(descriptor: int) -> None:
    """Wait until the file's bytes are on the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        # There fsync only reaches the drive's cache.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the folder's names are on the disk; where a system cannot, go on."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def said(path: Path, done: str) -> Iterator[None]:
    """Turn the system's refusals into a sentence about ``path``."""
    try:
        yield
    except FileNotFoundError as error:
        where = Location(path.name)
        raise StudyError("there is no such file or folder", where=where) from error
    except PermissionError as error:
        fix = "close it in other programs, and check who may use the file and folder"
        message = f"the file may not be {done}"
        raise StudyError(message, where=Location(path.name), fix=fix) from error
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        message = f"the file could not be {done}: {reason}"
        raise StudyError(message, where=Location(path.name)) from error


def _check_ordinary(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "not an ordinary file"
        fix = "give the file itself"
        raise StudyError(f"this is {kind}", where=Location(path.name), fix=fix)
