"""What the reading child and its parent say to each other: JSON, a line each way.

In:  requests, drafts, tables and problems.
Out: the same, as one line of ASCII JSON; the file's bytes follow a request raw.
"""

import json
from typing import Any

from qualcode.errors import Location, Problem
from qualcode.formats.rows import Row, Table
from qualcode.model import Draft, Source

__all__ = [
    "draft_from",
    "line_of",
    "problems_from",
    "problems_to",
    "said_in",
    "table_from",
    "table_to",
    "wire_of",
]

Wire = dict[str, Any]


def line_of(message: Wire) -> bytes:
    """Return a message as a line."""
    return json.dumps(message).encode("ascii") + b"\n"


def said_in(line: bytes) -> Wire:
    """Return the message in a line.

    Raises:
        ValueError: it is no JSON object.
    """
    message = json.loads(line)
    if not isinstance(message, dict):
        raise TypeError("a message is an object")
    return message


def wire_of(draft: Draft) -> Wire:
    """Return a draft as a message.

    >>> draft = Draft(text="I: When?", source=Source(format="txt", sha256="0"))
    >>> draft_from(wire_of(draft)) == draft
    True
    """
    source = draft.source
    return {
        "text": draft.text,
        "format": source.format,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "dialect": source.dialect,
        "labels": source.labels,
        "warnings": draft.warnings,
    }


def draft_from(message: Wire) -> Draft:
    """Return the draft in a message."""
    source = Source(
        format=message["format"],
        sha256=message["sha256"],
        encoding=message["encoding"],
        dialect=message["dialect"],
        labels=tuple((label, who) for label, who in message["labels"]),
    )
    return Draft(
        text=message["text"], source=source, warnings=tuple(message["warnings"])
    )


def table_to(table: Table) -> Wire:
    """Return a table as a message."""
    return {
        "header": table.header,
        "rows": [[row.number, *row.cells] for row in table.rows],
        "name": table.name,
        "positions": table.positions,
        "workbook": table.workbook,
        "warnings": table.warnings,
    }


def table_from(message: Wire) -> Table:
    """Return the table in a message."""
    return Table(
        header=tuple(message["header"]),
        rows=tuple(Row(number, tuple(cells)) for number, *cells in message["rows"]),
        name=message["name"],
        positions=tuple(message["positions"]),
        workbook=message["workbook"],
        warnings=tuple(message["warnings"]),
    )


def problems_to(problems: "tuple[Problem, ...]") -> list[Wire]:
    """Return problems as parts of a message."""
    return [
        {
            "message": one.message,
            "fix": one.fix,
            "where": _place(one.where) if one.where else None,
        }
        for one in problems
    ]


def problems_from(parts: list[Wire]) -> tuple[Problem, ...]:
    """Return the problems in a message."""
    return tuple(
        Problem(
            part["message"],
            Location(*part["where"]) if part["where"] else None,
            part["fix"],
        )
        for part in parts
    )


def _place(where: Location) -> list[object]:
    return [where.file, where.line, where.column, where.cell]
