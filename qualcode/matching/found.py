"""Found: matches as columns of word positions, and which of them to keep.

In:  matches of a chain, of patterns near each other, of an expression.
Out: the same, without those that overlap a longer one.

Of matches that overlap from first to last word, the longest wins: that with the most
matched words, among equals the one that is closest together, then the leftmost.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualcode.matching.cache import Ints

__all__ = ["Found", "Mask", "longest"]

Mask = npt.NDArray[np.bool_]

_NO = np.zeros(0, np.int64)


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """Matches: first word, end (after the last word), and how many words they took.

    ``taken`` holds a row for each match: start and end of each step's words, in order.
    """

    start: Ints
    end: Ints
    count: Ints
    taken: Ints

    def __len__(self) -> int:
        """Return the number of matches."""
        return len(self.start)

    def at(self, which: Ints | Mask) -> "Found":
        """Return the matches at the given places, or under a mask."""
        return Found(
            self.start[which], self.end[which], self.count[which], self.taken[which]
        )

    @classmethod
    def none(cls, steps: int = 1) -> "Found":
        """Return no matches."""
        return cls(_NO, _NO, _NO, np.zeros((0, 2 * steps), np.int64))


def longest(found: Found) -> Found:
    """Choose among matches that overlap from first to last word; sorted by start."""
    found = found.at(np.lexsort((found.end, found.start)))
    if len(found) < 2:  # nothing to choose
        return found
    reach = np.maximum.accumulate(found.end)
    alone = np.ones(len(found), dtype=bool)
    overlaps = found.start[1:] < reach[:-1]
    alone[1:] &= ~overlaps
    alone[:-1] &= ~overlaps
    keys = [
        (-count, end - start, start, taken, place)
        for place, start, end, count, taken in zip(
            np.flatnonzero(~alone).tolist(),
            found.start[~alone].tolist(),
            found.end[~alone].tolist(),
            found.count[~alone].tolist(),
            found.taken[~alone].tolist(),
            strict=True,
        )
    ]
    alone[_chosen(sorted(keys))] = True
    return found.at(alone)


def _chosen(best_first: Iterable[tuple[int, int, int, list[int], int]]) -> list[int]:
    """Take the best, then the best of those that do not overlap it, and so on."""
    starts: list[int] = []
    ends: list[int] = []
    chosen: list[int] = []
    for _, extent, start, _, place in best_first:
        after = bisect_left(starts, start)
        free_before = after == 0 or ends[after - 1] <= start
        free_after = after == len(starts) or start + extent <= starts[after]
        if free_before and free_after:
            starts.insert(after, start)
            ends.insert(after, start + extent)
            chosen.append(place)
    return chosen
