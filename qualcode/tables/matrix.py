"""Case × code: what each person says about each code, at a glance.

In:  a `Study`. Out: a row a person that counts, a column a code, a sign in each cell.
Person-level data: for the team only.
"""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from qualcode.model import Study
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.frequency import units_of_codes
from qualcode.tables.groups import slugs
from qualcode.tables.numbers import SUGGESTED, states_of
from qualcode.tables.people import Person, groups_of, natural
from qualcode.tables.statements import Statement, by_unit

__all__ = ["SIGNS", "matrix_table"]

SIGNS = {"affirmed": "●", "feared": "◐", "unclear": "◐", "denied": "○", "hearsay": "◌"}
KINDS = ("affected", "key_informant")


def matrix_table(source: Study | Counted) -> pd.DataFrame:
    """Show what every person says about every code.

    ● affirmed, ◐ feared or unclear, ○ denied, ◌ hearsay only; in brackets only
    suggested by rules; blank not raised. Affected persons come first, by group; then
    key informants. Parents stand for their parts too. ``attrs["labels"]`` says how
    attributes and codes are written.

    >>> list(matrix_table(Study(id="empty")).columns)
    ['person', 'pseudonym', 'group', 'kind', 'passages', 'passages_suggested']
    """
    view = counted(source)
    people = _in_order(view)
    names = {name: None for person in people for name, _ in person.attributes}
    attributes = slugs(sorted(names, key=natural))
    book = view.study.codebook
    cells = _cells(view)
    passages = view.passages
    held = Counter((each.source, each.decided) for each in passages)
    frame = frame_of(
        (
            {
                "person": person.id,
                "pseudonym": person.pseudonym,
                "group": person.group_label,
                "kind": person.kind,
                **_attributes(person, attributes),
                "passages": held[person.id, True],
                "passages_suggested": held[person.id, False],
                **{
                    f"code_{c.id}": cells.get((person.id, c.id), "") for c in book.codes
                },
            }
            for person in people
        ),
        [
            *("person", "pseudonym", "group", "kind"),
            *(f"attribute_{slug}" for slug in attributes.values()),
            *("passages", "passages" + SUGGESTED),
            *(f"code_{code.id}" for code in book.codes),
        ],
    )
    frame.attrs["labels"] = {
        **{f"attribute_{slug}": name for name, slug in attributes.items()},
        **{f"code_{code.id}": code.label for code in book.codes},
    }
    return frame


def _in_order(view: Counted) -> list[Person]:
    order = {group.id: place for place, group in enumerate(groups_of(view.study))}
    people = [each for each in view.people.values() if each.counts and each.speaks]
    return sorted(
        people,
        key=lambda each: (
            KINDS.index(each.kind),
            order.get(each.group, len(order)),
            natural(each.id),
        ),
    )


def _cells(view: Counted) -> dict[tuple[str, str], str]:
    found = by_unit(view.passages, units_of_codes(view.study.codebook))
    cells: dict[tuple[str, str], str] = {}
    for code, statements in found.items():
        for person, state in _states(statements, decided=False).items():
            cells[person, code] = f"({SIGNS[state]})"
        for person, state in _states(statements, decided=True).items():
            cells[person, code] = SIGNS[state]
    return cells


def _states(statements: Sequence[Statement], *, decided: bool) -> dict[str, str]:
    of_these = (each for each in statements if each.decided is decided)
    return states_of(of_these, kinds=KINDS)


def _attributes(person: Person, names: dict[str, str]) -> dict[str, str]:
    own = dict(person.attributes)
    return {f"attribute_{slug}": own.get(name, "") for name, slug in names.items()}
