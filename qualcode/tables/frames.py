"""DataFrames with constant columns: the same names and types however few the rows.

In:  rows as mappings, and the names of the columns a table always has.
Out: a DataFrame whose types follow the columns' definitions, empty or not.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from qualcode.tables.columns import column

__all__ = ["frame_of"]

TYPES = {"count": "int64", "share": "float64"}
# Columns of yes and no, and the one number that a transcript may not tell.
TYPES_OF = {
    "counted": "bool",
    "interpreted": "bool",
    "quotable": "bool",
    "start_ms": "Int64",
}


def frame_of(
    rows: Iterable[Mapping[str, object]], names: Sequence[str]
) -> pd.DataFrame:
    """Return ``rows`` as a DataFrame with the columns ``names``, numbered from 0.

    Counts are int64, shares float64 (nan: nothing to share), ``start_ms`` Int64 (NA:
    not known), yes and no bool, everything else objects: text, or tuples of text.

    >>> frame_of([{"code": "eviction", "passages": 2}], ["code", "passages"])
           code  passages
    0  eviction         2
    """
    found = list(rows)
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in found], dtype=_type(name))
            for name in names
        },
        columns=list(names),
    )


def _type(name: str) -> str:
    return TYPES_OF.get(name) or TYPES.get(column(name).kind, "object")
