"""Workbooks for people: sheets of tables, with charts and links to passages.

In:  data frames with their columns' names and definitions, sentences, a stamp.
Out: the bytes of an .xlsx file; the same values give the same bytes. Every text is a
     typed string, never a formula; there are no macros and no links out of the file.
     Where sheets, rows and columns lie is in `workbook_layout`, looks are in
     `workbook_style`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.formats.archive import Stamp
from qualcode.model.column import Column

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Block", "Chart", "Link", "Links", "Sheet", "Stamp", "render_workbook"]


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the same workbook: a row (from 0) of a sheet's main table."""

    sheet: str
    row: int = 0


Links = Mapping[tuple[int, str], Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A bar chart of columns of the sheet's main table, under it.

    ``title`` says unit and base ("Persons by theme, of 30 women interviewed"). Each
    of ``series`` is a count column with bars of its own; decided and suggested are
    two series, never a stack. ``rows`` are the first rows to show (None: all).
    """

    title: str
    category: str
    series: tuple[str, ...]
    unit: str = "persons"
    rows: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A small table above the main one, as on a summary."""

    title: str
    frame: "pd.DataFrame"
    columns: Sequence[Column]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """One sheet: title, sentences, a table, notes, at most one chart.

    ``frame`` holds at least the columns of ``columns``, which are printed in their
    order. ``intro`` stands above the table (unit, base), and stays in view: four lines
    at most. ``facts`` are pairs of a name and a value above the table. ``levels`` has
    a number a row: 0 bold (a theme), 1 and more indented (a code) in the column
    ``indented`` (default: the first). ``bars`` are the columns with data bars
    (default: ``persons_affirmed`` and its suggested twin). ``frozen`` columns stay in
    view. ``csv`` names the file in which text too long for a cell stands whole.
    """

    name: str
    title: str
    frame: "pd.DataFrame"
    columns: Sequence[Column]
    intro: Sequence[str] = ()
    facts: Sequence[tuple[str, str | int]] = ()
    above: Sequence[Block] = ()
    notes: Sequence[str] = ()
    links: Links = field(default_factory=lambda: MappingProxyType({}))
    chart: Chart | None = None
    levels: Sequence[int] = ()
    indented: str = ""
    bars: Sequence[str] | None = None
    frozen: int = 1
    csv: str = ""
    empty: str = "No rows."


def render_workbook(sheets: Sequence[Sheet], *, title: str, stamp: Stamp) -> bytes:
    """Write ``sheets`` as an Excel workbook, in their order.

    The first sheet ends with a list of all sheets. A table without rows is a header
    and a sentence.

    Args:
        sheets: at least one; their names are cut to what Excel allows.
        title: the title of the file in its properties.
        stamp: moment, edition, versions; the only date in the file.

    Raises:
        TableError: a table has more rows than a worksheet holds.
        ValueError: there is no sheet, a column is not in its frame, or a link or a
            chart leads nowhere.

    >>> import pandas as pd
    >>> from datetime import datetime
    >>> frame = pd.DataFrame({"theme": ["Housing"], "persons_affirmed": [7]})
    >>> columns = [
    ...     Column(name="theme", label="Theme", definition="A theme of the codebook."),
    ...     Column(name="persons_affirmed", label="Persons: affirmed", kind="count",
    ...            definition="Persons who said it happened to them."),
    ... ]
    >>> sheet = Sheet(name="Themes", title="Themes", frame=frame, columns=columns)
    >>> stamp = Stamp(at=datetime(2026, 5, 3), edition="Edition 1")
    >>> render_workbook([sheet], title="Themes", stamp=stamp)[:2]
    b'PK'
    """
    from qualcode.formats.workbook_parts import assemble

    return assemble(sheets, title=title, stamp=stamp)
