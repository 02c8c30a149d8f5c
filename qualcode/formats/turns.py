"""Turns: one grammar over any text, without changing it.

In:  a transcript's text, and a dialect if a person has set one.
Out: `SplitText`: who said what where, the dialect with its evidence, and what was
     doubtful. Who the speakers are is in `speakers`; how a line opens a turn is in
     `dialects`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from qualcode.errors import TranscriptError
from qualcode.formats.dialects import NAMES
from qualcode.formats.doubts import counted, doubts, not_taken
from qualcode.formats.heads import Found, Reading, read_heads
from qualcode.formats.labels import key
from qualcode.formats.preamble import header_lines
from qualcode.formats.text import lines_of
from qualcode.model import Span

__all__ = ["DIALECTS", "Said", "SplitText", "split"]

DIALECTS = ("colon", "time_label", "label_time", "label_line", "q_a", "initial", "none")
# Where two dialects find as many turns, the narrower one comes first.
PREFERRED = ("label_time", "q_a", "colon", "time_label", "label_line", "initial")
MUCH = 4  # a dialect is worth a mention when a fourth of the turns lie elsewhere


@dataclass(frozen=True, slots=True)
class Said:
    """A turn as it stands: label, the span of its words, times if told."""

    label: str
    span: Span
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class SplitText:
    """A text's turns in order, and how they were found.

    ``alternatives`` are other dialects in which much of the text would be turns too.
    """

    dialect: str
    evidence: str
    said: tuple[Said, ...] = field(repr=False)
    warnings: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


def split(text: str, *, dialect: str = "") -> SplitText:
    r"""Split ``text`` into turns, in ``dialect`` or the one that fits best.

    Raises:
        TranscriptError: ``dialect`` is not one of `DIALECTS`.

    >>> found = split("I: When?\nP01: In spring.\n\nI told him: go.\nI: And then?\n")
    >>> found.evidence
    '2 speakers, 3 turns, label and colon before the words'
    >>> [said.label for said in found.said]
    ['I', 'P01', 'I']
    """
    if dialect and dialect not in DIALECTS:
        known = ", ".join(DIALECTS)
        raise TranscriptError(
            f"{dialect!a} is not a dialect", fix=f"use one of {known}"
        )
    lines = lines_of(text)
    first = header_lines([line for _, line in lines])
    if dialect == "none":
        return _whole(text, ())
    if dialect:
        reading = read_heads(lines, first, dialect, forced=True)
        if reading.taken:
            return _split(text, lines, reading, ())
        return _whole(text, (f"no turns in the set dialect, {NAMES[dialect]}",))
    readings = [read_heads(lines, first, name, forced=False) for name in PREFERRED]
    best = max(readings, key=_fit)
    if not best.taken:
        return _whole(text, not_taken(max(readings, key=lambda one: len(one.refused))))
    return _split(text, lines, best, _alternatives(readings, best))


def _whole(text: str, warnings: tuple[str, ...]) -> SplitText:
    span = _trimmed(text, 0, len(text))
    said = (Said("", span),) if span else ()
    evidence = "no speaker labels: the whole text is one turn"
    return SplitText("none", evidence, said, warnings)


def _fit(reading: Reading) -> tuple[int, int]:
    """Return what makes a dialect fit: many turns, then an early first one."""
    return len(reading.taken), -reading.taken[0].line if reading.taken else 0


def _alternatives(readings: list[Reading], best: Reading) -> tuple[str, ...]:
    """Name the dialects that find turns elsewhere, one for each set of lines."""
    mine = {one.line for one in best.taken}
    others: dict[frozenset[int], str] = {}
    for reading in readings:
        lines = frozenset(one.line for one in reading.taken)
        if reading.sure and len(lines - mine) * MUCH >= len(mine):
            others.setdefault(lines, reading.dialect)
    return tuple(others.values())


def _split(
    text: str,
    lines: Sequence[tuple[int, str]],
    reading: Reading,
    alternatives: tuple[str, ...],
) -> SplitText:
    said: list[Said] = []
    silent: list[Found] = []
    ends = [*(one.at for one in reading.taken[1:]), len(text)]
    for one, end in zip(reading.taken, ends, strict=True):
        head = one.head
        if span := _trimmed(text, one.at + head.words, end):
            said.append(Said(head.label, span, head.start_ms, head.end_ms))
        else:
            silent.append(one)
    if not said:
        return _whole(text, ("labels without words: taken as text",))
    speakers = len({key(one.label) for one in said})
    evidence = (
        f"{counted(speakers, 'speaker')}, {counted(len(said), 'turn')}, "
        f"{NAMES[reading.dialect]}"
    )
    warnings = doubts(lines, reading, silent)
    return SplitText(reading.dialect, evidence, tuple(said), warnings, alternatives)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
