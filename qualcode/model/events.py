"""Events: what one line of a ledger says that a coder did.

In:  what a person decided about a passage. The store stamps a draft with the writer,
     its counters, the time and the hash of the writer's previous line.
Out: frozen values. `qualcode.formats.ledger` writes and reads them as JSON lines;
     `qualcode.model.history` folds them into codings, reviews and memos.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from qualcode.model.coding import Assertion, Experiencer, Mode, TimeScope, Verdict
from qualcode.model.span import Span

__all__ = [
    "CONTEXT",
    "EVENT_FORMAT",
    "KINDS",
    "Event",
    "EventKind",
    "anchored",
    "removal",
    "text_version",
]

EventKind = Literal["code", "change", "remove", "confirm", "reject", "memo", "move"]
KINDS: tuple[EventKind, ...] = get_args(EventKind)
EVENT_FORMAT = 1
CONTEXT = 32  # code points kept before and after a quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing a coder did, as one line of a ledger tells it.

    ``kind``: ``code`` puts a passage under a code; ``confirm`` does so with a verdict;
    ``reject`` is a verdict alone; ``change`` gives new values to the event ``of``;
    ``move`` a new place; ``remove`` cancels it; ``memo`` is a note, on ``of`` if given.

    ``n`` is a Lamport counter, ``seq`` the number of the line among its writer's,
    ``prev`` the hash of the writer's line before. ``span`` points into the text whose
    SHA-256 begins with ``version``. ``matched`` are the words a rule matched in a
    reviewed suggestion. In a ``change``, None means "as it was". ``extra`` is JSON
    text of keys that a newer qualcode wrote. An event not yet written has ``n`` 0.
    """

    kind: EventKind
    coder: str
    id: str = ""
    v: int = EVENT_FORMAT
    n: int = 0
    seq: int = 0
    prev: str = ""
    at: str = ""
    batch: str = ""
    writer: str = ""
    of: str = ""
    transcript: str = ""
    version: str = ""
    span: Span | None = None
    quote: str = field(default="", repr=False)
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    code: str | None = None
    assertion: Assertion | None = None
    experiencer: Experiencer | None = None
    time_scope: TimeScope | None = None
    perpetrators: tuple[str, ...] | None = None
    mode: Mode | None = None
    event: str | None = None
    memo: str | None = field(default=None, repr=False)
    rule: str = ""
    matched: tuple[tuple[Span, str], ...] = field(default=(), repr=False)
    verdict: Verdict | Literal[""] = ""
    reason: str = ""
    extra: str = field(default="", repr=False)


def anchored(
    kind: Literal["code", "confirm", "reject", "move"],
    text: str,
    span: Span,
    *,
    version: str,
    matched: Sequence[Span] = (),
    **values: object,
) -> Event:
    """Return an event about ``text[span]``, with the quote and its context.

    Args:
        kind: what was done.
        text: the text of today.
        span: the passage in it.
        version: `text_version` of the text.
        matched: spans of the words that a rule matched, for a reviewed suggestion.
        values: other fields of `Event`: ``coder``, ``transcript``, ``code`` …

    >>> made = anchored("code", "They beat me.", Span(5, 9), version="0", coder="ann")
    >>> made.quote, made.before, made.after
    ('beat', 'They ', ' me.')
    """
    fields: dict[str, object] = {
        "kind": kind,
        "version": version,
        "span": span,
        "quote": span.of(text),
        "before": text[max(0, span.start - CONTEXT) : span.start],
        "after": text[span.end : span.end + CONTEXT],
        "matched": tuple((word, word.of(text)) for word in matched),
    }
    return Event(**(fields | values))  # type: ignore[arg-type] # as Event checks


def removal(of: str, *, coder: str, transcript: str = "") -> Event:
    """Return the event that cancels the event ``of``, itself a removal or not.

    >>> removal("7f", coder="ann").of
    '7f'
    """
    return Event(kind="remove", of=of, coder=coder, transcript=transcript)


def text_version(sha256: str) -> str:
    """Return the version of a text from its SHA-256: the first 12 hex digits.

    >>> text_version("0123456789abcdef")
    '0123456789ab'
    """
    return sha256[:12]
