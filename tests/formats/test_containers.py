"""Containers: what is read is counted, and what is ambiguous is refused.

The same in the child process, with limits of memory and time, is in
``tests/store/test_reading.py``.
"""

import pytest
from formats.office import MAIN, archive, document, paragraph, run
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import TranscriptError
from qualcode.formats import readers
from qualcode.formats.containers import Container, xml_events

BODY = document(paragraph(run("P1: a")))


def refusal(data: bytes, entry: str = MAIN) -> str:
    with pytest.raises(TranscriptError) as caught:
        Container(data, "in.docx").read(entry)
    return str(caught.value)


def encrypted() -> bytes:
    made = bytearray(archive({MAIN: BODY}))
    made[6] |= 1
    made[made.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


@given(st.binary())
def test_any_bytes_are_events_or_an_error(data: bytes) -> None:
    try:
        events = [*xml_events(data, "in.docx")]
    except TranscriptError:
        return

    starts = sum(event.kind == "start" for event in events)
    assert starts == sum(event.kind == "end" for event in events)


@given(st.dictionaries(st.sampled_from(["a", "b/c", "../d", "/e"]), st.binary()))
def test_entries_are_read_as_they_were_written(parts: dict[str, bytes]) -> None:
    made = Container(archive(parts), "in.docx")

    assert {name: made.read(name) for name in made.names} == parts


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (archive({f"e{n}": "" for n in range(2001)}), "more than 2000 entries"),
        (archive({MAIN: BODY, MAIN.upper(): BODY}), "the same entry twice"),
        (archive({"other": BODY}), "a part of the file is missing"),
        (encrypted(), "the file is encrypted"),
        (archive({MAIN: bytes(2_000_000)}), "expands more than 200 times"),
        (archive({MAIN: bytes(50_000_001)}, deflated=False), "expands beyond 50 MB"),
    ],
    ids=["entries", "twice", "missing", "encrypted", "ratio", "size"],
)
def test_what_is_hostile_or_incomplete_is_refused(data: bytes, told: str) -> None:
    assert told in refusal(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<a>" * 201, "nested deeper than 200 levels"),
        (b"<!DOCTYPE a><a/>", "declares a document type"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "not well-formed"),
        (b"<a>&x;</a>", "not well-formed"),
        (b"", "not well-formed"),
    ],
)
def test_xml_that_is_hostile_or_broken_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(TranscriptError, match=told):
        list(xml_events(data, "in.docx"))


def test_a_text_that_no_one_spoke_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_CHARACTERS", 5)

    with pytest.raises(TranscriptError, match="more than 5 characters"):
        readers.parse(b"P1: Now.", "in.txt")
