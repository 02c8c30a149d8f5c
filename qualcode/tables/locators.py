"""Where a passage is and what of it one person says: turn by turn, time, length."""

from collections.abc import Iterator

from qualcode.model import Span, Transcript, Turn

__all__ = ["clock", "locator", "own_words", "word_count"]


def locator(transcript: str, turn: Turn | None) -> str:
    """Return where words are, as ``I03, turn 42, 00:12:31``.

    >>> locator("D01", None)
    'D01'
    """
    parts = [transcript]
    if turn:
        parts.append(f"turn {turn.number}")
        if turn.start_ms is not None:
            parts.append(clock(turn.start_ms))
    return ", ".join(parts)


def clock(ms: int) -> str:
    """Return milliseconds as hours, minutes and whole seconds gone by.

    >>> clock(751_900)
    '00:12:31'
    """
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def word_count(text: str) -> int:
    """Return the number of words, as separated by white space.

    >>> word_count("He said: no.")
    3
    """
    return len(text.split())


def own_words(span: Span, person: str, of: Transcript) -> Iterator[tuple[Turn, Span]]:
    """Yield what one person says inside ``span``, turn by turn.

    Without labels, the words of others, and outer white space; an interpreter's words
    are the person's.
    """
    for turn in of.turns_in(span):
        if turn.speaker.participant == person:
            start = max(turn.span.start, span.start)
            words = of.text[start : min(turn.span.end, span.end)]
            start += len(words) - len(words.lstrip())
            if words.strip():
                yield turn, Span(start, start + len(words.strip()))
