"""The numbers of one row of a table: persons, passages, others' words, documents.

In:  the merged statements (passages) of one unit: a code, a theme, a right.
Out: a mapping of column names to integers, every one of them twice: what people
     decided, and ``_suggested``, what rules suggest and nobody has read. The two are
     never added (semantics 14-17).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from qualcode.tables.statements import Statement

__all__ = ["NUMBERS", "SUGGESTED", "largest_share", "numbers", "states_of", "twinned"]

T = TypeVar("T")
SUGGESTED = "_suggested"
RAISED = ("affirmed", "feared", "denied", "unclear")  # strongest first
NUMBERS = (
    "persons_affirmed",
    "persons_denied",
    "persons_feared",
    "persons_unclear",
    "persons_raised",
    "persons_hearsay",
    "interviews",
    "passages",
    "passages_hearsay",
    "key_informants",
    "key_informants_denied",
    "key_informant_passages",
    "documents",
)


def numbers(passages: Iterable[Statement]) -> dict[str, int]:
    """Return every number of `NUMBERS`, decided and suggested, for one unit.

    The passages are those of `merged_statements`.

    >>> set(numbers([]).values())
    {0}
    """
    found = list(passages)
    decided = _numbers([each for each in found if each.decided])
    suggested = _numbers([each for each in found if not each.decided])
    return twinned(decided, suggested)


def twinned(decided: dict[str, T], suggested: dict[str, T]) -> dict[str, T]:
    """Put each decided value beside its suggested twin.

    >>> twinned({"passages": 2}, {"passages": 5})
    {'passages': 2, 'passages_suggested': 5}
    """
    return {
        key: value
        for name in decided
        for key, value in (
            (name, decided[name]),
            (f"{name}{SUGGESTED}", suggested[name]),
        )
    }


def states_of(
    statements: Iterable[Statement], kinds: Collection[str] = ("affected",)
) -> dict[str, str]:
    """Return the state of each person of these kinds: the strongest class they gave.

    Affirmed before feared before denied before unclear; hearsay only where there is
    nothing else. The statements must be all decided or all suggested.
    """
    classes: dict[str, set[str]] = defaultdict(set)
    for each in statements:
        if each.kind in kinds:
            classes[each.source].add(each.class_)
    return {
        person: next(state for state in (*RAISED, "hearsay") if state in found)
        for person, found in classes.items()
    }


def largest_share(passages: Iterable[Statement]) -> float:
    """Return the largest share of the passages of ``persons_raised`` by one person.

    Not a number (nan) when there are none.
    """
    held = Counter(each.source for each in _raised(passages))
    return max(held.values()) / held.total() if held else float("nan")


def _numbers(passages: Sequence[Statement]) -> dict[str, int]:
    """Count passages that are all decided, or all suggested."""
    states = Counter(states_of(passages).values())
    raised = _raised(passages)
    informants = [each for each in passages if each.kind == "key_informant"]
    denying = [each for each in informants if each.assertion == "denied"]
    hearsay = [
        each
        for each in passages
        if each.kind == "affected" and each.class_ == "hearsay"
    ]
    return {
        **{f"persons_{state}": states[state] for state in sorted(RAISED)},
        "persons_raised": sum(states[state] for state in RAISED),
        "persons_hearsay": states["hearsay"],
        "interviews": len({each.interview for each in raised}),
        "passages": len(raised),
        "passages_hearsay": len(hearsay),
        "key_informants": len({each.source for each in informants}),
        "key_informants_denied": len({each.source for each in denying}),
        "key_informant_passages": len(informants),
        "documents": len({e.source for e in passages if e.kind == "document"}),
    }


def _raised(passages: Iterable[Statement]) -> list[Statement]:
    return [
        each
        for each in passages
        if each.kind == "affected" and each.class_ != "hearsay"
    ]
