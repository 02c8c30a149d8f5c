"""Write the interviews of the sample study as they would arrive at a desk.

In:  ``velmora/interviews/I01/transcript.txt`` and its neighbours, the masters.
Out: ``arrivals/I01.docx`` and so on: each interview in one of the forms in which
     people send transcripts. Every turn keeps its label and its words; times are kept
     where the form has a place for them. The same masters give the same bytes.

    python samples/make_arrivals.py
"""
# ruff: noqa: INP001 - a script beside its data, not a package

import csv
import io
import re
import textwrap
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

__all__ = ["arrivals"]

HERE = Path(__file__).parent
MASTER = re.compile(r"(?:\[(\d\d:\d\d:\d\d)\] )?([A-Z][A-Z0-9 ]*): (.+)")
LAST_TURN_SECONDS = 10
CAPTION_WIDTH = 72
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
UNIX = 3
# I06: a comment of the typist on the first, a correction of hers to the second.
COMMENTED = "eleven kilometres"
CORRECTED, CORRECTION = "hair line", "hairline"
EDIT = 'w:author="typist" w:date="2031-05-20T09:00:00Z"'

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "vnd.openxmlformats-package.relationships"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of a master: ``time`` is ``hh:mm:ss`` or "", ``end`` the next one's."""

    time: str
    end: str
    label: str
    words: str


def arrivals(masters: Path = HERE / "velmora" / "interviews") -> dict[str, bytes]:
    """Return the files by name, in order."""
    return {
        name: form(read_master(masters / name.split(".")[0] / "transcript.txt"))
        for name, form in sorted(FORMS.items())
    }


def read_master(path: Path) -> list[Said]:
    """Split a master at its blank lines; each part is ``[time] LABEL: words``.

    Raises:
        ValueError: a part has another form.
    """
    parts = path.read_text(encoding="utf-8").removesuffix("\n").split("\n\n")
    found = [MASTER.fullmatch(part) for part in parts]
    if not all(found):
        raise ValueError(f"{path.parent.name}: part {found.index(None) + 1} is no turn")
    rows = [one.groups(default="") for one in found if one]
    ends = [row[0] for row in rows[1:]] + [_later(rows[-1][0])]
    return [Said(row[0], end, *row[1:]) for row, end in zip(rows, ends, strict=True)]


def _later(time: str) -> str:
    if not time:
        return ""
    hours, minutes, seconds = map(int, time.split(":"))
    total = hours * 3600 + minutes * 60 + seconds + LAST_TURN_SECONDS
    return f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"


def plain(turns: Sequence[Said]) -> bytes:
    """``LABEL: words``, a blank line between turns."""
    return "\n".join(f"{one.label}: {one.words}\n" for one in turns).encode()


def windows(turns: Sequence[Said]) -> bytes:
    """Write a head of facts, then ``LABEL: words``: byte order mark, CRLF."""
    lines = [
        "Transcript of a conversation",
        "Date: 28 April 2031",
        "Place: shelter",
        "",
    ]
    lines += [f"{one.label}: {one.words}" for one in turns]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def recogniser(turns: Sequence[Said]) -> bytes:
    """Label and time on a line of their own, as speech-to-text writes them."""
    shown = (
        f"{one.label}  {one.time.removeprefix('00:')}\n{one.words}\n" for one in turns
    )
    return "\n".join(shown).encode()


def stamped(turns: Sequence[Said]) -> bytes:
    """``[hh:mm:ss] LABEL: words``, a line a turn."""
    return "".join(f"[{one.time}] {one.label}: {one.words}\n" for one in turns).encode()


def vtt(turns: Sequence[Said]) -> bytes:
    """Captions with voices, a cue a turn, broken as captions are."""
    cues = (
        f"{one.time}.000 --> {one.end}.000\n"
        + textwrap.fill(f"<v {one.label}>{escape(one.words)}", CAPTION_WIDTH)
        for one in turns
    )
    return ("WEBVTT\n\n" + "\n\n".join(cues) + "\n").encode()


def srt(turns: Sequence[Said]) -> bytes:
    """Captions with the label before the words, a cue a turn."""
    cues = (
        f"{number}\n{one.time},000 --> {one.end},000\n{one.label}: {one.words}\n"
        for number, one in enumerate(turns, 1)
    )
    return "\n".join(cues).encode()


def timed_table(turns: Sequence[Said]) -> bytes:
    """CSV, a row a turn, with start and end."""
    return _csv(
        [("start", "end", "speaker", "text"), *map(_timed, turns)], ","
    ).encode()


def bare_table(turns: Sequence[Said]) -> bytes:
    """CSV, a row a turn, without times."""
    return _csv([("speaker", "text"), *map(_bare, turns)], ",").encode()


def semicolons(turns: Sequence[Said]) -> bytes:
    """CSV as spreadsheets of half the world save it: semicolons, byte order mark."""
    return _csv([("Speaker", "Text"), *map(_bare, turns)], ";").encode("utf-8-sig")


def _timed(one: Said) -> tuple[str, ...]:
    return (one.time, one.end, one.label, one.words)


def _bare(one: Said) -> tuple[str, ...]:
    return (one.label, one.words)


def _csv(rows: Sequence[tuple[str, ...]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def bold_docx(turns: Sequence[Said]) -> bytes:
    """Word: a paragraph a turn, its label in bold."""
    shown = (
        _paragraph(_run(f"{one.label}:", bold=True) + _run(f" {one.words}"))
        for one in turns
    )
    return _docx("".join(shown))


def broken_docx(turns: Sequence[Said]) -> bytes:
    """Word: a title, bold labels, and words in several runs, as Word leaves them."""
    body = _paragraph(_run("Interview of 8 May 2031"))
    for one in turns:
        half = len(one.words) // 2
        runs = (f" {one.words[:half]}", one.words[half:])
        bold = _run(one.label, bold=True) + _run(":", bold=True)
        body += _paragraph(bold + "".join(map(_run, runs)))
    return _docx(body)


def table_docx(turns: Sequence[Said]) -> bytes:
    """Word: a table of two columns, label and words."""
    rows = (
        f"<w:tr>{_cell(one.label, 2000)}{_cell(one.words, 7000)}</w:tr>"
        for one in turns
    )
    return _docx(f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>{_paragraph('')}")


def reviewed_docx(turns: Sequence[Said]) -> bytes:
    """Word: plain labels; a comment, and a tracked change not yet accepted."""
    body = "".join(_paragraph(_run(f"{one.label}: {one.words}")) for one in turns)
    anchor = '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/>'
    anchor += '<w:r><w:commentReference w:id="1"/></w:r>'
    struck = f'<w:r><w:delText xml:space="preserve">{CORRECTED}</w:delText></w:r>'
    change = f'<w:del w:id="2" {EDIT}>{struck}</w:del>'
    change += f'<w:ins w:id="3" {EDIT}>{_run(CORRECTION)}</w:ins>'
    body = _put(body, COMMENTED, anchor.format(_run(COMMENTED)))
    note = _paragraph(_run("Compare with the recording: eleven or twelve?"))
    comments = f'<w:comment w:id="1" w:initials="t" {EDIT}>{note}</w:comment>'
    return _docx(_put(body, CORRECTION, change), comments)


def _put(body: str, words: str, markup: str) -> str:
    """Close the run before the only ``words``, put ``markup``, open a run after."""
    before, after = body.split(words)
    return f'{before}</w:t></w:r>{markup}<w:r><w:t xml:space="preserve">{after}'


def _paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def _cell(text: str, width: int) -> str:
    size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{size}{_paragraph(_run(text))}</w:tc>"


def _run(text: str, *, bold: bool = False) -> str:
    face = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{face}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _docx(body: str, comments: str = "") -> bytes:
    """Pack the smallest file that Word opens; stored, so that no zlib differs."""
    parts = {"document": f"<w:document {_ns()}><w:body>{body}</w:body></w:document>"}
    if comments:
        parts["comments"] = f"<w:comments {_ns()}>{comments}</w:comments>"
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MIME}.'
        f'{"document.main" if name == "document" else name}+xml"/>'
        for name in parts
    )
    xml = '<Default Extension="{}" ContentType="application/{}xml"/>'
    defaults = xml.format("rels", f"{RELS}+") + xml.format("xml", "")
    types = f'<Types xmlns="{PACKAGE}/content-types">{defaults}{kinds}</Types>'
    members = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    if comments:
        related = _relation("comments", "comments.xml")
        members["word/_rels/document.xml.rels"] = related
    return _zip({name: DECLARATION + text for name, text in members.items()})


def _ns() -> str:
    return f'xmlns:w="{WORD}"'


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{one}</Relationships>'


def _zip(members: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.create_system = UNIX
            info.external_attr = 0o600 << 16
            archive.writestr(info, text.encode())
    return out.getvalue()


FORMS: Mapping[str, Callable[[Sequence[Said]], bytes]] = {
    "I01.docx": bold_docx,
    "I02.txt": windows,
    "I03.vtt": vtt,
    "I04.docx": table_docx,
    "I05.txt": recogniser,
    "I06.docx": reviewed_docx,
    "I07.csv": bare_table,
    "I08.txt": stamped,
    "I09.txt": plain,
    "I10.vtt": vtt,
    "I11.docx": broken_docx,
    "I12.csv": semicolons,
    "I13.txt": recogniser,
    "I14.csv": timed_table,
    "I15.txt": plain,
    "I16.srt": srt,
}

if __name__ == "__main__":
    folder = HERE / "arrivals"
    folder.mkdir(exist_ok=True)
    for file, data in arrivals().items():
        (folder / file).write_bytes(data)
