"""Rows of a table of codings: what a row says, before it has a place in a study."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.errors import Location
from qualcode.model.coding import Assertion, Experiencer, Mode, TimeScope, Verdict

__all__ = ["CodingRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRow:
    """A row of a table of hand codings; what it does not say is empty or None.

    ``start`` and ``end`` are code points of the transcript's text, from 0, half-open.
    ``turn`` is a turn's number, to tell places of one quote apart. ``cells`` are the
    places of its columns in the file, by name.
    """

    transcript: str
    code: str
    cells: Mapping[str, Location] = field(repr=False, hash=False)
    quote: str = field(default="", repr=False)
    start: int | None = None
    end: int | None = None
    turn: int | None = None
    coder: str = ""
    memo: str = field(default="", repr=False)
    assertion: Assertion | None = None
    experiencer: Experiencer | None = None
    time_scope: TimeScope | None = None
    perpetrators: tuple[str, ...] | None = None
    mode: Mode | None = None
    event: str = ""
    verdict: Verdict | None = None

    def where(self, column: str) -> Location:
        """Return the place of a cell, or of the row if there is no such column."""
        return self.cells.get(column) or self.cells[""]
