"""Doubts: what makes numbers wrong without anything being broken.

The interviewer's words are never testimony, so a transcript of several speakers and no
interviewer is doubtful: somebody's questions may count as answers. Groups that nobody
declared count as affected, police and lawyers too. Nothing is guessed; whoever can tell
is told.
"""

from collections import Counter
from collections.abc import Iterator

from qualcode.errors import Location, Problem
from qualcode.model.study import Study
from qualcode.model.transcript import Transcript

__all__ = ["doubts_of", "no_interviewer"]


def doubts_of(study: Study) -> tuple[Problem, ...]:
    """Return the doubts about a study's groups and transcripts.

    >>> doubts_of(Study(id="empty"))
    ()
    """
    spoken = (no_interviewer(transcript) for transcript in study.transcripts)
    fix = "name them in study.yaml under speakers, as LABEL: interviewer"
    return (
        *_undeclared_groups(study),
        *(Problem(each.message, each.where, fix) for each in spoken if each),
    )


def no_interviewer(transcript: Transcript) -> Problem | None:
    """Return a problem when several speak and nobody is the interviewer.

    The fix names the label with the largest share of turns that hold a question mark.
    """
    if len(transcript.turns) == 1 and not transcript.turns[0].speaker.label:
        return _no_labels(transcript)
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


def _no_labels(transcript: Transcript) -> Problem | None:
    """A text without labels is one participant's; are there questions in it?"""
    text = transcript.turns[0].span.of(transcript.text)
    if "\n" not in text or not any(mark in text for mark in "?؟？"):
        return None
    message = "no speakers were found, so all words count as one participant's"
    fix = "if others speak too, write `LABEL: words`, or try another --dialect"
    return Problem(message, Location(transcript.id), fix)


def _undeclared_groups(study: Study) -> Iterator[Problem]:
    """Say which groups nobody declared: their persons count as affected."""
    declared = {group.id for group in study.settings.groups}
    used = Counter(person.group for person in study.participants)
    for group in sorted(used.keys() - declared):
        persons = f"{used[group]} person" + "s" * (used[group] != 1)
        what = f"of the group {group!a}" if group else "without a group"
        message = f"{persons} {what} count as affected persons"
        fix = "declare each group in study.yaml as affected or key_informant"
        yield Problem(message, Location("study.yaml"), fix)
