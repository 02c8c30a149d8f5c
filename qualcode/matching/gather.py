"""Gathering: the hits of all rules and segments, put together to suggestions.

In:  the answers of all segments.
Out: `Gathered`: hits as columns, those of one suggestion one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from qualcode.matching.cache import Ints
from qualcode.matching.counts import TIERS
from qualcode.matching.ragged import pointers
from qualcode.matching.reasons import WIDTH, Reasons, Row
from qualcode.matching.shelf import Answer
from qualcode.model import Rule

__all__ = ["Gathered", "gather"]

_COLUMN = {name: number for number, name in enumerate(Row._fields)}


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Gathered:
    """Hits and the suggestions they make.

    Of each hit: its ``row`` (a `Row` whose transcript is the place in this run), its
    ``rule``, and where its words and cues begin in ``matched`` and ``cues``. Of each
    suggestion: where its hits begin (``first``, with one entry more), its ``strongest``
    hit, ``start``, ``end``, ``code`` and ``tier`` (places in the codebook and `TIERS`).
    ``order`` are the suggestions in the order in which they are shown.
    """

    row: Ints
    rule: Ints
    matched_of: Ints
    matched: Ints
    cues_of: Ints
    cues: Ints
    kinds: tuple[str, ...]
    first: Ints
    strongest: Ints
    start: Ints
    end: Ints
    code: Ints
    tier: Ints
    order: Ints


def gather(
    answers: Sequence[Answer], rules: Sequence[Rule], codes: Sequence[int]
) -> Gathered:
    """Put hits together; ``codes`` are the places of the rules' codes."""
    parts = _Parts()
    for answer in answers:
        for number, reasons in enumerate(answer.reasons):
            if len(reasons.row):
                parts.add(reasons, number, answer.order)
    row = _stacked(parts.rows, WIDTH)
    rule = np.repeat(np.array(parts.rules, np.int64), parts.counts())
    matched, cues = _stacked(parts.matched, 2), _stacked(parts.cues, 3)
    matched_of = pointers(row[:, _COLUMN["matched"]])[:-1]
    cues_of = pointers(row[:, _COLUMN["cues"]])[:-1]
    code = np.array(codes, np.int64)[rule]
    tier = np.array([TIERS.index(each.tier) for each in rules], np.int64)[rule]
    transcript, start, end = (
        row[:, _COLUMN[name]] for name in ("transcript", "start", "end")
    )
    first_word = matched[matched_of, 0] if len(row) else matched_of
    here = np.lexsort((rule, first_word, end, start, tier, code, transcript))
    here = here[transcript[here] >= 0]
    row, rule, code, tier = row[here], rule[here], code[here], tier[here]
    first = _first_hits(row, code, tier)
    last = np.append(first, len(row))
    bounds = (row[first, _COLUMN["start"]], _largest(row[:, _COLUMN["end"]], first))
    by_place = (tier[first], code[first], bounds[1], bounds[0])
    return Gathered(
        row=row,
        rule=rule,
        matched_of=matched_of[here],
        matched=matched,
        cues_of=cues_of[here],
        cues=cues,
        kinds=tuple(parts.kinds),
        first=last,
        strongest=_strongest(row, rule, last),
        start=bounds[0],
        end=bounds[1],
        code=code[first],
        tier=tier[first],
        order=np.lexsort((*by_place, row[first, _COLUMN["transcript"]])),
    )


@dataclass(slots=True)
class _Parts:
    """Columns of the rules and segments that have hits."""

    rows: list[Ints] = field(default_factory=list)
    rules: list[int] = field(default_factory=list)
    matched: list[Ints] = field(default_factory=list)
    cues: list[Ints] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    def add(self, reasons: Reasons, rule: int, order: Ints) -> None:
        row = reasons.row.copy()
        row[:, _COLUMN["transcript"]] = order[row[:, _COLUMN["transcript"]]]
        self.rows.append(row)
        self.rules.append(rule)
        self.matched.append(reasons.matched)
        numbers = [
            self.kinds.setdefault(kind, len(self.kinds)) for kind in reasons.kinds
        ]
        cues = reasons.cues.copy()
        cues[:, 0] = np.array(numbers, np.int64)[cues[:, 0]]
        self.cues.append(cues)

    def counts(self) -> Ints:
        return np.array([len(row) for row in self.rows], np.int64)


def _first_hits(row: Ints, code: Ints, tier: Ints) -> Ints:
    """Where a suggestion begins: no passage before, of its kind, reaches into it."""
    if not len(row):
        return np.zeros(0, np.int64)
    transcript, start, end = (
        row[:, _COLUMN[name]].astype(np.int64)
        for name in ("transcript", "start", "end")
    )
    new = np.ones(len(row), dtype=bool)
    new[1:] = (np.diff(transcript) != 0) | (np.diff(code) != 0) | (np.diff(tier) != 0)
    # Kinds one behind the other on one line, so that none reaches into the next
    shift = np.cumsum(new) * (int(end.max()) + 1)
    reach = np.maximum.accumulate(end + shift)
    new[1:] |= (start + shift)[1:] >= reach[:-1]
    return np.flatnonzero(new)


def _largest(values: Ints, first: Ints) -> Ints:
    return np.maximum.reduceat(values, first) if len(first) else values


def _strongest(row: Ints, rule: Ints, first: Ints) -> Ints:
    """The strongest hit of each suggestion; of equals, the first in the text."""
    which = np.repeat(np.arange(len(first) - 1), np.diff(first))
    keys = (row[:, _COLUMN["experiencer"]], row[:, _COLUMN["assertion"]], which)
    best = np.lexsort((rule, np.arange(len(row)), *keys))
    return best[first[:-1]]


def _stacked(parts: Sequence[Ints], width: int) -> Ints:
    return np.concatenate(parts) if parts else np.zeros((0, width), np.int32)
