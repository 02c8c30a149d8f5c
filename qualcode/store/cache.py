"""The cache: derived data of a study that may be deleted at any time.

In:  a key and bytes. A key must name everything that the bytes depend on.
Out: the same bytes, or None. Whatever goes wrong is a miss, never an error; a file is
     new and renamed, never changed in place (semantics 29).

The folder does not grow without end: when a large block comes in and all of them are
too much, those go that nobody read for longest. Two processes may do so at once: a
block that went is a miss, and is made anew.
"""

import os
import secrets
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from qualcode.errors import StudyError
from qualcode.store.files import make_folder, read_file

__all__ = ["FileCache"]

CHECK = 32  # bytes of SHA-256 before the data
MOST = 500_000_000  # bytes of all blocks together
LARGE = 250_000  # bytes of a block from which on the folder is looked through
STALE = 86_400  # seconds after which a reading is noted, as the time of the file


@dataclass(frozen=True, slots=True)
class FileCache:
    """A folder of files named by the hashes of their keys, in 256 shards.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cache = FileCache(Path(folder, ".qualcode"))
    ...     cache.put("tokens of I01", b"...")
    ...     cache.get("tokens of I01"), cache.get("tokens of I02")
    (b'...', None)
    """

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Return what was put under ``key``, or None."""
        try:
            found = read_file(self._path(key), follow=False)
        except StudyError:
            return None
        data = found[CHECK:]
        if found[:CHECK] != sha256(data).digest():
            return None
        self._note(self._path(key))
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``, if the disk lets us."""
        path = self._path(key)
        temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            make_folder(path.parent)
            self._ignore()
            # Not flushed to the disk: after a power cut the check tells.
            with temporary.open("xb") as file:
                temporary.chmod(0o600)
                file.write(sha256(data).digest() + data)
            temporary.replace(path)
            if len(data) >= LARGE:
                self._make_room(path)
        except (OSError, StudyError):
            self._forget(temporary)

    def _path(self, key: str) -> Path:
        name = sha256(key.encode()).hexdigest()
        return self.folder / "cache" / name[:2] / name[2:]

    def _ignore(self) -> None:
        """Keep the cache out of git, also when it was deleted and comes back."""
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_bytes(b"*\n")

    def _note(self, path: Path) -> None:
        """Remember that a block was read, by the day."""
        try:
            if time.time() - path.stat().st_mtime > STALE:
                os.utime(path)
        except OSError:
            return

    def _make_room(self, kept: Path) -> None:
        """Remove the blocks not read for longest, down to `MOST`; never ``kept``."""
        found: list[tuple[float, int, Path]] = []
        for path in (self.folder / "cache").glob("*/*"):
            try:
                one = path.stat()
            except FileNotFoundError:
                continue  # another process removed it
            found.append((one.st_mtime, one.st_size, path))
        size = sum(each for _, each, _ in found)
        for _, each, path in sorted(found):
            if size <= MOST:
                return
            if path != kept:
                self._forget(path)
                size -= each

    def _forget(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return
