"""Turns rendered as text: ``[00:01:02] LABEL: words``, which `turns` reads back.

In:  what formats with structure know: label, time and words of each turn.
Out: a draft's text. Labels are made to fit the grammar of turns; line breaks inside a
     turn become spaces, so that no word of it can be taken for a label.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qualcode.formats.dialects import clock
from qualcode.formats.labels import looks_like_name, no_label, tidy
from qualcode.model import Draft, Source

__all__ = ["Spoken", "draft_of", "fitting", "joined", "render"]

NOT_IN_LABEL = re.compile(r'[:：\[\](){}<>"“”«»?!;,،؟\\*|=\n\r\t]')
LONGEST = 40
MOST_WORDS = 5
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one speaker said without a break; no label when it is not told."""

    label: str
    words: str = field(repr=False)
    start_ms: int | None = None


def draft_of(
    spoken: Sequence[Spoken],
    data: bytes,
    format: str,
    *,
    encoding: str = "",
    warnings: Sequence[str] = (),
) -> Draft:
    r"""Return the draft of turns that a format with structure holds.

    >>> draft_of([Spoken("I", "When?", 0)], b"", "vtt").text
    '[00:00:00] I: When?\n'
    """
    named = any(one.label for one in spoken)
    return Draft(
        text=render(spoken),
        source=Source(
            format=format,
            sha256=hashlib.sha256(data).hexdigest(),
            encoding=encoding,
            dialect="time_label" if named else "none",
        ),
        warnings=tuple(warnings),
    )


def joined(spoken: Iterable[Spoken]) -> list[Spoken]:
    """Join what one speaker said in a row: captions cut turns into lines.

    >>> joined([Spoken("P1", "They"), Spoken("P1", "came."), Spoken("I", "When?")])[0]
    Spoken(label='P1', start_ms=None)
    """
    turns: list[list[Spoken]] = []
    for one in spoken:
        if turns and one.label and turns[-1][0].label == one.label:
            turns[-1].append(one)
        else:
            turns.append([one])
    return [
        Spoken(turn[0].label, " ".join(one.words for one in turn), turn[0].start_ms)
        for turn in turns
    ]


def render(spoken: Iterable[Spoken]) -> str:
    r"""Return the text of turns, a blank line between two.

    >>> render([Spoken("amina (survivor)", "They\ncame.", 61_000)])
    '[00:01:01] Amina Survivor: They came.\n'
    """
    lines = [line for one in spoken if (line := _line(one))]
    text = "\n\n".join(lines) + "\n" if lines else ""
    return unicodedata.normalize("NFC", text)


def fitting(label: str) -> str:
    """Return a label in the form that the grammar of turns reads.

    >>> fitting("1"), fitting("speaker: one"), fitting("Note")
    ('Speaker 1', 'Speaker One', 'Speaker Note')
    """
    bare = tidy(NOT_IN_LABEL.sub(" ", unicodedata.normalize("NFC", label)))
    if not bare:
        return ""
    if not bare[0].isalpha() or no_label(bare):
        bare = f"Speaker {bare}"
    words = bare.split(" ")[:MOST_WORDS]
    if not looks_like_name(" ".join(words)[:LONGEST].strip()):
        words = [word[:1].upper() + word[1:] for word in words]
    return " ".join(words)[:LONGEST].strip()


def _line(one: Spoken) -> str:
    words = SPACE.sub(" ", one.words).strip()
    if not words:
        return ""
    time = f"[{clock(one.start_ms)}] " if one.start_ms is not None else ""
    label = fitting(one.label)
    return f"{time}{label}: {words}" if label else f"{time}{words}"
