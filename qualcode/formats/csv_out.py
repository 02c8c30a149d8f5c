"""CSV for people and machines: UTF-8, line feeds, snake_case names, guarded cells.

In:  a data frame and its columns.
Out: bytes. A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@``
     for a formula, and people say "- no, he never came". Such cells get one ``'`` in
     front, which `unguard` takes off again, exactly; ``raw`` leaves it out.
     Source: OWASP ASVS 1.2.10, with full-width signs and leading spaces added.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualcode.formats.characters import whole
from qualcode.formats.printed import Printed, printed, require_columns
from qualcode.model.column import Column

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["columns_json", "guard", "render_csv", "unguard"]

_MARK = "'"
# marks, then white space and invisible signs, then what starts a formula
_RISKY = re.compile(
    rf"{_MARK}*[\s\ufeff\u200b-\u200f\u2060-\u2064]*"
    r"[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20\u2212]"
)
_QUOTED = re.compile(r'[",;\t\r\n]|^\s|\s$')  # ; is a comma in half the world
_BOM = "\ufeff"


def guard(cell: str) -> str:
    """Return ``cell`` with one ``'`` in front if a spreadsheet would calculate it.

    A cell that already looks guarded is guarded again, so that nothing is ambiguous.

    >>> guard("- no"), guard("no - no"), guard("'=1")
    ("'- no", 'no - no', "''=1")
    """
    return _MARK + cell if _RISKY.match(cell) else cell


def unguard(cell: str) -> str:
    """Return the text of a cell of our own CSV: ``unguard(guard(x)) == x``.

    >>> unguard("'- no"), unguard("'tis so"), unguard("''=1")
    ('- no', "'tis so", "'=1")
    """
    guarded = cell.startswith(_MARK) and _RISKY.match(cell[1:])
    return cell[1:] if guarded else cell


def render_csv(
    frame: "pd.DataFrame",
    columns: Sequence[Column],
    *,
    bom: bool = False,
    raw: bool = False,
) -> bytes:
    r"""Write the frame's ``columns`` as CSV, one header row, a line feed a row.

    Args:
        frame: holds at least these columns.
        columns: in the order in which they are written, by ``name``.
        bom: begin with a byte order mark, which Excel needs to see UTF-8.
        raw: leave cells unguarded; for programs, never for spreadsheets.

    Raises:
        ValueError: a column is not in the frame.

    >>> import pandas as pd
    >>> said = Column(name="quote_text", label="Quote", definition="As spoken.")
    >>> render_csv(pd.DataFrame({"quote_text": ["- no"]}), [said])
    b"quote_text\n'- no\n"
    """
    require_columns(frame, columns)
    cells = [printed(frame, column.name) for column in columns]
    lines = [_line([column.name for column in columns], raw=True)]
    lines += [_line(row, raw=raw) for row in zip(*cells, strict=True)]
    return whole((_BOM if bom else "") + "".join(lines)).encode()


def _line(row: Sequence[Printed], *, raw: bool) -> str:
    # not the csv module's: it leaves a lone CR bare, and differs between versions
    line = ",".join(_field(cell, raw=raw) for cell in row)
    return (line or '""') + "\n"


def _field(cell: Printed, *, raw: bool) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return repr(cell)
    text = cell if raw else guard(cell)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def columns_json(tables: Mapping[str, Sequence[Column]]) -> bytes:
    """Write what every column of every table means, tables sorted by name.

    >>> said = Column(name="quote_text", label="Quote", definition="As spoken.")
    >>> print(columns_json({"quotes": [said]}).decode().split("quotes")[0].strip())
    {
      "tables": {
        "
    """
    described = {
        name: [
            {
                "name": column.name,
                "label": column.label,
                "definition": column.definition,
                "kind": column.kind,
            }
            for column in columns
        ]
        for name, columns in sorted(tables.items())
    }
    text = json.dumps({"tables": described}, ensure_ascii=False, indent=2)
    return whole(text + "\n").encode()
