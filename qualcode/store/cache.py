"""The cache: derived data of a study that may be deleted at any time.

In:  a key and bytes. A key must name everything that the bytes depend on.
Out: the same bytes, or None. Whatever goes wrong is a miss, never an error; a file is
     new and renamed, never changed in place (semantics 29).
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from qualcode.errors import StudyError
from qualcode.store.files import make_folder, read_file

__all__ = ["FileCache"]

CHECK = 32  # bytes of SHA-256 before the data


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
        return data if found[:CHECK] == sha256(data).digest() else None

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

    def _forget(self, temporary: Path) -> None:
        try:
            temporary.unlink(missing_ok=True)
        except OSError:
            return
