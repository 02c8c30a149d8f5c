"""Nearness: several patterns in any order, close to each other.

In:  the matches of each pattern, and how near they must be.
Out: matches that take one of each.

`within: 8` allows at most 8 other words from the first to the last of them, in one
sentence: for two patterns, the same as `A ~8 B` or `B ~8 A`. `sentence` and `turn`
allow any number there. The matches of the patterns do not overlap. Of the stretches
that end with the same match only the shortest is taken.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from qualcode.matching.cache import Ints
from qualcode.matching.found import Found, longest

__all__ = ["near"]

# Start, end, pattern, place among the pattern's matches
_Match = tuple[int, int, int, int]


def near(
    found: Sequence[Found], unit: Ints, within: int | Literal["sentence", "turn"]
) -> Found:
    """Return matches of one of each of ``found`` in one unit.

    Args:
        found: the matches of each pattern.
        unit: of each word, the sentence or turn it stands in.
        within: how many other words may stand between, if that is limited.
    """
    best = [longest(each) for each in found]
    units = [unit[each.start] for each in best]
    shared = _in_all(units, int(unit.max(initial=-1)) + 1)
    limit = within if isinstance(within, int) else None
    chosen: list[tuple[_Match, ...]] = []
    for matches in _by_unit(best, units, shared):
        chosen += _closest(matches, len(best), limit)
    return longest(_as_found(best, chosen))


def _in_all(units: Sequence[Ints], size: int) -> Ints:
    masks = np.zeros((len(units), size), dtype=bool)
    for mask, each in zip(masks, units, strict=True):
        mask[each] = True
    return np.flatnonzero(masks.all(axis=0))


def _by_unit(
    best: Sequence[Found], units: Sequence[Ints], shared: Ints
) -> list[list[_Match]]:
    groups: dict[int, list[_Match]] = {each: [] for each in shared.tolist()}
    for number, (each, of) in enumerate(zip(best, units, strict=True)):
        inside = np.flatnonzero(np.isin(of, shared))
        for place, start, end, group in zip(
            inside.tolist(),
            each.start[inside].tolist(),
            each.end[inside].tolist(),
            of[inside].tolist(),
            strict=True,
        ):
            groups[group].append((start, end, number, place))
    return [sorted(matches) for matches in groups.values()]


def _closest(
    matches: Sequence[_Match], patterns: int, limit: int | None
) -> list[tuple[_Match, ...]]:
    """For each match, the shortest stretch that ends with it and has one of each."""
    found: list[tuple[_Match, ...]] = []
    for at, last in enumerate(matches):
        taken = [last]
        missing = set(range(patterns)) - {last[2]}
        for match in reversed(matches[:at]):
            if not missing:
                break
            if match[2] in missing and match[1] <= taken[-1][0]:
                taken.append(match)
                missing.remove(match[2])
        others = last[1] - taken[-1][0] - sum(end - start for start, end, *_ in taken)
        if not missing and (limit is None or others <= limit):
            found.append(tuple(reversed(taken)))
    return found


def _as_found(best: Sequence[Found], chosen: Sequence[tuple[_Match, ...]]) -> Found:
    width = sum(each.taken.shape[1] for each in best)
    taken = [
        np.concatenate([best[number].taken[place] for _, _, number, place in matches])
        for matches in chosen
    ]
    start = [matches[0][0] for matches in chosen]
    end = [matches[-1][1] for matches in chosen]
    count = [
        sum(int(best[number].count[place]) for _, _, number, place in matches)
        for matches in chosen
    ]
    return Found(
        np.array(start, np.int64),
        np.array(end, np.int64),
        np.array(count, np.int64),
        np.array(taken, np.int64).reshape(len(chosen), width),
    )
