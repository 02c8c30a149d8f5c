"""Text from bytes: one way to decode, one newline rule, NFC.

In:  the bytes of a text file, its name for messages, an encoding if the user gave one.
Out: `Decoded`: the text with LF lines and what it was read as. Bytes that are not
     certain are refused with a suggestion, never guessed.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from qualcode.errors import Location, TranscriptError

__all__ = ["Decoded", "decode", "lines_of"]

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The characters beyond ASCII that are commonest in what each code page is used for,
# in the order in which a tie is settled.
CODE_PAGES = {
    "cp1252": "éèàçêñáíóúäöüßøåæãõ“”‘’–—…",
    "cp1251": "оеаинтсрвлкмдпуыяьіїєў",
    "cp1250": "ąęłśżźćńóčřšžěůőűáíé",
    "cp1256": "ايلمنوترهبدعكسفةقأ",
    "cp1253": "αοιετσνηυρπκμλςάόίέή",
    "cp1254": "ığşöüçİ",
    "cp1255": "יוהלאמרתבשנםח",
    "cp1257": "āēīšžķļņģčėįųūąę",
}
OTHER_SCRIPTS = frozenset({"cp1251", "cp1256", "cp1253", "cp1255"})
HALF_LATIN = re.compile(r"[A-Za-z](?=[^\W\x00-\x7f])|[^\W\x00-\x7f](?=[A-Za-z])")
NEWLINE = re.compile(r"\r\n|\r")
SURROGATE = re.compile(r"[\ud800-\udfff]")
SAMPLE = 20_000  # bytes looked at to suggest an encoding
LEAST_SHARE = 0.5
FEWEST_NULS = 2
LEAST_NULS = 0.2  # of all bytes: Latin text in UTF-16 has a half


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, NFC with LF lines, and the encoding it was read as."""

    text: str = field(repr=False)
    encoding: str


def decode(data: bytes, name: str, *, encoding: str = "") -> Decoded:
    r"""Decode ``data``: a byte order mark, else strict UTF-8, else refuse.

    With ``encoding`` that one is used, strictly. One byte order mark is removed,
    CRLF and CR become LF, and the text is normalised to NFC.

    Raises:
        TranscriptError: the bytes do not fit, or hold NUL or lone surrogates; the
            message tells line, column and byte, the fix an encoding to try.

    >>> decode(b"\xef\xbb\xbfI: When?\r\n", "i01.txt").text
    'I: When?\n'
    """
    used = _known(encoding, name) if encoding else _marked(data)
    if not used and _looks_like_utf16(data):
        raise TranscriptError(
            "this looks like UTF-16 without a byte order mark",
            where=Location(name),
            fix=f"add --encoding {_utf16_order(data)}, or save the file as UTF-8",
        )
    try:
        raw = data.decode(used or "utf-8")
    except UnicodeDecodeError as error:
        raise _misfit(data, name, used, error) from None
    text = NEWLINE.sub("\n", raw.removeprefix("\ufeff"))
    _refuse(text, "\0", name, "a NUL character")
    if found := SURROGATE.search(text):
        _refuse(text, found.group(), name, "half a character (a lone surrogate)")
    return Decoded(unicodedata.normalize("NFC", text), used or "utf-8")


def lines_of(text: str) -> list[tuple[int, str]]:
    r"""Return (offset, line) for each line of LF text, without the LF.

    >>> lines_of("a\n\nb")
    [(0, 'a'), (2, ''), (3, 'b')]
    """
    found: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def _known(encoding: str, name: str) -> str:
    fix = "use a name like utf-8, cp1252 or cp1251"
    try:
        found = codecs.lookup(encoding)
        "".encode(encoding)  # refuses codecs that are no encodings of text
    except (LookupError, ValueError, UnicodeError):
        raise TranscriptError(
            f"{encoding!a} is not the name of an encoding",
            where=Location(name),
            fix=fix,
        ) from None
    return found.name


def _marked(data: bytes) -> str:
    return next((name for mark, name in BOMS if data.startswith(mark)), "")


def _looks_like_utf16(data: bytes) -> bool:
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return max(even, odd) > max(FEWEST_NULS, LEAST_NULS * len(sample))


def _utf16_order(data: bytes) -> str:
    sample = data[:SAMPLE]
    little = sample[1::2].count(0) >= sample[::2].count(0)
    return "utf-16-le" if little else "utf-16-be"


def _refuse(text: str, character: str, name: str, what: str) -> None:
    if (at := text.find(character)) < 0:
        return
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    raise TranscriptError(
        f"the text holds {what}",
        where=Location(name, line, column),
        fix="remove it, or save the text again as UTF-8",
    )


def _misfit(
    data: bytes, name: str, used: str, error: UnicodeDecodeError
) -> TranscriptError:
    before = NEWLINE.sub("\n", data[: error.start].decode(used or "utf-8", "replace"))
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    label = used or "UTF-8"
    fix = "save the file as UTF-8"
    if not used and (page := _suggested(data)):
        fix = f"if it was saved as {page}, add --encoding {page}; or {fix}"
    elif used:
        fix = f"try another --encoding, or {fix}"
    return TranscriptError(
        f"byte {error.start + 1} is not {label}",
        where=Location(name, line, column),
        fix=fix,
    )


def _suggested(data: bytes) -> str:
    """Name the code page in whose commonest characters the file is written."""
    shares = {page: _share(data[:SAMPLE], page) for page in CODE_PAGES}
    best = max(CODE_PAGES, key=lambda page: shares[page])
    return best if shares[best] >= LEAST_SHARE else ""


def _share(data: bytes, page: str) -> float:
    text = data.decode(page, "replace")
    beyond = [char for char in text if not char.isascii()]
    good = sum(char in CODE_PAGES[page] for char in beyond)
    if page in OTHER_SCRIPTS:  # no word is half Latin, half Cyrillic
        good -= len(HALF_LATIN.findall(text))
    return good / max(1, len(beyond))
