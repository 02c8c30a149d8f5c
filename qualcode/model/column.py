"""Columns of tables: one name, one label, one definition, wherever they are printed."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Column", "ColumnKind"]

ColumnKind = Literal["text", "long", "count", "share", "date", "id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table for people.

    ``name`` is snake_case and stands in CSV and ``columns.json``; ``label`` is the
    header in workbooks; ``definition`` says what is counted, in which unit, of whom.
    ``kind``: ``long`` wraps, ``count`` is an integer, ``share`` a fraction 0-1.
    """

    name: str
    label: str
    definition: str
    kind: ColumnKind = "text"
