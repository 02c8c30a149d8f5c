"""Sentences of speech: laws, and a collection of spoken snippets."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.matching.sentences import sentence_spans
from qualcode.model import Span

DATA = Path(__file__).with_name("data") / "sentences.tsv"
SNIPPETS = [
    line.replace("\\n", "\n").split("\t")
    for line in DATA.read_text("utf-8").rstrip("\n").split("\n")[1:]
]
SPOKEN = st.text("aI N.?!…—'\" \n9", min_size=1, max_size=60)


@given(SPOKEN)
def test_sentences_are_disjoint_trimmed_and_hold_every_word(text: str) -> None:
    found = sentence_spans(text, Span(0, len(text)))
    covered = {place for span in found for place in range(span.start, span.end)}

    assert sum(span.end - span.start for span in found) == len(covered)
    assert all(span.of(text) == span.of(text).strip() for span in found)
    assert all(place in covered for place, mark in enumerate(text) if mark.isalnum())


@given(SPOKEN, SPOKEN)
def test_what_stands_outside_the_turn_changes_nothing(around: str, text: str) -> None:
    whole = f"{around}\n{text}\n{around}"
    start = len(around) + 1
    turn = Span(start, start + len(text))

    alone = sentence_spans(text, Span(0, len(text)))

    assert sentence_spans(whole, turn) == tuple(s.shifted(start) for s in alone)


def test_there_are_forty_snippets_and_more() -> None:
    assert len(SNIPPETS) >= 40


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_a_spoken_snippet_has_these_sentences(number: int) -> None:
    spoken, expected = SNIPPETS[number]

    found = [span.of(spoken) for span in sentence_spans(spoken, Span(0, len(spoken)))]

    assert found == expected.split(" | ")
