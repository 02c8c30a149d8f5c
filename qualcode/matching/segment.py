"""A segment of the index: a batch of transcripts as arrays of numbers.

In:  arrays that `index` builds, or bytes of the cache.
Out: a `Segment`, and bytes. What each array says is written beside it.

Positions are of three kinds: *tokens* (all), *words* (the tokens that count in gaps:
all that rules see) and *characters* (code points of the transcript's text).
"""

from dataclasses import dataclass, field, fields
from functools import cached_property

import numpy as np

from qualcode.matching.cache import Ints, pack, unpack
from qualcode.matching.found import Mask

__all__ = ["FIRES_ANY", "FIRES_PARTICIPANT", "IS_INTERVIEWER", "PERSON", "Segment"]

# Flags of a turn; what is above them numbers the transcript's persons, from 1
IS_INTERVIEWER = 1
FIRES_ANY = 2
FIRES_PARTICIPANT = 4
PERSON = 8


@dataclass(frozen=True, eq=False, kw_only=True)
class Segment:
    """Transcripts as arrays; ``keys`` are those of its transcripts, in order.

    Of each token: number of its form in ``vocabulary``, start and length in characters,
    sentence. Of each word: its token. Of each sentence: start and end in characters,
    turn, first token. Of each turn: start and end in characters, flags, number, and
    transcript. ``postings`` are words sorted by form, those of form ``f`` from
    ``posting_of[f]`` up to ``posting_of[f + 1]``.
    """

    keys: tuple[str, ...]
    vocabulary: tuple[str, ...] = field(repr=False)
    form: Ints = field(repr=False)
    start: Ints = field(repr=False)
    length: Ints = field(repr=False)
    sentence: Ints = field(repr=False)
    word_token: Ints = field(repr=False)
    sentence_start: Ints = field(repr=False)
    sentence_end: Ints = field(repr=False)
    sentence_turn: Ints = field(repr=False)
    sentence_token: Ints = field(repr=False)
    turn_start: Ints = field(repr=False)
    turn_end: Ints = field(repr=False)
    turn_flags: Ints = field(repr=False)
    turn_number: Ints = field(repr=False)
    turn_transcript: Ints = field(repr=False)
    postings: Ints = field(repr=False)
    posting_of: Ints = field(repr=False)

    @cached_property
    def form_of_word(self) -> Ints:
        """The form of each word."""
        return self.form[self.word_token]

    @cached_property
    def sentence_of_word(self) -> Ints:
        """The sentence of each word."""
        return self.sentence[self.word_token]

    @cached_property
    def form_numbers(self) -> dict[str, int]:
        """The number of each form."""
        return {form: number for number, form in enumerate(self.vocabulary)}

    @cached_property
    def sorted_forms(self) -> tuple[str, ...]:
        """The forms in order, to find those that start with the same letters."""
        return tuple(sorted(self.vocabulary))

    @cached_property
    def question_of_turn(self) -> Ints:
        """The nearest interviewer's turn before each turn, or -1."""
        turns = np.arange(len(self.turn_flags), dtype=np.int64)
        asked = np.where(self.turn_flags == IS_INTERVIEWER, turns, -1)
        before = np.concatenate(([-1], np.maximum.accumulate(asked)))[:-1]
        first = np.searchsorted(self.turn_transcript, self.turn_transcript)
        return np.where(before >= first, before, -1)

    @cached_property
    def asks(self) -> Mask:
        """Which sentences have a question mark, or are the last of their turn."""
        marks = np.array(["?" in form for form in self.vocabulary], bool)
        asking = np.ones(len(self.sentence_turn), dtype=bool)
        asking[:-1] = np.diff(self.sentence_turn) != 0
        asking[self.sentence[marks[self.form]]] = True
        return asking

    @cached_property
    def turn_token(self) -> Ints:
        """The first token of each turn, and at last the number of tokens."""
        turns = np.arange(len(self.turn_flags) + 1)
        return self.sentence_token[np.searchsorted(self.sentence_turn, turns)]

    def turn_of(self, word: int) -> int:
        """Return the turn that a word stands in."""
        return int(self.sentence_turn[self.sentence_of_word[word]])

    def place(self, token: int) -> tuple[int, int]:
        """Return where a token starts and ends, in characters."""
        start = int(self.start[token])
        return start, start + int(self.length[token])

    def to_bytes(self) -> bytes:
        """Return the segment as bytes for the cache."""
        names = [part.name for part in fields(self)[2:]]
        about = {"keys": self.keys, "vocabulary": self.vocabulary}
        return pack({name: getattr(self, name) for name in names}, about)

    @classmethod
    def from_bytes(cls, data: bytes | None) -> "Segment | None":
        """Read a segment; None when there is none, or it is not whole."""
        block = unpack(data)
        names = {part.name for part in fields(cls)[2:]}
        if block is None or set(block.arrays) != names:
            return None
        about = block.about
        return cls(
            keys=tuple(about["keys"]),
            vocabulary=tuple(about["vocabulary"]),
            **block.arrays,
        )
