"""Readers: which function reads which kind of transcript file.

In:  a file's name and bytes.
Out: the reader for its suffix; a sentence when there is none, or when the bytes are
     plainly of another kind than the suffix says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from qualcode.errors import Location, Problem, TranscriptError
from qualcode.formats.docx_in import parse_docx
from qualcode.formats.plain import parse_md, parse_txt
from qualcode.formats.sheets_in import parse_csv, parse_xlsx
from qualcode.formats.srt import parse_srt
from qualcode.formats.vtt import parse_vtt
from qualcode.model import Draft

__all__ = ["READERS", "Reader", "parse", "reader_for"]

Parse = Callable[[bytes, str, str], Draft]


@dataclass(frozen=True, slots=True)
class Reader:
    """How one format is read; ``contained`` ones run in a child process."""

    format: str
    parse: Parse
    contained: bool = False


READERS: Mapping[str, Reader] = {
    ".txt": Reader("txt", parse_txt),
    ".md": Reader("md", parse_md),
    ".vtt": Reader("vtt", parse_vtt),
    ".srt": Reader("srt", parse_srt),
    ".csv": Reader("csv", parse_csv),
    ".tsv": Reader("csv", parse_csv),
    ".docx": Reader("docx", parse_docx, contained=True),
    ".docm": Reader("docx", parse_docx, contained=True),
    ".xlsx": Reader("xlsx", parse_xlsx, contained=True),
    ".xlsm": Reader("xlsx", parse_xlsx, contained=True),
}
# First bytes, what they tell, and what to do about a file that has another suffix.
SIGNATURES = (
    (b"PK\x03\x04", "an archive, such as a Word document or a workbook", "docx xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office document", ""),
    (b"%PDF-", "a PDF", ""),
    (b"{\\rtf", "rich text (RTF)", ""),
)
FIXES = {
    ".doc": "open it in a word processor and save it as .docx",
    ".odt": "open it in a word processor and save it as .docx",
    ".rtf": "open it in a word processor and save it as .docx",
    ".pdf": "ask for the document it was made from, or copy its text into a .txt file",
    ".xls": "open it in a spreadsheet program and save it as .xlsx",
    ".ods": "open it in a spreadsheet program and save it as .xlsx",
}


# Some forty hours of speech
MOST_CHARACTERS = 2_000_000
EMPTY_FIX = "look into it; if nothing was said in it, leave it out"
DAMAGED_FIX = "open it in the program that made it, and save it anew"


def reader_for(name: str) -> Reader:
    """Return the reader for a file's name.

    Raises:
        TranscriptError: its suffix is not one that can be read.

    >>> reader_for("I01.DOCX").format
    'docx'
    """
    suffix = _suffix(name)
    if suffix in READERS:
        return READERS[suffix]
    known = ", ".join(sorted(READERS))
    told = f"files with the suffix {suffix!a}" if suffix else "files without a suffix"
    raise TranscriptError(
        f"{told} cannot be read",
        where=Location(name),
        fix=FIXES.get(suffix, f"these can be read: {known}"),
    )


def parse(data: bytes, name: str, encoding: str = "") -> Draft:
    r"""Read a transcript file's bytes by the suffix of its name.

    Raises:
        TranscriptError: there is no reader, or the file cannot be read.

    >>> parse(b"P1: They came.", "i01.txt").source.format
    'txt'
    """
    reader = reader_for(name)
    try:
        _check_kind(data, name, reader)
        draft = reader.parse(data, name, encoding)
    except TranscriptError as error:
        raise TranscriptError.of(_remedied(error.problems, reader)) from None
    if len(draft.text) > MOST_CHARACTERS:
        message = f"the text has more than {MOST_CHARACTERS:,} characters"
        fix = "give each interview a file of its own"
        raise TranscriptError(message, where=Location(name), fix=fix)
    return draft


def _remedied(problems: Iterable[Problem], reader: Reader) -> Iterator[Problem]:
    """Say what to do where the reader of a format knew no better."""
    fix = EMPTY_FIX if not reader.contained else DAMAGED_FIX
    for problem in problems:
        yield Problem(problem.message, problem.where, problem.fix or fix)


def _suffix(name: str) -> str:
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if dot and stem else ""


def _check_kind(data: bytes, name: str, reader: Reader) -> None:
    where = Location(name)
    for first, kind, formats in SIGNATURES:
        if data.startswith(first) and reader.format not in formats.split():
            message = f"the file is {kind}, not {reader.format}"
            fix = "give it its true suffix, or save it as text or .docx"
            raise TranscriptError(message, where=where, fix=fix)
    if reader.contained and not data.startswith(b"PK"):
        message = f"the file is no {reader.format} file, whatever its suffix says"
        raise TranscriptError(message, where=where, fix="give it its true suffix")
