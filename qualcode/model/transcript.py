"""Transcripts: the stored text, its turns, and who speaks in them.

`Draft` is what a reader of a file format returns: text only. `Transcript` is what the
one splitter of turns makes of it. The text never changes; everything else points in.
"""

from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.span import Span

__all__ = ["Draft", "Role", "Source", "Speaker", "Transcript", "Turn"]

Role = Literal["participant", "interviewer", "interpreter", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a transcript's text came from; never the original or its name.

    ``sha256`` is of the original file's bytes; ``labels`` maps speaker labels to
    participant ids or roles, as set by a person for this transcript alone.
    """

    format: str
    sha256: str
    encoding: str = ""
    dialect: str = ""
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader makes of a file's bytes: NFC text, LF lines, and warnings.

    Warnings are sentences about what was dropped or doubtful, without its words.
    ``dialect`` is set by formats that know their turns (vtt, srt, csv, xlsx).
    """

    text: str = field(repr=False)
    source: Source
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A label in a transcript, its role, and the person behind it if known.

    ``participant`` is the id of a `Participant`; for an interpreter, of the person
    whose words are interpreted. Interviewers have none.
    """

    label: str
    role: Role
    participant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One speaker's stretch of words, without its label and time.

    ``number`` counts from 1; ``start_ms`` and ``end_ms`` are milliseconds from the
    recording's start where the transcript tells them.
    """

    speaker: Speaker
    span: Span
    number: int
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A transcript's text and its turns, ordered and disjoint.

    Raises:
        ValueError: turns overlap, are out of order or leave the text.
    """

    id: str
    text: str = field(repr=False)
    turns: tuple[Turn, ...]
    interview: str
    source: Source
    speakers: tuple[Speaker, ...] = ()

    def __post_init__(self) -> None:
        """Check that turns are ordered, disjoint and inside the text."""
        end = 0
        for turn in self.turns:
            if turn.span.start < end or turn.span.end > len(self.text):
                raise ValueError(f"turn {turn.number} of {self.id} is out of place")
            end = turn.span.end

    def turns_in(self, span: Span) -> tuple[Turn, ...]:
        """Return the turns that share a code point with ``span``, in order."""
        return tuple(turn for turn in self.turns if turn.span.overlaps(span))
