"""Cells of frames on paper: whatever pandas holds, a reader sees plain values."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from formats.render_samples import column

from qualcode.formats.printed import Printed, printed, require_columns


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (pd.Series([1, 2], dtype="int64"), [1, 2]),
        (pd.Series([1.0, np.nan]), [1, None]),
        (pd.Series([1, pd.NA], dtype="Int64"), [1, None]),
        (pd.Series([0.5, np.inf]), [0.5, "inf"]),
        (pd.Series([np.int64(3), "x", None], dtype=object), [3, "x", None]),
        (pd.Series([True, False]), ["yes", "no"]),
        (pd.Series([np.True_, None], dtype=object), ["yes", None]),
        (pd.Series([("a", "b"), ()], dtype=object), ["a; b", ""]),
        (pd.Series(["a", pd.NA], dtype="string"), ["a", None]),
        (pd.Series(["a", "b"], dtype="category"), ["a", "b"]),
        (pd.Series([pd.Period("2026-05")], dtype=object), ["2026-05"]),
        (pd.Series([], dtype="float64"), []),
    ],
)
def test_a_cell_is_what_a_reader_sees(values: Any, shown: list[Printed]) -> None:
    found = printed(pd.DataFrame({"a": values}), "a")

    assert found == shown
    assert [type(cell) for cell in found] == [type(cell) for cell in shown]


def test_a_column_given_twice_is_a_bug() -> None:
    frame = pd.DataFrame({"a": [1]})

    with pytest.raises(ValueError, match="twice"):
        require_columns(frame, [column("a"), column("a")])
    with pytest.raises(ValueError, match="twice"):
        require_columns(pd.concat([frame, frame], axis=1), [column("a")])
