"""One coding as tables see it: whose words, which class, counted or why not.

In:  a `Study` and what reviews make of it (`qualcode.model.resolve`).
Out: a `Row` for every coding that people decided and every open suggestion, with all
     that can be derived. `codings.codings_table` is these rows as a DataFrame; every
     other table is made of the same rows, so that no two tables disagree.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TypedDict

from qualcode.model import (
    Coding,
    Consent,
    Interview,
    Reason,
    Span,
    Study,
    Suggestion,
    Turn,
)
from qualcode.model.resolve import Resolved
from qualcode.tables.people import Person, natural

__all__ = ["CLASSES", "Row", "class_of", "rows_of"]

# What a passage says about the speaker's own experience; the strongest first
# (semantics 17). Hearsay is what happened to others, or is known from them.
CLASSES = ("affirmed", "feared", "denied", "unclear", "hearsay")

Place = tuple[str, str, Span]  # transcript, code, passage


class _Said(TypedDict):
    """The fields of a `Row` that codings and suggestions have alike."""

    transcript: str
    interview: Interview
    span: Span
    turn: Turn | None
    quote: str
    code: str
    theme: str
    persons: tuple[Person, ...]
    kind: str
    interpreted: bool
    assertion: str
    experiencer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A coding or an open suggestion, with everything tables say about it.

    ``persons`` are the participants whose words it touches (semantics 11); ``turns``
    the numbers of the turns. ``why_not_counted`` is empty when it counts.
    """

    key: str
    transcript: str
    interview: Interview
    span: Span
    turn: Turn | None
    quote: str = field(repr=False)
    code: str
    theme: str
    status: str
    origin: str
    persons: tuple[Person, ...]
    kind: str
    interpreted: bool
    assertion: str
    experiencer: str
    coder: str = ""
    time_scope: str = "in"
    perpetrators: tuple[str, ...] = ()
    mode: str = ""
    event: str = ""
    memo: str = field(default="", repr=False)
    rule: str = ""
    reasons: str = field(default="", repr=False)
    state: str = "kept"
    version: str = ""
    at: str = ""
    why_not_counted: str = ""

    @property
    def class_(self) -> str:
        """The class in which it counts, one of `CLASSES`."""
        return class_of(self.assertion, self.experiencer)

    @property
    def decided(self) -> bool:
        """Whether a person decided it, rather than a rule suggesting it."""
        return self.status != "suggested"


def class_of(assertion: str, experiencer: str) -> str:
    """Return the class of an assertion about somebody's experience.

    >>> class_of("denied", "self"), class_of("affirmed", "other")
    ('denied', 'hearsay')
    """
    return "hearsay" if experiencer in {"other", "hearsay"} else assertion


def rows_of(study: Study, resolved: Resolved, people: dict[str, Person]) -> list[Row]:
    """Return the rows of ``study`` in order of transcript, place and code.

    Nothing depends on the order in which transcripts, codings or suggestions stand.

    >>> rows_of(Study(id="empty"), Resolved(), {})
    []
    """
    places = _Places(study, resolved, people)
    keys = _content_keys((*resolved.open, *resolved.rejected))
    rows = [
        *(places.of_coding(each, "confirmed") for each in resolved.decided),
        *(places.of_coding(each, "confirmed") for each in resolved.unplaced),
        *(places.of_coding(each, "disputed") for each in resolved.disputed),
        *(places.of_coding(each, "rejected") for each in resolved.overruled),
        *(places.of_rule(each, "suggested", keys) for each in resolved.open),
        *(places.of_rule(each, "rejected", keys) for each in resolved.rejected),
    ]
    order = {code.id: place for place, code in enumerate(study.codebook.codes)}

    def place(row: Row) -> tuple[object, ...]:
        code = order.get(row.code, len(order))
        return natural(row.transcript), row.span, code, row.code, row.status, row.key

    return sorted(rows, key=place)


class _Places:
    """Looks up what surrounds a passage: its turns, persons, interview, words."""

    def __init__(
        self, study: Study, resolved: Resolved, people: dict[str, Person]
    ) -> None:
        self.people = people
        self.read = {_place(each): each for each in resolved.confirmed}
        self.themes = {code.id: code.theme for code in study.codebook.codes}
        self.interviews = {each.id: each for each in study.interviews}
        self.documents = {each.id for each in study.documents}
        self.transcripts = {each.id: each for each in study.transcripts}
        # A suggestion never crosses a turn, and there are many of them.
        self.turns = {
            (each.id, turn.number): turn
            for each in study.transcripts
            for turn in each.turns
        }
        self.versions = {
            each.id: sha256(each.text.encode()).hexdigest()[:12]
            for each in study.transcripts
        }

    def of_coding(self, coding: Coding, status: str) -> Row:
        transcript = self.transcripts.get(coding.transcript)
        placed = transcript and coding.state in {"kept", "moved"}
        turns = transcript.turns_in(coding.span) if transcript and placed else ()
        read = self.read.get(_place(coding))
        return self._judged(
            Row(
                **self._said(coding, turns),
                key=coding.id,
                status=status,
                origin=coding.rule or "manual",
                coder=coding.coder,
                time_scope=coding.time_scope,
                perpetrators=coding.perpetrators,
                mode=coding.mode,
                event=coding.event,
                memo=coding.memo,
                rule=coding.rule,
                reasons=self._reasons(read) if read else "",
                state=coding.state,
                version=coding.version,
                at=coding.at,
            )
        )

    def of_rule(
        self, suggestion: Suggestion, status: str, keys: dict[Place, str]
    ) -> Row:
        named = {each.perpetrator for each in suggestion.reasons if each.perpetrator}
        turns = (self.turns[suggestion.transcript, suggestion.turn],)
        return self._judged(
            Row(
                **self._said(suggestion, turns),
                key=keys[_place(suggestion)],
                status=status,
                origin=suggestion.rule,
                perpetrators=tuple(sorted(named)),
                rule=suggestion.rule,
                reasons=self._reasons(suggestion),
                version=self.versions[suggestion.transcript],
            )
        )

    def _said(self, said: Coding | Suggestion, turns: Sequence[Turn]) -> _Said:
        persons = self._persons(turns)
        kinds = sorted({person.kind for person in persons})
        is_document = said.transcript in self.documents
        return {
            "transcript": said.transcript,
            "interview": self._interview(said.transcript),
            "span": said.span,
            "turn": turns[0] if turns else None,
            "quote": said.quote,
            "code": said.code,
            "theme": self.themes.get(said.code, ""),
            "persons": persons,
            "kind": "document" if is_document else "; ".join(kinds),
            "interpreted": any(each.speaker.role == "interpreter" for each in turns),
            "assertion": said.assertion,
            "experiencer": said.experiencer,
        }

    def _reasons(self, suggestion: Suggestion) -> str:
        text = self.transcripts[suggestion.transcript].text
        return _in_words(suggestion.reasons, text)

    def _interview(self, transcript: str) -> Interview:
        of = self.transcripts.get(transcript)
        id = of.interview if of else ""
        return self.interviews.get(id) or Interview(id=id)

    def _persons(self, turns: Iterable[Turn]) -> tuple[Person, ...]:
        ids = {
            turn.speaker.participant
            for turn in turns
            if turn.speaker.role in {"participant", "interpreter"}
            and turn.speaker.participant
        }
        return tuple(self.people[id] for id in sorted(ids, key=natural))

    def _judged(self, row: Row) -> Row:
        """Say why it does not count, and keep silent what must not be read."""
        if why := _why_not(row, known=row.code in self.themes):
            row = replace(row, why_not_counted=why)
        if any(person.level is Consent.WITHDRAWN for person in row.persons):
            return replace(row, quote="", memo="", reasons="")
        return row


def _why_not(row: Row, *, known: bool) -> str:
    """Return the first reason why a row enters no number, or nothing."""
    of_person = row.kind != "document"
    level = row.persons[0].level if row.persons else ""
    reasons = (
        (row.status in {"rejected", "disputed"}, row.status),
        (row.state not in {"kept", "moved"}, f"{row.state} in today's text"),
        (not known, "code is not in the codebook"),
        (row.time_scope != "in", f"time or place: {row.time_scope}"),
        (of_person and not row.persons, "no participant's words"),
        (of_person and not any(p.counts for p in row.persons), f"consent: {level}"),
    )
    return next((why for holds, why in reasons if holds), "")


def _content_keys(suggestions: Iterable[Suggestion]) -> dict[Place, str]:
    """Return keys that stay when text is added elsewhere.

    A key is made of transcript, code and words; of the same words twice, their order.
    """
    seen: Counter[str] = Counter()
    keys: dict[Place, str] = {}
    for each in sorted(suggestions, key=_place):
        content = f"{each.transcript}\0{each.code}\0{each.quote}"
        hashed = sha256(f"{content}\0{seen[content]}".encode()).hexdigest()
        seen[content] += 1
        keys[_place(each)] = f"s-{hashed[:12]}"
    return keys


def _place(said: Coding | Suggestion) -> Place:
    return said.transcript, said.code, said.span


def _in_words(reasons: Iterable[Reason], text: str) -> str:
    """Say what matched and which words the guards read, one reason after another."""
    said = []
    for reason in reasons:
        words = " … ".join(span.of(text) for span in reason.matched)
        cues = "".join(f"; {cue.kind}: {cue.span.of(text)}" for cue in reason.cues)
        note = f"; {reason.note}" if reason.note else ""
        said.append(f"{reason.rule}: {words}{cues}{note}")
    return " | ".join(said)
