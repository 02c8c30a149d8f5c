"""The fields of a ledger's line: what each may hold, and which an event must have.

In:  the values of one JSON object.
Out: the arguments of an `Event`, or a `FieldError`. `ledger` next door reads lines.
"""

import re
from collections.abc import Callable, Collection, Mapping

from qualcode.model.coding import ASSERTIONS, EXPERIENCERS, MODES, TIME_SCOPES
from qualcode.model.events import KINDS
from qualcode.model.span import Span

__all__ = ["READERS", "RESTORE", "FieldError", "read_fields"]

RESTORE = "bring the file back from a backup or from git, or run `check --repair`"
LARGEST = 2**53  # what every JSON reader keeps exactly
VERDICTS = ("confirmed", "rejected", "adjudicated")
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "code": ("transcript", "version", "span", "quote", "code"),
    "confirm": ("transcript", "version", "span", "quote", "code"),
    "reject": ("transcript", "version", "span", "quote", "code"),
    "move": ("of", "version", "span", "quote"),
    "change": ("of",),
    "remove": ("of",),
    "memo": ("memo",),
}


class FieldError(Exception):
    """What is wrong with a line, without its words; ``newer``: only that."""

    def __init__(self, message: str, fix: str, *, newer: bool = False) -> None:
        super().__init__(message)
        self.message, self.fix, self.newer = message, fix, newer


def read_fields(values: Mapping[str, object]) -> dict[str, object]:
    """Return the arguments of an `Event`; all keys must be known ones.

    Raises:
        FieldError: a value is not of its kind, or one that the event needs is missing.

    >>> line = {"kind": "remove", "id": "b", "coder": "ann", "n": 2, "of": "a"}
    >>> read_fields(line) == line
    True
    """
    read: dict[str, object] = {}
    for key, value in values.items():
        try:
            read[key] = READERS[key](value)
        except (TypeError, ValueError) as error:
            message = f"`{key}` does not hold what it should"
            raise FieldError(message, RESTORE) from error
    needed = ("kind", "id", "coder", "n", *_NEEDS.get(str(read.get("kind")), ()))
    if missing := [key for key in needed if not read.get(key) and key != "memo"]:
        message = f"the event lacks {', '.join(f'`{key}`' for key in missing)}"
        raise FieldError(message, RESTORE)
    span = read.get("span")
    if isinstance(span, Span) and span.end - span.start != len(str(read.get("quote"))):
        raise FieldError("`quote` is not as long as `span`", RESTORE)
    return read


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _name(value: object) -> str:
    text = _text(value)
    if text and not _NAME.fullmatch(text):
        raise ValueError
    return text


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    if not 0 <= value <= LARGEST:
        raise ValueError
    return value


def _span(value: object) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise TypeError
    start, end = value
    return Span(_number(start), _number(end))


def _matched(value: object) -> tuple[tuple[Span, str], ...]:
    if not isinstance(value, list):
        raise TypeError
    pairs: list[tuple[Span, str]] = []
    for start, end, words in value:
        pairs.append((_span([start, end]), _text(words)))
    return tuple(pairs)


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_name(item) for item in value)


def _one_of(allowed: Collection[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _text(value)
        if text not in allowed:
            raise ValueError
        return text

    return read


READERS: Mapping[str, Callable[[object], object]] = {
    "kind": _one_of(KINDS),
    "v": _number,
    "n": _number,
    "seq": _number,
    **dict.fromkeys(("id", "coder", "prev", "at", "batch", "writer", "of"), _name),
    **dict.fromkeys(("transcript", "version", "code", "rule"), _name),
    **dict.fromkeys(("quote", "before", "after", "event", "memo", "reason"), _text),
    "span": _span,
    "matched": _matched,
    "perpetrators": _names,
    "assertion": _one_of(ASSERTIONS),
    "experiencer": _one_of(EXPERIENCERS),
    "time_scope": _one_of(TIME_SCOPES),
    "mode": _one_of(MODES),
    "verdict": _one_of(VERDICTS),
}
