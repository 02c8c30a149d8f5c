"""Codes together: how many persons affirm both of two codes, and how closely.

In:  a `Study`. Out: a row a pair of codes that at least one person affirms both of. The
unit is the person everywhere: anywhere in what they say, in passages that share words,
or in codings of one event. Denials, fears and hearsay are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

import pandas as pd

from qualcode.model import Study
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.frequency import units_of_codes
from qualcode.tables.numbers import SUGGESTED
from qualcode.tables.statements import Statement, by_unit

__all__ = ["COOCCURRENCE_COLUMNS", "cooccurrence_table"]

Pair = tuple[str, str]
Together = Mapping[Pair, set[str]]
_NUMBERS = (
    *("persons_both", "persons_a", "persons_b"),
    *("persons_same_passage", "persons_same_event"),
)
COOCCURRENCE_COLUMNS = (
    *("code_a", "code_a_label", "code_b", "code_b_label"),
    *(name + twin for name in _NUMBERS for twin in ("", SUGGESTED)),
)


def cooccurrence_table(source: Study | Counted) -> pd.DataFrame:
    """Count persons who affirm both codes of each pair that occurs.

    Pairs are in reading order; a parent is not paired with its own parts. Decided and
    suggested statements are never paired with each other.

    >>> cooccurrence_table(Study(id="empty")).shape[0]
    0
    """
    view = counted(source)
    labels = {code.id: code.label for code in view.study.codebook.codes}
    decided = _Pairs(view, decided=True)
    suggested = _Pairs(view, decided=False)
    return frame_of(
        (
            {
                "code_a": a,
                "code_a_label": labels[a],
                "code_b": b,
                "code_b_label": labels[b],
                **decided.numbers((a, b), ""),
                **suggested.numbers((a, b), SUGGESTED),
            }
            for a, b in decided.possible
            if decided.both(a, b) or suggested.both(a, b)
        ),
        COOCCURRENCE_COLUMNS,
    )


class _Pairs:
    """Who affirms what with what, decided or suggested."""

    def __init__(self, view: Counted, *, decided: bool) -> None:
        units = units_of_codes(view.study.codebook)
        affirmed = [
            each
            for each in view.passages
            if each.decided is decided
            and each.kind == "affected"
            and each.class_ == "affirmed"
        ]
        self.possible = [
            (a, b)
            for a, b in combinations(units, 2)
            if a not in units[b] and b not in units[a]
        ]
        found = by_unit(affirmed, units)
        self.persons = {unit: {e.source for e in found[unit]} for unit in units}
        everything = [each for unit in units for each in found[unit]]
        self.in_passage = _together(_touching(everything))
        self.in_event = _together(_of_one_event(everything))

    def both(self, a: str, b: str) -> set[str]:
        return self.persons[a] & self.persons[b]

    def numbers(self, pair: Pair, twin: str) -> dict[str, int]:
        a, b = pair
        sets = (
            *(self.both(a, b), self.persons[a], self.persons[b]),
            *(self.in_passage.get(pair, set()), self.in_event.get(pair, set())),
        )
        names = (name + twin for name in _NUMBERS)
        return {name: len(found) for name, found in zip(names, sets, strict=True)}


def _together(pairs: Iterable[tuple[Statement, Statement]]) -> Together:
    found: dict[Pair, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one.code, other.code].add(one.source)
        found[other.code, one.code].add(one.source)
    return found


def _touching(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield pairs of one person's statements that share a character."""
    places: dict[Pair, list[Statement]] = defaultdict(list)
    for each in statements:
        places[each.transcript, each.source].append(each)
    for found in places.values():
        found.sort(key=lambda each: each.span)
        for index, one in enumerate(found):
            for other in found[index + 1 :]:
                if other.span.start >= one.span.end:
                    break
                yield one, other


def _of_one_event(
    statements: Iterable[Statement],
) -> Iterator[tuple[Statement, Statement]]:
    """Yield pairs of one person's statements that are coded as one event."""
    events: dict[Pair, list[Statement]] = defaultdict(list)
    for each in statements:
        for row in each.rows:
            if row.event:
                events[row.event, each.source].append(each)
    for found in events.values():
        yield from combinations(found, 2)
