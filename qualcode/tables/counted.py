"""A study as it is counted: its persons, rows and statements, worked out once.

In:  a `Study`, and conditions that narrow it (`qualcode.tables.where`).
Out: a `Counted`. Every table takes a `Study` or a `Counted`; whoever makes several
     tables of one study makes one `Counted` first, and all of them agree.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from qualcode.model import Interview, Study, Transcript
from qualcode.model.resolve import Resolved, resolve
from qualcode.tables.people import Person, natural, people_of
from qualcode.tables.rows import Row, rows_of
from qualcode.tables.statements import Statement, merged_statements, statements_of
from qualcode.tables.where import (
    Condition,
    holds_for_interview,
    holds_for_person,
    holds_for_row,
)

__all__ = ["Counted", "counted"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """What tables are made of; narrowed to what the conditions in ``where`` let in.

    ``people`` are all persons let in, by id, whatever their consent; ``base`` those
    that numbers of affected persons are out of (semantics 18). ``rows`` are codings,
    ``statements`` what of them counts, a person each; ``passages`` those, merged.
    ``resolved`` is of the whole study.
    """

    study: Study = field(repr=False)
    people: dict[str, Person] = field(repr=False)
    transcripts: tuple[Transcript, ...] = field(repr=False)
    rows: tuple[Row, ...] = field(repr=False)
    statements: tuple[Statement, ...] = field(repr=False)
    passages: tuple[Statement, ...] = field(repr=False)
    resolved: Resolved = field(repr=False)
    where: tuple[Condition, ...] = ()

    @property
    def base(self) -> tuple[Person, ...]:
        """Affected persons who speak in a transcript and may be counted."""
        return tuple(person for person in self.people.values() if person.in_base)

    @property
    def nothing_decided(self) -> bool:
        """Whether there are suggestions and no decided statement yet (semantics 14)."""
        return bool(self.statements) and not any(s.decided for s in self.statements)


def counted(source: "Study | Counted", where: Iterable[Condition] = ()) -> Counted:
    """Return ``source`` as it is counted, narrowed by all conditions in ``where``.

    A `Counted` is returned as it is when there are no conditions.

    >>> counted(Study(id="empty")).base
    ()
    """
    conditions: Sequence[Condition] = tuple(where)
    if isinstance(source, Counted):
        if not conditions:
            return source
        return counted(source.study, (*source.where, *conditions))
    resolved = resolve(source)
    transcripts = _transcripts(source, conditions)
    everybody = people_of(replace(source, transcripts=transcripts))
    people = {
        id: person
        for id, person in everybody.items()
        if holds_for_person(conditions, person)
    }
    rows = rows_of(source, resolved, people_of(source))
    rows = [row for row in rows if _lets_in(conditions, row, people)]
    statements = tuple(statements_of(rows, people))
    return Counted(
        study=source,
        people=people,
        transcripts=transcripts,
        rows=tuple(rows),
        statements=statements,
        passages=tuple(merged_statements(statements)),
        resolved=resolved,
        where=tuple(conditions),
    )


def _transcripts(
    study: Study, conditions: Sequence[Condition]
) -> tuple[Transcript, ...]:
    """Return the transcripts of the interviews let in, in natural order of ids."""
    known = {each.id: each for each in study.interviews}
    return tuple(
        each
        for each in sorted(study.transcripts, key=lambda one: natural(one.id))
        if holds_for_interview(
            conditions,
            known.get(each.interview) or Interview(id=each.interview),
            each.id,
        )
    )


def _lets_in(
    conditions: Sequence[Condition], row: Row, people: Collection[str]
) -> bool:
    """Say whether a row stays: its interview, its persons, and the row itself.

    A row that credits nobody, as those of documents, passes no condition on persons.
    """
    scopes = {condition.scope for condition in conditions}
    if "person" in scopes and not any(each.id in people for each in row.persons):
        return False
    return holds_for_interview(conditions, row.interview, row.transcript) and (
        holds_for_row(conditions, row)
    )
