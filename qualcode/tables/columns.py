"""What every column of every table means: its label, its unit, and of whom it counts.

In:  the name of a column, or a DataFrame made here.
Out: a `Column` of the model. A column that is not defined here cannot be printed.
"""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Protocol, get_args

from qualcode.model import Column
from qualcode.model.column import ColumnKind
from qualcode.tables.definitions import FAMILIES, TWINNED, defined
from qualcode.tables.descriptions import DESCRIBING

__all__ = ["COLUMNS", "Frame", "column", "columns_for"]

SUGGESTED = "_suggested"
_UNREAD = (
    " Made of suggestions of rules that nobody has read yet; never added to the"
    " decided number beside it."
)


class Frame(Protocol):
    """As much of a DataFrame as is needed here; pandas is slow to import."""

    attrs: dict[Hashable, Any]

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the names of the columns."""


def column(name: str, labels: Mapping[str, str] | None = None) -> Column:
    """Return the definition of the column ``name``.

    Args:
        name: a fixed name, or one of a family as ``persons_women``.
        labels: how the value in a family's name is written, by column name.

    Raises:
        KeyError: nobody has said what the column means.

    >>> column("base_women").label
    'Base: women'
    """
    stem = name.removesuffix(SUGGESTED)
    if name in COLUMNS and stem not in (labels or {}):
        return COLUMNS[name]
    for family in _read(FAMILIES):
        prefix = family.name
        if stem.startswith(prefix) and stem != prefix:
            plain = stem.removeprefix(prefix).replace("_", " ")
            value = (labels or {}).get(stem, plain)
            found = Column(
                name=stem,
                label=family.label.format(value=value),
                definition=family.definition.format(value=value),
                kind=family.kind,
            )
            return _twin(found) if name != stem else found
    raise KeyError(name)


def columns_for(frame: Frame) -> list[Column]:
    """Return the definitions of the columns of ``frame``, in its order.

    Raises:
        KeyError: a column is not defined; a bug.
    """
    labels: Mapping[str, str] = frame.attrs.get("labels", {})
    return [column(str(name), labels) for name in frame]


def _twin(of: Column) -> Column:
    """Return the column of the same number before anybody has read the suggestions."""
    return Column(
        name=of.name + SUGGESTED,
        label=f"{of.label} (suggested)",
        definition=of.definition + _UNREAD,
        kind=of.kind,
    )


def _read(text: str) -> list[Column]:
    return [
        Column(name=name, label=label, definition=words, kind=_KINDS[kind])
        for name, label, kind, words in defined(text)
    ]


def _all() -> dict[str, Column]:
    pairs = [both for each in _read(TWINNED) for both in (each, _twin(each))]
    return {each.name: each for each in (*pairs, *_read(DESCRIBING))}


_KINDS: dict[str, ColumnKind] = {kind: kind for kind in get_args(ColumnKind)}
COLUMNS: Mapping[str, Column] = _all()
