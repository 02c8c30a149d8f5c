"""Data bars behind numbers of persons: from zero, on one scale a sheet.

In:  a sheet laid out by `workbook_layout`.
Out: SpreadsheetML for after the rows. Bars without a gradient would need an extension
     of 2010, at which openpyxl warns whoever reads the workbook: these fade.
     Source: ECMA-376 part 1, 18.3.1.28 (dataBar).
"""

from collections.abc import Sequence

from qualcode.formats.workbook_layout import Layout
from qualcode.formats.workbook_names import letters

__all__ = ["data_bars"]

_DEFAULT = ("persons_affirmed", "persons_affirmed_suggested")
_DECIDED, _SUGGESTED = "FF8FB6BD", "FFCBDDE0"
_RULE = (
    '<conditionalFormatting sqref="{cells}"><cfRule type="dataBar" '
    'priority="{number}"><dataBar minLength="0" maxLength="100">'
    '<cfvo type="num" val="0"/><cfvo type="num" val="{most}"/><color rgb="{color}"/>'
    "</dataBar></cfRule></conditionalFormatting>"
)


def data_bars(layout: Layout) -> str:
    """Return the rules of the sheet's bars, or nothing when no number is above 0.

    All barred columns share one scale, from 0 to the largest number among them, so
    that decided and suggested compare by eye.
    """
    table, wanted = layout.main, layout.sheet.bars
    barred = _barred(layout, _DEFAULT if wanted is None else wanted)
    numbers = [v for at in barred for v in table.cells[at - 1] if isinstance(v, int)]
    if not any(numbers):
        return ""
    return "".join(
        _RULE.format(
            cells=f"{letters(at)}{table.top + 1}:{letters(at)}{table.bottom}",
            number=number,
            most=max(numbers),
            color=_SUGGESTED if _is_suggested(table.columns[at - 1].name) else _DECIDED,
        )
        for number, at in enumerate(barred, 1)
    )


def _is_suggested(name: str) -> bool:
    return name.endswith("_suggested")


def _barred(layout: Layout, names: Sequence[str]) -> list[int]:
    return [
        at
        for at, column in enumerate(layout.main.columns, 1)
        if column.name in names and column.kind == "count"
    ]
