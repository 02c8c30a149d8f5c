"""Where a passage is, in words: interview or document, turn, time; and how long."""

from qualcode.model import Turn

__all__ = ["clock", "locator", "word_count"]


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
