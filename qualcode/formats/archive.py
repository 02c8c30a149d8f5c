"""Office files as archives: the same values give the same bytes (semantics 31).

In:  an .xlsx or .docx as a library wrote it, and the moment to stamp it with.
Out: the same parts in a fixed order, with fixed times, at a fixed level, and our own
     document properties: no clock, no user, no host, no library's name.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from qualcode.formats.characters import visible

__all__ = [
    "BANNER",
    "Stamp",
    "deflate_version",
    "properties",
    "read_parts",
    "rewrite_zip",
    "write_parts",
]

BANNER = "INTERNAL — contains person-level data"
_FIRST = "[Content_Types].xml"
_LEVEL = 6
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # zip knows no time before
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
    "<dc:creator>qualcode</dc:creator><cp:lastModifiedBy>qualcode</cp:lastModifiedBy>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified>'
    "</cp:coreProperties>"
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>qualcode</Application></Properties>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What every export says about itself; all of it is given by the caller.

    ``at`` is the one moment in the file (``SOURCE_DATE_EPOCH`` when set); ``edition``
    stands in footers ("Edition of 3 May 2026, data 1f2e3d"); ``versions`` are pairs
    such as ``("qualcode", "0.1.0")``; ``banner`` is the profile's warning.
    """

    at: datetime
    edition: str = ""
    versions: tuple[tuple[str, str], ...] = ()
    banner: str = BANNER

    @property
    def utc(self) -> datetime:
        """The moment in UTC; one without a zone is taken as UTC."""
        if self.at.tzinfo is None:
            return self.at.replace(tzinfo=UTC)
        return self.at.astimezone(UTC)

    @property
    def version_line(self) -> str:
        """The versions as one line: ``qualcode 0.1.0, codebook 1.0``."""
        return ", ".join(f"{name} {version}" for name, version in self.versions)


def properties(title: str, stamp: Stamp) -> dict[str, bytes]:
    """Return the two parts of document properties, in our own words.

    >>> sorted(properties("Themes", Stamp(at=datetime(2026, 5, 3))))
    ['docProps/app.xml', 'docProps/core.xml']
    """
    at = stamp.utc.strftime("%Y-%m-%dT%H:%M:%SZ")
    subject = "; ".join(filter(None, [stamp.banner, stamp.edition]))
    core = _CORE.format(
        title=escape(visible(title)), subject=escape(visible(subject)), at=at
    )
    return {"docProps/core.xml": core.encode(), "docProps/app.xml": _APP.encode()}


def rewrite_zip(data: bytes, when: datetime) -> bytes:
    """Return the archive with the same parts in fixed order, with fixed times.

    >>> box = BytesIO()
    >>> with ZipFile(box, "w") as archive:
    ...     archive.writestr("b", "2")
    ...     archive.writestr("a", "1")
    >>> ZipFile(BytesIO(rewrite_zip(box.getvalue(), datetime(2026, 5, 3)))).namelist()
    ['a', 'b']
    """
    return write_parts(read_parts(data), when)


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the members of an archive that we made ourselves, by name.

    >>> read_parts(write_parts({"a": b"1"}, datetime(2026, 5, 3)))
    {'a': b'1'}
    """
    with ZipFile(BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def write_parts(parts: Mapping[str, bytes], when: datetime) -> bytes:
    """Return an archive of ``parts``: the list of types first, the others by name.

    >>> parts = {"a": b"1"}
    >>> moment = datetime(2026, 5, 3)
    >>> write_parts(parts, moment) == write_parts(parts, moment)
    True
    """
    moment = max(_EARLIEST, when.timetuple()[:6])
    out = BytesIO()
    with ZipFile(out, "w") as target:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            member = ZipInfo(name, moment)
            member.compress_type, member.create_system = ZIP_DEFLATED, 0
            target.writestr(member, parts[name], ZIP_DEFLATED, _LEVEL)
    return out.getvalue()


def deflate_version() -> str:
    """Return the name of the compressing library: bytes are the same within one.

    >>> deflate_version().startswith("zlib ")
    True
    """
    return f"zlib {zlib.ZLIB_RUNTIME_VERSION}, level {_LEVEL}"
