"""Print to a terminal, safely: no control character of a file ever reaches it.

In:  text that may hold what somebody said or how a file is named; rows of cells.
Out: lines on standard output or error, plain where the output is a pipe.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import click

from qualcode.errors import Problem, QualcodeError

__all__ = [
    "complain",
    "complain_of",
    "counted",
    "json_line",
    "progress",
    "safe",
    "say",
    "table",
]

# Joiners are letters' business in Persian, Hindi and emoji; bidi controls are not.
_JOINERS = {"\u200c", "\u200d"}


def safe(text: str) -> str:
    r"""Return ``text`` with control and format characters shown, not obeyed.

    >>> print(safe("a\x1b[31mb"))
    a\x1b[31mb
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\n" or character in _JOINERS:
        return character
    if unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
        code = ord(character)
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    return character


def say(text: str = "", *, bold: bool = False, error: bool = False) -> None:
    """Print a line; bold only where a terminal shows it and NO_COLOR is not set."""
    line = safe(text)
    click.secho(line, bold=bold, err=error) if bold else click.echo(line, err=error)


def complain(error: QualcodeError) -> None:
    """Print all problems of an error to standard error."""
    complain_of(error.problems)


def complain_of(problems: Iterable[Problem]) -> None:
    """Print problems to standard error."""
    for problem in problems:
        say(str(problem), error=True)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one.

    >>> counted(1, "turn"), counted(0, "turn")
    ('1 turn', '0 turns')
    """
    return f"{number} {noun}" + "s" * (number != 1)


def json_line(value: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own, in ASCII: exact on every console."""
    click.echo(json.dumps(value, ensure_ascii=True))


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in aligned columns, numbers to the right.

    Widths count characters; wide scripts may stand a little off.
    """
    cells = [[safe(str(cell)) for cell in row] for row in rows]
    widths = [
        max([len(name), *(len(row[i]) for row in cells)])
        for i, name in enumerate(header)
    ]
    numeric = [
        bool(cells) and all(row[i].strip("-").isdigit() or not row[i] for row in cells)
        for i in range(len(header))
    ]
    say(_line(header, widths, numeric), bold=True)
    for row in cells:
        say(_line(row, widths, numeric))


def _line(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    parts = (
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(row, widths, numeric, strict=True)
    )
    return "  ".join(parts).rstrip()


def progress(doing: str, done: int, total: int) -> None:
    """Show how far long work is, on one line of a terminal; nothing in a pipe."""
    import sys

    if not sys.stderr.isatty():
        return
    count = f" {done} of {total}" if total else ""
    end = "\r\x1b[K" if total and done == total else ""
    click.echo(f"\r\x1b[K{doing}{count} …{end}", nl=False, err=True)
