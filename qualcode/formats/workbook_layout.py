"""Where everything stands in a workbook: names, rows, widths; no library, no bytes.

In:  `workbook.Sheet` values.
Out: a `Layout` a sheet: lines of text, tables with their header row, column widths,
     and where the chart goes. Rows and columns count from 1, as spreadsheets do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from qualcode.errors import TableError
from qualcode.formats.archive import Stamp
from qualcode.formats.characters import visible
from qualcode.formats.printed import Printed, printed, require_columns
from qualcode.formats.workbook import Block, Chart, Sheet
from qualcode.formats.workbook_names import (
    headers,
    letters,
    quoted,
    sheet_names,
    table_names,
)
from qualcode.formats.workbook_widths import column_widths, is_matrix
from qualcode.model.column import Column

__all__ = ["Layout", "Line", "Table", "chart_height", "lay_out"]

LAST_ROW = 1_048_576  # Source: Microsoft, "Excel specifications and limits"
_ROW_CM = 0.45
_NARROW = 180  # characters; a chart has room beside a summary
_ONE_PAGE = 75  # rows
_FEW_LINES = 200  # characters in a cell

Kind = Literal["title", "banner", "intro", "head", "note", "fact", "value", "link"]


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of text outside tables; ``to`` is a place in the workbook, or ""."""

    row: int
    column: int
    value: str | int
    kind: Kind
    to: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a sheet: ``top`` is the header's row, data follow without a gap."""

    name: str
    top: int
    columns: tuple[Column, ...]
    heads: tuple[str, ...]
    cells: tuple[list[Printed], ...]
    upright: bool
    main: bool

    @property
    def rows(self) -> int:
        """How many rows of data there are."""
        return len(self.cells[0]) if self.cells else 0

    @property
    def bottom(self) -> int:
        """The last row: the sentence in place of rows counts as one."""
        return self.top + max(self.rows, 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet laid out; ``chart_at`` is the cell where a chart begins."""

    sheet: Sheet
    name: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    widths: tuple[float, ...]
    chart_at: str
    last_row: int

    @property
    def is_short(self) -> bool:
        """Whether all of it can be read when printed on one page."""
        return self.last_row <= _ONE_PAGE and all(
            len(cell) <= _FEW_LINES
            for column in self.main.cells
            for cell in column
            if isinstance(cell, str)
        )

    @property
    def main(self) -> Table:
        """The sheet's main table."""
        return self.tables[-1]

    def place(self, row: int) -> str:
        """Return the location of the main table's data row ``row`` (from 0).

        Raises:
            ValueError: the table has no such row.
        """
        if not 0 <= row < self.main.rows:
            raise ValueError(f"sheet {self.name!r} has no row {row} to link to")
        return f"{quoted(self.name)}!A{self.main.top + 1 + row}"


def lay_out(sheets: Sequence[Sheet], stamp: Stamp) -> tuple[Layout, ...]:
    """Place everything of every sheet, in order; the first one lists them all.

    Raises:
        TableError: a table has more rows than a worksheet holds.
        ValueError: there is no sheet, or a column is not in its frame.
    """
    if not sheets:
        raise ValueError("a workbook needs at least one sheet")
    names = sheet_names([sheet.name for sheet in sheets])
    stems = table_names(names)
    listed = tuple(
        (name, sheet.title) for name, sheet in zip(names, sheets, strict=True)
    )
    return tuple(
        _place_sheet(sheet, (name, stem), stamp, listed if sheet is sheets[0] else ())
        for sheet, name, stem in zip(sheets, names, stems, strict=True)
    )


def _place_sheet(
    sheet: Sheet,
    names: tuple[str, str],
    stamp: Stamp,
    listed: tuple[tuple[str, str], ...],
) -> Layout:
    blocks = [*sheet.above, Block("", sheet.frame, sheet.columns)]
    cells = [_cells_of(block, names[0]) for block in blocks]
    heads = [headers(block.columns) for block in blocks]
    widths = column_widths([name for name, _ in sheet.facts], heads, cells)
    room = int(min(max(sum(widths), 60), 130))
    lines = list(_top_lines(sheet, stamp, room))
    tables, row = [], max(line.row for line in lines) + 2
    for number, (block, head, part) in enumerate(
        zip(blocks, heads, cells, strict=True), 1
    ):
        if block.title:
            lines.append(Line(row, 1, visible(block.title), "head"))
            row += 1
        main = number == len(blocks)
        # no name of a sheet makes two underscores
        called = names[1] if main else f"{names[1]}__{number}"
        columns = tuple(block.columns)
        tables.append(Table(called, row, columns, head, part, is_matrix(part), main))
        row = tables[-1].bottom + 2
    chart_at = f"A{row}"
    if sheet.above and sum(widths) <= _NARROW:
        chart_at = f"{letters(len(widths) + 2)}{tables[0].top - 1}"
    else:
        row += _chart_rows(sheet)
    lines += _end_lines(sheet, row, room, listed)
    last = max(row, *(line.row for line in lines))
    return Layout(sheet, names[0], tuple(lines), tuple(tables), widths, chart_at, last)


def _cells_of(block: Block, name: str) -> tuple[list[Printed], ...]:
    frame, columns = block.frame, block.columns
    require_columns(frame, columns)
    if len(frame) > LAST_ROW - 100:  # the rest is for what stands around the table
        raise TableError(
            f"the sheet {name!r} would have {len(frame)} rows, more than a worksheet",
            fix="write this table as CSV",
        )
    return tuple(printed(frame, column.name) for column in columns)


def _top_lines(sheet: Sheet, stamp: Stamp, room: int) -> Iterator[Line]:
    yield Line(1, 1, visible(sheet.title), "title")
    banner = " · ".join(filter(None, [stamp.banner, stamp.edition]))
    yield Line(2, 1, visible(banner), "banner")
    row = 3
    for text in _wrapped(sheet.intro, room):
        yield Line(row, 1, text, "intro")
        row += 1
    row += 1
    for name, value in sheet.facts:
        yield Line(row, 1, visible(name), "fact")
        said = visible(value) if isinstance(value, str) else value
        yield Line(row, 2, said, "value")
        row += 1


def _end_lines(
    sheet: Sheet, row: int, room: int, listed: tuple[tuple[str, str], ...]
) -> Iterator[Line]:
    notes = [*sheet.notes]
    if sheet.links:
        notes.append(
            "Underlined cells lead to their passages, as long as the other sheet keeps "
            "the order in which it was written."
        )
    for text in _wrapped(notes, room):
        yield Line(row, 1, text, "note")
        row += 1
    if not listed:
        return
    row += 1
    yield Line(row, 1, "Sheets in this workbook", "head")
    for name, title in listed:
        row += 1
        yield Line(row, 1, name, "link", f"{quoted(name)}!A1")
        yield Line(row, 2, visible(title), "note")


def _wrapped(texts: Sequence[str], room: int) -> Iterator[str]:
    for text in texts:
        for line in visible(text).split("\n"):
            yield from wrap(line, room) or [""]


def _chart_rows(sheet: Sheet) -> int:
    if sheet.chart is None or not len(sheet.frame):
        return 0
    return int(chart_height(sheet.chart, len(sheet.frame)) / _ROW_CM) + 3


def chart_height(chart: Chart, rows: int) -> float:
    """Return the height in centimetres of a chart of so many ``rows``.

    >>> chart = Chart(title="Persons", category="theme", series=("persons_affirmed",))
    >>> chart_height(chart, 10) > chart_height(chart, 5)
    True
    """
    groups = min(chart.rows or rows, rows)
    return 3.2 + groups * (0.35 + 0.4 * len(chart.series))
