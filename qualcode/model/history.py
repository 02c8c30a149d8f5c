"""What the events of all ledgers come to: codings, reviews, memos as written.

In:  events, in any order, from any number of writers, with repetitions.
Out: a `History`, the same whatever the order: events are a set, told apart by id and
     ordered by (counter, writer, id). Spans still point into the texts they were made
     on; `qualcode.model.anchoring` brings them to the text of today.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace

from qualcode.model.coding import Coding, Memo, Review, Verdict
from qualcode.model.events import Event, removal

__all__ = ["History", "fold", "revival", "undoing"]

CHANGEABLE = (
    "code",
    "assertion",
    "experiencer",
    "time_scope",
    "perpetrators",
    "mode",
    "event",
    "memo",
)
ANCHOR = ("version", "span", "quote", "before", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Events in order, which of them are live, and what the live ones come to.

    ``live`` are the events that no live removal cancels, in order, with all later
    changes and moves applied. ``removed_by`` maps the id of each cancelled event to its
    live removals.
    """

    events: tuple[Event, ...]
    live: tuple[Event, ...]
    removed_by: Mapping[str, tuple[str, ...]]
    codings: tuple[Coding, ...] = ()
    reviews: tuple[Review, ...] = ()
    memos: tuple[Memo, ...] = ()


def fold(events: Iterable[Event]) -> History:
    """Return what ``events`` come to; order and repetition do not matter.

    A removal cancels the event it names if that comes before it; a removal of a removal
    brings back what was cancelled. Of changes to one field the last wins.

    >>> made = Event(kind="memo", id="a", n=1, coder="ann", memo="ask again")
    >>> gone = Event(kind="remove", id="b", n=2, coder="ann", of="a")
    >>> len(fold([made]).memos), len(fold([gone, made, made]).memos)
    (1, 0)
    """
    ordered = _distinct(events)
    removed = _removed(ordered)
    live = [
        (place, event)
        for place, event in enumerate(ordered, start=1)
        if event.id not in removed
    ]
    later: dict[str, list[Event]] = defaultdict(list)
    for _, event in live:
        if event.kind in ("change", "move"):
            later[event.of].append(event)
    now = [(place, _with_changes(event, later[event.id])) for place, event in live]
    return History(
        events=tuple(ordered),
        live=tuple(event for _, event in now),
        removed_by=removed,
        codings=tuple(
            _coding(event, place)
            for place, event in now
            if event.kind in ("code", "confirm")
        ),
        reviews=tuple(
            _review(event, place)
            for place, event in now
            if event.kind in ("confirm", "reject")
        ),
        memos=tuple(_memo(event) for _, event in now if event.kind == "memo"),
    )


def undoing(history: History, batch: str, *, coder: str) -> tuple[Event, ...]:
    """Return the removals that undo a batch: one for each of its live events."""
    return tuple(
        removal(event.id, coder=coder, transcript=event.transcript)
        for event in history.live
        if event.batch == batch
    )


def revival(history: History, id: str, *, coder: str) -> tuple[Event, ...]:
    """Return the removals that bring a cancelled event back: of each live removal."""
    by_id = {event.id: event for event in history.events}
    return tuple(
        removal(gone, coder=coder, transcript=by_id[gone].transcript)
        for gone in history.removed_by.get(id, ())
    )


def _place(event: Event) -> tuple[int, str, str]:
    return event.n, event.writer, event.id


def _distinct(events: Iterable[Event]) -> list[Event]:
    """One event an id, in order; of different ones with one id always the same one."""
    twins: dict[str, set[Event]] = defaultdict(set)
    for event in events:
        twins[event.id].add(event)
    first = [
        min(same, key=_content) if len(same) > 1 else next(iter(same))
        for same in twins.values()
    ]
    return sorted(first, key=_place)


def _content(event: Event) -> tuple[tuple[int, str, str], str]:
    return _place(event), repr(astuple(event))


def _removed(ordered: Sequence[Event]) -> Mapping[str, tuple[str, ...]]:
    """Which events are cancelled, and by what; the last events are judged first."""
    places = {event.id: place for place, event in enumerate(ordered)}
    removed: dict[str, tuple[str, ...]] = {}
    for place in range(len(ordered) - 1, -1, -1):
        event = ordered[place]
        if event.kind != "remove" or event.id in removed:
            continue
        # Not before its target: else two events could cancel each other.
        if places.get(event.of, place) < place:
            removed[event.of] = (event.id, *removed.get(event.of, ()))
    return removed


def _with_changes(event: Event, later: Sequence[Event]) -> Event:
    for change in later:
        names = ANCHOR if change.kind == "move" else CHANGEABLE
        new = {name: getattr(change, name) for name in names}
        event = replace(event, **{k: v for k, v in new.items() if v is not None})
    return event


def _coding(event: Event, place: int) -> Coding:
    assert event.span is not None
    assert event.code is not None
    return Coding(
        id=event.id,
        transcript=event.transcript,
        span=event.span,
        code=event.code,
        coder=event.coder,
        quote=event.quote,
        before=event.before,
        after=event.after,
        version=event.version,
        assertion=event.assertion or "affirmed",
        experiencer=event.experiencer or "self",
        time_scope=event.time_scope or "in",
        perpetrators=event.perpetrators or (),
        mode=event.mode or "",
        event=event.event or "",
        memo=event.memo or "",
        rule=event.rule,
        at=event.at,
        batch=event.batch,
        order=place,
    )


def _review(event: Event, place: int) -> Review:
    assert event.span is not None
    assert event.code is not None
    usual: Verdict = "confirmed" if event.kind == "confirm" else "rejected"
    return Review(
        id=event.id,
        transcript=event.transcript,
        span=event.span,
        code=event.code,
        coder=event.coder,
        verdict=event.verdict or usual,
        quote=event.quote,
        of=event.of,
        reason=event.reason,
        at=event.at,
        batch=event.batch,
        order=place,
    )


def _memo(event: Event) -> Memo:
    return Memo(
        id=event.id,
        transcript=event.transcript,
        coder=event.coder,
        text=event.memo or "",
        of=event.of,
        at=event.at,
        batch=event.batch,
    )
