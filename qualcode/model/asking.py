"""Asking: a transcript in which nobody is known as the interviewer.

The interviewer's words are never testimony, so a transcript of several speakers and no
interviewer is doubtful: somebody's questions may count as answers. Nothing is guessed;
the speaker who asks most is named to the person who can tell.
"""

from collections import Counter

from qualcode.errors import Location, Problem
from qualcode.model.transcript import Transcript

__all__ = ["no_interviewer"]


def no_interviewer(transcript: Transcript) -> Problem | None:
    """Return a problem when several speak and nobody is the interviewer.

    The fix names the label with the largest share of turns that hold a question mark.
    """
    turns: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for turn in transcript.turns:
        if turn.speaker.role == "interviewer":
            return None
        turns[turn.speaker.label] += 1
        # Question marks of Latin, Arabic and full-width writing
        asked[turn.speaker.label] += any(
            mark in turn.span.of(transcript.text) for mark in "?؟？"
        )
    if len(turns) < 2:
        return None
    most = max(turns, key=lambda label: (asked[label] / turns[label], turns[label]))
    fix = f"if it is {most}, who asks most: --speaker '{most}=interviewer'"
    message = "nobody is known as the interviewer, so all words count as testimony"
    return Problem(message, Location(transcript.id), fix)
