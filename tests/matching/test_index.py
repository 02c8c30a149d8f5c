"""The index: where every token stands, however it was made."""

from concurrent.futures import BrokenExecutor
from dataclasses import fields
from typing import NoReturn

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching.conversations import conversation

from qualcode.matching import drafts
from qualcode.matching.index import build, transcript_key
from qualcode.matching.segment import Segment
from qualcode.matching.tokens import normalise
from qualcode.model import Transcript

PIECES = [
    *("They", "don’t", "beat", "me.", "sex-worker", "[laughs]", "(pause)", "[NAME]"),
    *(
        "😀",
        "cafe\u0301",
        "be\u00adat",
        "\u200b",
        "…",
        "Mr.",
        "a.m.",
        "x\u2003y",
        "\x1c",
    ),
]
SPACES = st.sampled_from([" ", "  ", "\u00a0", "\t", "\u2009", ""])
SAID = st.lists(st.tuples(st.sampled_from(PIECES), SPACES), max_size=12).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)
TALKS = st.lists(st.tuples(st.sampled_from("IP"), SAID), max_size=4).map(
    lambda turns: conversation("\n".join(f"{who}: {said}" for who, said in turns))
)


def same(one: Segment, other: Segment) -> bool:
    return all(
        np.array_equal(getattr(one, part.name), getattr(other, part.name))
        for part in fields(Segment)
    )


@given(TALKS)
def test_every_token_points_at_its_form_inside_its_sentence_and_turn(
    talk: Transcript,
) -> None:
    segment = build([talk], ["key"], "en")

    for token in range(len(segment.form)):
        start, end = segment.place(token)
        sentence = segment.sentence[token]
        turn = talk.turns[segment.sentence_turn[sentence]]
        form = segment.vocabulary[segment.form[token]]
        said = normalise(talk.text[start:end])
        assert form == said or form in {"not", "can", "will", "shall"}
        assert segment.sentence_start[sentence] <= start
        assert end <= segment.sentence_end[sentence]
        assert turn.span.start <= start
        assert end <= turn.span.end


@given(st.lists(TALKS, max_size=3))
def test_transcripts_are_indexed_the_same_together_and_alone(
    talks: list[Transcript],
) -> None:
    together = build(talks, [str(number) for number in range(len(talks))], "en")
    alone = [build([talk], ["key"], "en") for talk in talks]
    each = [
        (segment.vocabulary[form], start)
        for segment in alone
        for form, start in zip(
            segment.form.tolist(), segment.start.tolist(), strict=True
        )
    ]

    assert [together.vocabulary[form] for form in together.form] == [f for f, _ in each]
    assert together.start.tolist() == [start for _, start in each]


def test_other_processes_give_the_same_index(monkeypatch: pytest.MonkeyPatch) -> None:
    talks = [conversation(f"P: They beat me {n}. They came [x].") for n in range(9)]
    keys = [str(number) for number in range(9)]
    expected = build(talks, keys, "en")
    called: list[int] = []
    monkeypatch.setattr(drafts, "_MUCH", 0)
    monkeypatch.setattr("multiprocessing.cpu_count", lambda: 2)
    found = build(talks, keys, "en", meanwhile=lambda: called.append(1))

    assert same(found, expected)
    assert called == [1]


def test_no_processes_to_be_had_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(workers: int) -> NoReturn:
        raise BrokenExecutor(f"no {workers} processes here")

    talks = [conversation("P: They beat me."), conversation("P: Out.")]
    expected = build(talks, ["1", "2"], "en")
    monkeypatch.setattr(drafts, "_MUCH", 0)
    monkeypatch.setattr("multiprocessing.cpu_count", lambda: 2)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)

    assert same(build(talks, ["1", "2"], "en"), expected)


def test_the_key_tells_texts_turns_roles_and_languages_apart() -> None:
    talks = ["P: out", "P: Out", "I: out", "P: o\nP: ut", "O: out"]
    keys = {transcript_key(conversation(talk), "en") for talk in talks}
    keys |= {transcript_key(conversation("P: out"), "fr")}

    assert len(keys) == 6
    assert transcript_key(conversation("P: out", "other"), "en") in keys
