"""The first visible sheet of an XLSX workbook, read as a stream of present cells.

In:  a workbook's bytes, perhaps hostile.
Out: `Sheet`: rows of text by column, problems (error cells, formulas without a value)
     and warnings (hidden sheets, formulas). The declared dimension is ignored: only
     cells that are there are visited.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qualcode.errors import Location, Problem, TranscriptError
from qualcode.formats.cells import (
    Styles,
    as_text,
    column_index,
    column_name,
    read_styles,
    unescaped,
)
from qualcode.formats.containers import Container, Event, local

__all__ = ["Sheet", "read_sheet"]

MOST_CELLS = 2_000_000
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
WORKBOOK = "xl/workbook.xml"


@dataclass(slots=True)
class Sheet:
    """Rows (number, column -> text) of a sheet, and what was wrong with it."""

    rows: list[tuple[int, dict[int, str]]] = field(default_factory=list, repr=False)
    problems: list[Problem] = field(default_factory=list)
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Cell:
    """A cell while its element is open."""

    at: int = 0
    kind: str = "n"
    style: int = 0
    value: str = ""
    inline: str = ""
    formula: bool = False


def read_sheet(data: bytes, name: str) -> Sheet:
    """Read the first visible sheet.

    Raises:
        TranscriptError: the file is no workbook, is damaged or beyond the limits.
    """
    archive = Container(data, name)
    if WORKBOOK not in archive:
        raise archive.error("this is not an Excel workbook (.xlsx)")
    target, epoch_1904, warnings = _first_visible(archive)
    shared = _shared_strings(archive)
    styles = read_styles(archive, epoch_1904=epoch_1904)
    reader = _Reader(archive.name, shared, styles)
    for event in archive.events(target):
        reader.take(event)
    return Sheet(reader.rows, reader.problems, (*warnings, *reader.warnings()))


def _first_visible(archive: Container) -> tuple[str, bool, list[str]]:
    visible: list[str] = []
    hidden = 0
    epoch_1904 = False
    for event in archive.events(WORKBOOK):
        tag, found = local(event.tag), event.attributes
        if event.kind == "start" and tag == "workbookPr":
            epoch_1904 = found.get("date1904", "0") in {"1", "true"}
        elif event.kind == "start" and tag == "sheet":
            if found.get("state", "visible") == "visible":
                ids = (found[key] for key in found if key.endswith("}id"))
                visible.append(next(ids, ""))
            else:
                hidden += 1
    if not visible:
        raise archive.error("the workbook has no visible sheet")
    unread = {"hidden sheets": hidden, "further sheets": len(visible) - 1}
    warnings = [f"{what} not read: {count}" for what, count in unread.items() if count]
    return _target(archive, visible[0]), epoch_1904, warnings


def _target(archive: Container, relation: str) -> str:
    for event in archive.events("xl/_rels/workbook.xml.rels"):
        found = event.attributes
        if event.kind == "start" and found.get("Id") == relation:
            path = found.get("Target", "")
            return path[1:] if path.startswith("/") else f"xl/{path}"
    raise archive.error(
        "a part of the file is missing",
        "open it in the program that made it and save it again",
    )


def _shared_strings(archive: Container) -> list[str]:
    if "xl/sharedStrings.xml" not in archive:
        return []
    found: list[str] = []
    parts: list[str] = []
    phonetic = wanted = False
    for event in archive.events("xl/sharedStrings.xml"):
        tag = local(event.tag)
        if event.kind == "text":
            if wanted and not phonetic:
                parts.append(event.text)
        elif tag == "rPh":
            phonetic = event.kind == "start"
        elif tag == "t":
            wanted = event.kind == "start"
        elif tag == "si" and event.kind == "end":
            found.append("".join(parts))
            parts.clear()
    return found


class _Reader:
    """Turns the events of a sheet into rows."""

    def __init__(self, name: str, shared: list[str], styles: Styles) -> None:
        self.name, self.shared, self.styles = name, shared, styles
        self.rows: list[tuple[int, dict[int, str]]] = []
        self.problems: list[Problem] = []
        self.formulas: list[str] = []
        self.hidden_rows = self.merged = self.cells = 0
        self._row: dict[int, str] = {}
        self._number = 0
        self._cell = _Cell()
        self._into = ""

    def warnings(self) -> Iterator[str]:
        if self.formulas:
            known = f"{len(self.formulas)}, first {self.formulas[0]}"
            yield f"cells with a formula, read as last computed: {known}"
        if self.hidden_rows:
            yield f"hidden rows that were read: {self.hidden_rows}"
        if self.merged:
            yield f"merged cells, of which only the first holds text: {self.merged}"

    def take(self, event: Event) -> None:
        if event.kind == "text":
            if self._into == "v":
                self._cell.value += event.text
            elif self._into == "t":
                self._cell.inline += event.text
        elif event.kind == "start":
            self._start(local(event.tag), event)
        else:
            self._end(local(event.tag))

    def _start(self, tag: str, event: Event) -> None:
        if tag == "row":
            self._open_row(event)
        elif tag == "c":
            self._open_cell(event)
        elif tag == "f":
            self._cell.formula = True
        elif tag in {"v", "t"}:
            self._into = tag
        elif tag == "mergeCell":
            self.merged += 1

    def _open_row(self, event: Event) -> None:
        number = event.attributes.get("r", "")
        following = self._number + 1
        self._number = int(number) if _is_count(number) else following
        if self._number < following:
            raise TranscriptError(
                "the rows of the sheet are out of order", where=Location(self.name)
            )
        self._row = {}
        self._cell = _Cell(at=-1)
        self.hidden_rows += event.attributes.get("hidden") in {"1", "true"}

    def _open_cell(self, event: Event) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise TranscriptError(
                f"the sheet has more than {MOST_CELLS:,} cells",
                where=Location(self.name),
            )
        found = REFERENCE.fullmatch(event.attributes.get("r", ""))
        at = column_index(found[1]) if found else self._cell.at + 1
        style = event.attributes.get("s", "0")
        kind = event.attributes.get("t", "n")
        self._cell = _Cell(at, kind, int(style) if _is_count(style) else 0)

    def _end(self, tag: str) -> None:
        if tag in {"v", "t"}:
            self._into = ""
        elif tag == "c":
            self._close_cell()
        elif tag == "row":
            self.rows.append((self._number, self._row))

    def _close_cell(self) -> None:
        cell = self._cell
        place = f"{column_name(cell.at)}{self._number}"
        if cell.formula:
            self.formulas.append(place)
        try:
            text = self._text(cell)
        except ValueError as error:
            where = Location(self.name, cell=place)
            self.problems.append(Problem(str(error), where))
            return
        if text:
            self._row[cell.at] = text

    def _text(self, cell: _Cell) -> str:
        if cell.kind == "inlineStr":
            return unescaped(cell.inline)
        if cell.formula and not cell.value and cell.kind != "str":
            raise ValueError("the cell holds a formula without a value")
        if cell.kind == "s":
            if not _is_count(cell.value) or int(cell.value) >= len(self.shared):
                raise ValueError("the cell points at a text that is not there")
            return unescaped(self.shared[int(cell.value)])
        return as_text(cell.kind, cell.value, cell.style, self.styles)


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < len("10000000")
