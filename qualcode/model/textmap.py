"""Where the characters of one text stand in a later one.

In:  a text and what it became after edits by hand.
Out: a `TextMap`: runs of characters that both share, in order, found by lines that
     occur once in each (a patience diff), then by words inside what is left; and the
     stretches whose place is doubtful because the text repeats itself there.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from qualcode.model.span import Span

__all__ = ["Run", "TextMap", "text_map"]

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
WINDOW = 100  # code points beside a passage that are looked at
SUPPORT = 0.5  # share of them that must be there still
DRIFT = 32  # by how much they may have moved apart: a longer label, a word put in
LARGEST_GAP = 4_000_000  # products of tokens; above, a gap is not looked into


class Run(NamedTuple):
    """``length`` characters that are the same from ``old`` and from ``new`` on."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class TextMap:
    """The shared runs of an old and a new text, ordered and disjoint in both.

    ``doubtful`` are stretches of the old text that could stand elsewhere just as well:
    beside a cut or an insertion the text repeats itself.
    """

    old: str = field(repr=False)
    new: str = field(repr=False)
    runs: tuple[Run, ...] = field(repr=False)
    doubtful: tuple[Span, ...] = ()

    def exact(self, span: Span) -> Span | None:
        """Return where ``span`` stands now if it lies in one run; else None.

        >>> text_map("one two", "one or two").exact(Span(4, 7))
        Span(start=7, end=10)
        """
        run = self._run_at(span.start)
        if run is None or span.end > run.old + run.length:
            return None
        return span.shifted(run.new - run.old)

    def around(self, span: Span) -> Span | None:
        """Return the new stretch between what is left of ``span``'s edges, if any.

        >>> text_map("one two six", "one too six").around(Span(2, 9))
        Span(start=2, end=9)
        """
        inside = [
            run
            for run in self.runs[self._first(span) :]
            if run.old < span.end and run.old + run.length > span.start
        ]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        start = first.new + max(0, span.start - first.old)
        if span.start < first.old:
            start = self._end_before(first)
        end = last.new + min(last.length, span.end - last.old)
        if span.end > last.old + last.length:
            end = self._start_after(last)
        return Span(start, end) if start < end else None

    def is_doubtful(self, span: Span) -> bool:
        """Say whether ``span`` lies wholly in a stretch whose place is doubtful."""
        return any(stretch.contains(span) for stretch in self.doubtful)

    def is_supported(self, span: Span) -> bool:
        """Say whether the words on one side of ``span`` stand beside it still.

        A line that stands alone in a changed neighbourhood may be another one that
        happens to read the same.
        """
        run = self._run_at(span.start)
        if run is None:
            return False
        left = max(0, span.start - WINDOW), span.start
        right = span.end, min(len(self.old), span.end + WINDOW)
        return any(
            self._share(side, run.new - run.old) >= SUPPORT for side in (left, right)
        )

    def _share(self, window: tuple[int, int], by: int) -> float:
        """The share of a window's letters that moved as far as its neighbour."""
        start, end = window
        if start >= end:
            return 0
        shared = 0
        for run in self.runs[self._first(Span(start, end)) :]:
            if run.old >= end:
                break
            if abs(run.new - run.old - by) <= DRIFT:
                inside = min(end, run.old + run.length) - max(start, run.old)
                shared += max(0, inside)
        return shared / (end - start)

    def _first(self, span: Span) -> int:
        return max(0, bisect_right(self.runs, span.start, key=_old) - 1)

    def _run_at(self, place: int) -> Run | None:
        at = bisect_right(self.runs, place, key=_old) - 1
        if at < 0 or place >= self.runs[at].old + self.runs[at].length:
            return None
        return self.runs[at]

    def _end_before(self, run: Run) -> int:
        at = bisect_left(self.runs, run.old, key=_old)
        return self.runs[at - 1].new + self.runs[at - 1].length if at else 0

    def _start_after(self, run: Run) -> int:
        at = bisect_right(self.runs, run.old, key=_old)
        return self.runs[at].new if at < len(self.runs) else len(self.new)


def text_map(old: str, new: str) -> TextMap:
    r"""Compare two texts once, for all the spans that are to be mapped.

    >>> [tuple(run) for run in text_map("a b\nc\n", "a b\nx\nc\n").runs]
    [(0, 0, 4), (4, 6, 2)]
    """
    if old == new:
        whole = (Run(0, 0, len(old)),) if old else ()
        return TextMap(old, new, whole)
    runs = tuple(_joined(_line_runs(old, new)))
    return TextMap(old, new, runs, tuple(_doubtful(old, new, runs)))


def _old(run: Run) -> int:
    return run.old


def _line_runs(old: str, new: str) -> Iterator[Run]:
    old_lines, new_lines = _LINE.findall(old), _LINE.findall(new)
    old_starts, new_starts = _starts(old_lines), _starts(new_lines)
    end_a = end_b = 0
    for a, b in [*_patience(old_lines, new_lines), (len(old_lines), len(new_lines))]:
        gap_a = old_starts[end_a], old_starts[a]
        gap_b = new_starts[end_b], new_starts[b]
        if gap_a[0] < gap_a[1] and gap_b[0] < gap_b[1]:
            yield from _token_runs(old, new, gap_a, gap_b)
        if a < len(old_lines):
            yield Run(old_starts[a], new_starts[b], len(old_lines[a]))
        end_a, end_b = a + 1, b + 1


def _starts(pieces: Sequence[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return [*starts, starts[-1]]


def _patience(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal lines in order: by lines that occur once, then what is between."""
    pairs: list[tuple[int, int]] = []
    work = [(0, len(a), 0, len(b))]
    while work:
        a_low, a_high, b_low, b_high = work.pop()
        while a_low < a_high and b_low < b_high and a[a_low] == b[b_low]:
            pairs.append((a_low, b_low))
            a_low, b_low = a_low + 1, b_low + 1
        while a_low < a_high and b_low < b_high and a[a_high - 1] == b[b_high - 1]:
            a_high, b_high = a_high - 1, b_high - 1
            pairs.append((a_high, b_high))
        found = _once_in_each(a, b, (a_low, a_high), (b_low, b_high))
        for i, j in [*found, (a_high, b_high)] if found else []:
            work.append((a_low, i, b_low, j))
            a_low, b_low = i + 1, j + 1
        pairs.extend(found)
    return sorted(pairs)


def _once_in_each(
    a: Sequence[str], b: Sequence[str], in_a: tuple[int, int], in_b: tuple[int, int]
) -> list[tuple[int, int]]:
    """The longest rising row of lines that occur once in each of both stretches."""
    once_a = _single(a, in_a)
    once_b = _single(b, in_b)
    return _rising([(i, once_b[line]) for line, i in once_a.items() if line in once_b])


def _single(lines: Sequence[str], within: tuple[int, int]) -> dict[str, int]:
    counts = Counter(lines[slice(*within)])
    return {lines[i]: i for i in range(*within) if counts[lines[i]] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second numbers rise (patience sorting)."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        tops[pile : pile + 1] = [j]
        last[pile : pile + 1] = [place]
        before.append(last[pile - 1] if pile else -1)
    row: list[tuple[int, int]] = []
    place = last[-1] if last else -1
    while place >= 0:
        row.append(pairs[place])
        place = before[place]
    return row[::-1]


def _token_runs(
    old: str, new: str, gap_a: tuple[int, int], gap_b: tuple[int, int]
) -> Iterator[Run]:
    a = _TOKEN.findall(old[slice(*gap_a)])
    b = _TOKEN.findall(new[slice(*gap_b)])
    if len(a) * len(b) > LARGEST_GAP:
        return
    starts_a, starts_b = _starts(a), _starts(b)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        length = starts_a[i + size] - starts_a[i]
        if length:
            yield Run(gap_a[0] + starts_a[i], gap_b[0] + starts_b[j], length)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Runs with those that touch in both texts made one."""
    last: Run | None = None
    for run in runs:
        if last and _touch(last, run):
            last = Run(last.old, last.new, last.length + run.length)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _touch(one: Run, other: Run) -> bool:
    return (one.old + one.length, one.new + one.length) == (other.old, other.new)


def _doubtful(old: str, new: str, runs: Sequence[Run]) -> Iterator[Span]:
    """Stretches beside a pure cut or insertion by which it could be slid."""
    edges = [Run(0, 0, 0), *runs, Run(len(old), len(new), 0)]
    for left, right in pairwise(edges):
        cut = old[left.old + left.length : right.old]
        put = new[left.new + left.length : right.new]
        if bool(cut) == bool(put):
            continue
        gap = cut or put
        before = _same_backwards(old, left.old + left.length, left.old, gap)
        after = _same_forwards(old, right.old, right.old + right.length, gap)
        start = left.old + left.length - before
        if before + after:
            yield Span(start, right.old + after)


def _same_forwards(text: str, place: int, end: int, gap: str) -> int:
    """How far ``text`` from ``place`` on repeats ``gap`` over and over."""
    length = 0
    while place + length < end and text[place + length] == gap[length % len(gap)]:
        length += 1
    return length


def _same_backwards(text: str, place: int, start: int, gap: str) -> int:
    length = 0
    while place - length > start and (
        text[place - length - 1] == gap[-1 - length % len(gap)]
    ):
        length += 1
    return length
