"""Plain text and Markdown: the text as it is.

In:  bytes of a .txt or .md file.
Out: a draft; marks of Markdown stay, since what you see is what offsets count.
"""

import hashlib

from qualcode.errors import Location, TranscriptError
from qualcode.formats.text import decode
from qualcode.model import Draft, Source

__all__ = ["parse_md", "parse_txt"]


def parse_txt(data: bytes, name: str, encoding: str = "") -> Draft:
    r"""Read plain text.

    Raises:
        TranscriptError: it cannot be decoded, or is empty.

    >>> parse_txt(b"I: When?\r\n", "i01.txt").text
    'I: When?\n'
    """
    return _draft(data, name, encoding, "txt")


def parse_md(data: bytes, name: str, encoding: str = "") -> Draft:
    """Read Markdown as text.

    Raises:
        TranscriptError: it cannot be decoded, or is empty.
    """
    return _draft(data, name, encoding, "md")


def _draft(data: bytes, name: str, encoding: str, format: str) -> Draft:
    decoded = decode(data, name, encoding=encoding)
    if not decoded.text.strip():
        raise TranscriptError("the file holds no text", where=Location(name))
    digest = hashlib.sha256(data).hexdigest()
    source = Source(format=format, sha256=digest, encoding=decoded.encoding)
    return Draft(text=decoded.text, source=source)
