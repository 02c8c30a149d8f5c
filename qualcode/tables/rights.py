"""Rights that may be engaged: persons and passages under the codes that name a right.

In:  a `Study`. Out: a row a right, in the order in which the codebook first names it. A
person under two codes of one right counts once. Counting says that people spoke of it,
never that a right was violated in law.
"""

import pandas as pd

from qualcode.model import Codebook, Study
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.numbers import SUGGESTED, numbers
from qualcode.tables.statements import by_unit

__all__ = ["RIGHTS_COLUMNS", "rights_table"]

_NUMBERS = ("persons_affirmed", "persons_raised", "passages", "key_informants")
RIGHTS_COLUMNS = (
    *("right", "instruments", "codes"),
    *(both for name in _NUMBERS for both in (name, name + SUGGESTED)),
    "group_persons",
)


def rights_table(source: Study | Counted) -> pd.DataFrame:
    """Count persons and passages for every right that the codebook names.

    ``instruments`` and ``codes`` hold text, ids separated by semicolons. The codes of a
    right are those that name it themselves; context codes are left out.

    >>> list(rights_table(Study(id="empty")).columns[:3])
    ['right', 'instruments', 'codes']
    """
    view = counted(source)
    codes, instruments = _by_right(view.study.codebook)
    found = by_unit(view.passages, codes)
    base = len(view.base)
    return frame_of(
        (
            {
                "right": right,
                "instruments": "; ".join(instruments[right]),
                "codes": "; ".join(codes[right]),
                **numbers(found[right]),
                "group_persons": base,
            }
            for right in codes
        ),
        RIGHTS_COLUMNS,
    )


def _by_right(book: Codebook) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the codes and the instruments of each right, in order of appearance."""
    codes: dict[str, list[str]] = {}
    instruments: dict[str, list[str]] = {}
    for code in book.codes:
        for right in code.rights if code.kind == "violation" else ():
            named = codes.setdefault(right.name, [])
            if code.id not in named:
                named.append(code.id)
            known = instruments.setdefault(right.name, [])
            known.extend(each for each in right.instruments if each not in known)
    return codes, instruments
