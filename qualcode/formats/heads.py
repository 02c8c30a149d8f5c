"""Heads: which lines of a text open a turn in one dialect.

In:  a text's lines and a dialect.
Out: `Reading`: the heads that are believed, those that are doubtful, those refused.
     A label is believed when it is common, written with a bold face or a time, or a
     name that recurs.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualcode.formats.dialects import HEADS, Head
from qualcode.formats.labels import key, looks_like_name, no_label, role_of

__all__ = ["Found", "Reading", "read_heads"]

# Dialects in which a single label is more likely a heading, a list or prose.
ALTERNATING = frozenset({"label_line", "q_a", "initial"})
RECURS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A head in its place: number and offset of its line; is the line before blank."""

    line: int
    at: int
    head: Head
    after_blank: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one dialect makes of a text."""

    dialect: str
    taken: tuple[Found, ...] = ()
    doubtful: tuple[Found, ...] = ()
    refused: tuple[Found, ...] = ()
    sure: int = 0


def read_heads(
    lines: Sequence[tuple[int, str]], first: int, dialect: str, *, forced: bool
) -> Reading:
    """Find the heads in ``dialect`` below the first lines; ``forced`` by a person.

    >>> found = read_heads([(0, "I: When?"), (9, "P1: Now.")], 0, "colon", forced=False)
    >>> [one.head.label for one in found.taken]
    ['I', 'P1']
    """
    found: list[Found] = []
    for number, (at, line) in enumerate(lines[first:], first + 1):
        head = HEADS[dialect](line) if line.strip() else None
        if head and not no_label(head.label):
            found.append(Found(number, at, head, _after_blank(lines, number)))
    return _judged(dialect, _with_notes(found), lines, forced=forced)


def _with_notes(found: list[Found]) -> list[Found]:
    """Keep "(female)" in a label unless the label also stands without it."""
    bare = {key(one.head.label) for one in found if not one.head.note}
    return [
        replace(one, head=_with_note(one.head))
        if one.head.note and key(one.head.label) not in bare
        else one
        for one in found
    ]


def _with_note(head: Head) -> Head:
    return replace(head, label=f"{head.label} ({head.note})")


def _after_blank(lines: Sequence[tuple[int, str]], number: int) -> bool:
    return number < RECURS or not lines[number - 2][1].strip()


def _judged(
    dialect: str, found: list[Found], lines: Sequence[tuple[int, str]], *, forced: bool
) -> Reading:
    """Decide which heads are believed: common labels, certain ones, recurring names."""
    counts = Counter(key(one.head.label) for one in found)
    sure = [one for one in found if _is_sure(one.head, counts)]
    if dialect in ALTERNATING and not _two_recur(sure):
        return Reading(dialect, refused=tuple(found))
    lines_sure = {one.line for one in sure}
    maybe = [
        one
        for one in found
        if one.line not in lines_sure and looks_like_name(one.head.label)
        if not sure or any(_alike(one, other) for other in _kinds(sure))
    ]
    if not sure and not forced and not _all_labelled(maybe, lines):
        return Reading(dialect, refused=tuple(maybe))
    taken = sorted([*sure, *maybe], key=lambda one: one.line)
    lines_taken = {one.line for one in taken}
    refused = tuple(one for one in found if one.line not in lines_taken)
    return Reading(dialect, tuple(taken), tuple(maybe), refused, len(sure))


def _kinds(sure: list[Found]) -> list[Found]:
    """Return one head of each way of writing."""
    kinds = {(one.head.shape, one.after_blank, one.line == 1): one for one in sure}
    return list(kinds.values())


def _alike(one: Found, sure: Found) -> bool:
    """Say whether a head is written like one that is sure."""
    spaced = one.after_blank or not sure.after_blank or sure.line == 1
    return spaced and one.head.shape == sure.head.shape


def _is_sure(head: Head, counts: Counter[str]) -> bool:
    if role_of(head.label):
        return True
    times = counts[key(head.label)]
    if looks_like_name(head.label):
        return head.certain or times >= RECURS
    return " " not in head.label and times > RECURS


def _two_recur(sure: list[Found]) -> bool:
    """Say whether two letters take turns: a lone "A." or "I –" is prose."""
    counts = Counter(one.head.label for one in sure)
    return len(counts) >= RECURS


def _all_labelled(found: list[Found], lines: Sequence[tuple[int, str]]) -> bool:
    filled = sum(bool(line.strip()) for _, line in lines)
    return len(found) >= RECURS and 2 * len(found) >= filled
