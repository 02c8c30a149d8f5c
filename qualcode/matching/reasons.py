"""Reasons: every hit of a rule with what the guards made of it, as columns.

In:  a compiled rule, and a library to ask.
Out: `Reasons`: passage, matched words, reading and cues of each hit that no guard
     blocked. Kept in the cache by rule and segment, so that a rule is asked once.

A frozen object for each hit would cost more than finding it (semantics 35).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from qualcode.matching.answers import AnswerReading, read_answer
from qualcode.matching.cache import Ints
from qualcode.matching.compiled import CompiledRule
from qualcode.matching.guards import read
from qualcode.matching.hits import Library, fires_in, spoken, words_of
from qualcode.matching.reading import Reading
from qualcode.matching.segment import IS_INTERVIEWER, PERSON
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
    fires, asked = spoken(compiled, library)
    collected = _Collected(library, compiled.rule)
    for taken in fires.taken:
        collected.add(words_of(taken))
    if compiled.rule.guards.negation != "ignore":
        for taken in asked.taken:
            collected.add_answers(words_of(taken))
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
            cues = [
                (kind, *segment.place(first + place)) for kind, place in reading.cues
            ]
            self._keep(reading, self._passage(sentences, turn, tokens), turn, cues)
            self._point(tokens)

    def add_answers(self, words: Ints) -> None:
        """Let those who answer decide on a hit in a question (semantics 25).

        Of each person the first turn with words answers, up to the next question: when
        two were asked, both may; what one adds later answers no more.
        """
        segment = self.library.asker.segment
        tokens = segment.word_token[words].tolist()
        asked = int(segment.sentence_turn[segment.sentence[tokens[0]]])
        answered: set[int] = set()
        for turn in range(asked + 1, len(segment.turn_flags)):
            flags = segment.turn_flags[turn]
            if (
                flags == IS_INTERVIEWER
                or segment.turn_transcript[turn] != segment.turn_transcript[asked]
            ):
                break
            person = int(flags) // PERSON
            silent = segment.turn_token[turn] == segment.turn_token[turn + 1]
            if fires_in(self.rule, flags) and not silent and person not in answered:
                answered.add(person)
                self._add_answer(asked, turn, tokens)

    def _add_answer(self, asked: int, turn: int, tokens: Sequence[int]) -> None:
        segment = self.library.asker.segment
        first = int(segment.turn_token[asked])
        reading = read_answer(
            self.library.words(asked).words,
            [token - first for token in tokens],
            self.library.words(turn).words,
        )
        if reading is None or self._blocks(reading):
            return
        side = {"question": first, "answer": int(segment.turn_token[turn])}
        cues = [
            (kind, *segment.place(side[where] + place))
            for kind, where, place in reading.cues
        ]
        sentence = int(segment.sentence[side["answer"]])
        passage = segment.sentence_start[sentence], segment.sentence_end[sentence]
        self._keep(reading, passage, turn, cues, question=True)
        self._point(tokens)

    def _blocks(self, reading: AnswerReading) -> bool:
        modes = self.rule.guards
        return (reading.assertion == "denied" and modes.negation == "block") or (
            reading.assertion == "feared" and modes.hypothetical == "block"
        )

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
        reading: Reading | AnswerReading,
        passage: tuple[int, int],
        turn: int,
        cues: Sequence[tuple[str, int, int]],
        *,
        question: bool = False,
    ) -> None:
        segment = self.library.asker.segment
        self.cues += [
            (self.kinds.setdefault(kind, len(self.kinds)), start, end)
            for kind, start, end in sorted(cues, key=itemgetter(1))
        ]
        self.rows.append(
            Row(
                int(segment.turn_transcript[turn]),
                int(segment.turn_number[turn]),
                *passage,
                ASSERTIONS.index(reading.assertion),
                EXPERIENCERS.index(reading.experiencer),
                int(question),
                0,
                len(cues),
            )
        )

    def _point(self, tokens: Sequence[int]) -> None:
        """Point at the words of the hit last kept."""
        self.matched += map(self.library.asker.segment.place, tokens)
        self.rows[-1] = self.rows[-1]._replace(matched=len(tokens))

    def reasons(self) -> Reasons:
        """Return what was collected."""
        return Reasons(
            row=np.array(self.rows, np.int32).reshape(-1, WIDTH),
            matched=np.array(self.matched, np.int32).reshape(-1, 2),
            cues=np.array(self.cues, np.int32).reshape(-1, 3),
            kinds=tuple(self.kinds),
        )
