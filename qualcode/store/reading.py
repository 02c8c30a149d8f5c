"""Reading transcript files and tables that come from outside.

In:  paths a person gave.
Out: drafts and tables. Only regular files of bounded size are opened; containers
     (docx, xlsx) are parsed in one child process a run, with limits of memory and
     time, that is started again after it was killed (semantics 30).
"""

import os
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from qualcode.errors import Location, TableError, TranscriptError
from qualcode.formats.readers import parse, reader_for
from qualcode.formats.rows import WORKBOOKS, Table
from qualcode.formats.rows import read_rows as parse_rows
from qualcode.model import Draft
from qualcode.store.reading_wire import (
    Wire,
    draft_from,
    line_of,
    problems_from,
    said_in,
    table_from,
)

__all__ = ["ReadingChild", "read_draft", "read_drafts", "read_table"]

LARGEST = 100_000_000  # bytes of a file
SECONDS = 20.0
COMMAND = (sys.executable, "-I", "-m", "qualcode.store.reading_child")


class ReadingChild:
    """A process that parses containers; started at the first, and after a death."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, job: str, data: bytes, name: str, encoding: str) -> Wire:
        """Have ``data`` parsed; ``job`` is "draft" or "table".

        Raises:
            TranscriptError: the child died or took too long.
        """
        request = {"job": job, "name": name, "encoding": encoding, "size": len(data)}
        process = self._process = self._process or _started()
        timer = Timer(self._seconds, process.kill)
        timer.start()
        reply = b""
        try:
            reply = _exchanged(process, line_of(request) + data)
        finally:
            timer.cancel()
            if not reply.endswith(b"\n"):
                self.close()
        if not reply.endswith(b"\n"):
            raise TranscriptError(
                "the file could not be read: its reader was stopped or took longer "
                f"than {self._seconds:g} seconds ({reader_for(name).format})",
                where=Location(name),
                fix="open it in the program that made it and save it again as text",
            )
        return said_in(reply)

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def read_draft(
    path: Path, *, encoding: str = "", child: ReadingChild | None = None
) -> Draft:
    """Read a transcript file.

    Raises:
        TranscriptError: it is no regular file, too large, or cannot be read.
    """
    name = _name(path)
    reader = reader_for(name)
    data = _bytes_of(path, name)
    if not reader.contained:
        return parse(data, name, encoding)
    with _one(child) as process:
        reply = process.ask("draft", data, name, encoding)
    if "problems" in reply:
        raise TranscriptError.of(problems_from(reply["problems"]))
    return draft_from(reply["draft"])


def read_drafts(paths: Iterable[Path], *, encoding: str = "") -> Iterator[Draft]:
    """Read transcript files, with one child process for all of them.

    Raises:
        TranscriptError: at the first that cannot be read.
    """
    with _one(None) as child:
        for path in paths:
            yield read_draft(path, encoding=encoding, child=child)


def read_table(path: Path, *, encoding: str = "") -> Table:
    """Read a CSV or XLSX table as text.

    Raises:
        TableError: it is no regular file, too large, or cannot be read.
    """
    name = _name(path)
    try:
        data = _bytes_of(path, name)
        if not name.lower().endswith(WORKBOOKS):
            return parse_rows(data, name, encoding=encoding)
        with _one(None) as child:
            reply = child.ask("table", data, name, encoding)
    except TranscriptError as error:
        raise TableError.of(error.problems) from None
    if "problems" in reply:
        raise TableError.of(problems_from(reply["problems"]))
    return table_from(reply["table"])


@contextmanager
def _one(child: ReadingChild | None) -> Iterator[ReadingChild]:
    """Lend the child at hand, or one that ends with the block."""
    if child:
        yield child
        return
    own = ReadingChild()
    try:
        yield own
    finally:
        own.close()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - a fixed command, no shell
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _exchanged(process: subprocess.Popen[bytes], message: bytes) -> bytes:
    if not process.stdin or not process.stdout:
        raise RuntimeError("the child was started without pipes")
    try:
        process.stdin.write(message)
        process.stdin.flush()
        return process.stdout.readline()
    except OSError:  # the child is gone
        return b""


def _name(path: Path) -> str:
    """Return the file's name; bytes that are no text become replacement characters."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _bytes_of(path: Path, name: str) -> bytes:
    """Read a regular file; a pipe or device is refused without being opened."""
    where = Location(name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            fix = "name the file itself, not a folder, pipe or device"
            message = "this is not a regular file"
            raise TranscriptError(message, where=where, fix=fix)
        if status.st_size > LARGEST:
            most = f"the file is larger than {LARGEST // 1_000_000} MB"
            fix = "give each interview a file of its own"
            raise TranscriptError(most, where=where, fix=fix)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        message = f"the file cannot be opened: {reason.lower()}"
        fix = "check its name, and that you may read it"
        raise TranscriptError(message, where=where, fix=fix) from None
    if len(data) > LARGEST:
        fix = "wait until it is written, then try again"
        raise TranscriptError("the file grows while it is read", where=where, fix=fix)
    return data
