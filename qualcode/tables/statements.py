"""Statements: what one person says about one code, ready to be counted.

In:  rows of codings (`qualcode.tables.rows`).
Out: a `Statement` for each counted row and each person it credits; and `Passage`:
     statements of one code, transcript, person, assertion and experiencer class whose
     spans share a code point are one passage (semantics 16).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.model import Span
from qualcode.tables.people import Person, natural
from qualcode.tables.rows import Row

__all__ = ["Statement", "by_unit", "merged_statements", "statements_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One passage under one code, credited to one person or document.

    ``person`` is None for a document. ``rows`` are the keys of the codings it stands
    for, ``decided`` whether a person decided them or a rule suggests them: the two are
    never in one statement.
    """

    code: str
    transcript: str
    interview: str
    date: str
    span: Span
    person: Person | None
    assertion: str
    class_: str
    decided: bool
    rows: tuple[Row, ...]

    @property
    def source(self) -> str:
        """The person's id, or the document's."""
        return self.person.id if self.person else self.transcript

    @property
    def kind(self) -> str:
        """affected, key_informant or document."""
        return self.person.kind if self.person else "document"


def statements_of(rows: Iterable[Row], persons: Collection[str]) -> list[Statement]:
    """Return a statement for each counted row and each of its ``persons``.

    Persons whose consent does not allow it, and those not in ``persons``, are left out.
    """
    return [
        Statement(
            code=row.code,
            transcript=row.transcript,
            interview=row.interview.id,
            date=row.interview.date,
            span=row.span,
            person=person,
            assertion=row.assertion,
            class_=row.class_,
            decided=row.decided,
            rows=(row,),
        )
        for row in rows
        if not row.why_not_counted
        for person in (row.persons or (None,))
        if person is None or (person.counts and person.id in persons)
    ]


def merged_statements(statements: Iterable[Statement]) -> list[Statement]:
    """Return passages: statements of the same thing that share a code point, as one.

    The order is that of transcripts, places, codes and persons.
    """
    alike: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for each in statements:
        reported = each.class_ == "hearsay"
        thing = (each.code, each.transcript, each.source, each.assertion, reported)
        alike[*thing, each.decided].append(each)
    passages = [passage for group in alike.values() for passage in _merged(group)]
    return sorted(passages, key=_place)


def by_unit(
    statements: Iterable[Statement], units: Mapping[str, Collection[str]]
) -> dict[str, list[Statement]]:
    """Return the passages of each unit: a theme, a parent code, a right, a code.

    ``units`` names the codes that belong to each. The passages carry the unit as their
    code: a passage under two codes of a unit is one.
    """
    homes: dict[str, list[str]] = defaultdict(list)
    for unit, codes in units.items():
        for code in codes:
            homes[code].append(unit)
    found: dict[str, list[Statement]] = {unit: [] for unit in units}
    for each in statements:
        for unit in homes.get(each.code, ()):
            own = each if each.code == unit else replace(each, code=unit)
            found[unit].append(own)
    return {
        unit: own if tuple(units[unit]) == (unit,) else merged_statements(own)
        for unit, own in found.items()
    }


def _merged(alike: Sequence[Statement]) -> list[Statement]:
    """Merge statements that differ in nothing but their place."""
    if len(alike) == 1:
        return list(alike)
    ordered = sorted(alike, key=lambda each: each.span)
    groups: list[list[Statement]] = []
    end = -1
    for each in ordered:
        if each.span.start >= end:
            groups.append([])
        groups[-1].append(each)
        end = max(end, each.span.end)
    return [_as_one(group) for group in groups]


def _as_one(touching: Sequence[Statement]) -> Statement:
    if len(touching) == 1:
        return touching[0]
    rows = {row.key: row for each in touching for row in each.rows}
    span = Span(touching[0].span.start, max(each.span.end for each in touching))
    return replace(touching[0], span=span, rows=tuple(rows.values()))


def _place(each: Statement) -> tuple[object, ...]:
    source = natural(each.source)
    undecided = not each.decided
    class_ = each.assertion, each.class_
    return natural(each.transcript), each.span, each.code, source, class_, undecided
