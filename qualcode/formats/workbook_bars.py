"""Data bars behind numbers of persons: plain, from zero, on one scale a sheet.

In:  a sheet laid out by `workbook_layout`.
Out: two pieces of SpreadsheetML, one for after the rows, one for the sheet's end.
     Written here because openpyxl knows only the fading bars of 2007.
     Source: ECMA-376 part 1, 18.3.1.28; [MS-XLSX] 2.6.30 (CT_DataBar, ``gradient``).
"""

from collections.abc import Sequence

from qualcode.formats.workbook_layout import Layout
from qualcode.formats.workbook_names import letters

__all__ = ["data_bars"]

_DEFAULT = ("persons_affirmed", "persons_affirmed_suggested")
_DECIDED, _SUGGESTED = "FF9DBFC5", "FFDCE8EA"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_RULE = (
    '<conditionalFormatting sqref="{cells}"><cfRule type="dataBar" '
    'priority="{number}"><dataBar><cfvo type="num" val="0"/>'
    '<cfvo type="num" val="{most}"/><color rgb="{color}"/></dataBar>'
    f'<extLst><ext xmlns:x14="{_X14}" '
    'uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}">'
    "<x14:id>{id}</x14:id></ext></extLst></cfRule></conditionalFormatting>"
)
_PLAIN = (
    f'<x14:conditionalFormatting xmlns:xm="{_XM}">'
    '<x14:cfRule type="dataBar" id="{id}">'
    '<x14:dataBar minLength="0" maxLength="100" gradient="0">'
    '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>'
    '<x14:cfvo type="num"><xm:f>{most}</xm:f></x14:cfvo>'
    '<x14:negativeFillColor rgb="{color}"/><x14:axisColor rgb="{color}"/>'
    "</x14:dataBar></x14:cfRule><xm:sqref>{cells}</xm:sqref>"
    "</x14:conditionalFormatting>"
)
_END = (
    f'<extLst><ext xmlns:x14="{_X14}" uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}">'
    "<x14:conditionalFormattings>%s</x14:conditionalFormattings></ext></extLst>"
)


def data_bars(layout: Layout) -> tuple[str, str]:
    """Return the bars' rules and their extension; both empty when there is no bar.

    All barred columns share one scale, from 0 to the largest number among them, so
    that decided and suggested compare by eye.
    """
    table, wanted = layout.main, layout.sheet.bars
    barred = _barred(layout, _DEFAULT if wanted is None else wanted)
    numbers = [v for at in barred for v in table.cells[at - 1] if isinstance(v, int)]
    if not any(numbers):
        return "", ""
    rules, plain = "", ""
    for number, at in enumerate(barred, 1):
        suggested = table.columns[at - 1].name.endswith("_suggested")
        place = {
            "cells": f"{letters(at)}{table.top + 1}:{letters(at)}{table.bottom}",
            "number": number,
            "most": max(numbers),
            "color": _SUGGESTED if suggested else _DECIDED,
            "id": f"{{DA7ABA51-0000-4000-8000-{number:012X}}}",
        }
        rules += _RULE.format(**place)
        plain += _PLAIN.format(**place)
    return rules, _END % plain


def _barred(layout: Layout, names: Sequence[str]) -> list[int]:
    return [
        at
        for at, column in enumerate(layout.main.columns, 1)
        if column.name in names and column.kind == "count"
    ]
