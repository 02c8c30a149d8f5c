"""Answers: what a yes or a no makes of the question before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching.guard_sentences import DATA, normalised, positions

from qualcode.matching.answers import AnswerReading, read_answer

PAIRS = [
    line.split("\t")
    for line in (DATA / "answers.tsv").read_text("utf-8").rstrip("\n").split("\n")[1:]
]
SPOKEN = st.lists(
    st.sampled_from(
        ["yes", "no", "not", "they", "did", "hit", "you", "me", "?", ".", ",", "when"]
    ),
    min_size=1,
    max_size=12,
)


def answered(question: str, matched: str, answer: str) -> AnswerReading | None:
    asked = [word for _, word in normalised(question)]
    said = [word for _, word in normalised(answer)]
    return read_answer(asked, positions(asked, matched), said)


@given(SPOKEN, SPOKEN, st.data())
def test_any_pair_is_read_and_its_cues_lie_where_they_say(
    question: list[str], answer: list[str], data: st.DataObject
) -> None:
    matched = [data.draw(st.sampled_from(range(len(question))))]

    found = read_answer(question, matched, answer)

    sides = {"question": question, "answer": answer}
    assert found is None or all(
        0 <= place < len(sides[side]) for _, side, place in found.cues
    )


@given(SPOKEN)
def test_an_answer_without_yes_or_no_decides_nothing(question: list[str]) -> None:
    assert read_answer(question, [0], ["in", "march"]) is None


@pytest.mark.parametrize("number", range(len(PAIRS)))
def test_a_pair_is_read_as_listed(number: int) -> None:
    question, matched, answer, assertion, experiencer = PAIRS[number]

    found = answered(question, matched, answer)

    assert (found is None) == (assertion == "none")
    assert not found or (found.assertion, found.experiencer) == (assertion, experiencer)


def test_cues_tell_which_side_they_are_on() -> None:
    found = answered("Did they hit you?", "hit", "Well, no.")

    assert found is not None
    assert found.cues == (("question_no", "answer", 2), ("self", "question", 3))
