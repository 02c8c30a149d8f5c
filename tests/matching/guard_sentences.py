"""Sentences with what guards should make of them, read from tests/matching/data."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from qualcode.matching.guards import Reading, TurnWords, read
from qualcode.matching.sentences import sentence_spans
from qualcode.model import Span
from qualcode.model.codebook import Guards

DATA = Path(__file__).with_name("data")
SPELT_OUT = {"n't": "not", "n’t": "not", "ca": "can", "wo": "will", "’": "'"}


class Case(NamedTuple):
    sentence: str
    matched: str
    assertion: str
    experiencer: str
    note: str


def cases(name: str) -> list[Case]:
    lines = (DATA / name).read_text("utf-8").rstrip("\n").split("\n")
    return [Case(*[*line.split("\t"), ""][:5]) for line in lines[1:]]


@cache
def tokeniser() -> Any:
    import spacy

    return spacy.blank("en")


def normalised(text: str) -> list[tuple[int, str]]:
    """Return the start and normalised form of each of spaCy's tokens."""
    return [
        (token.idx, SPELT_OUT.get(token.lower_, token.lower_.replace("’", "'")))
        for token in tokeniser()(text)
        if not token.is_space
    ]


def positions(words: Sequence[str], matched: str) -> list[int]:
    found: list[int] = []
    for part in matched.casefold().split():
        word, _, nth = part.partition("@")
        places = [place for place, one in enumerate(words) if one == word]
        found.append(places[int(nth or 0)])
    return sorted(found)


def prepared(text: str, matched: str) -> tuple[TurnWords, range, list[int]]:
    tokens = normalised(text)
    words = [word for _, word in tokens]
    places = positions(words, matched)
    start = tokens[places[0]][0]
    sentence = next(
        s for s in sentence_spans(text, Span(0, len(text))) if start < s.end
    )
    inside = [
        i for i, (at, _) in enumerate(tokens) if sentence.start <= at < sentence.end
    ]
    return TurnWords(words), range(inside[0], inside[-1] + 1), places


def reading(text: str, matched: str, modes: Guards | None = None) -> Reading:
    return read(*prepared(text, matched), modes or Guards())
