"""Reasons: every hit of a rule with what the guards made of it, as columns.

In:  a compiled rule, and a library to ask.
Out: `Reasons`: passage, matched words, reading and cues of each hit that no guard
     blocked. Kept in the cache by rule and segment, so that a rule is asked once.

A frozen object for each hit would cost more than finding it (semantics 35).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from qualcode.matching.cache import Ints
from qualcode.matching.compiled import CompiledRule
from qualcode.matching.guards import read
from qualcode.matching.hits import Library, spoken, words_of
from qualcode.matching.reading import Reading
from qualcode.model import ASSERTIONS, EXPERIENCERS, Rule

__all__ = ["WIDTH", "Reasons", "Row", "reasons_of"]


class Row(NamedTuple):
    """One hit: where its passage is, and how it is meant.

    ``transcript`` is its place in the segment, ``turn`` its number; the passage from
    ``start`` to ``end`` in characters; ``assertion`` and ``experiencer`` are places in
    the model's lists; ``question`` is 1 when the words lie in the question; then how
    many words matched, and how many cues there are.
    """

    transcript: int
    turn: int
    start: int
    end: int
    assertion: int
    experiencer: int
    question: int
    matched: int
    cues: int


WIDTH = len(Row._fields)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Reasons:
    """Hits as rows of numbers, and their words and cues, one hit after the other.

    ``row`` holds a `Row` for each hit, ``matched`` start and end of each word, ``cues``
    kind (its place in ``kinds``), start and end of each cue.
    """

    row: Ints
    matched: Ints
    cues: Ints
    kinds: tuple[str, ...] = ()


def reasons_of(compiled: CompiledRule, library: Library) -> Reasons:
    """Ask one rule and read its hits, in the order of the text."""
    fires, _asked = spoken(compiled, library)
    collected = _Collected(library, compiled.rule)
    for taken in fires.taken:
        collected.add(words_of(taken))
    return collected.reasons()


@dataclass(slots=True)
class _Collected:
    """Reads hits one after the other."""

    library: Library
    rule: Rule
    rows: list[Row] = field(default_factory=list)
    matched: list[tuple[int, int]] = field(default_factory=list)
    cues: list[tuple[int, int, int]] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    def add(self, words: Ints) -> None:
        """Read the hit on these words, and keep it unless a guard blocks it."""
        segment = self.library.asker.segment
        tokens = segment.word_token[words].tolist()
        sentences = segment.sentence[tokens].tolist()
        turn = int(segment.sentence_turn[sentences[0]])
        first = int(segment.turn_token[turn])
        low, high = segment.sentence_token[sentences[0] : sentences[0] + 2].tolist()
        reading = read(
            self.library.words(turn),
            range(low - first, high - first),
            # Patterns near each other in a turn are read where the first one stands
            [token - first for token in tokens if token < high],
            self.rule.guards,
        )
        if not reading.blocked:
            passage = self._passage(sentences, turn, tokens)
            self._keep(reading, passage, turn, tokens, question=False)

    def _passage(
        self, sentences: Sequence[int], turn: int, tokens: Sequence[int]
    ) -> tuple[int, int]:
        segment = self.library.asker.segment
        if self.rule.unit == "match":
            return segment.place(tokens[0])[0], segment.place(tokens[-1])[1]
        first, last = sentences[0], sentences[-1]
        if self.rule.unit == "turn":
            first, end = np.searchsorted(segment.sentence_turn, (turn, turn + 1))
            last = end - 1
        return int(segment.sentence_start[first]), int(segment.sentence_end[last])

    def _keep(
        self,
        reading: Reading,
        passage: tuple[int, int],
        turn: int,
        tokens: Sequence[int],
        *,
        question: bool,
    ) -> None:
        segment = self.library.asker.segment
        first = int(segment.turn_token[turn])
        self.matched += map(segment.place, tokens)
        self.cues += [
            (
                self.kinds.setdefault(kind, len(self.kinds)),
                *segment.place(first + place),
            )
            for kind, place in reading.cues
        ]
        self.rows.append(
            Row(
                int(segment.turn_transcript[turn]),
                int(segment.turn_number[turn]),
                *passage,
                ASSERTIONS.index(reading.assertion),
                EXPERIENCERS.index(reading.experiencer),
                int(question),
                len(tokens),
                len(reading.cues),
            )
        )

    def reasons(self) -> Reasons:
        """Return what was collected."""
        return Reasons(
            row=np.array(self.rows, np.int32).reshape(-1, WIDTH),
            matched=np.array(self.matched, np.int32).reshape(-1, 2),
            cues=np.array(self.cues, np.int32).reshape(-1, 3),
            kinds=tuple(self.kinds),
        )
