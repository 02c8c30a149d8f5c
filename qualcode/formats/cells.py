"""What an XLSX cell's raw value says as text: numbers, dates, escapes.

In:  a cell's type, raw value and style.
Out: text: integers without ``.0``, dates and times in ISO form, ``true``/``false``.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from qualcode.formats.containers import Container, local

__all__ = [
    "Styles",
    "as_text",
    "column_index",
    "column_name",
    "read_styles",
    "unescaped",
]

# ECMA-376 part 1, 18.8.30: the built-in formats that show a date, time or duration.
BUILT_IN = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet's dates have no zone
LAST_SERIAL = 2_958_466  # the day after 9999-12-31
FALSE_LEAP_DAY = 60  # sheets believe in 1900-02-29
LARGEST_EXACT = 10**15
SECONDS = 86_400
A = ord("A")
LETTERS = 26


@dataclass(frozen=True, slots=True)
class Styles:
    """Which cell styles show a date, and the epoch of the workbook."""

    dates: frozenset[int] = frozenset()
    epoch_1904: bool = False


def read_styles(archive: Container, *, epoch_1904: bool) -> Styles:
    """Read which styles show dates or times."""
    if "xl/styles.xml" not in archive:
        return Styles(epoch_1904=epoch_1904)
    formats: dict[str, str] = {}
    used: list[str] = []
    inside = False
    for event in archive.events("xl/styles.xml"):
        tag, found = local(event.tag), event.attributes
        if tag == "cellXfs":
            inside = event.kind == "start"
        elif event.kind == "start" and tag == "numFmt":
            formats[found.get("numFmtId", "")] = found.get("formatCode", "")
        elif event.kind == "start" and tag == "xf" and inside:
            used.append(found.get("numFmtId", "0"))
    dates = (at for at, code in enumerate(used) if _shows_date(code, formats))
    return Styles(frozenset(dates), epoch_1904)


def as_text(kind: str, value: str, style: int, styles: Styles) -> str:
    """Return a cell's value as text.

    Raises:
        ValueError: the cell holds an error, or a number or date that is none.

    >>> as_text("n", "7.0", 0, Styles()), as_text("n", "45000", 1, Styles({1}))
    ('7', '2023-03-15')
    """
    if kind == "e":
        raise ValueError("the cell holds an error")
    if kind == "b":
        return {"1": "true", "0": "false"}.get(value, value)
    if kind != "n":
        return unescaped(value)
    if not value:
        return ""
    try:
        number = float(value)
    except ValueError:
        raise ValueError("the cell holds a number that is none") from None
    if style in styles.dates:
        return _date(number, styles)
    if number.is_integer() and abs(number) < LARGEST_EXACT:
        return str(int(number))
    return repr(number)


def unescaped(text: str) -> str:
    r"""Return text with the workbook's ``_xHHHH_`` escapes undone.

    Raises:
        ValueError: an escape stands for NUL or half a character.

    >>> unescaped("a_x000D_b_x005F_x"), unescaped("_xD83D__xDE00_") == "\U0001f600"
    ('a\rb_x', True)
    """
    if "_x" not in text:
        return text
    plain = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    try:
        whole = plain.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeError:
        raise ValueError("the cell holds half a character") from None
    if "\0" in whole:
        raise ValueError("the cell holds a NUL character")
    return whole


def column_name(index: int) -> str:
    """Return a spreadsheet column's letters, from 0.

    >>> column_name(0), column_name(27), column_name(16383)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, LETTERS)
        letters = chr(A + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return a column's index from its letters, from 0.

    >>> column_index("A"), column_index("AB"), column_index("XFD")
    (0, 27, 16383)
    """
    index = 0
    for letter in letters:
        index = index * LETTERS + ord(letter) - A + 1
    return index - 1


def _shows_date(code: str, formats: dict[str, str]) -> bool:
    if code in formats:
        first = formats[code].partition(";")[0]
        return bool(DATE_LETTERS.search(NOT_FORMAT.sub("", first)))
    return code.isascii() and code.isdigit() and int(code[:4]) in BUILT_IN


def _date(number: float, styles: Styles) -> str:
    if not 0 <= number < LAST_SERIAL:
        raise ValueError("the cell holds a date beyond the calendar")
    seconds = round((number % 1) * SECONDS)
    if number < 1:
        return str(timedelta(seconds=seconds)).rjust(8, "0")
    days = int(number)
    if styles.epoch_1904:
        day = EPOCH_1904 + timedelta(days=days)
    else:
        day = EPOCH + timedelta(days=days + (days < FALSE_LEAP_DAY))
    moment = day + timedelta(seconds=seconds)
    if not seconds:
        return moment.date().isoformat()
    return moment.isoformat(sep=" ")
