"""Persons by group: who affirms each code in each group, out of that group's base.

In:  a `Study`, and by what persons are grouped: their group, or any attribute.
Out: a row a code, with a pair of columns a group: ``persons_<group>`` and
     ``base_<group>``, and the suggested twin of the first. Never a percentage.
"""

import re
from collections.abc import Iterable

import pandas as pd

from qualcode.model import Study
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.frequency import units_of_codes
from qualcode.tables.numbers import SUGGESTED, states_of
from qualcode.tables.people import groups_of, natural, value_of
from qualcode.tables.statements import Statement, by_unit

__all__ = ["groups_table", "slugs"]


def groups_table(source: Study | Counted, by: str = "group") -> pd.DataFrame:
    """Count the persons who affirm each code, group by group.

    Args:
        source: the study.
        by: ``group``, ``consent``, or the name of an attribute of participants. Who
            has no value stands under "not recorded".

    Returns:
        A row for each code, in reading order. Groups that have no affected person in
        the base are left out. ``attrs["labels"]`` says how each group is written,
        ``attrs["by"]`` by what persons are grouped.

    >>> list(groups_table(Study(id="empty")).columns)
    ['theme', 'code', 'code_label']
    """
    view = counted(source)
    value = {person.id: value_of(person, by) for person in view.base}
    order = _in_order(set(value.values()), view, by)
    names = slugs(order)
    book = view.study.codebook
    found = by_unit(view.passages, units_of_codes(book))
    bases = {
        f"base_{names[each]}": sum(own == each for own in value.values())
        for each in order
    }
    labels = _labels(view, by)
    frame = frame_of(
        (
            {
                "theme": code.theme,
                "code": code.id,
                "code_label": code.label,
                **bases,
                **_persons(found[code.id], value, names),
            }
            for code in book.codes
        ),
        ["theme", "code", "code_label", *_columns(names.values())],
    )
    frame.attrs["by"] = by
    frame.attrs["labels"] = {
        f"{prefix}_{slug}": labels.get(each, each)
        for each, slug in names.items()
        for prefix in ("persons", "base")
    }
    return frame


def slugs(values: Iterable[str]) -> dict[str, str]:
    """Return for each value a name fit for a column, no two the same.

    >>> slugs(["18-24", "18 24", "Women"])
    {'18-24': '18_24', '18 24': '18_24_2', 'Women': 'women'}
    """
    found: dict[str, str] = {}
    for value in values:
        plain = re.sub(r"\W+", "_", value.casefold()).strip("_") or "blank"
        slug, number = plain, 1
        while slug in found.values():
            number += 1
            slug = f"{plain}_{number}"
        found[value] = slug
    return found


def _columns(names: Iterable[str]) -> list[str]:
    kinds = ("persons_{}", "persons_{}" + SUGGESTED, "base_{}")
    return [kind.format(name) for name in names for kind in kinds]


def _in_order(values: set[str], view: Counted, by: str) -> list[str]:
    declared = [group.id for group in groups_of(view.study)] if by == "group" else []
    known = [each for each in declared if each in values]
    return known + sorted(values - set(known), key=natural)


def _labels(view: Counted, by: str) -> dict[str, str]:
    if by != "group":
        return {}
    return {group.id: group.label for group in groups_of(view.study)}


def _persons(
    statements: Iterable[Statement], value: dict[str, str], names: dict[str, str]
) -> dict[str, int]:
    found = list(statements)
    counts: dict[str, int] = {}
    for suffix, decided in (("", True), (SUGGESTED, False)):
        states = states_of(each for each in found if each.decided is decided)
        affirming = [value[id] for id, state in states.items() if state == "affirmed"]
        for each, slug in names.items():
            counts[f"persons_{slug}{suffix}"] = affirming.count(each)
    return counts
