"""What a data frame's cells are on paper: text, a number, or nothing.

In:  a frame and one of its columns.
Out: a list of plain values, a row each. Missing (None, NaN, NA) is None, a whole
     number is an int, yes and no are words, several values are joined with "; ".
"""

from collections.abc import Sequence
from math import isfinite
from numbers import Integral, Real
from typing import TYPE_CHECKING

from qualcode.model.column import Column

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Printed", "printed", "require_columns"]

Printed = str | int | float | None


def require_columns(frame: "pd.DataFrame", columns: Sequence[Column]) -> None:
    """Check that the frame has each column once.

    Raises:
        ValueError: a column is missing, or stands twice.

    >>> import pandas as pd
    >>> require_columns(pd.DataFrame({"a": [1]}), [])
    """
    have = list(frame.columns)
    wrong = [column.name for column in columns if have.count(column.name) != 1]
    if wrong or len({column.name for column in columns}) != len(columns):
        raise ValueError(f"columns missing from the frame or given twice: {wrong}")


def printed(frame: "pd.DataFrame", name: str) -> list[Printed]:
    """Return the cells of column ``name``, as many as the frame has rows.

    >>> import pandas as pd
    >>> printed(pd.DataFrame({"n": [2.0, None], "t": ["a", ("b", "c")]}), "n")
    [2, None]
    """
    column = frame[name]
    pairs = zip(column.tolist(), column.isna().tolist(), strict=True)
    return [None if missing else _plain(value) for value, missing in pairs]


def _plain(value: object) -> Printed:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool) or type(value).__name__ == "bool":  # numpy has its own
        return "yes" if value else "no"
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return _number(float(value))
    if isinstance(value, (tuple, list)):
        return "; ".join(str(part) for part in value)
    return str(value)


def _number(value: float) -> int | float | str:
    if not isfinite(value):
        return str(value)
    return int(value) if value.is_integer() else value
