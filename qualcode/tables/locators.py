"""Where a passage is, in words: interview or document, turn, time; and how long."""

from qualcode.tables.rows import Row

__all__ = ["clock", "locator", "word_count"]


def locator(row: Row) -> str:
    """Return where the first words of ``row`` are, as ``I03, turn 42, 00:12:31``."""
    parts = [row.transcript]
    if row.turn:
        parts.append(f"turn {row.turn.number}")
        if row.turn.start_ms is not None:
            parts.append(clock(row.turn.start_ms))
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
