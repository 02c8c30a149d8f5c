"""Tables whose rows are turns: CSV, TSV and XLSX.

In:  bytes of a table with a column of words, and perhaps of speakers and times.
Out: a draft with a turn for each run of rows of one speaker. Which column was read as
     what stands in the warnings.
"""

from collections.abc import Mapping

from qualcode.errors import Location, TableError, TranscriptError
from qualcode.formats.dialects import milliseconds
from qualcode.formats.labels import key
from qualcode.formats.rows import Row, Table, read_rows
from qualcode.formats.spoken import Spoken, draft_of, joined
from qualcode.model import Draft

__all__ = ["parse_csv", "parse_xlsx"]

COLUMNS: Mapping[str, str] = {
    "words": (
        "text words content utterance transcript transcription speech said sentence "
        "segment answer response statement quote caption body message"
    ),
    "speaker": (
        "speaker name role label who speaker_name speaker_id speaker_label person "
        "participant participant_id respondent interviewee"
    ),
    "start": (
        "start time timestamp start_time begin from timecode start_timecode in "
        "start_s start_sec start_seconds start_ms time_start offset"
    ),
    "end": "end end_time stop to out end_s end_sec end_seconds end_ms time_end",
}
MOST_SECONDS = 1_000_000


def parse_csv(data: bytes, name: str, encoding: str = "") -> Draft:
    r"""Read a CSV or TSV table, a row a turn.

    Raises:
        TranscriptError: no column holds the words, or a row does not fit the header.

    >>> parse_csv(b"speaker,text\nP1,They came.\n", "i01.csv").text
    'P1: They came.\n'
    """
    return _draft(data, name, encoding, "csv")


def parse_xlsx(data: bytes, name: str, encoding: str = "") -> Draft:
    """Read the first visible sheet of a workbook, a row a turn.

    Raises:
        TranscriptError: no column holds the words, or the workbook is not readable.
    """
    return _draft(data, name, encoding, "xlsx")


def _draft(data: bytes, name: str, encoding: str, format: str) -> Draft:
    try:
        table = read_rows(data, name, encoding=encoding)
    except TableError as error:
        raise TranscriptError.of(error.problems) from None
    if {"code", "transcript"} <= {name.strip().casefold() for name in table.header}:
        raise TranscriptError(
            "this is a table of codings, not a transcript",
            where=Location(name),
            fix="take it in with `qualcode codings import`",
        )
    columns = _columns(table)
    if "words" not in columns:
        raise TranscriptError(
            "no column holds the words",
            where=Location(name),
            fix='give the column of words the header "text", of speakers "speaker"',
        )
    spoken = [_spoken(row, columns, table) for row in table.rows]
    kept = [one for one in spoken if one.words]
    if not kept:
        raise TranscriptError("the table holds no words", where=Location(name))
    warnings = [*_evidence(columns, table), *table.warnings]
    if lost := len(spoken) - len(kept):
        warnings.append(f"rows without words not read: {lost}")
    if unlabelled := sum(not one.label for one in kept) if "speaker" in columns else 0:
        warnings.append(f"rows without a speaker: {unlabelled}")
    return draft_of(joined(kept), data, format, encoding=encoding, warnings=warnings)


def _columns(table: Table) -> dict[str, int]:
    """Find the column of each role: the first of its names that is a header."""
    headers = [key(header).replace(" ", "_") for header in table.header]
    found: dict[str, int] = {}
    for role, names in COLUMNS.items():
        known = [name for name in names.split() if name in headers]
        if known:
            found[role] = headers.index(known[0])
    return found


def _evidence(columns: Mapping[str, int], table: Table) -> list[str]:
    told = ", ".join(f"{role} = {table.header[at]!r}" for role, at in columns.items())
    unread = len(table.header) - len(columns)
    lines = [f"columns read: {told}"]
    return [*lines, f"columns not read: {unread}"] if unread else lines


def _spoken(row: Row, columns: Mapping[str, int], table: Table) -> Spoken:
    label = row.cells[columns["speaker"]].rstrip(" :") if "speaker" in columns else ""
    start = row.cells[columns["start"]] if "start" in columns else ""
    in_ms = "start" in columns and table.header[columns["start"]].endswith("_ms")
    return Spoken(label, row.cells[columns["words"]], _start(start, in_ms=in_ms))


def _start(cell: str, *, in_ms: bool) -> int | None:
    """Read ``h:mm:ss.f``, ``m:ss`` or a number of seconds; anything else is no time."""
    try:
        if ":" in cell:
            return milliseconds(cell.rpartition(" ")[2])
        seconds = float(cell) / 1000 if in_ms else float(cell)
    except ValueError:
        return None
    return round(seconds * 1000) if 0 <= seconds < MOST_SECONDS else None
