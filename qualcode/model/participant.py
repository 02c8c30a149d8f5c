"""Persons, interviews, groups, quoted documents: who and what a number is about."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

__all__ = ["Consent", "Document", "Group", "GroupKind", "Interview", "Participant"]

GroupKind = Literal["affected", "key_informant"]


class Consent(StrEnum):
    """What a person allowed, from the most to the least (counting.md 4.1)."""

    QUOTE_NAMED_PSEUDONYM = "quote_named_pseudonym"
    QUOTE_ROLE_ONLY = "quote_role_only"
    PARAPHRASE = "paraphrase"
    AGGREGATE_ONLY = "aggregate_only"
    BACKGROUND_ONLY = "background_only"
    WITHDRAWN = "withdrawn"

    def allows(self, needed: "Consent") -> bool:
        """Say whether this level allows what ``needed`` allows.

        >>> Consent.PARAPHRASE.allows(Consent.AGGREGATE_ONLY)
        True
        >>> Consent.PARAPHRASE.allows(Consent.QUOTE_ROLE_ONLY)
        False
        """
        order = list(Consent)
        return order.index(self) <= order.index(needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of participants and its kind (``study.yaml``, ``groups:``)."""

    id: str
    label: str
    kind: GroupKind = "affected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person who was interviewed: the unit of every number in a report.

    ``consent`` is None when none is recorded: counted, never quoted (semantics 19).
    """

    id: str
    pseudonym: str = ""
    group: str = ""
    consent: Consent | None = None
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def level(self) -> Consent:
        """The consent that is in force: ``aggregate_only`` when none is recorded."""
        return self.consent or Consent.AGGREGATE_ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A conversation; it may hold several persons, and a person may have several.

    ``speakers`` maps labels in the transcript to participant ids, or to the roles
    ``interviewer``, ``interpreter``, ``other``. ``date`` is as written (ISO).
    """

    id: str
    date: str = ""
    place: str = ""
    language: str = ""
    interpreter: str = ""
    participants: tuple[str, ...] = ()
    speakers: tuple[tuple[str, str], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A quoted report or study: hand codings only, never counted as an interview."""

    id: str
    title: str = ""
    kind: str = ""
    issuer: str = ""
    year: str = ""
    text: str = field(default="", repr=False)
