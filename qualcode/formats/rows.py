"""Tables from CSV and XLSX: a header and rows of text, each cell with its place.

In:  bytes and a name; the suffix tells the kind (.csv, .tsv, .xlsx, .xlsm).
Out: `Table`. Every cell is text as written: ``001``, ``1E3`` and ``NO`` stay what they
     are, dates typed as dates in a workbook become ISO, 7.0 becomes ``7``. What a
     column means is for the caller.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qualcode.errors import Location, Problem, TableError, TranscriptError
from qualcode.formats.cells import column_name
from qualcode.formats.text import decode
from qualcode.formats.worksheet import Sheet, read_sheet

__all__ = ["Row", "Table", "read_rows"]

LONGEST_FIELD = 10_000_000
MOST_CHARACTERS = 50_000_000  # shared strings repeat: a small file can hold much
MOST_PROBLEMS = 50
WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file (line or sheet row, from 1) and its cells."""

    number: int
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows of as many cells; ``warnings`` tell what was not read.

    ``positions`` are the columns of the header in the file, from 0.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    name: str
    positions: tuple[int, ...]
    workbook: bool = False
    warnings: tuple[str, ...] = ()

    def where(self, row: Row | int, column: int | str | None = None) -> Location:
        r"""Return the place of a cell or row: a line in CSV, a cell in a workbook.

        >>> table = read_rows(b"id,group\np01,a\n", "people.csv")
        >>> print(table.where(table.rows[0], "group"))
        people.csv:2
        """
        number = row.number if isinstance(row, Row) else row
        if not self.workbook:
            return Location(self.name, number)
        index = self.header.index(column) if isinstance(column, str) else column or 0
        at = self.positions[index] if index < len(self.positions) else index
        return Location(self.name, cell=f"{column_name(at)}{number}")


def read_rows(data: bytes, name: str, *, encoding: str = "") -> Table:
    r"""Read a table of text; blank rows are left out, cells are trimmed.

    Raises:
        TableError: with every problem: unclosed quotes, doubled headers, rows with
            cells beyond the header, cells that hold an error.

    >>> read_rows(b"id;note\n001;NO\n", "people.csv").rows
    (Row(number=2),)
    >>> read_rows(b"id;note\n001;NO\n", "people.csv").rows[0].cells
    ('001', 'NO')
    """
    workbook = name.lower().endswith(WORKBOOKS)
    try:
        sheet = read_sheet(data, name) if workbook else _csv(data, name, encoding)
    except TranscriptError as error:
        raise TableError.of(error.problems) from None
    table, problems = _table(sheet.rows, name, workbook=workbook)
    if problems := sorted([*sheet.problems, *problems], key=_line):
        raise TableError.of(problems[:MOST_PROBLEMS])
    return replace(table, warnings=sheet.warnings)


def _line(problem: Problem) -> int:
    """Return the line of a problem, to tell them in order of the file."""
    return problem.where.line or 0 if problem.where else 0


def _table(
    found: list[tuple[int, dict[int, str]]], name: str, *, workbook: bool
) -> tuple[Table, list[Problem]]:
    filled = [
        (number, {at: cell.strip() for at, cell in cells.items() if cell.strip()})
        for number, cells in found
    ]
    filled = [(number, cells) for number, cells in filled if cells]
    if not filled:
        fix = "write the names of the columns into the first row"
        raise TableError("the table is empty", where=Location(name), fix=fix)
    top, headers = filled[0]
    positions = tuple(sorted(headers))
    blank = Table(tuple(headers[at] for at in positions), (), name, positions, workbook)
    problems = _doubled(blank, top)
    rows: list[Row] = []
    size = 0
    for number, cells in filled[1:]:
        if stray := sorted(set(cells) - set(positions)):
            problems.append(_stray(blank, number, stray[0]))
        row = Row(number, tuple(cells.get(at, "") for at in positions))
        size += sum(map(len, row.cells))
        if size > MOST_CHARACTERS:
            fix = "check that it is the table you mean, or split it"
            where = Location(name)
            raise TableError("the table holds too much text", where=where, fix=fix)
        rows.append(row)
    return Table(blank.header, tuple(rows), name, positions, workbook), problems


def _doubled(table: Table, top: int) -> list[Problem]:
    seen: set[str] = set()
    problems: list[Problem] = []
    for index, header in enumerate(table.header):
        if header.casefold() in seen:
            where = table.where(top, index)
            message = f"two columns have the header {header!a}"
            problems.append(Problem(message, where, "rename one of them"))
        seen.add(header.casefold())
    return problems


def _stray(table: Table, number: int, at: int) -> Problem:
    if table.workbook:
        where = Location(table.name, cell=f"{column_name(at)}{number}")
    else:
        where = Location(table.name, number)
    return Problem(
        f"the row has a cell in column {at + 1}, which has no header",
        where,
        "give the column a header, or put text that holds the separator in quotes",
    )


def _csv(data: bytes, name: str, encoding: str) -> Sheet:
    text = decode(data, name, encoding=encoding).text
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.lower().startswith("sep=") and len(first) == len("sep=,"):
        delimiter, text, skipped = first[-1], rest, 1
    elif name.lower().endswith(".tsv"):
        delimiter = "\t"
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(LONGEST_FIELD)
    lines = [f"{line}\n" for line in text.split("\n")]
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    numbered = _numbered(reader, name, skipped)
    return _even([(number, cells) for number, cells in numbered if any(cells)], name)


def _even(records: list[tuple[int, Sequence[str]]], name: str) -> Sheet:
    """Name the rows that are shorter than the first: a quote may have eaten one."""
    sheet = Sheet()
    for number, cells in records:
        if len(cells) < len(records[0][1]):
            message = f"the row has {len(cells)} cells, the header {len(records[0][1])}"
            fix = "add the missing separators; look for a stray quotation mark"
            sheet.problems.append(Problem(message, Location(name, number), fix))
        sheet.rows.append((number, dict(enumerate(cells))))
    return sheet


def _delimiter(text: str) -> str:
    """Choose the separator that stands most often, outside quotes, in the header."""
    header = next((line for line in text.split("\n") if line.strip()), "")
    bare = "".join(header.split('"')[::2])
    counts = {mark: bare.count(mark) for mark in (",", ";", "\t")}
    return max(counts, key=lambda mark: counts[mark])


def _numbered(
    reader: Iterator[list[str]], name: str, skipped: int
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield each record with the line it begins on."""
    while True:
        line = getattr(reader, "line_num", 0) + skipped + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise TableError(
                "the row has a quotation mark that is not closed, or closed too early",
                where=Location(name, line),
                fix='write "" for a quotation mark inside a quoted cell',
            ) from None
        yield line, cells
