"""Who was interviewed, when and where: participants.csv, interviews.csv, documents.csv.

In:  bytes of a CSV or XLSX table with a header row.
Out: `Participant`, `Interview`, `Document` values in the table's order; or a
     `TableError` with every problem. Problems never repeat what stands in a cell: it
     may be a name. That groups and participants exist elsewhere is judged by the study.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from qualcode.errors import Location, Problem, TableError
from qualcode.formats.rows import Row, Table, read_rows
from qualcode.formats.spelling import nearest
from qualcode.model.participant import Consent, Document, Interview, Participant

__all__ = ["parse_documents_table", "parse_interviews", "parse_participants"]

PARTICIPANT_COLUMNS = ("id", "pseudonym", "group", "consent")
INTERVIEW_COLUMNS = (
    "id",
    "date",
    "place",
    "language",
    "interpreter",
    "participants",
    "speakers",
)
DOCUMENT_COLUMNS = ("id", "title", "kind", "issuer", "year")
ROLES = ("participant", "interviewer", "interpreter", "other")
# What people write for a level, beside its name
CONSENTS: Mapping[str, Consent] = {
    **{level.value: level for level in Consent},
    "paraphrase_only": Consent.PARAPHRASE,
    "aggregate": Consent.AGGREGATE_ONLY,
    "background": Consent.BACKGROUND_ONLY,
    "withdrew": Consent.WITHDRAWN,
}
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_-])?")
# What a spreadsheet makes of formulas, long numbers, and what looks like a date
_MANGLED = re.compile(
    r"#(?:NAME\?|REF!|N/A|VALUE!|DIV/0!|NUM!|NULL!|#+)|[0-9](?:[.,][0-9]+)?E\+[0-9]+"
    r"|[0-9]{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-[0-9]{2}"
)
_DAY = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:[ T][0-9:.]+)?")
_SEPARATOR = re.compile(r"[;,|]")


class _Reader:
    """The rows of one table, by the names of the columns that are known."""

    def __init__(self, table: Table, known: Sequence[str]) -> None:
        self.table, self.problems = table, list[Problem]()
        self.columns: dict[str, int] = {}
        self.others: list[int] = []
        for index, header in enumerate(table.header):
            name = _plain(header)
            if name in known:
                self.columns[name] = index
            else:
                self.others.append(index)
        self._judge_header(known)

    def _judge_header(self, known: Sequence[str]) -> None:
        top = Location(self.table.name)
        missing = [name for name in known if name not in self.columns]
        for index in self.others:
            meant = nearest(self.table.header[index], missing)
            if meant:
                message = f"column {index + 1} is not known, and `{meant}` is missing"
                fix = f"write `{meant}` in the header if that is meant"
                self.problems.append(Problem(message, top, fix))
        if "id" not in self.columns:
            fix = f"the header is: {', '.join(known)}, and any others"
            self.problems.append(Problem("there is no column `id`", top, fix))

    def cell(self, row: Row, column: str) -> str:
        """Return a cell as text, "" when the column is missing."""
        index = self.columns.get(column)
        return row.cells[index] if index is not None else ""

    def add(self, message: str, row: Row, column: str, fix: str) -> None:
        """Note a problem of one cell."""
        where = self.table.where(row, self.columns.get(column))
        self.problems.append(Problem(message, where, fix))

    def attributes(self, row: Row) -> tuple[tuple[str, str], ...]:
        """Return the cells of all other columns, under their headers."""
        return tuple(
            (self.table.header[index], row.cells[index]) for index in self.others
        )

    def ids(self) -> None:
        """Judge the column `id`: filled, well formed, and each only once."""
        seen: dict[str, int] = {}
        for row in self.table.rows if "id" in self.columns else ():
            id = self.cell(row, "id")
            if not id:
                self.add("the id is missing", row, "id", "give every row an id")
            elif _MANGLED.fullmatch(id):
                fix = "format the column as text, and write the ids again"
                self.add("a spreadsheet has changed this id", row, "id", fix)
            elif not _ID.fullmatch(id):
                fix = "use letters, digits, `_`, `-` and `.`, as in P07"
                self.add("this cannot be an id", row, "id", fix)
            elif id.casefold() in seen:
                fix = (
                    f"the first is in row {seen[id.casefold()]}; capitals do not count"
                )
                self.add("this id stands here twice", row, "id", fix)
            seen.setdefault(id.casefold(), row.number)

    def close(self) -> None:
        """Raise what was found."""
        if self.problems:
            raise TableError.of(self.problems)


def parse_participants(data: bytes, name: str) -> tuple[Participant, ...]:
    r"""Read the table of persons; columns that are not known become attributes.

    Raises:
        TableError: with every problem, each with its row or cell.

    >>> rows = b"id,pseudonym,group,consent,age\np07,Ada,tenants,paraphrase,41\n"
    >>> person, = parse_participants(rows, "participants.csv")
    >>> person.consent, person.attributes
    (<Consent.PARAPHRASE: 'paraphrase'>, (('age', '41'),))
    """
    reader = _Reader(read_rows(data, name), PARTICIPANT_COLUMNS)
    reader.ids()
    found = tuple(
        Participant(
            id=reader.cell(row, "id"),
            pseudonym=_untouched(reader, row, "pseudonym"),
            group=_untouched(reader, row, "group"),
            consent=_consent(reader, row),
            attributes=reader.attributes(row),
        )
        for row in reader.table.rows
    )
    _judge_pseudonyms(reader, found)
    reader.close()
    return found


def parse_interviews(data: bytes, name: str) -> tuple[Interview, ...]:
    r"""Read the table of interviews; columns that are not known become attributes.

    Raises:
        TableError: with every problem, each with its row or cell.

    >>> rows = b"id,date,speakers\nI01,2025-03-04,P1=p07; INT=interviewer\n"
    >>> talk, = parse_interviews(rows, "interviews.csv")
    >>> talk.participants, talk.speakers
    (('p07',), (('P1', 'p07'), ('INT', 'interviewer')))
    """
    reader = _Reader(read_rows(data, name), INTERVIEW_COLUMNS)
    reader.ids()
    found = tuple(_interview(reader, row) for row in reader.table.rows)
    reader.close()
    return found


def parse_documents_table(data: bytes, name: str) -> tuple[Document, ...]:
    r"""Read the table of quoted documents, without their texts.

    Raises:
        TableError: with every problem, each with its row or cell.

    >>> rows = b"id,title,year\nD01,Housing report,2024\n"
    >>> parse_documents_table(rows, "documents.csv")[0].title
    'Housing report'
    """
    reader = _Reader(read_rows(data, name), DOCUMENT_COLUMNS)
    reader.ids()
    for index in reader.others:
        where = reader.table.where(1, index)
        fix = f"the header is: {', '.join(DOCUMENT_COLUMNS)}"
        reader.problems.append(Problem(f"column {index + 1} is not known", where, fix))
    found = tuple(
        Document(**{name: reader.cell(row, name) for name in DOCUMENT_COLUMNS})
        for row in reader.table.rows
    )
    reader.close()
    return found


def _interview(reader: _Reader, row: Row) -> Interview:
    people = tuple(
        part.strip()
        for part in _SEPARATOR.split(reader.cell(row, "participants"))
        if part.strip()
    )
    if len(set(people)) < len(people):
        fix = "name each participant once"
        reader.add("a participant is named twice", row, "participants", fix)
    speakers = _speakers(reader, row)
    named = [whom for _, whom in speakers if whom not in ROLES]
    if not people:
        people = tuple(dict.fromkeys(named))
    elif set(named) - set(people):
        fix = "name them in `participants` too, or correct their id"
        message = "`speakers` names someone who is not among `participants`"
        reader.add(message, row, "speakers", fix)
    return Interview(
        id=reader.cell(row, "id"),
        date=_date(reader, row),
        place=reader.cell(row, "place"),
        language=reader.cell(row, "language"),
        interpreter=reader.cell(row, "interpreter"),
        participants=people,
        speakers=speakers,
        attributes=reader.attributes(row),
    )


def _speakers(reader: _Reader, row: Row) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for part in _SEPARATOR.split(reader.cell(row, "speakers")):
        label, equals, whom = (piece.strip() for piece in part.partition("="))
        if not part.strip():
            continue
        if not (label and equals and whom) or "=" in whom:
            fix = "write `P1=p07; P2=p08`, or a role: `INT=interviewer`"
            reader.add("a speaker is not `label=participant`", row, "speakers", fix)
        elif label in found:
            reader.add("a label is given twice", row, "speakers", "keep one of them")
        found[label] = whom
    return tuple(found.items())


def _date(reader: _Reader, row: Row) -> str:
    cell = reader.cell(row, "date")
    if not cell:
        return ""
    found = _DAY.fullmatch(cell)
    try:
        if found:
            date.fromisoformat(found[1] + "-01" * (2 - found[1].count("-")))
    except ValueError:
        found = None
    if found is None:
        fix = "write year-month-day, as in 2025-03-04"
        reader.add("this is not a date", row, "date", fix)
        return ""
    return found[1]


def _untouched(reader: _Reader, row: Row, column: str) -> str:
    cell = reader.cell(row, column)
    if _MANGLED.fullmatch(cell):
        fix = "format the column as text, and write the cell again"
        reader.add(f"a spreadsheet has changed this {column}", row, column, fix)
    return cell


def _consent(reader: _Reader, row: Row) -> Consent | None:
    cell = _plain(reader.cell(row, "consent"))
    if not cell:
        return None
    if cell not in CONSENTS:
        # Never the nearest: a guess must not allow what a person did not
        fix = f"use one of: {', '.join(level.value for level in Consent)}"
        reader.add("this is not a level of consent", row, "consent", fix)
        return None
    return CONSENTS[cell]


def _judge_pseudonyms(reader: _Reader, found: Sequence[Participant]) -> None:
    """A label must lead to one person: by id, or by pseudonym (semantics 3)."""
    ids = {person.id.casefold(): person for person in found}
    seen: set[str] = set()
    for row, person in zip(reader.table.rows, found, strict=True):
        name = person.pseudonym.casefold()
        if not name:
            continue
        other = ids.get(name, person)
        if name in seen or other is not person:
            fix = "give each person a pseudonym that is no one else's, nor an id"
            reader.add("this pseudonym stands here twice", row, "pseudonym", fix)
        seen.add(name)


def _plain(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip().casefold())
