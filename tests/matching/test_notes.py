"""Transcriber's notes: which brackets are notes, and which are speech."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.matching.notes import note_spans
from qualcode.model import Span

SPOKEN = st.text("ab [](){}<>*\n.1", min_size=1, max_size=80)


def notes(text: str) -> list[str]:
    return [note.of(text) for note in note_spans(text, Span(0, len(text)))]


@given(SPOKEN)
def test_notes_are_bracketed_disjoint_and_in_order(text: str) -> None:
    found = note_spans(text, Span(0, len(text)))

    assert list(found) == sorted(found)
    assert not any(one.overlaps(two) for one, two in pairwise(found))
    assert all(note.of(text)[0] in "[(<{*" for note in found)


@given(SPOKEN, SPOKEN)
def test_a_turn_before_changes_no_note(before: str, text: str) -> None:
    both = f"{before}\n{text}"
    inside = Span(len(before) + 1, len(both))

    shifted = [
        note.shifted(len(before) + 1) for note in note_spans(text, Span(0, len(text)))
    ]

    assert list(note_spans(both, inside)) == shifted


@pytest.mark.parametrize(
    "text",
    [
        "(he beat me, you know)",
        "they took [NAME] away",
        "they took [my sister] away",
        "in [town 2] with [P]",
        "<he was there>",
        "5 * 3 * 2",
        "in May (2019)",
        "a [bracket that never closes",
        "[" + "long " * 13 + "]",
        "[over\ntwo lines]",
        "on the phone (on the phone)",
    ],
)
def test_speech_is_no_note(text: str) -> None:
    assert [note for note in notes(text) if note != "[P]"] == []


@pytest.mark.parametrize(
    "note",
    [
        "[laughs]",
        "[00:01:02]",
        "[inaudible 00:12]",
        "[an officer comes in and asks for the time]",
        "(pause)",
        "(long pause)",
        "(crying)",
        "(laughs quietly)",
        "(phone rings)",
        "(someone knocks)",
        "(inaudible 00:12)",
        "(3 seconds)",
        "(2.0)",
        "(.)",
        "(...)",
        "((sighs and looks away))",
        "<laughter>",
        "{unclear}",
        "*laughs*",
        "(silence, crying)",
    ],
)
def test_a_stage_direction_is_a_note(note: str) -> None:
    assert notes(f"They came {note} at night.") == [note]
