"""Who is counted: the persons of a study, their kind, and whether consent allows it.

In:  a `Study`.
Out: one `Person` for every participant, known or only heard in a transcript, in
     natural order of ids; and the groups in the order in which tables print them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from qualcode.model import Consent, Group, Participant, Study

__all__ = ["NO_VALUE", "Person", "groups_of", "natural", "people_of", "value_of"]

# What tables print where an attribute or a group is not recorded.
NO_VALUE = "not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A participant as tables see them.

    ``recorded`` says that consent was written down rather than assumed; ``speaks`` that
    at least one turn of an imported transcript is theirs; ``counts`` that their consent
    allows numbers (semantics 18, 19).
    """

    id: str
    pseudonym: str
    group: str
    group_label: str
    kind: str
    level: Consent
    recorded: bool
    speaks: bool
    counts: bool = True
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def in_base(self) -> bool:
        """Whether this person is one of the affected persons numbers are out of."""
        return self.counts and self.speaks and self.kind == "affected"


def people_of(study: Study) -> dict[str, Person]:
    """Return every person of ``study`` by id, in natural order of ids.

    A person whom a transcript names but no table knows is affected, without a group
    and without recorded consent.

    >>> ada = Participant(id="p2", group="tenants")
    >>> people_of(Study(id="s", participants=(ada,)))["p2"].kind
    'affected'
    """
    speaking = {
        turn.speaker.participant
        for transcript in study.transcripts
        for turn in transcript.turns
        if turn.speaker.role in {"participant", "interpreter"}
        and turn.speaker.participant
    }
    known = {participant.id: participant for participant in study.participants}
    groups = {group.id: group for group in study.settings.groups}
    return {
        id: _person(known.get(id) or Participant(id=id), groups, speaks=id in speaking)
        for id in sorted(known.keys() | speaking, key=natural)
    }


def groups_of(study: Study) -> tuple[Group, ...]:
    """Return the groups of ``study``: as in its settings, then those only used.

    >>> used = Participant(id="p1", group="tenants")
    >>> [group.label for group in groups_of(Study(id="s", participants=(used,)))]
    ['tenants']
    """
    declared = study.settings.groups
    ids = {group.id for group in declared}
    used = {person.group for person in people_of(study).values() if person.group}
    others = sorted(used - ids, key=natural)
    return (*declared, *(Group(id=id, label=id) for id in others))


def value_of(person: Person, name: str) -> str:
    """Return what ``person`` has for an attribute or for group, kind or consent.

    >>> person = people_of(Study(id="s", participants=(Participant(id="p1"),)))["p1"]
    >>> value_of(person, "age band"), value_of(person, "kind")
    ('not recorded', 'affected')
    """
    own = {
        "group": person.group,
        "kind": person.kind,
        "consent": str(person.level) if person.recorded else "",
        "pseudonym": person.pseudonym,
        "person": person.id,
    }
    return (own[name] if name in own else dict(person.attributes).get(name)) or NO_VALUE


@lru_cache(maxsize=65536)
def natural(id: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Return a key that sorts ids as people do: I2 before I10.

    >>> sorted(["I10", "I2", "A"], key=natural)
    ['A', 'I2', 'I10']
    """
    parts = re.split(r"([0-9]+)", id.casefold())
    key = tuple(
        (0, int(part), "") if index % 2 else (1, 0, part)
        for index, part in enumerate(parts)
    )
    return key, id


def _person(
    participant: Participant, groups: dict[str, Group], *, speaks: bool
) -> Person:
    group = groups.get(participant.group)
    return Person(
        id=participant.id,
        pseudonym=participant.pseudonym,
        group=participant.group,
        group_label=group.label if group else participant.group,
        kind=group.kind if group else "affected",
        level=participant.level,
        recorded=participant.consent is not None,
        speaks=speaks,
        counts=participant.level.allows(Consent.AGGREGATE_ONLY),
        attributes=participant.attributes,
    )
