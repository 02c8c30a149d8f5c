"""Speakers: who is behind the labels of a transcript (semantics 3 and 4).

In:  a draft, and what is known of the interview and its persons.
Out: the transcript with its turns, how it was split, and what a person must settle:
     labels that lead to nobody, labels that look alike.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from qualcode.errors import Location, Problem
from qualcode.formats.labels import key, role_of, skeleton
from qualcode.formats.turns import Said, SplitText, split
from qualcode.model import Draft, Interview, Participant, Speaker, Transcript, Turn
from qualcode.model.transcript import Role

__all__ = ["transcript_of"]

ROLES: Mapping[str, Role] = {role: role for role in get_args(Role)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of the persons of one interview, by folded label."""

    persons: Mapping[str, str]  # id or pseudonym -> id
    told: Mapping[str, str]  # label -> role or id, as set by a person
    present: tuple[str, ...]  # ids of the interview's participants


def transcript_of(
    draft: Draft,
    *,
    id: str,
    interview: Interview | None = None,
    participants: Sequence[Participant] = (),
    roles: Sequence[tuple[str, str]] = (),
    dialect: str = "",
    loose: bool = False,
) -> tuple[Transcript, SplitText, tuple[Problem, ...]]:
    r"""Split a draft into turns and find the person behind each speaker.

    A label is, in this order: what ``interview.speakers`` or ``roles`` say (a role or a
    participant's id; the interview's word goes before the study's, a later entry of
    ``roles`` before an earlier); a participant's id or pseudonym; a common label's
    role; the interview's only participant, if it is the only label that leads to
    nobody. An interpreter speaks for the only participant. With ``loose`` there is no
    study: each participant's label is a person of its own, named ``id:label``.

    Returns:
        the transcript; the split with its evidence; problems, by first turn.

    >>> from qualcode.model import Source
    >>> draft = Draft(text="I: When?\nP: Now.", source=Source(format="txt", sha256=""))
    >>> transcript, _, _ = transcript_of(draft, id="I01", loose=True)
    >>> [(one.label, one.role, one.participant) for one in transcript.speakers]
    [('I', 'interviewer', None), ('P', 'participant', 'I01:P')]
    """
    found = split(draft.text, dialect=dialect or draft.source.dialect)
    labels = tuple(dict.fromkeys(said.label for said in found.said))
    known = _known(interview, participants, (*roles, *draft.source.labels))
    known = known if interview or not loose else replace(known, present=(id,))
    speakers = _loose_speakers(labels, known, id) if loose else _speakers(labels, known)
    interpreted = _interpreted(speakers, known.present)
    transcript = Transcript(
        id=id,
        text=draft.text,
        turns=_turns(found.said, interpreted),
        interview=interview.id if interview else id,
        source=replace(draft.source, dialect=found.dialect),
        speakers=tuple(interpreted[label] for label in labels),
    )
    problems = (
        *_unmapped(interpreted, found, id),
        *_look_alike(labels, id),
        *_absent(interview, labels, id),
    )
    return transcript, found, problems


def _known(
    interview: Interview | None,
    participants: Sequence[Participant],
    roles: Sequence[tuple[str, str]],
) -> _Known:
    told = {key(label): who for label, who in roles}
    if interview:
        told |= {key(label): who for label, who in interview.speakers}
    persons = {key(one.pseudonym): one.id for one in participants if one.pseudonym}
    persons |= {key(one.id): one.id for one in participants}
    return _Known(
        persons=persons,
        told=told,
        present=interview.participants if interview else (),
    )


def _speakers(labels: Sequence[str], known: _Known) -> dict[str, Speaker]:
    found = {label: _speaker(label, known) for label in labels}
    lost = [label for label in labels if _is_lost(found[label])]
    taken = {one.participant for one in found.values()}
    if len(lost) == len(known.present) == 1 and known.present[0] not in taken:
        only = known.present[0]
        found[lost[0]] = replace(found[lost[0]], participant=only)
    return found


def _speaker(label: str, known: _Known) -> Speaker:
    folded = key(label)
    who = known.told.get(folded, "")
    if told := ROLES.get(who.casefold()):
        return Speaker(label=label, role=told)
    if who:
        person = known.persons.get(key(who), who)
        interprets = role_of(label) == "interpreter"
        role: Role = "interpreter" if interprets else "participant"
        return Speaker(label=label, role=role, participant=person)
    if person_found := known.persons.get(folded):
        return Speaker(label=label, role="participant", participant=person_found)
    return Speaker(label=label, role=role_of(label) or "participant")


def _loose_speakers(
    labels: Sequence[str], known: _Known, id: str
) -> dict[str, Speaker]:
    """Make a person of each participant's label, whatever its case."""
    firsts: dict[str, str] = {}
    found: dict[str, Speaker] = {}
    for label in labels:
        speaker = _speaker(label, known)
        person = speaker.participant or firsts.setdefault(key(label), label)
        if speaker.role == "participant":
            speaker = replace(speaker, participant=f"{id}:{person}" if label else id)
        found[label] = speaker
    return found


def _interpreted(
    speakers: Mapping[str, Speaker], present: Sequence[str]
) -> dict[str, Speaker]:
    """Give an interpreter the words of the only participant, present or speaking."""
    heard = {one.participant for one in speakers.values() if one.role == "participant"}
    persons = heard | set(present) if len(present) > 1 else heard or set(present)
    only = persons.pop() if len(persons) == 1 else None
    return {
        label: replace(one, participant=one.participant or only)
        if one.role == "interpreter"
        else one
        for label, one in speakers.items()
    }


def _turns(said: Sequence[Said], speakers: Mapping[str, Speaker]) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            speaker=speakers[one.label],
            span=one.span,
            number=number,
            start_ms=one.start_ms,
            end_ms=one.end_ms,
        )
        for number, one in enumerate(said, 1)
    )


def _is_lost(speaker: Speaker) -> bool:
    return speaker.role == "participant" and speaker.participant is None


def _unmapped(
    speakers: Mapping[str, Speaker], found: SplitText, id: str
) -> list[Problem]:
    counts = Counter(one.label for one in found.said)
    firsts = {
        one.label: number for number, one in reversed([*enumerate(found.said, 1)])
    }
    problems: list[Problem] = []
    for label, speaker in speakers.items():
        if message := _complaint(speaker):
            turns = f"{counts[label]} turns, first turn {firsts[label]}"
            fix = f"name the person in interviews.csv, column speakers: {label}=ID"
            where = Location(id)
            problems.append(Problem(f"{message} ({turns})", where, fix))
    return problems


def _complaint(speaker: Speaker) -> str:
    if speaker.role == "interpreter" and speaker.participant is None:
        return "an interpreter speaks for several participants, or for nobody known"
    if _is_lost(speaker):
        if not speaker.label:
            return "the transcript has no labels and no single participant"
        return f"speaker {speaker.label!r} is no known participant"
    if speaker.role == "other" and role_of(speaker.label) == "other":
        return f"speaker {speaker.label!r} counts as nobody"
    return ""


def _absent(
    interview: Interview | None, labels: Sequence[str], id: str
) -> list[Problem]:
    """Labels that interviews.csv explains and the transcript does not have."""
    here = {key(label) for label in labels}
    told = [label for label, _ in interview.speakers] if interview else []
    fix = "write it as the transcript does; or see whether speakers were recognised"
    return [
        Problem(
            f"interviews.csv names a speaker {label!a} who does not speak",
            Location(id),
            fix,
        )
        for label in told
        if key(label) not in here
    ]


def _look_alike(labels: Sequence[str], id: str) -> list[Problem]:
    groups: dict[str, list[str]] = {}
    for label in labels:
        groups.setdefault(skeleton(label), []).append(label)
    return [
        Problem(
            f"labels look alike but differ: {', '.join(map(ascii, group))}",
            Location(id),
            "write them in one way in the transcript",
        )
        for group in groups.values()
        if len(group) > 1
    ]
