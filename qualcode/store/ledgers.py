"""Ledgers on disk: appending so that nothing acknowledged is lost, and loading all.

In:  events, and the folder of one interview or document.
Out: lines in ``codings/<writer>.jsonl``. A writer's file is written by one computer
     only. Loading is the union of all ledger files in the folder, also of the copies
     that sync tools make; `qualcode.model.history` folds it.
"""

import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.errors import LedgerError, Location, Problem
from qualcode.formats.chain import chain_problems
from qualcode.formats.ledger import Entry, Ledger, parse_ledger, render_event
from qualcode.model.events import Event
from qualcode.store.files import (
    BINARY,
    FILE,
    NOFOLLOW,
    make_folder,
    read_file,
    said,
    sync_file,
    sync_folder,
    write_all,
)

__all__ = [
    "LoadedLedgers",
    "append_to",
    "ledger_files",
    "load_from",
    "require_writable",
]

FOLDER = "codings"
# A value is never followed by a colon, and quotes inside texts are escaped.
_COUNTER = re.compile(rb'"n":(\d{1,16})[,}]')
_UNFINISHED = (".tmp", ".part", ".partial", "~")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedLedgers:
    """All events of one interview; ``newer``: some are of a newer qualcode."""

    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    newer: bool = False


def append_to(unit: Path, events: Sequence[Event], *, writer: str) -> tuple[Event, ...]:
    """Append events to the writer's ledger in one write; hold the study's lock.

    Args:
        unit: the folder of an interview or document, as ``my-study/interviews/I01``.
        events: with id and time; ``n``, ``seq``, ``prev``, ``writer`` are set here.
        writer: `qualcode.store.person.writer_id`.

    Returns:
        The events as written. When this returns, they are on the disk.

    Raises:
        LedgerError: a newer qualcode wrote here, or a text is not Unicode.
        StudyError: they could not be written; then the ledger is as it was.
    """
    folder = unit / FOLDER
    make_folder(folder)
    path = folder / f"{writer}.jsonl"
    stamped, lines = _stamp(events, unit, path, writer)
    _write(path, lines)
    return stamped


def require_writable(unit: Path) -> None:
    """Refuse to write where a newer qualcode wrote.

    Raises:
        LedgerError: it did.
    """
    for path in ledger_files(unit):
        _counter(path)


def load_from(unit: Path) -> LoadedLedgers:
    """Return all events of one interview, and what could not be read.

    Lines that speak of another transcript, and files that sync tools made, are said.

    Raises:
        StudyError: a ledger may not be read.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    newer = False
    for path in ledger_files(unit):
        ledger = parse_ledger(read_file(path, follow=False), _name(path))
        newer = newer or ledger.newer
        problems.extend(ledger.problems)
        problems.extend(_copy(path, ledger))
        for entry in ledger.entries:
            if entry.event.transcript in ("", unit.name):
                entries.append(entry)
            else:
                problems.append(_stray(path, entry))
    problems.extend(chain_problems(entries, f"{unit.name}/{FOLDER}"))
    return LoadedLedgers(
        events=tuple(entry.event for entry in entries),
        problems=tuple(problems),
        newer=newer,
    )


def ledger_files(unit: Path) -> tuple[Path, ...]:
    """Return the ledger files of an interview by name, conflict copies among them."""
    folder = unit / FOLDER
    if not folder.is_dir():
        return ()
    return tuple(
        path
        for path in sorted(folder.iterdir())
        if ".jsonl" in path.name.lower()
        and not path.name.startswith(".")
        and not path.name.endswith(_UNFINISHED)
    )


def _stamp(
    events: Sequence[Event], unit: Path, path: Path, writer: str
) -> tuple[tuple[Event, ...], bytes]:
    last = _last_entry(path)
    counter = max((_counter(file) for file in ledger_files(unit)), default=0)
    number = last.event.seq if last else 0
    previous = last.hash if last else ""
    stamped: list[Event] = []
    lines: list[bytes] = []
    for place, event in enumerate(events, start=1):
        full = replace(
            event, n=counter + place, seq=number + place, prev=previous, writer=writer
        )
        line, previous = _rendered(full)
        stamped.append(full)
        lines.append(line)
    return tuple(stamped), b"".join(lines)


def _rendered(event: Event) -> tuple[bytes, str]:
    """The event's line and its hash, read back: what cannot be read is not written."""
    try:
        line = render_event(event)
    except ValueError as error:
        message = "a text in this change holds characters that are not Unicode"
        raise LedgerError(message, fix="type it anew") from error
    ledger = parse_ledger(line, "the change")
    if not ledger.entries:
        raise LedgerError.of(ledger.problems)
    return line, ledger.entries[0].hash


def _write(path: Path, lines: bytes) -> None:
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | NOFOLLOW | BINARY
    with said(path, "written"):
        fresh = not path.exists()
        descriptor = os.open(path, flags, FILE)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise LedgerError("not an ordinary file", where=Location(path.name))
            torn = found.st_size and _last_byte(descriptor, found.st_size) != b"\n"
            try:
                write_all(descriptor, b"\n" + lines if torn else lines)
                sync_file(descriptor)
                if fresh:
                    sync_folder(path.parent)
            except BaseException:
                # Not acknowledged, so not there.
                os.ftruncate(descriptor, found.st_size)
                raise
        finally:
            os.close(descriptor)


def _last_byte(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1)


def _last_entry(path: Path) -> Entry | None:
    """The last line of a ledger that can be read."""
    if not path.exists():
        return None
    for line in reversed(read_file(path, follow=False).split(b"\n")):
        if entries := parse_ledger(line, path.name).entries:
            return entries[0]
    return None


def _counter(path: Path) -> int:
    data = read_file(path, follow=False)
    if newer := _newer(data):
        message = f"a newer qualcode (format {newer}) wrote in this study"
        raise LedgerError(message, where=Location(_name(path)), fix="update qualcode")
    return max(map(int, _COUNTER.findall(data)), default=0)


def _newer(data: bytes) -> int:
    formats = {int(found) for found in re.findall(rb'"v":(\d{1,6})[,}]', data)}
    return max(formats - {0, 1}, default=0)


def _name(path: Path) -> str:
    return "/".join(path.parts[-3:])


def _copy(path: Path, ledger: Ledger) -> Iterable[Problem]:
    writers = {entry.event.writer for entry in ledger.entries}
    if writers <= {path.name.removesuffix(".jsonl")}:
        return
    fix = "nothing is lost; keep the file until all computers have the same files"
    message = "this is a copy that a sync tool or a person made; its events are read"
    yield Problem(message, Location(_name(path)), fix)


def _stray(path: Path, entry: Entry) -> Problem:
    message = "the line speaks of another transcript and does not count here"
    fix = "move the file to the folder of its own interview"
    return Problem(message, Location(_name(path), entry.line), fix)
