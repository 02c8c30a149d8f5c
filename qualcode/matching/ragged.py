"""Rows of unequal length in flat arrays: what numpy needs to work on many at once.

In:  where each row starts in a flat array, and how long it is.
Out: positions in the flat array, row after row.
"""

import numpy as np

from qualcode.matching.cache import Ints

__all__ = ["pointers", "positions", "rows"]


def positions(starts: Ints, counts: Ints) -> Ints:
    """Return ``start, start + 1, …`` for each row, one row after the other.

    >>> positions(np.array([10, 40]), np.array([3, 2])).tolist()
    [10, 11, 12, 40, 41]
    """
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    shift = np.asarray(starts, dtype=np.int64) - (ends - counts)
    found: Ints = np.arange(total, dtype=np.int64) + np.repeat(shift, counts)
    return found


def rows(counts: Ints) -> Ints:
    """Return the number of the row that each position belongs to.

    >>> rows(np.array([3, 0, 2])).tolist()
    [0, 0, 0, 2, 2]
    """
    numbers: Ints = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    return numbers


def pointers(counts: Ints) -> Ints:
    """Return where each row starts, and at last where the last one ends.

    >>> pointers(np.array([3, 0, 2])).tolist()
    [0, 3, 3, 5]
    """
    found = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=found[1:])
    return found
