"""Doubts: what a person should know about how a text was split into turns.

In:  a text's lines and the heads that were believed.
Out: sentences with numbers of lines, never with their words.
"""

from collections.abc import Sequence

from qualcode.formats.dialects import HEADS
from qualcode.formats.heads import Found, Reading
from qualcode.formats.labels import looks_like_name

__all__ = ["counted", "doubts", "not_taken"]

MOST_LISTED = 5
# What is said of one line, and of several.
BEFORE_FIRST = (
    "before the first turn is not speech",
    "before the first turn are not speech",
)
ONCE = (
    "holds a label that appears once, taken as a speaker",
    "hold a label that appears once, taken as a speaker",
)
UNMARKED = (
    "opens with a speaker's name but not as a label",
    "open with a speaker's name but not as a label",
)
SILENT = ("holds a label without words", "hold a label without words")
CONTINUED = (
    "has no label and continues the turn before",
    "have no label and continue the turn before",
)
NOT_TAKEN = (
    "looks like a label but is taken as speech",
    "look like a label but are taken as speech",
)
BEFORE = 2  # from a line's number to the index of the line before it


def doubts(
    lines: Sequence[tuple[int, str]], reading: Reading, silent: Sequence[Found]
) -> tuple[str, ...]:
    """Say what is doubtful; ``silent`` are heads without words."""
    first = reading.taken[0].line
    heads = {one.line for one in reading.taken}
    before = [number for number, (_, line) in _filled(lines) if number < first]
    within = [number for number, _ in _filled(lines) if number > first]
    loose = [
        number
        for number in within
        if number not in heads and number - 1 not in heads
        if not lines[number - BEFORE][1].strip()
        and not _opens_words(lines, number, heads)
    ]
    unmarked = _unmarked(lines, reading, within)
    told = (
        _told(BEFORE_FIRST, before, listed=False),
        _told(ONCE, _at(reading.doubtful)),
        _told(UNMARKED, unmarked),
        _told(SILENT, _at(silent)),
        _told(CONTINUED, loose, listed=False),
    )
    return tuple(part for part in (*told, *not_taken(reading)) if part)


def _filled(
    lines: Sequence[tuple[int, str]],
) -> list[tuple[int, tuple[int, str]]]:
    return [(number, line) for number, line in enumerate(lines, 1) if line[1].strip()]


def _opens_words(
    lines: Sequence[tuple[int, str]], number: int, heads: set[int]
) -> bool:
    """Say whether this is the first paragraph under a label line, after a blank."""
    before = number - BEFORE
    while before >= 0 and not lines[before][1].strip():
        before -= 1
    return before + 1 in heads and HEADS["label_line"](lines[before][1]) is not None


def _unmarked(
    lines: Sequence[tuple[int, str]], reading: Reading, within: list[int]
) -> list[int]:
    """Find lines that open with a full name or id which elsewhere is a label."""
    labels = {one.head.label for one in reading.taken}
    names = {label for label in labels if " " in label or not label.isalpha()}
    heads = {one.line for one in reading.taken}
    opens = tuple(f"{name} " for name in names) + tuple(f"{name}\n" for name in names)
    return [
        number
        for number in within
        if number not in heads
        if f"{lines[number - 1][1].lstrip(' *')}\n".startswith(opens)
    ]


def not_taken(reading: Reading) -> tuple[str, ...]:
    """Say which lines look like the opening of a turn but are taken as speech."""
    doubtful = [one for one in reading.refused if looks_like_name(one.head.label)]
    told = _told(NOT_TAKEN, _at(doubtful))
    return (told,) if told else ()


def _at(found: Sequence[Found]) -> list[int]:
    return [one.line for one in found]


def _told(what: tuple[str, str], numbers: list[int], *, listed: bool = True) -> str:
    if not numbers:
        return ""
    told = f"{counted(len(numbers), 'line')} {what[len(numbers) > 1]}"
    if not listed:
        return told
    places = ", ".join(map(str, numbers[:MOST_LISTED]))
    more = ", …" if len(numbers) > MOST_LISTED else ""
    return f"{told}: line {places}{more}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "turn"), counted(2, "turn")
    ('1 turn', '2 turns')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
