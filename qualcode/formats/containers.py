"""Zip containers (docx, xlsx): counted reads, and XML as a flat row of events.

In:  the bytes of an archive that may be hostile.
Out: `Container`, whose entries are read under limits, and `xml_events`. Nothing is
     extracted, no name in an archive is ever a path, and no header is believed.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from qualcode.errors import Location, TranscriptError

__all__ = ["Container", "Event", "local", "xml_events"]

MEGABYTE = 1_000_000
MOST_IN_ENTRY = 50 * MEGABYTE
MOST_IN_ARCHIVE = 200 * MEGABYTE
MOST_ENTRIES = 2_000
MOST_RATIO = 200  # to one, judged above a megabyte
DEEPEST = 200
CHUNK = 1 << 16
STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    OverflowError,
)


class Event(NamedTuple):
    """A start or end of an element, or a stretch of character data."""

    kind: str  # "start", "end", "text"
    tag: str  # in Clark notation; "" for text
    attributes: Mapping[str, str]
    text: str


class Container:
    """A zip archive whose entries are read by name, counting what comes out.

    Raises:
        TranscriptError: it is no zip archive, is damaged, has too many entries, or
            an entry twice.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MOST_IN_ARCHIVE
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self.names = tuple(self._archive.namelist())
        except BROKEN:
            raise self.error(
                "the file is damaged: it is not a complete archive",
                "open it in the program that made it and save it again",
            ) from None
        if len(self.names) > MOST_ENTRIES:
            raise self.error(f"the archive holds more than {MOST_ENTRIES} entries")
        if len({entry.casefold() for entry in self.names}) < len(self.names):
            raise self.error("the archive holds the same entry twice: ambiguous")

    def error(self, message: str, fix: str = "") -> TranscriptError:
        """Return an error about this file as a whole."""
        return TranscriptError(message, where=Location(self.name), fix=fix)

    def __contains__(self, entry: str) -> bool:
        """Say whether the archive holds ``entry``."""
        return entry in self.names

    def read(self, entry: str) -> bytes:
        """Return an entry's bytes.

        Raises:
            TranscriptError: it is missing, encrypted or damaged, or expands beyond
                50 MB, 200 MB for the archive so far, or 200 times its size.
        """
        if entry not in self.names:
            raise self.error(
                "a part of the file is missing",
                "open it in the program that made it and save it again",
            )
        info = self._archive.getinfo(entry)
        if info.flag_bits & 1:
            raise self.error("the file is encrypted", "save it without a password")
        if info.compress_type not in {STORED, DEFLATED}:
            raise self.error("the archive uses a compression that is not read")
        try:
            return self._counted(info)
        except BROKEN:
            raise self.error(
                "the file is damaged: a part of it cannot be unpacked",
                "open it in the program that made it and save it again",
            ) from None

    def _counted(self, info: zipfile.ZipInfo) -> bytes:
        chunks: list[bytes] = []
        size = 0
        with self._archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                self._left -= len(chunk)
                if size > MOST_IN_ENTRY:
                    raise self.error("a part of the file expands beyond 50 MB")
                if self._left < 0:
                    raise self.error("the file expands beyond 200 MB")
                if size > MEGABYTE and size > MOST_RATIO * max(1, info.compress_size):
                    raise self.error("a part of the file expands more than 200 times")
        return b"".join(chunks)

    def events(self, entry: str) -> Iterator[Event]:
        """Return the XML events of an entry."""
        return xml_events(self.read(entry), self.name)


class _Collector:
    """Gathers what the parser says; refuses depth."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.depth = 0
        self.events: list[Event] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TranscriptError(
                f"the file is nested deeper than {DEEPEST} levels",
                where=Location(self.name),
            )
        self.events.append(Event("start", tag, attributes, ""))

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.events.append(Event("end", tag, {}, ""))

    def data(self, text: str) -> None:
        self.events.append(Event("text", "", {}, text))

    def close(self) -> None:
        pass


def xml_events(data: bytes, name: str) -> Iterator[Event]:
    """Yield the events of an XML document without building a tree.

    Raises:
        TranscriptError: a document type or entity is declared, the nesting is deeper
            than 200, or it is not well-formed.

    >>> [event.kind for event in xml_events(b"<a>x<b/></a>", "in.docx")]
    ['start', 'text', 'start', 'end', 'end']
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, XMLParser

    collector = _Collector(name)
    parser = XMLParser(target=collector, forbid_dtd=True)
    try:
        for at in range(0, len(data), CHUNK):
            parser.feed(data[at : at + CHUNK])
            yield from collector.events
            collector.events.clear()
        parser.close()
    except DefusedXmlException:
        raise TranscriptError(
            "the file declares a document type or entities, which is refused",
            where=Location(name),
            fix="open it in the program that made it and save it again",
        ) from None
    except (ParseError, LookupError, ValueError):
        raise TranscriptError(
            "the file is damaged: its XML is not well-formed",
            where=Location(name),
            fix="open it in the program that made it and save it again",
        ) from None
    yield from collector.events


def local(tag: str) -> str:
    """Return a tag without its namespace.

    >>> local("{urn:example}row")
    'row'
    """
    return tag.rpartition("}")[2]
