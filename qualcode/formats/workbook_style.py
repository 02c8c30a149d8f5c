"""How a workbook looks: one typeface, one accent, quiet lines; styles by name.

In:  a workbook of openpyxl, and the name of a look.
Out: the number of that style in the workbook, for `workbook_rows` to write.
"""

from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["ACCENT", "FONT", "TINT", "Looks"]

FONT = "Arial"  # every office has it, or one of the same widths
ACCENT = "1F5C66"
TINT = "A9C4C9"
_INK = "222222"
_GREY = "6B6B6B"
_WARNING = "9C2A1F"
_HEADER = "E6EEF0"

_LINE = Border(bottom=Side(style="hair", color="B5B5B5"))
_EDGE = Border(bottom=Side(style="medium", color=ACCENT))
_NUMBERS = {"count": "#,##0", "share": "0%"}
_RIGHT = ("count", "share", "suppressed")
_OUTSIDE: dict[str, tuple[Font, Alignment]] = {
    "title": (Font(FONT, 14, b=True, color=ACCENT), Alignment(vertical="center")),
    "banner": (Font(FONT, 9, b=True, color=_WARNING), Alignment()),
    "intro": (Font(FONT, 10, color=_INK), Alignment()),
    "note": (Font(FONT, 9, color=_GREY), Alignment()),
    "head": (Font(FONT, 11, b=True, color=ACCENT), Alignment()),
    "fact": (Font(FONT, 10, color=_GREY), Alignment()),
    "value": (Font(FONT, 10, b=True, color=_INK), Alignment(horizontal="left")),
    "link": (Font(FONT, 10, u="single", color=ACCENT), Alignment()),
    "empty": (Font(FONT, 10, i=True, color=_GREY), Alignment()),
}


class Looks:
    """The styles of one workbook, each registered once, when it is first asked for."""

    def __init__(self, workbook: "Workbook", sheet: "Worksheet") -> None:
        self._cell = Cell(sheet, row=1, column=1)  # a scratch cell, never in the sheet
        self._known: dict[tuple[str, int | None, bool], int] = {}
        # widths count in this font; openpyxl has no other way to set it
        workbook._fonts[0] = Font(FONT, 10, color=_INK)  # type: ignore[attr-defined] # noqa: SLF001

    def number(
        self, look: str, level: int | None = None, *, linked: bool = False
    ) -> int:
        """Return the number of a style.

        Args:
            look: a kind of `Column`, or ``header``, ``header_right``,
                ``header_upright``, ``marks``, ``suppressed``, or a kind of
                `workbook_layout.Line`.
            level: of the row: 0 is bold, more is indented in the indented column.
            linked: underlined, since it leads somewhere.
        """
        key = (look, level, linked)
        if key not in self._known:
            self._known[key] = self._register(*key)
        return self._known[key]

    def _register(self, look: str, level: int | None, linked: bool) -> int:  # noqa: FBT001 # the key's third part
        cell = self._cell
        # start from nothing: the scratch cell keeps what the last style set
        cell.style = "Normal"
        cell.number_format = _NUMBERS.get(look, "General")
        cell.fill, cell.border = PatternFill(), Border()
        if look in _OUTSIDE:
            cell.font, cell.alignment = _OUTSIDE[look]
        elif look.startswith("header"):
            cell.font = Font(FONT, 10, b=True, color=ACCENT)
            cell.fill = PatternFill("solid", fgColor=_HEADER)
            cell.border, cell.alignment = _EDGE, _header_alignment(look)
        else:
            cell.font, cell.border = _body_font(look, level, linked=linked), _LINE
            cell.alignment = _body_alignment(look, level)
        return cell.style_id


def _header_alignment(look: str) -> Alignment:
    if look == "header_upright":
        return Alignment(horizontal="center", vertical="bottom", text_rotation=90)
    if look == "header_right":
        return Alignment(horizontal="right", vertical="top", wrap_text=True, indent=1)
    return Alignment(horizontal="left", vertical="top", wrap_text=True)


def _body_font(look: str, level: int | None, *, linked: bool) -> Font:
    if look == "suppressed":
        return Font(FONT, 10, i=True, color=_GREY)
    return Font(
        FONT,
        10,
        b=level == 0,
        u="single" if linked else None,
        color=ACCENT if linked else _INK,
    )


def _body_alignment(look: str, level: int | None) -> Alignment:
    if look in _RIGHT:
        return Alignment(horizontal="right", vertical="top", indent=1)
    if look == "marks":
        return Alignment(horizontal="center", vertical="top")
    return Alignment(
        horizontal="left", vertical="top", wrap_text=True, indent=level or 0
    )
