"""Tables of codings made by hand: a row a coding, from CSV or XLSX.

In:  bytes and a name. Columns, in any order: ``transcript`` and ``code``; ``quote``, or
     ``start`` and ``end``, or both; and optionally ``turn``, ``coder``, ``memo``,
     ``assertion``, ``experiencer``, ``time_scope``, ``perpetrators``, ``mode``,
     ``event``, ``verdict``. Headers may be written with capitals and spaces;
     `SYNONYMS` are the other names that are understood.
Out: rows, each cell with its place; and the problems of the other rows. Whether a
     quote is in its transcript is found out by `qualcode.model.placing`.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from qualcode.errors import CodingsError, Location, Problem, TableError
from qualcode.formats.csv_out import unguard
from qualcode.formats.rows import Row, Table, read_rows
from qualcode.formats.spelling import nearest, one_of
from qualcode.model.coding import (
    ASSERTIONS,
    EXPERIENCERS,
    MODES,
    PERPETRATORS,
    TIME_SCOPES,
    Verdict,
)
from qualcode.model.codingrow import CodingRow
from qualcode.model.names import shown

__all__ = ["COLUMNS", "SYNONYMS", "CodingRows", "codings_of", "parse_codings"]

COLUMNS = (
    "transcript",
    "quote",
    "start",
    "end",
    "turn",
    "code",
    "coder",
    "memo",
    "assertion",
    "experiencer",
    "time_scope",
    "perpetrators",
    "mode",
    "event",
    "verdict",
)
SYNONYMS: Mapping[str, str] = {
    "document": "transcript",
    "interview": "transcript",
    "note": "memo",
    "passage": "quote",
    "perpetrator": "perpetrators",
    "quote_text": "quote",
    "text": "quote",
}
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_NUMBER = re.compile(r"\d{1,12}")
Words = tuple[str, ...]
Value = TypeVar("Value", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRows:
    """The rows that can be read, the problems of the others, and doubts about both."""

    rows: tuple[CodingRow, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


def parse_codings(data: bytes, name: str, *, encoding: str = "") -> CodingRows:
    r"""Read a table of codings; problems of single rows are returned.

    Raises:
        CodingsError: the table cannot be read, or lacks a column it must have.

    >>> found = parse_codings(b"transcript,quote,code\nI01,No.,denial\n", "ann.csv")
    >>> found.rows[0].code, str(found.rows[0].where("code"))
    ('denial', 'ann.csv:2')
    """
    try:
        table = read_rows(data, name, encoding=encoding)
    except TableError as error:
        raise CodingsError.of(error.problems) from None
    return codings_of(table)


def codings_of(table: Table) -> CodingRows:
    """Read the rows of a table as codings; problems of single rows are returned.

    Raises:
        CodingsError: it lacks a column it must have.
    """
    columns, problems, warnings = _columns(table)
    if problems:
        raise CodingsError.of(problems)
    rows: list[CodingRow] = []
    for row in table.rows:
        found = _Reader(table, columns, row)
        read = found.row()
        problems.extend(found.problems)
        if not found.problems:
            rows.append(read)
    return CodingRows(
        rows=tuple(rows),
        problems=tuple(problems),
        warnings=(*table.warnings, *warnings),
    )


def _columns(table: Table) -> tuple[dict[str, int], list[Problem], Words]:
    """The index of each known column, what is wrong, and what is not read."""
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    unread: list[str] = []
    where = Location(table.name)
    for index, header in enumerate(table.header):
        plain = header.strip().casefold().replace(" ", "_").replace("-", "_")
        name = SYNONYMS.get(plain, plain)
        if name not in COLUMNS:
            unread.append(f"{header!a}{_meant(plain)}")
        elif name in columns:
            message = f"two columns say the {name}"
            problems.append(Problem(message, where, "delete or rename one of them"))
        else:
            columns[name] = index
    missing = [name for name in ("transcript", "code") if name not in columns]
    if "quote" not in columns and not {"start", "end"} <= columns.keys():
        missing.append("quote")
    for name in missing:
        fix = "the columns are " + ", ".join(COLUMNS)
        problems.append(Problem(f"there is no column `{name}`", where, fix))
    noun = "column was" if len(unread) == 1 else "columns were"
    warnings = [f"{len(unread)} {noun} not read: {', '.join(unread)}"] if unread else []
    return columns, problems, tuple(warnings)


def _meant(header: str) -> str:
    meant = nearest(header, COLUMNS)
    return f" (did you mean `{meant}`?)" if meant else ""


class _Reader:
    """Reads one row; collects what is wrong with its cells."""

    def __init__(self, table: Table, columns: Mapping[str, int], row: Row) -> None:
        self.table, self.columns, self.cells = table, columns, row
        self.problems: list[Problem] = []

    def row(self) -> CodingRow:
        places = {
            name: self.table.where(self.cells, at) for name, at in self.columns.items()
        }
        return CodingRow(
            transcript=self.needed("transcript"),
            code=self.needed("code"),
            cells={"": self.table.where(self.cells, 0), **places},
            quote=self.text("quote"),
            start=self.number("start"),
            end=self.number("end"),
            turn=self.number("turn"),
            coder=self.text("coder"),
            memo=self.text("memo"),
            assertion=self.one_of("assertion", ASSERTIONS),
            experiencer=self.one_of("experiencer", EXPERIENCERS),
            time_scope=self.one_of("time_scope", TIME_SCOPES),
            perpetrators=self.perpetrators(),
            mode=self.one_of("mode", MODES[1:]),
            event=self.text("event"),
            verdict=self.one_of("verdict", VERDICTS),
        )

    def text(self, name: str) -> str:
        if name not in self.columns:
            return ""
        cell = self.cells.cells[self.columns[name]]
        plain = cell if self.table.workbook else unguard(cell)
        return unicodedata.normalize("NFC", plain)

    def needed(self, name: str) -> str:
        found = self.text(name)
        if not found:
            self.wrong(name, f"the {name} is missing", "write it, or delete the row")
        return found

    def number(self, name: str) -> int | None:
        found = self.text(name)
        if not found:
            return None
        if not _NUMBER.fullmatch(found):
            self.wrong(name, f"`{name}` is not a whole number", "write digits only")
            return None
        return int(found)

    def one_of(self, name: str, allowed: Sequence[Value]) -> Value | None:
        found = self.text(name).casefold()
        if not found:
            return None
        for value in allowed:
            if value == found:
                return value
        self.wrong(name, f"{shown(found)} is no {name}", one_of(found, allowed))
        return None

    def perpetrators(self) -> Words | None:
        found = [part.strip() for part in self.text("perpetrators").split(";")]
        kinds = tuple(part.casefold() for part in found if part)
        for kind in kinds:
            if kind not in PERPETRATORS:
                fix = one_of(kind, PERPETRATORS)
                self.wrong(
                    "perpetrators", f"{shown(kind)} is no kind of perpetrator", fix
                )
        return kinds or None

    def wrong(self, name: str, message: str, fix: str) -> None:
        where = self.table.where(self.cells, self.columns.get(name, 0))
        self.problems.append(Problem(message, where, fix))
