"""Indexing: every token of a batch of transcripts as numbers, once.

In:  transcripts.
Out: a `Segment`: which form stands where, in which sentence and turn, and where each
     form occurs. Notes and white space are not in it. The codebook plays no part: words
     of rules are expanded to forms when the codebook is compiled.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from qualcode.matching.cache import MATCHING_VERSION, Ints, digest
from qualcode.matching.drafts import Draft, drafted
from qualcode.matching.packages import spacy_version
from qualcode.matching.ragged import pointers, positions
from qualcode.matching.segment import (
    FIRES_ANY,
    FIRES_PARTICIPANT,
    IS_INTERVIEWER,
    PERSON,
    Segment,
)
from qualcode.matching.tokens import Token, is_word, tokenise, tokeniser
from qualcode.model import Speaker, Transcript

__all__ = ["build", "transcript_key"]


def transcript_key(transcript: Transcript, language: str) -> str:
    """Return the key of a transcript in the index: a hash of all it depends on."""
    shape = _turns(transcript).tobytes()
    version = (MATCHING_VERSION, spacy_version(), language)
    return digest(*version, transcript.text.encode("utf-8", "surrogatepass"), shape)


def build(
    transcripts: Sequence[Transcript],
    keys: Sequence[str],
    language: str,
    *,
    meanwhile: Callable[[], object] = bool,
) -> Segment:
    """Index transcripts under their keys, in the order given.

    ``meanwhile`` is called once, while other processes may be at work.
    """

    def prepare() -> None:
        tokeniser(language)
        meanwhile()

    drafts = drafted(
        [
            (each.text, [(turn.span.start, turn.span.end) for turn in each.turns])
            for each in transcripts
        ],
        prepare,
    )
    numbers: dict[str, int] = {}
    stretches = _joined(
        [
            np.array(
                [numbers.setdefault(each, len(numbers)) for each in draft.distinct],
                np.int64,
            )[draft.numbers]
            for draft in drafts
        ]
    )
    kinds = _Kinds.of(tokenise(tuple(numbers), language))
    return _segment(transcripts, drafts, tuple(keys), (stretches, kinds))


def _turns(transcript: Transcript) -> Ints:
    """Rows of start, end, flags, number."""
    persons: dict[tuple[bool, str], int] = {}
    turns: list[tuple[int, int, int, int]] = []
    for turn in transcript.turns:
        flags = _flags(turn.speaker)
        if flags & (FIRES_ANY | FIRES_PARTICIPANT):
            # An interpreter's words are the participant's
            known = turn.speaker.participant
            person = (known is not None, known or turn.speaker.label)
            flags += PERSON * persons.setdefault(person, len(persons) + 1)
        turns.append((turn.span.start, turn.span.end, flags, turn.number))
    return np.array(turns, "<i8").reshape(-1, 4)


def _flags(speaker: Speaker) -> int:
    if speaker.role == "interviewer":
        return IS_INTERVIEWER
    if speaker.role == "interpreter":
        # A participant's words, as soon as it is known whose (semantics 4)
        return FIRES_ANY | FIRES_PARTICIPANT if speaker.participant else 0
    return FIRES_ANY | FIRES_PARTICIPANT if speaker.role == "participant" else FIRES_ANY


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
    transcripts: Sequence[Transcript],
    drafts: Sequence[Draft],
    keys: tuple[str, ...],
    cut: "tuple[Ints, _Kinds]",
) -> Segment:
    """Put the tokens of each stretch where the stretch stands."""
    # As if the texts stood one behind the other
    base = pointers(np.array([draft.size + 1 for draft in drafts], np.int64))[:-1]
    starts = _joined(
        [draft.starts + at for draft, at in zip(drafts, base, strict=True)]
    )
    stretches, kinds = cut
    counts = kinds.count[stretches]
    which = positions(kinds.first[stretches], counts)
    place = np.repeat(starts, counts) + kinds.start[which]
    form = kinds.form[which]
    sentences = _stacked([draft.sentences for draft in drafts], 3)
    turns = _stacked([_turns(each) for each in transcripts], 4)
    of_turn = np.repeat(
        np.arange(len(drafts)), [len(each.turns) for each in transcripts]
    )
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
