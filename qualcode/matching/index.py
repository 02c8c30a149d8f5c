"""Indexing: every token of a batch of transcripts as numbers, once.

In:  transcripts.
Out: a `Segment`: which form stands where, in which sentence and turn, and where each
     form occurs. Notes and white space are not in it. The codebook plays no part: words
     of rules are expanded to forms when the codebook is compiled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from qualcode.matching.cache import MATCHING_VERSION, Ints, digest
from qualcode.matching.notes import note_spans
from qualcode.matching.ragged import pointers, positions
from qualcode.matching.segment import (
    FIRES_ANY,
    FIRES_PARTICIPANT,
    IS_INTERVIEWER,
    Segment,
)
from qualcode.matching.sentences import sentence_spans
from qualcode.matching.tokens import Token, is_word, spacy_version, tokenise
from qualcode.model import Transcript, Turn

__all__ = ["build", "transcript_key"]

_HIGHEST_SPACE = 0x3000
_SPACES = np.array([chr(code).isspace() for code in range(_HIGHEST_SPACE + 2)])


def transcript_key(transcript: Transcript, language: str) -> str:
    """Return the key of a transcript in the index: a hash of all it depends on."""
    turns = [
        (turn.span.start, turn.span.end, turn.number, _flags(turn))
        for turn in transcript.turns
    ]
    shape = np.array(turns, dtype="<i8").tobytes()
    version = (MATCHING_VERSION, spacy_version(), language)
    return digest(*version, transcript.text.encode("utf-8", "surrogatepass"), shape)


def build(
    transcripts: Sequence[Transcript], keys: Sequence[str], language: str
) -> Segment:
    """Index transcripts under their keys, in the order given."""
    drafts = [_Draft.of(transcript) for transcript in transcripts]
    numbers: dict[str, int] = {}
    stretches = np.fromiter(
        (
            numbers.setdefault(stretch, len(numbers))
            for draft in drafts
            for stretch in draft.stretches
        ),
        np.int64,
    )
    kinds = _Kinds.of(tokenise(tuple(numbers), language))
    return _segment(drafts, tuple(keys), stretches, kinds)


def _flags(turn: Turn) -> int:
    speaker = turn.speaker
    if speaker.role == "interviewer":
        return IS_INTERVIEWER
    if speaker.role == "interpreter":
        # A participant's words, as soon as it is known whose (semantics 4)
        return FIRES_ANY | FIRES_PARTICIPANT if speaker.participant else 0
    return FIRES_ANY | FIRES_PARTICIPANT if speaker.role == "participant" else FIRES_ANY


@dataclass(frozen=True, slots=True)
class _Draft:
    """One transcript, cut at white space: its stretches, sentences and turns."""

    size: int
    stretches: list[str]
    starts: Ints
    sentences: Ints  # rows of start, end, turn
    turns: Ints  # rows of start, end, flags, number

    @classmethod
    def of(cls, transcript: Transcript) -> "_Draft":
        text = transcript.text
        spoken: list[str] = []
        kept = np.zeros(len(text) + 1, dtype=bool)
        begins = np.zeros(len(text) + 1, dtype=bool)
        sentences: list[tuple[int, int, int]] = []
        turns: list[tuple[int, int, int, int]] = []
        for number, turn in enumerate(transcript.turns):
            place = turn.span.start
            begins[place] = True
            for note in note_spans(text, turn.span):
                spoken.append(text[place : note.start])
                kept[place : note.start] = True
                place = note.end
            spoken.append(text[place : turn.span.end])
            kept[place : turn.span.end] = True
            turns.append((turn.span.start, turn.span.end, _flags(turn), turn.number))
            sentences += [
                (span.start, span.end, number)
                for span in sentence_spans(text, turn.span)
            ]
        return cls(
            len(text),
            " ".join(spoken).split(),
            _starts(text, kept, begins),
            np.array(sentences, np.int64).reshape(-1, 3),
            np.array(turns, np.int64).reshape(-1, 4),
        )


def _starts(text: str, kept: np.ndarray, begins: np.ndarray) -> Ints:
    """Where stretches without white space start; every turn starts a new one."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    kept[:-1] &= ~_SPACES[np.minimum(codes, _HIGHEST_SPACE + 1)]
    before = np.concatenate(([False], kept[:-1]))
    return np.flatnonzero(kept & (begins | ~before))


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The tokens of each distinct stretch, as arrays."""

    vocabulary: tuple[str, ...]
    form: Ints
    start: Ints
    length: Ints
    first: Ints
    count: Ints

    @classmethod
    def of(cls, tokenised: Sequence[Sequence[Token]]) -> "_Kinds":
        counts = np.array([len(tokens) for tokens in tokenised], np.int64)
        flat = list(chain.from_iterable(tokenised))
        numbers: dict[str, int] = {}
        return cls(
            form=np.array(
                [numbers.setdefault(token.form, len(numbers)) for token in flat],
                np.int64,
            ),
            start=np.array([token.start for token in flat], np.int64),
            length=np.array([token.length for token in flat], np.int64),
            vocabulary=tuple(numbers),
            first=pointers(counts)[:-1],
            count=counts,
        )


def _segment(
    drafts: Sequence[_Draft], keys: tuple[str, ...], stretches: Ints, kinds: _Kinds
) -> Segment:
    """Put the tokens of each stretch where the stretch stands."""
    # As if the texts stood one behind the other
    base = pointers(np.array([draft.size + 1 for draft in drafts], np.int64))[:-1]
    starts = _joined(
        [draft.starts + at for draft, at in zip(drafts, base, strict=True)]
    )
    counts = kinds.count[stretches]
    which = positions(kinds.first[stretches], counts)
    place = np.repeat(starts, counts) + kinds.start[which]
    form = kinds.form[which]
    sentences = _stacked([draft.sentences for draft in drafts], 3)
    turns = _stacked([draft.turns for draft in drafts], 4)
    of_turn = np.repeat(np.arange(len(drafts)), [len(draft.turns) for draft in drafts])
    of_sentence = np.repeat(
        np.arange(len(drafts)), [len(draft.sentences) for draft in drafts]
    )
    first_turn = np.searchsorted(of_turn, of_sentence)
    sentence_place = sentences[:, 0] + base[of_sentence]
    sentence = np.searchsorted(sentence_place, place, "right") - 1
    counted = np.array([is_word(each) for each in kinds.vocabulary], bool)
    words = np.flatnonzero(counted[form]) if len(form) else np.zeros(0, np.int64)
    form_of_word = form[words]
    per_form = np.bincount(form_of_word, minlength=len(kinds.vocabulary))
    token_place = place - base[of_sentence[sentence]] if len(place) else place
    return Segment(
        keys=keys,
        vocabulary=kinds.vocabulary,
        form=_small(form),
        start=_small(token_place),
        length=_small(kinds.length[which]),
        sentence=_small(sentence),
        word_token=_small(words),
        sentence_start=_small(sentences[:, 0]),
        sentence_end=_small(sentences[:, 1]),
        sentence_turn=_small(sentences[:, 2] + first_turn),
        sentence_token=_small(
            np.searchsorted(sentence, np.arange(len(sentences) + 1)),
        ),
        turn_start=_small(turns[:, 0]),
        turn_end=_small(turns[:, 1]),
        turn_flags=_small(turns[:, 2]),
        turn_number=_small(turns[:, 3]),
        turn_transcript=_small(of_turn),
        postings=_small(np.argsort(form_of_word, kind="stable")),
        posting_of=_small(pointers(per_form)),
    )


def _joined(parts: Sequence[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _stacked(parts: Sequence[Ints], width: int) -> Ints:
    return np.concatenate(parts) if parts else np.zeros((0, width), np.int64)


def _small(array: Ints) -> Ints:
    return array.astype(np.int32)
