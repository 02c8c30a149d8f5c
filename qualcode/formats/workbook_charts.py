"""Native bar charts of a sheet's main table: a bar a row and series, from zero.

In:  a sheet laid out by `workbook_layout`, with a `workbook.Chart`.
Out: a chart of openpyxl that reads the table's own cells.
"""

from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from qualcode.formats.characters import visible
from qualcode.formats.workbook_layout import Layout, chart_height
from qualcode.formats.workbook_names import letters, quoted
from qualcode.formats.workbook_style import ACCENT, FONT, TINT

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["bar_chart"]

_WIDTH_CM = 18
_SMALL = 1_000
_PALE = "D5D9DA"
_INK = "333333"


def bar_chart(page: "Worksheet", layout: Layout) -> BarChart:
    """Return the sheet's chart; the first row is at the top.

    Raises:
        ValueError: the chart names a column that the table does not print.
    """
    chart, table = layout.sheet.chart, layout.main
    order = {column.name: at for at, column in enumerate(table.columns, 1)}
    if chart is None or {chart.category, *chart.series} - set(order):
        raise ValueError(f"the chart of sheet {layout.name!r} names unknown columns")
    last = table.top + min(chart.rows or table.rows, table.rows)
    bars = BarChart()
    bars.type, bars.grouping, bars.overlap, bars.gapWidth = "bar", "clustered", 0, 60
    bars.width, bars.height = _WIDTH_CM, chart_height(chart, table.rows)
    for number, name in enumerate(chart.series):
        tint = (ACCENT, TINT)[number % 2]
        bars.append(_series(page, layout, (order[name], last), tint))
    at = order[chart.category]
    bars.set_categories(Reference(page, at, table.top + 1, at, last))
    bars.title = _title(chart.title, 1200)
    _set_axes(bars, chart.unit)
    bars.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    return bars


def _series(
    page: "Worksheet", layout: Layout, place: tuple[int, int], tint: str
) -> Series:
    (at, last), top = place, layout.main.top
    series: Series = SeriesFactory(Reference(page, at, top + 1, at, last))
    series.tx = SeriesLabel(
        strRef=StrRef(f"{quoted(layout.name)}!${letters(at)}${top}")
    )
    series.graphicalProperties.solidFill = tint
    series.graphicalProperties.line.noFill = True
    # an absent flag means yes to some programs: say no to each
    series.dLbls = DataLabelList(
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        dLblPos="outEnd",
        txPr=_rich("", 800),
    )
    return series


def _set_axes(bars: BarChart, unit: str) -> None:
    names, numbers = bars.x_axis, bars.y_axis
    names.delete = numbers.delete = False
    names.scaling.orientation = "maxMin"  # the first row at the top
    names.majorTickMark = numbers.majorTickMark = "none"
    names.txPr = numbers.txPr = _rich("", 900)
    numbers.crosses = "max"  # so that, upside down, it stands below
    numbers.scaling.min = 0
    numbers.number_format, numbers.title = "0", _title(unit, 900)
    pale = GraphicalProperties(ln=LineProperties(solidFill=_PALE))
    numbers.majorGridlines = ChartLines(spPr=pale)
    names.spPr = pale
    bars.legend.position, bars.legend.txPr = "b", _rich("", 900)


def _title(text: str, size: int) -> Title:
    title = Title(overlay=False)
    title.tx = Text(rich=_rich(visible(text), size))
    return title


def _rich(text: str, size: int) -> RichText:
    """Return ``text``, or only the looks of text, in hundredths of a point."""
    looks = CharacterProperties(
        sz=size, b=size > _SMALL, solidFill=_INK, latin=Font(typeface=FONT)
    )
    runs = [RegularTextRun(rPr=looks, t=text)] if text else []
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=looks), r=runs)
    return RichText(p=[paragraph])
