"""The codings table: one row is one coding, or one suggestion nobody has read.

In:  a `Study`. Out: the table that every other table is counted from. Hits of the tier
`net` are not in it. What enters a number is in ``counted``, and if not, why.
"""

import pandas as pd

from qualcode.model import Study
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.rows import Row

__all__ = ["CODINGS_COLUMNS", "codings_table"]

CODINGS_COLUMNS = (
    "key",
    "transcript",
    "interview",
    "start",
    "end",
    "turn",
    "start_ms",
    "quote",
    "code",
    "theme",
    "status",
    "origin",
    "coder",
    "persons",
    "pseudonym",
    "group",
    "kind",
    "interpreted",
    "assertion",
    "experiencer",
    "class",
    "time_scope",
    "perpetrators",
    "mode",
    "event",
    "memo",
    "rule",
    "reasons",
    "state",
    "version",
    "at",
    "counted",
    "why_not_counted",
)
# Fields of a `Row` that stand in the table under their own name.
_AS_THEY_ARE = (
    *("key", "transcript", "quote", "code", "theme", "status", "origin", "coder"),
    *("kind", "interpreted", "assertion", "experiencer", "time_scope", "perpetrators"),
    *("mode", "event", "memo", "rule", "reasons", "state", "version", "at"),
    "why_not_counted",
)


def codings_table(source: Study | Counted) -> pd.DataFrame:
    """Return every coding and open suggestion, decided and rejected ones included.

    One row is one coding; a coding that credits two persons is one row. ``persons``
    and ``perpetrators`` hold tuples. Rows are in order of transcript, place and code.
    Words of persons who withdrew are left blank.

    >>> codings_table(Study(id="empty")).shape[0]
    0
    """
    return frame_of(map(_row, counted(source).rows), CODINGS_COLUMNS)


def _row(row: Row) -> dict[str, object]:
    names = {person.pseudonym: None for person in row.persons if person.pseudonym}
    groups = {person.group: None for person in row.persons if person.group}
    return {
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
        "interview": row.interview.id,
        "start": row.span.start,
        "end": row.span.end,
        "turn": row.turn.number if row.turn else 0,
        "start_ms": row.turn.start_ms if row.turn else None,
        "persons": tuple(person.id for person in row.persons),
        "pseudonym": "; ".join(names),
        "group": "; ".join(groups),
        "class": row.class_,
        "counted": not row.why_not_counted,
    }
