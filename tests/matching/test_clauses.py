"""Clauses: they cover the sentence, and begin where a new subject or verb does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching.guard_sentences import normalised

from qualcode.matching import cues
from qualcode.matching.clauses import split

KNOWN = sorted(cues.NEGATION | cues.NOMINATIVE | cues.STOPS | cues.SUBORDINATE)
SAID = st.lists(
    st.sampled_from(
        [*KNOWN, "and", "or", "but", ",", "that", "me", "hit", "the", "man"]
    ),
    min_size=1,
    max_size=30,
)


@given(SAID)
def test_clauses_cover_the_sentence_in_order(said: list[str]) -> None:
    clauses = split(said, range(len(said)))

    assert [place for c in clauses for place in range(c.start, c.end)] == [
        *range(len(said))
    ]


@given(SAID, SAID)
def test_only_the_sentence_is_split(before: list[str], said: list[str]) -> None:
    sentence = range(len(before), len(before) + len(said))

    clauses = split([*before, *said], sentence)

    assert (clauses[0].start, clauses[-1].end) == (sentence.start, sentence.stop)


@pytest.mark.parametrize(
    ("said", "clauses"),
    [
        ("They did not, in the end, evict us", "they did not , in the end , evict us"),
        ("They never hit or kicked me", "they never hit or kicked me"),
        ("Me and my friend left", "me and my friend left"),
        ("That night they came", "that night | they came"),
        ("Not only did he beat me", "not only did he beat me"),
        ("I couldn't stop him he beat me", "i could not stop him | he beat me"),
        ("He did not stop until he raped me", "he did not stop | until he raped me"),
        ("No one helped when they hit me", "no one helped | when they hit me"),
        ("They never paid me and they left", "they never paid me | and they left"),
        ("He didn't ask and threw me out", "he did not ask | and threw me out"),
        ("They did not come and beat us", "they did not come and beat us"),
        ("I don't think they evicted anybody", "i do not think | they evicted anybody"),
        ("The man who hit me left", "the man | who hit me left"),
        ("They arrested not her but me", "they arrested not her | but me"),
    ],
)
def test_a_sentence_has_these_clauses(said: str, clauses: str) -> None:
    words = [word for _, word in normalised(said)]

    found = split(words, range(len(words)))

    assert " | ".join(" ".join(words[c.start : c.end]) for c in found) == clauses
