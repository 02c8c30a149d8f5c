"""The passage of one row: by its offsets, or by its quote and the turn it names.

In:  a row of a table of codings; the text it speaks of.
Out: the one place it can mean, or what is wrong: no place, several, or another quote
     there. Messages tell turns and offsets, never words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.errors import Problem
from qualcode.model.codingrow import CodingRow
from qualcode.model.quotes import Searched
from qualcode.model.span import Span
from qualcode.model.transcript import Transcript

__all__ = ["Place", "place_of"]

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A passage; ``nth`` is its number, from 0, among equal words in the text."""

    span: Span
    nth: int


def place_of(
    row: CodingRow, text: Searched, transcript: Transcript | None
) -> tuple[Place | None, Problem | None]:
    """Return the passage that a row means, or else what is wrong with it.

    >>> from qualcode.errors import Location
    >>> from qualcode.model.quotes import searched
    >>> cells = {"": Location("ann.csv", 2)}
    >>> row = CodingRow(transcript="I01", code="c", quote="No.", cells=cells)
    >>> place_of(row, searched("Yes. No."), None)[0].span
    Span(start=5, end=8)
    """
    if row.start is None and row.end is None:
        found = _by_quote(row, text, transcript)
    else:
        found = _by_offsets(row, text)
    if isinstance(found, Problem):
        return None, found
    words = found.of(text.text)
    before = [span for span in text.find(words) if span.start < found.start]
    return Place(found, len(before)), None


def _by_offsets(row: CodingRow, text: Searched) -> Span | Problem:
    if row.start is None or row.end is None:
        lacking = "start" if row.start is None else "end"
        fix = f"write `{lacking}` too, or a quote alone"
        return Problem(f"`{lacking}` is missing", row.where(lacking), fix)
    if row.start >= row.end:
        fix = "offsets count from 0; `end` is the first one after the passage"
        return Problem("`end` is not after `start`", row.where("end"), fix)
    if row.end > len(text.text):
        length = len(text.text)
        message = f"the offsets are out of range: the text has {length:,} characters"
        fix = "check which transcript they are for, or give the quote instead"
        return Problem(message, row.where("end"), fix)
    span = Span(row.start, row.end)
    if row.quote and not text.same(span, row.quote):
        fix = "give the quote alone, or offsets that fit today's text"
        message = "other words than the quote stand at these offsets"
        return Problem(message, row.where("quote"), fix)
    return span


def _by_quote(
    row: CodingRow, text: Searched, transcript: Transcript | None
) -> Span | Problem:
    if not row.quote:
        fix = "write the quote, or `start` and `end`"
        return Problem("the row has no passage", row.where("quote"), fix)
    found = text.find(row.quote)
    if not found:
        fix = "copy it from the transcript; it must not leave anything out"
        message = f"the quote is not in {row.transcript}"
        return Problem(message, row.where("quote"), fix)
    if row.turn is not None:
        return _in_turn(row, found, transcript)
    if len(found) > 1:
        fix = "say which one in a column `turn`, or `start` and `end`"
        message = f"the quote stands {len(found)} times: {_places(found, transcript)}"
        return Problem(message, row.where("quote"), fix)
    return found[0]


def _in_turn(
    row: CodingRow, found: Sequence[Span], transcript: Transcript | None
) -> Span | Problem:
    if transcript is None:
        fix = "leave `turn` empty"
        return Problem("a document has no turns", row.where("turn"), fix)
    here = [span for span in found if row.turn in _turns(span, transcript)]
    if len(here) == 1:
        return here[0]
    if not here:
        message = f"the quote is not in turn {row.turn}, but at "
        message += _places(found, transcript)
        return Problem(message, row.where("turn"), "write that turn")
    message = f"the quote stands {len(here)} times in turn {row.turn}: "
    message += _offsets(here)
    return Problem(message, row.where("turn"), "give `start` and `end`")


def _places(found: Sequence[Span], transcript: Transcript | None) -> str:
    turns = [_turns(span, transcript) for span in found] if transcript else []
    if not all(turns) or not turns or len(set(map(tuple, turns))) < len(turns):
        return _offsets(found)
    shown = [str(numbers[0]) for numbers in turns[:SHOWN]]
    return f"turns {', '.join(shown)}{' …' * (len(turns) > SHOWN)}"


def _offsets(found: Sequence[Span]) -> str:
    shown = [f"{span.start}-{span.end}" for span in found[:SHOWN]]
    return f"offsets {', '.join(shown)}{' …' * (len(found) > SHOWN)}"


def _turns(span: Span, transcript: Transcript) -> list[int]:
    return [turn.number for turn in transcript.turns_in(span)]
