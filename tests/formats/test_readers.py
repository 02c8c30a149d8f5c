"""Readers: each folder of data is a file and what it must become, or the error.

``valid/<case>/in.*`` has ``expected.json``, ``invalid/<case>/in.*`` has ``error.txt``.
``REGOLD=1`` writes what is missing or has changed; read the difference.
"""

import json
import os
import unicodedata
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from formats.office import cell, docx, paragraph, row, run, workbook
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import QualcodeError, TranscriptError
from qualcode.formats.readers import READERS, parse, reader_for
from qualcode.formats.spoken import Spoken, fitting, render
from qualcode.formats.turns import split
from qualcode.model import Draft

DATA = Path(__file__).parent / "data"
CASES = sorted(
    file.parent
    for file in DATA.glob("*/*/*/in.*")
    if file.parts[-4] in {reader.format for reader in READERS.values()}
)
VALID = [folder for folder in CASES if folder.parts[-2] == "valid"]
INVALID = [folder for folder in CASES if folder.parts[-2] == "invalid"]
WELL_FORMED = {
    ".docx": docx(paragraph(run("P01: In spring."))),
    ".xlsx": workbook(row(1, cell("A1", "text")) + row(2, cell("A2", "We left."))),
}


def name_of(folder: Path) -> str:
    return "/".join(folder.parts[-3:])


def described(draft: Draft) -> object:
    found = split(draft.text, dialect=draft.source.dialect)
    return {
        "encoding": draft.source.encoding,
        "evidence": found.evidence,
        "turns": [
            [one.label, one.start_ms, one.span.of(draft.text)] for one in found.said
        ],
        "warnings": [*draft.warnings, *found.warnings],
    }


def regold(file: Path, text: str) -> None:
    if os.environ.get("REGOLD") and not os.environ.get("CI"):
        file.write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("folder", VALID, ids=name_of)
def test_a_valid_file_becomes_these_turns(folder: Path) -> None:
    assert VALID, "none found"
    file = next(folder.glob("in.*"))
    found = described(parse(file.read_bytes(), file.name))
    expected = folder / "expected.json"
    regold(expected, json.dumps(found, indent=1, ensure_ascii=False) + "\n")

    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", INVALID, ids=name_of)
def test_an_invalid_file_is_refused_with_this_error(folder: Path) -> None:
    assert INVALID, "none found"
    file = next(folder.glob("in.*"))
    with pytest.raises(TranscriptError) as caught:
        parse(file.read_bytes(), file.name)
    expected = folder / "error.txt"
    regold(expected, f"{caught.value}\n")

    assert f"{caught.value}\n" == expected.read_text(encoding="utf-8")


@given(st.binary(), st.sampled_from([*READERS]), st.sampled_from(["", "cp1252"]))
def test_any_bytes_become_a_draft_or_an_error(
    data: bytes, suffix: str, encoding: str
) -> None:
    try:
        draft = READERS[suffix].parse(data, f"in{suffix}", encoding)
    except QualcodeError:
        return

    assert draft.text.encode()


@given(st.text(), st.sampled_from([".txt", ".md", ".vtt", ".srt", ".csv", ".tsv"]))
def test_any_text_becomes_a_draft_or_an_error(text: str, suffix: str) -> None:
    heads = {".vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n", ".csv": "speaker,text\n"}
    try:
        draft = parse((heads.get(suffix, "") + text).encode(), f"in{suffix}")
    except QualcodeError:
        return

    assert split(draft.text, dialect=draft.source.dialect).said


@given(
    st.sampled_from([*WELL_FORMED]),
    st.integers(0, 10_000),
    st.binary(min_size=1, max_size=8),
)
def test_a_damaged_container_becomes_a_draft_or_an_error(
    suffix: str, at: int, damage: bytes
) -> None:
    data = WELL_FORMED[suffix]
    at %= len(data)

    with_damage = data[:at] + damage + data[at + len(damage) :]
    try:
        assert READERS[suffix].parse(with_damage, f"in{suffix}", "").text
    except QualcodeError:
        assert with_damage != data


@given(st.sampled_from([*WELL_FORMED]), st.data())
def test_a_container_with_damaged_parts_becomes_a_draft_or_an_error(
    suffix: str, data: st.DataObject
) -> None:
    """Structure-aware: the parts are changed, and the archive made whole again."""
    target = BytesIO()
    with ZipFile(BytesIO(WELL_FORMED[suffix])) as old, ZipFile(target, "w") as new:
        for entry in old.namelist():
            part = old.read(entry)
            at = data.draw(st.integers(0, len(part)))
            size = data.draw(st.integers(0, 12))
            pieces = st.sampled_from([b"<w:p>", b"</w:r>", b'"', b"<!DOCTYPE a>", b"&"])
            piece = data.draw(st.one_of(st.binary(max_size=4), pieces))
            new.writestr(entry, part[:at] + piece + part[at + size :], ZIP_DEFLATED)
    try:
        assert READERS[suffix].parse(target.getvalue(), f"in{suffix}", "").text
    except QualcodeError as error:
        assert str(error).startswith(f"in{suffix}")  # noqa: PT017 - either may happen


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("i01.pdf", "files with the suffix '.pdf' cannot be read"),
        ("i01.doc", "save it as .docx"),
        ("i01.json", "these can be read: .csv, .docm, .docx"),
        ("i01", "files without a suffix cannot be read"),
        (".txt", "files without a suffix cannot be read"),
    ],
)
def test_a_file_without_a_reader_is_refused(name: str, told: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        reader_for(name)

    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (WELL_FORMED[".docx"], "i.txt", "the file is an archive, such as a Word doc"),
        (WELL_FORMED[".xlsx"], "i.docx", "this is not a Word document"),
        (WELL_FORMED[".docx"], "i.xlsx", "this is not an Excel workbook"),
        (b"I: When?", "i.docx", "the file is no docx file, whatever its suffix says"),
        (b"\xd0\xcf\x11\xe0\xa1", "i.docx", "an old or encrypted Office document"),
        (b"%PDF-1.7", "i.txt", "the file is a PDF, not txt"),
    ],
)
def test_a_file_of_another_kind_is_told_by_its_bytes(
    data: bytes, name: str, told: str
) -> None:
    with pytest.raises(TranscriptError, match=told):
        parse(data, name)


def test_rows_without_a_speaker_are_said() -> None:
    draft = parse(b"speaker,text\nI,When?\n,\n,And?\n", "in.csv")

    assert draft.text == "I: When?\n\nAnd?\n"
    assert draft.warnings[-1] == "rows without a speaker: 1"


@pytest.mark.parametrize(
    ("header", "cell", "text"),
    [
        ("start", "65.5", "[00:01:05] I: When?\n"),
        ("start_ms", "65500", "[00:01:05] I: When?\n"),
        ("Time", "0:01:05", "[00:01:05] I: When?\n"),
        ("Time", "1900-01-01 00:01:05", "[00:01:05] I: When?\n"),
        ("Time", "early", "I: When?\n"),
        ("Time", "-5", "I: When?\n"),
        ("Time", "nan", "I: When?\n"),
        ("Time", "a:b", "I: When?\n"),
    ],
)
def test_a_column_of_times_is_read_in_the_forms_it_has(
    header: str, cell: str, text: str
) -> None:
    data = f"speaker,text,{header}\nI,When?,{cell}\n".encode()

    assert parse(data, "in.csv").text == text


def test_words_that_are_white_space_are_no_turn() -> None:
    assert render([Spoken("I", " \n"), Spoken("P", "Now.")]) == "P: Now.\n"


@given(st.lists(st.tuples(st.text(max_size=50), st.text()), max_size=5))
def test_rendered_turns_are_read_back_as_these_turns(
    turns: list[tuple[str, str]],
) -> None:
    """Whatever labels and words a format holds, the grammar of turns finds them."""
    spoken = [Spoken(f"x{label}", f"x{words}", 1000) for label, words in turns]
    text = render(spoken)

    said = split(text, dialect="time_label").said
    normal = [unicodedata.normalize("NFC", fitting(one.label)) for one in spoken]

    assert [one.label for one in said] == normal


def test_suffixes_are_read_whatever_their_case() -> None:
    assert reader_for("I01.TXT").format == "txt"
