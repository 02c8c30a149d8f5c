"""Ledgers: one JSON event a line, its crc last, in the order it was written.

In:  the bytes of one ledger file; or one event.
Out: the events whose lines are whole, and a problem for each line that is not; or the
     bytes of one line. A bad line is named by number and never stops the reading; no
     message holds what a line says.

    {"at":"2026-11-23T21:04:05Z","code":"theft",…,"v":1,"writer":"ann-7f","crc":"0badf00d"}
"""

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import NoReturn

from qualcode.errors import Location, Problem
from qualcode.formats.ledger_fields import READERS, RESTORE, FieldError, read_fields
from qualcode.model.events import EVENT_FORMAT, Event

__all__ = ["Entry", "Ledger", "parse_ledger", "render_event", "restamped"]

_CRC = re.compile(rb',"crc":"([0-9a-f]{8})"\}')
_MARKER = re.compile(rb"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
_PLAIN = frozenset(field.name for field in fields(Event)) - {"extra"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line that could be read: its event, its number, and the hash of its bytes."""

    event: Event
    line: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What a ledger file holds; ``newer`` if a newer qualcode wrote in it."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    newer: bool = False

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the lines that could be read, in the order of the file."""
        return tuple(entry.event for entry in self.entries)


def parse_ledger(data: bytes, name: str) -> Ledger:
    r"""Read a ledger, line by line; what cannot be read is said, the rest is kept.

    >>> line = render_event(Event(kind="remove", id="b", n=1, coder="ann", of="a"))
    >>> ledger = parse_ledger(line + b'{"at":"2026', "ann.jsonl")
    >>> len(ledger.events)
    1
    >>> print(ledger.problems[0].where, ledger.problems[0].message)
    ann.jsonl:2 the line is cut off: its writing was never finished
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    newer = False
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, raw in enumerate(lines, start=1):
        line = raw.removesuffix(b"\r")
        if not line:
            continue
        try:
            event = _read_line(line)
        except FieldError as bad:
            problems.append(Problem(bad.message, Location(name, number), bad.fix))
            newer = newer or bad.newer
        else:
            entries.append(Entry(event=event, line=number, hash=line_hash(line)))
    return Ledger(entries=tuple(entries), problems=tuple(problems), newer=newer)


def render_event(event: Event) -> bytes:
    r"""Return the event's line with its newline: sorted keys, ``crc`` last.

    Raises:
        ValueError: a text in it is not Unicode (a lone surrogate).

    >>> render_event(Event(kind="remove", id="b", n=1, coder="ann", of="a"))[:32]
    b'{"coder":"ann","id":"b","kind":"'
    """
    values: dict[str, object] = dict(json.loads(event.extra)) if event.extra else {}
    for name in _PLAIN:
        value = getattr(event, name)
        if value not in ("", None, ()) or (value is not None and _told(event, name)):
            values[name] = _plain(name, value)
    return _stamped(_dump(values))


def restamped(line: bytes) -> bytes:
    """Return a line mended by hand with a crc that fits it, and its newline.

    Raises:
        ValueError: the line is not a JSON object.
    """
    try:
        values = _load(line)
    except FieldError as bad:
        raise ValueError(bad.message) from bad
    values.pop("crc", None)
    return _stamped(_dump(values))


def line_hash(line: bytes) -> str:
    """Return the hash by which the writer's next line names this one."""
    return sha256(line).hexdigest()[:16]


def _told(event: Event, name: str) -> bool:
    """Whether an empty value says something: in a change, "make it empty"."""
    return event.kind == "change" and name in ("event", "memo", "mode", "perpetrators")


def _plain(name: str, value: object) -> object:
    if name == "span":
        return [value.start, value.end]  # type: ignore[attr-defined] # a Span
    if name == "matched":
        return [[s.start, s.end, words] for s, words in value]  # type: ignore[attr-defined] # pairs
    return value


def _dump(values: Mapping[str, object]) -> bytes:
    text = json.dumps(
        values,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return text.encode()


def _stamped(body: bytes) -> bytes:
    return body[:-1] + b',"crc":"%08x"}\n' % zlib.crc32(body)


def _read_line(line: bytes) -> Event:
    if _MARKER.match(line):
        fix = "delete this line and those that mark the other side; keep all events"
        raise FieldError("the line is a mark of an unfinished git merge", fix)
    if not line.strip(b"\0"):
        raise FieldError("the line is empty bytes, as after a power cut", "delete it")
    found = _CRC.fullmatch(line[-18:])
    if not found:
        fix = "nothing; the next coding is written on a line of its own"
        raise FieldError("the line is cut off: its writing was never finished", fix)
    values = _load(line)
    if int(found[1], 16) != zlib.crc32(line[:-18] + b"}"):
        raise FieldError("the line does not fit its crc: it was changed", RESTORE)
    del values["crc"]
    version = values.get("v")
    if isinstance(version, int) and version > EVENT_FORMAT:
        message = f"the line was written by a newer qualcode (format {version})"
        raise FieldError(message, "update qualcode", newer=True)
    extra = {key: values[key] for key in values if key not in READERS}
    known = {key: values[key] for key in values if key in READERS}
    return Event(**read_fields(known), extra=_dump(extra).decode() if extra else "")  # type: ignore[arg-type] # as read


def _load(line: bytes) -> dict[str, object]:
    try:
        values = json.loads(
            line.decode(), object_pairs_hook=_once, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        message = f"the line is not UTF-8 at byte {error.start + 1}"
        raise FieldError(message, RESTORE) from error
    except RecursionError as error:
        raise FieldError("the line is nested too deeply", RESTORE) from error
    except ValueError as error:
        place = getattr(error, "colno", 1)
        raise FieldError(f"the line is not JSON at column {place}", RESTORE) from error
    if not isinstance(values, dict):
        raise FieldError("the line is not a JSON object", RESTORE)
    return values


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise FieldError("the line holds one key twice", RESTORE)
    return values


def _no_number(_constant: str) -> NoReturn:
    raise FieldError("the line holds NaN or Infinity, which are not JSON", RESTORE)
