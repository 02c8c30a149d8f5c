"""Names inside a workbook: sheets, tables, headers; as Excel allows them, and unique.

In:  names and labels as people wrote them.
Out: the same, mended only where they have to be; equal input, equal names.
"""

import re
from collections.abc import Iterable, Sequence

from qualcode.formats.characters import clip, visible
from qualcode.model.column import Column

__all__ = [
    "headers",
    "letters",
    "quoted",
    "sheet_names",
    "slug",
    "table_names",
    "xstring",
]

_LONGEST_NAME = 31
_LONGEST_HEADER = 255
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]+")


def sheet_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of sheets in at most 31 characters, without two alike.

    >>> sheet_names(["Case × code", "case × CODE", "a/b"])
    ('Case × code', 'case × CODE (2)', 'a-b')
    """
    mended = (_FORBIDDEN.sub("-", visible(name)).strip(" '") for name in names)
    # Excel keeps "History" for itself
    allowed = (f"{name}-" if name.lower() == "history" else name for name in mended)
    return _unique((name or "Sheet" for name in allowed), _LONGEST_NAME)


def headers(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return header texts, a column each: one line, never empty, no two alike.

    >>> twice = Column(name="a", label="Persons", definition="")
    >>> headers([twice, twice])
    ('Persons', 'Persons (2)')
    """
    labels = (" ".join(visible(column.label).split()) for column in columns)
    named = (
        label or column.name for label, column in zip(labels, columns, strict=True)
    )
    return _unique(named, _LONGEST_HEADER)


def table_names(sheets: Sequence[str]) -> tuple[str, ...]:
    """Return the stable names of the Excel tables, a sheet each, no two alike.

    >>> table_names(["Case × code", "Case code", "Темы"])
    ('qualcode_case_code', 'qualcode_case_code_2', 'qualcode_sheet')
    """
    taken: dict[str, None] = {}
    for sheet in sheets:
        stem = name = f"qualcode_{slug(sheet)}"
        number = 2
        while name in taken:
            name, number = f"{stem}_{number}", number + 1
        taken[name] = None
    return tuple(taken)


def slug(name: str) -> str:
    """Return ``name`` in lower-case ASCII letters, digits and underscores.

    >>> slug("Notes & provenance")
    'notes_provenance'
    """
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "sheet"


def letters(column: int) -> str:
    """Return the letters of a column that counts from 1.

    >>> letters(1), letters(27)
    ('A', 'AA')
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def xstring(text: str) -> str:
    """Return ``text`` so that a reader of ST_Xstring gets it back as it is.

    >>> xstring("_x0041_ and _x_")
    '_x005F_x0041_ and _x_'
    """
    return _ESCAPED.sub("_x005F_", text)


def quoted(sheet: str) -> str:
    """Return a sheet's name as it stands in a location.

    >>> quoted("Women's")
    "'Women''s'"
    """
    return "'" + sheet.replace("'", "''") + "'"


def _unique(names: Iterable[str], longest: int) -> tuple[str, ...]:
    taken: dict[str, str] = {}
    for name in names:
        found, number = clip(name, longest, "…"), 2
        while found.casefold() in taken:
            end = f" ({number})"
            found, number = clip(name, longest - len(end), "…") + end, number + 1
        taken[found.casefold()] = found
    return tuple(taken.values())
