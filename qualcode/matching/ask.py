"""Asking the index: where the words of a chain stand, for all transcripts at once.

In:  a segment of the index, and chains of steps (`compiled`).
Out: `Found`: for each match the words it took, as intervals of word positions.

A match takes one sequence for each step, in order, in one sentence; between steps at
most `gap` words. Punctuation, white space and notes are no words.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from qualcode.matching.cache import Ints
from qualcode.matching.compiled import Chain, Place, Step
from qualcode.matching.compiled import Sequence as Places
from qualcode.matching.found import Found, Mask
from qualcode.matching.ragged import positions, rows
from qualcode.matching.segment import Segment

__all__ = ["Asker"]

_NO = np.zeros(0, np.int64)


@dataclass(eq=False, slots=True)
class Asker:
    """Answers for one segment; every set of forms is looked up once."""

    segment: Segment
    _numbers: dict[Place, Ints] = field(default_factory=dict, repr=False)
    _steps: dict[tuple[Places, ...], tuple[Ints, Ints]] = field(
        default_factory=dict, repr=False
    )
    _chains: dict[Chain, Found] = field(default_factory=dict, repr=False)

    def chain(self, chain: Chain) -> Found:
        """Return all matches of a chain, one for each first and last word."""
        if chain not in self._chains:
            self._chains[chain] = self._ask(chain)
        return self._chains[chain]

    def _ask(self, chain: Chain) -> Found:
        rarest_first = sorted(chain, key=self._frequency)
        if not chain or any(not len(self.step(step)[0]) for step in rarest_first):
            return Found.none(len(chain))
        start, end = self.step(chain[0])
        first = Found(start, end, end - start, np.stack((start, end), axis=1))
        return reduce(self._join, chain[1:], first)

    def _join(self, found: Found, step: Step) -> Found:
        """Continue matches with the step's matches up to ``gap`` words further."""
        start, end = self.step(step)
        low = np.searchsorted(start, found.end)
        high = np.searchsorted(start, found.end + step.gap, "right")
        before = rows(high - low)
        after = positions(low, high - low)
        sentences = self.segment.sentence_of_word
        same = sentences[found.start[before]] == sentences[start[after]]
        before, after = before[same], after[same]
        return _one_each(
            Found(
                found.start[before],
                end[after],
                found.count[before] + (end - start)[after],
                np.column_stack((found.taken[before], start[after], end[after])),
            )
        )

    def step(self, step: Step) -> tuple[Ints, Ints]:
        """Return start and end of each match of a step's sequences, sorted."""
        if step.sequences not in self._steps:
            found = [
                (start, start + len(places))
                for places in step.sequences
                for start in [self.sequence(places)]
            ]
            start = np.concatenate([each for each, _ in found] or [_NO])
            end = np.concatenate([each for _, each in found] or [_NO])
            if len(found) > 1:
                order = np.lexsort((end, start))
                start, end = start[order], end[order]
                new = np.ones(len(start), dtype=bool)
                new[1:] = (np.diff(start) != 0) | (np.diff(end) != 0)
                start, end = start[new], end[new]
            self._steps[step.sequences] = (start, end)
        return self._steps[step.sequences]

    def sequence(self, places: Places) -> Ints:
        """Return where words one after the other start, in one sentence, sorted."""
        segment = self.segment
        counts = [self._count(place) for place in places]
        rarest = counts.index(min(counts))
        if not counts[rarest]:
            return _NO
        start = self._occurrences(places[rarest]) - rarest
        forms, sentences = segment.form_of_word, segment.sentence_of_word
        last = len(places) - 1
        start = start[(start >= 0) & (start + last < len(forms))]
        for offset, place in enumerate(places):
            if offset != rarest:
                start = start[self._holds(place, forms[start + offset])]
        return start[sentences[start] == sentences[start + last]] if last else start

    def _frequency(self, step: Step) -> int:
        return sum(min(map(self._count, places)) for places in step.sequences)

    def _count(self, place: Place) -> int:
        numbers, of = self.numbers(place), self.segment.posting_of
        return int((of[numbers + 1] - of[numbers]).sum())

    def _occurrences(self, place: Place) -> Ints:
        numbers, of = self.numbers(place), self.segment.posting_of
        which = positions(of[numbers], of[numbers + 1] - of[numbers])
        found = self.segment.postings[which].astype(np.int64)
        return np.sort(found) if len(numbers) > 1 else found

    def _holds(self, place: Place, forms: Ints) -> Mask:
        return np.isin(forms, self.numbers(place))

    def numbers(self, place: Place) -> Ints:
        """Return the numbers of a place's forms in this segment, sorted."""
        if place not in self._numbers:
            known = self.segment.form_numbers
            found = {known[form] for form in place.forms if form in known}
            for stem in place.stems:
                found |= {known[form] for form in self._begun(stem)}
            self._numbers[place] = np.array(sorted(found), np.int64)
        return self._numbers[place]

    def _begun(self, stem: str) -> Sequence[str]:
        forms = self.segment.sorted_forms
        low = bisect_left(forms, stem)
        high = bisect_left(forms, stem + "\U0010ffff", low)
        return forms[low:high]


def _one_each(found: Found) -> Found:
    """Keep one match for each start and end: most words, then the first places."""
    columns = found.taken.T[::-1]
    found = found.at(np.lexsort((*columns, -found.count, found.end, found.start)))
    new = np.ones(len(found), dtype=bool)
    new[1:] = (np.diff(found.start) != 0) | (np.diff(found.end) != 0)
    return found.at(new)
