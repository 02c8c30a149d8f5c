"""Captions: what WebVTT and SubRip share: cues, their times and their speakers.

In:  the text of a caption file, cut into blocks by blank lines.
Out: `Cue` values, and the turns in them: a voice or a ``LABEL:`` names the speaker.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from qualcode.errors import Location, Problem
from qualcode.formats.dialects import HEADS, milliseconds
from qualcode.formats.heads import read_heads
from qualcode.formats.spoken import Spoken, joined
from qualcode.formats.text import lines_of

__all__ = ["Block", "Cue", "blocks_of", "cue_of", "turns_of"]

TIME = r"(?:\d{1,4}:)?[0-5]?\d:[0-5]\d[.,]\d{1,3}"
TIMES = re.compile(rf"\s*({TIME})\s*-->\s*({TIME})(?:\s.*)?")
VOICE = re.compile(r"<v(?:\.[^\s>]{0,80})?\s([^<>]{0,200})>|</v>")
MARKUP = re.compile(r"</?[A-Za-z0-9.:][^<>]{0,80}>|\{\\[^{}]{0,80}\}")
BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines up to a blank one, and the number of the first."""

    line: int
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: its place in the file, start in milliseconds, and lines."""

    line: int
    start_ms: int
    lines: tuple[str, ...] = field(repr=False)


def blocks_of(text: str) -> list[Block]:
    r"""Return the blocks of lines between blank lines.

    >>> [block.line for block in blocks_of("WEBVTT\n\n1\n00:01.0 --> 00:02.0\nHi")]
    [1, 3]
    """
    blocks: list[Block] = []
    current: list[str] = []
    for number, (_, line) in enumerate([*lines_of(text), (0, "")], 1):
        if line.strip():
            current.append(line)
        elif current:
            blocks.append(Block(number - len(current), tuple(current)))
            current = []
    return blocks


def cue_of(block: Block, name: str) -> Cue | Problem:
    """Return a block's cue, or what is wrong with its times."""
    for index, line in enumerate(block.lines[:2]):
        if found := TIMES.fullmatch(line):
            words = block.lines[index + 1 :]
            return Cue(block.line + index, milliseconds(found[1]), words)
    return Problem(
        "the caption has no line with its times",
        Location(name, block.line),
        "put 00:00:01.000 --> 00:00:02.500 on the line above its words",
    )


def turns_of(cues: Sequence[Cue]) -> tuple[list[Spoken], list[str]]:
    """Return the turns of captions, and a warning when some have no speaker.

    >>> turns_of([Cue(1, 0, ("<v Amina>They came.",))])[0]
    [Spoken(label='Amina', start_ms=0)]
    """
    pieces = [piece for cue in cues for piece in _pieces(cue)]
    numbered = [(0, words) for _, _, words in pieces]
    believed = {
        one.line for one in read_heads(numbered, 0, "colon", forced=False).taken
    }
    spoken = [
        Spoken(*_labelled(voice, words, believed=number in believed), start_ms)
        for number, (voice, start_ms, words) in enumerate(pieces, 1)
    ]
    spoken = [one for one in _continued(spoken, pieces) if one.words.strip()]
    lost = sum(not one.label for one in spoken)
    named = any(one.label for one in spoken)
    warnings = [f"captions without a speaker: {lost}"] if lost and named else []
    return joined(spoken), warnings


Piece = tuple[str, int, str]  # voice, start, a line of words


def _pieces(cue: Cue) -> Iterator[Piece]:
    """Yield the lines of a cue, cut where a voice begins or ends."""
    voice = ""
    for line in cue.lines:
        parts = VOICE.split(BREAK.sub(" ", line))
        for index, part in enumerate(parts):
            if index % 2:
                voice = _plain(part or "")
            elif words := _plain(part):
                yield voice, cue.start_ms, words


def _plain(text: str) -> str:
    return unescape(MARKUP.sub("", text)).replace("\0", "").strip()


def _labelled(voice: str, words: str, *, believed: bool) -> tuple[str, str]:
    head = HEADS["colon"](words) if believed and not voice else None
    return (head.label, words[head.words :]) if head else (voice, words)


def _continued(spoken: Iterable[Spoken], pieces: Sequence[Piece]) -> Iterator[Spoken]:
    """Give a cue's later lines the speaker whom its first line names."""
    label, start = "", -1
    for one, (voice, start_ms, _) in zip(spoken, pieces, strict=True):
        if one.label or voice or start_ms != start:
            label, start = one.label, start_ms
        yield Spoken(label, one.words, one.start_ms)
