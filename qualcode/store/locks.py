"""Locks: one writer at a time in a study, and where this computer keeps its own state.

The lock lies outside the study, keyed by the study's id: a lock in a synced folder
would travel to other computers, and stay when its holder dies.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from qualcode.errors import LedgerError
from qualcode.store.files import make_folder, said

__all__ = ["home", "study_lock"]

PATIENCE = 10.0  # seconds
POLL = 0.005  # seconds between tries; a write takes about as long


def home() -> Path:
    """Return the folder of this computer's own state: device id, locks, settings.

    The environment's ``QUALCODE_HOME`` names another one.
    """
    if named := os.environ.get("QUALCODE_HOME"):
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("qualcode", appauthor=False)


@contextmanager
def study_lock(study: str) -> Iterator[None]:
    """Be the only one on this computer who writes to the study with this id.

    Raises:
        LedgerError: another program does not finish writing in time.
    """
    from filelock import FileLock, Timeout

    folder = home() / "locks"
    make_folder(folder)
    name = sha256(study.encode()).hexdigest()[:16]
    path = folder / f"{name}.lock"
    lock = FileLock(path, timeout=PATIENCE, mode=0o600)
    with said(path, "locked"):
        try:
            lock.acquire(poll_interval=POLL)
        except Timeout as error:
            fix = "wait for it to end, or close it, and try again"
            message = "another qualcode is writing to this study"
            raise LedgerError(message, fix=fix) from error
    try:
        yield
    finally:
        lock.release()
