"""How wide the columns of a sheet are, by what stands in them.

In:  headers and cells of a sheet's tables.
Out: widths in characters, as spreadsheets count them; what makes a table a matrix.
"""

import re
from collections.abc import Sequence

from qualcode.formats.printed import Printed

__all__ = ["WIDEST", "column_widths", "is_marks", "is_matrix"]

WIDEST = 60
_NARROWEST = 8
_OF_MARKS = 4.5
_CROWDED = 38  # the widest column where there are more wide ones than these few
_FEW_WIDE = 3
_ESSAY = 900  # characters; more need the width, or the row grows beyond all limits
_SAMPLE = 500  # rows that are measured
_MARKS = 3  # a column of marks (● ○ ◐) has cells this short
_MANY = 8  # that many columns of marks make a matrix, with upright headers

Cells = Sequence[Sequence[Printed]]


def column_widths(
    facts: Sequence[str], heads: Sequence[Sequence[str]], tables: Sequence[Cells]
) -> tuple[float, ...]:
    """Return the widths of a sheet's columns, wide enough for each of its tables.

    Args:
        facts: names that stand in the first column, with their values in the second.
        heads: the headers of each table.
        tables: the cells of each table, a sequence a column.

    >>> column_widths([], [["Persons: affirmed"]], [[[7, 12]]])
    (12,)
    """
    widths: list[float] = [_NARROWEST] * max(2 if facts else 1, *map(len, heads))
    if facts:
        widths[0] = min(WIDEST, max(map(len, facts)) + 2)
    for head, table in zip(heads, tables, strict=True):
        turned = is_matrix(table)
        for at, (title, column) in enumerate(zip(head, table, strict=True)):
            if turned and is_marks(column):
                widths[at] = _OF_MARKS
            else:
                widths[at] = max(widths[at], _fitted(title, column))
    return _narrowed(widths, tables[-1])


def _narrowed(widths: list[float], main: Cells) -> tuple[float, ...]:
    """Narrow the wide columns of a sheet that has many, but not those of essays."""
    if sum(width > _CROWDED for width in widths) <= _FEW_WIDE:
        return tuple(widths)
    essays = {at for at, column in enumerate(main) if any(map(_is_essay, column))}
    return tuple(
        width if at in essays else min(width, _CROWDED)
        for at, width in enumerate(widths)
    )


def _is_essay(cell: Printed) -> bool:
    return isinstance(cell, str) and len(cell) > _ESSAY


def _fitted(title: str, cells: Sequence[Printed]) -> float:
    words = max(map(len, re.split(r"\s+", title)), default=0) + 4  # the filter's arrow
    if all(not isinstance(cell, str) for cell in cells):
        return min(WIDEST, max(words, 9))
    longest = max((_line_length(cell) for cell in cells[:_SAMPLE]), default=0)
    return min(WIDEST, max(words, longest * 1.05 + 2, min(len(title), 12)))


def _line_length(cell: Printed) -> int:
    if not isinstance(cell, str):
        return len(str(cell or ""))
    return max(map(len, cell.split("\n")), default=0)


def is_matrix(table: Cells) -> bool:
    """Say whether a table has many columns of marks, some of them blank.

    >>> is_matrix([["●", ""]] * 9), is_matrix([["", ""]] * 9)
    (True, False)
    """
    marked = [column for column in table if is_marks(column)]
    return len(marked) >= _MANY and any(map(any, marked))


def is_marks(cells: Sequence[Printed]) -> bool:
    """Say whether a column holds nothing but marks such as ● and (○), or blanks.

    >>> is_marks(["●", "(○)", None]), is_marks(["yes"])
    (True, False)
    """
    return all(cell is None or _is_mark(cell) for cell in cells)


def _is_mark(cell: str | float) -> bool:
    if not isinstance(cell, str):
        return False
    return len(cell) <= _MARKS and not any(map(str.isalnum, cell))
