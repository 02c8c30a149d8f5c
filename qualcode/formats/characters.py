r"""Characters that a file format cannot hold, made visible instead of dropped.

In:  any text, as people and machines wrote it.
Out: text that XML 1.0 can carry: control characters as their pictures (``\x07`` as ␇),
     noncharacters and lone surrogates as �. Nothing disappears in silence.
"""

import re

__all__ = ["CELL_LIMIT", "clip", "utf16_length", "visible", "whole"]

# Source: Microsoft, "Excel specifications and limits"; counted in UTF-16 units.
CELL_LIMIT = 32_767

REPLACEMENT = "\ufffd"
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_KEPT = {ord("\t"), ord("\n")}
_SEEN = {code: mark for code, mark in _PICTURES.items() if code not in _KEPT}
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        chr(plane + low)
        for plane in range(0, 0x110000, 0x10000)
        for low in (0xFFFE, 0xFFFF)
    )
    + "]"
)


_SURROGATE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Return ``text`` with what XML cannot hold replaced by a visible sign.

    Tabs and line feeds stay; CRLF becomes a line feed, a lone CR its picture.

    >>> visible("a\x07b\ud800")
    'a␇b�'
    >>> visible("one\r\ntwo")
    'one\ntwo'
    """
    if text.isprintable() or not _UNFIT.search(text):  # the first is much faster
        return text
    return _UNFIT.sub(_sign, text.replace("\r\n", "\n"))


def _sign(found: re.Match[str]) -> str:
    return _SEEN.get(ord(found.group()), REPLACEMENT)


def whole(text: str) -> str:
    r"""Return ``text`` with each lone surrogate replaced: then it has an encoding.

    >>> whole("a\ud800b")
    'a�b'
    """
    return _SURROGATE.sub(REPLACEMENT, text)


def utf16_length(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units, as spreadsheets count it.

    >>> utf16_length("a😀")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int, pointer: str) -> str:
    """Return ``text`` in at most ``limit`` UTF-16 units, ending in ``pointer`` if cut.

    Raises:
        ValueError: the pointer alone is longer than the limit.

    >>> clip("one two three", 9, " … cut")
    'one … cut'
    """
    if len(text) * 2 <= limit or utf16_length(text) <= limit:
        return text
    room = limit - utf16_length(pointer)
    if room < 0:
        raise ValueError("the pointer is longer than the limit")
    kept = text.encode("utf-16-le", "surrogatepass")[: room * 2]
    # an astral character cut in half must go as a whole
    return kept.decode("utf-16-le", "ignore").rstrip() + pointer
