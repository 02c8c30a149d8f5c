"""Tables for scripts: one JSON object a row, one row a line, in UTF-8.

In:  a data frame and its columns.
Out: bytes; missing is null, numbers are numbers, text is never guarded.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.formats.characters import whole
from qualcode.formats.printed import printed, require_columns
from qualcode.model.column import Column

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["render_jsonl"]


def render_jsonl(frame: "pd.DataFrame", columns: Sequence[Column]) -> bytes:
    r"""Write a JSON object a row, its keys the names of ``columns`` in their order.

    Raises:
        ValueError: a column is not in the frame.

    >>> import pandas as pd
    >>> persons = Column(name="persons_raised", label="Raised", definition="Persons.")
    >>> render_jsonl(pd.DataFrame({"persons_raised": [7]}), [persons])
    b'{"persons_raised": 7}\n'
    """
    require_columns(frame, columns)
    names = [column.name for column in columns]
    cells = [printed(frame, name) for name in names]
    lines = (
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n"
        for row in zip(*cells, strict=True)
    )
    return whole("".join(lines)).encode()
