"""Find: where a pattern of the rule language stands, in whose words ever.

In:  a pattern and transcripts.
Out: every match with its sentence, for reading in context. Nothing is judged, and
     interviewers' words are found too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.matching.cache import Cache
from qualcode.matching.compiled import compile_pattern
from qualcode.matching.found import longest
from qualcode.matching.hits import Library, words_of
from qualcode.matching.holdings import Index
from qualcode.model import Pattern, Span, Transcript, WordList

__all__ = ["Found", "find"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One match: its words, the stretch from first to last, and their sentence."""

    transcript: str
    turn: int
    span: Span
    sentence: Span
    words: tuple[Span, ...]


def find(
    pattern: Pattern,
    transcripts: Sequence[Transcript],
    *,
    lists: Iterable[WordList] = (),
    speaker: str = "any",
    language: str = "en",
    cache: Cache | None = None,
) -> tuple[Found, ...]:
    """Find a pattern in transcripts.

    Args:
        pattern: as rules have it.
        transcripts: where to look.
        lists: the word lists that the pattern may name.
        speaker: a role, a participant's id, or ``any``: everybody, also interviewers.
        language: of the words.
        cache: keeps the index between runs.

    Returns:
        Matches by transcript, then by place in the text.

    Raises:
        CodebookError: the pattern names a list that there is not.
    """
    chain = compile_pattern(pattern, lists, language, cache=cache)
    index = Index(transcripts, language, cache)

    def ask() -> list[tuple[int, Found]]:
        found: list[tuple[int, Found]] = []
        for name, order in index.segments():
            library = index.library(name, order)
            best = longest(library.asker.chain(chain))
            for taken in best.taken:
                row, one = _found(library, words_of(taken).tolist())
                if order[row] >= 0 and _heard(library, row, one, speaker):
                    found.append((int(order[row]), one))
        return found

    by_place = sorted(index.reliably(ask), key=lambda each: (each[0], each[1].span))
    return tuple(one for _, one in by_place)


def _found(library: Library, words: Sequence[int]) -> tuple[int, Found]:
    segment = library.asker.segment
    spans = tuple(Span(*segment.place(int(segment.word_token[word]))) for word in words)
    sentence = int(segment.sentence_of_word[words[0]])
    turn = int(segment.sentence_turn[sentence])
    row = int(segment.turn_transcript[turn])
    transcript = library.transcripts[row]
    around = int(segment.sentence_start[sentence]), int(segment.sentence_end[sentence])
    return row, Found(
        transcript=transcript.id if transcript else "",
        turn=int(segment.turn_number[turn]),
        span=Span(spans[0].start, spans[-1].end),
        sentence=Span(*around),
        words=spans,
    )


def _heard(library: Library, row: int, found: Found, speaker: str) -> bool:
    transcript = library.transcripts[row]
    if transcript is None or speaker == "any":
        return transcript is not None
    return any(
        speaker in (turn.speaker.role, turn.speaker.participant)
        for turn in transcript.turns_in(found.span)
    )
