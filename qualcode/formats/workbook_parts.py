"""Workbooks through openpyxl: tables, notes on headers, bars, links, print setup.

In:  sheets laid out by `workbook_layout`.
Out: the bytes of the .xlsx file, its rows written by `workbook_rows`.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from operator import itemgetter
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo

from qualcode.formats.archive import Stamp, properties, read_parts, write_parts
from qualcode.formats.characters import clip, visible
from qualcode.formats.workbook import Sheet
from qualcode.formats.workbook_bars import data_bars
from qualcode.formats.workbook_charts import bar_chart
from qualcode.formats.workbook_layout import Layout, Table, lay_out
from qualcode.formats.workbook_names import letters, xstring
from qualcode.formats.workbook_rows import sheet_data
from qualcode.formats.workbook_style import Looks

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["assemble"]

_A4, _A3 = 9, 8
_WIDE = 200  # characters; more than that is unreadable on A4
_STILL = 60  # characters; what is wider must be able to scroll
_MARGIN = 110
_NOTE_LIMIT = 1_000
_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>.*?</sheetData>", re.DOTALL)
_SIZE = re.compile(rb"<dimension [^>]*/>")


def assemble(sheets: Sequence[Sheet], *, title: str, stamp: Stamp) -> bytes:
    """Write the workbook; see `qualcode.formats.workbook.render_workbook`."""
    layouts = lay_out(sheets, stamp)
    book = Workbook()
    book.remove(book.worksheets[0])
    pages = [book.create_sheet(layout.name) for layout in layouts]
    looks = Looks(book, pages[0])
    places = {layout.sheet.name: layout for layout in layouts}
    filled = [
        sheet_data(layout, looks) + data_bars(layout) + _links(layout, places)
        for layout in layouts
    ]
    for page, layout in zip(pages, layouts, strict=True):
        _set_up(page, layout, first=page is pages[0])
        _set_print(page, layout, stamp)
        for table in layout.tables:
            _add_table(page, table)
        if layout.sheet.chart and layout.main.rows:
            page.add_chart(bar_chart(page, layout), layout.chart_at)
    out = BytesIO()
    book.save(out)
    parts = read_parts(out.getvalue()) | properties(title, stamp)
    for number, rows in enumerate(filled, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        parts[name] = _filled(parts[name], rows.encode())
    return write_parts(parts, stamp.utc)


def _filled(page: bytes, rows: bytes) -> bytes:
    """Return a worksheet's XML with our rows, and without a size that is not theirs."""
    before, after = _ROWS.split(_SIZE.sub(b"", page, count=1), maxsplit=1)
    return before + rows + after


def _set_up(page: "Worksheet", layout: Layout, *, first: bool) -> None:
    for at, width in enumerate(layout.widths, 1):
        page.column_dimensions[letters(at)].width = round(width, 1)
    page.sheet_view.showGridLines = False
    # Excel and LibreOffice group sheets that are all selected: typing fills them all
    page.sheet_view.tabSelected = first
    if len(layout.tables) == 1:
        held = _held(layout)
        page.freeze_panes = f"{letters(held + 1)}{layout.main.top + 1}"


def _set_print(page: "Worksheet", layout: Layout, stamp: Stamp) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A3 if sum(layout.widths) > _WIDE else _A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 1 if layout.is_short else 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{layout.main.top}:{layout.main.top}"
    page.page_margins = PageMargins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    page.HeaderFooter.oddHeader = HeaderFooterItem(
        left=_margin(layout.sheet.title), right=_margin(stamp.banner)
    )
    page.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_margin(stamp.edition or stamp.version_line),
        right=_HeaderFooterPart("page &P of &N"),
    )


def _held(layout: Layout) -> int:
    """Return how many columns stay in view: as many as leave room to scroll."""
    wanted = range(layout.sheet.frozen + 1)
    return max(held for held in wanted if sum(layout.widths[:held]) <= _STILL)


def _margin(text: str) -> _HeaderFooterPart:
    line = " ".join(visible(text).split())
    # each & is written twice; a header longer than 255 is a broken file to Excel
    kept = clip(line, max(_MARGIN - line.count("&"), 1), "…")
    return _HeaderFooterPart(kept.replace("&", "&&"))


def _links(layout: Layout, places: dict[str, Layout]) -> str:
    """Return the sheet's links: places in the workbook, so without relationships."""
    main = layout.main
    links = {f"{letters(line.column)}{line.row}": line.to for line in layout.lines}
    order = {column.name: at for at, column in enumerate(main.columns, 1)}
    for (row, name), link in sorted(layout.sheet.links.items(), key=itemgetter(0)):
        if name not in order or link.sheet not in places or not 0 <= row < main.rows:
            raise ValueError(
                f"link of sheet {layout.name!r} at ({row}, {name}) is lost"
            )
        to = places[link.sheet].place(link.row)
        links[f"{letters(order[name])}{main.top + 1 + row}"] = to
    listed = "".join(
        f'<hyperlink ref="{at}" location={quoteattr(xstring(to))}/>'
        for at, to in links.items()
        if to
    )
    return f"<hyperlinks>{listed}</hyperlinks>" if listed else ""


def _add_table(page: "Worksheet", table: Table) -> None:
    for at, column in enumerate(table.columns, 1):
        if column.definition:
            note = clip(visible(column.definition), _NOTE_LIMIT, "…")
            height = 40 + 17 * (len(note) // 38)
            page[f"{letters(at)}{table.top}"].comment = Comment(
                note, "qualcode", height=height, width=300
            )
    if not table.rows:
        return
    ref = f"A{table.top}:{letters(len(table.columns))}{table.bottom}"
    named = [
        TableColumn(id=at, name=xstring(head)) for at, head in enumerate(table.heads, 1)
    ]
    page.add_table(
        ExcelTable(
            name=table.name,
            displayName=table.name,
            ref=ref,
            tableColumns=named,
            autoFilter=AutoFilter(ref=ref) if table.main else None,
            tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=True),
        )
    )
