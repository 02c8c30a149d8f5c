"""The rows of a sheet as SpreadsheetML text: typed strings and numbers, no formula.

In:  a `workbook_layout.Layout` and the numbers of styles.
Out: the ``sheetData`` element. Written here, not by openpyxl, because openpyxl would
     take ``=…`` for a formula, leaves ``_x0041_`` unescaped, lays the words of
     participants in temporary files, and takes ten times as long.
     Source: ECMA-376 part 1, 18.3.1 (sheetData), 22.9.2.19 (ST_Xstring).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from qualcode.formats.characters import CELL_LIMIT, clip, visible
from qualcode.formats.printed import Printed
from qualcode.formats.workbook_layout import Layout, Line, Table
from qualcode.formats.workbook_names import letters, slug, xstring
from qualcode.formats.workbook_widths import is_marks
from qualcode.model.column import Column

if TYPE_CHECKING:
    from qualcode.formats.workbook_style import Looks

__all__ = ["sheet_data"]

_LINE_POINTS = 12.9
_TALLEST = 409.0  # Source: Microsoft, "Excel specifications and limits"
_OFTEN = 100  # characters; longer texts seldom come twice
_FIRST_WIDE = "\u2e80"  # from here on most characters are twice as wide
_PER_WIDTH = 1.12  # letters are narrower than the digits that widths count
_RIGHT = ("count", "share")


def sheet_data(layout: Layout, looks: "Looks") -> str:
    """Return the element ``sheetData`` with everything that stands in the sheet."""
    rows = dict(_line_rows(layout, looks))
    for table in layout.tables:
        rows.update(_table_rows(layout, table, looks))
    return "<sheetData>" + "".join(rows[row] for row in sorted(rows)) + "</sheetData>"


def _line_rows(layout: Layout, looks: "Looks") -> Iterator[tuple[int, str]]:
    by_row: dict[int, list[Line]] = {}
    for line in layout.lines:
        by_row.setdefault(line.row, []).append(line)
    for row, lines in by_row.items():
        cells = "".join(
            _cell(f"{letters(line.column)}{row}", looks.number(line.kind), line.value)
            for line in lines
        )
        yield row, _row(row, cells, 24 if lines[0].kind == "title" else None)


def _table_rows(
    layout: Layout, table: Table, looks: "Looks"
) -> Iterator[tuple[int, str]]:
    yield table.top, _header_row(layout, table, looks)
    if not table.rows:
        cell = _cell(f"A{table.top + 1}", looks.number("empty"), layout.sheet.empty)
        yield table.top + 1, _row(table.top + 1, cell)
        return
    columns = [
        _column(layout, table, at, looks) for at in range(1, len(table.columns) + 1)
    ]
    heights = _heights(layout, table)
    for number, cells in enumerate(zip(*columns, strict=True)):
        row = table.top + 1 + number
        yield row, _row(row, "".join(cells), heights[number], fixed=False)


def _heights(layout: Layout, table: Table) -> list[float | None]:
    """Estimate heights of rows with wrapped text; not every program does it itself."""
    lines = [1] * table.rows
    for width, column, cells in _measured(layout, table):
        if column.kind in _RIGHT:
            continue
        for number, cell in enumerate(cells):
            if isinstance(cell, str) and _may_wrap(cell, width):
                lines[number] = max(lines[number], _wrapped_lines(cell, width))
    return [_height(count) for count in lines]


def _may_wrap(text: str, width: float) -> bool:
    room = width if text.isascii() else width / 2
    return len(text) > room or "\n" in text


def _measured(
    layout: Layout, table: Table
) -> Iterator[tuple[float, Column, list[Printed]]]:
    widths = layout.widths[: len(table.columns)]
    return zip(widths, table.columns, table.cells, strict=True)


def _height(lines: int) -> float | None:
    return min(_TALLEST, lines * _LINE_POINTS) if lines > 1 else None


def _wrapped_lines(text: str, width: float) -> int:
    # a long hash has no spaces, and its digits are as wide as digits are
    room = int(max(width * (_PER_WIDTH if " " in text else 0.9), 4))
    if not text.isascii() and max(text) > _FIRST_WIDE:
        room = max(room // 2, 2)
    if "\n" not in text:
        return 1 + (len(text) - 1) // room
    return sum(1 + max(0, len(part) - 1) // room for part in text.split("\n"))


def _header_row(layout: Layout, table: Table, looks: "Looks") -> str:
    cells, lines = [], 1
    for at, (column, head) in enumerate(
        zip(table.columns, table.heads, strict=True), 1
    ):
        look = "header_right" if column.kind in _RIGHT else "header"
        if table.upright and is_marks(table.cells[at - 1]):
            look = "header_upright"
        else:
            lines = max(lines, _lines_needed(head, layout.widths[at - 1] - 1.5))
        cells.append(_cell(f"{letters(at)}{table.top}", looks.number(look), head))
    height = lines * _LINE_POINTS + 4
    if table.upright:
        height = max(height, min(180, 7 * max(map(len, table.heads)) + 20))
    return _row(table.top, "".join(cells), height)


def _lines_needed(text: str, width: float) -> int:
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + bool(used)
    return lines


def _column(layout: Layout, table: Table, at: int, looks: "Looks") -> Iterator[str]:
    column, cells, sheet = table.columns[at - 1], table.cells[at - 1], layout.sheet
    letter, kind = letters(at), str(column.kind)
    if kind not in _RIGHT and is_marks(cells):
        kind = "marks"
    indents = column.name == (sheet.indented or table.columns[0].name)
    levels = sheet.levels if table.main else ()
    linked = {row for row, name in sheet.links if table.main and name == column.name}
    bodies = _Bodies(sheet.csv or slug(layout.name) + ".csv")
    if not levels and not linked and kind not in _RIGHT:
        style = looks.number(kind)
        for row, value in enumerate(cells, table.top + 1):
            yield f'<c r="{letter}{row}" s="{style}"{bodies[value]}'
        return
    for number, value in enumerate(cells):
        level = levels[number] if levels else None
        if level and not indents:
            level = None
        look = kind
        if kind in _RIGHT and isinstance(value, str):
            look = "suppressed"
        style = looks.number(look, level, linked=number in linked)
        yield f'<c r="{letter}{table.top + 1 + number}" s="{style}"{bodies[value]}'


class _Bodies(dict[Printed, str]):
    """What follows a cell's opening, made once for each value of a column."""

    def __init__(self, csv: str) -> None:
        super().__init__()
        self._pointer = f" … cut here; whole text in {csv}"

    def __missing__(self, value: Printed) -> str:
        body = _body(value, self._pointer)
        if not isinstance(value, str) or len(value) < _OFTEN:
            self[value] = body
        return body


def _row(
    row: int, cells: str, height: float | None = None, *, fixed: bool = True
) -> str:
    """Return a row; one that is not ``fixed`` fits itself when somebody edits it."""
    tall = "" if height is None else f' ht="{height:g}"'
    kept = ' customHeight="1"' if tall and fixed else ""
    return f'<row r="{row}"{tall}{kept}>{cells}</row>'


def _cell(at: str, style: int, value: Printed) -> str:
    return f'<c r="{at}" s="{style}"{_body(value, "…")}'


def _body(value: Printed, pointer: str) -> str:
    if value is None or value == "":
        return "/>"
    if not isinstance(value, str):
        return f"><v>{value!r}</v></c>"
    # cut before escaping: the limit counts characters as read
    text = escape(xstring(clip(visible(value), CELL_LIMIT, pointer)))
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
