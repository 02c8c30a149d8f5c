"""Wording: whether the words of a passage may be printed in what is made for others.

Consent fails closed for words (semantics 19): all persons whose words a passage touches
must allow quoting; without a recorded level, or without a known person, none does.
"""

from collections.abc import Mapping

from qualcode.model.participant import Consent, Participant
from qualcode.model.span import Span
from qualcode.model.transcript import Transcript

__all__ = ["printable"]


def printable(
    transcript: Transcript, span: Span, persons: Mapping[str, Participant]
) -> bool:
    """Say whether consent allows printing the words of ``span``.

    An interviewer's words in it do not matter, nor do labels and times.

    Args:
        transcript: where the passage lies.
        span: the passage.
        persons: the study's participants by id.
    """
    for turn in transcript.turns_in(span):
        if turn.speaker.role == "interviewer":
            continue
        person = persons.get(turn.speaker.participant or "")
        if person is None or not person.level.allows(Consent.QUOTE_ROLE_ONLY):
            return False
    return True
