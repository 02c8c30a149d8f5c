"""Codings and reviews of one transcript, brought to its text of today.

In:  a `History`, whose spans point into the texts they were made on; those texts.
Out: the same codings and reviews with spans into today's text and a state; of those
     that are ambiguous or lost, span and quote are as they were made.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from qualcode.model.anchoring import Anchored, Speakers, anchor, find_quote
from qualcode.model.coding import Coding, Review
from qualcode.model.events import CONTEXT, Event
from qualcode.model.history import History
from qualcode.model.textmap import TextMap, text_map

__all__ = ["Texts", "reanchored"]

Placeable = TypeVar("Placeable", Coding, Review)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Today's text of a transcript and how to get at the earlier ones.

    ``kept`` returns the text of a version, or None when it is not there; ``speakers``
    returns who speaks in a span of a text, given that text.
    """

    today: str = field(repr=False)
    version: str
    kept: Callable[[str], str | None]
    speakers: Callable[[str], Speakers] | None = None


def reanchored(
    history: History, texts: Texts
) -> tuple[tuple[Coding, ...], tuple[Review, ...]]:
    """Return the history's codings and reviews as they stand in today's text.

    >>> from qualcode.model.history import fold
    >>> texts = Texts(today="Yes.", version="0", kept=lambda version: None)
    >>> reanchored(fold([]), texts)
    ((), ())
    """
    maps: dict[str, TextMap | None] = {}
    places = {
        event.id: _place(event, texts, maps)
        for event in history.live
        if event.kind in ("code", "confirm", "reject")
    }
    return (
        tuple(_coding(one, places[one.id], texts.today) for one in history.codings),
        tuple(_placed(one, places[one.id], texts.today) for one in history.reviews),
    )


def _place(event: Event, texts: Texts, maps: dict[str, TextMap | None]) -> Anchored:
    span = event.span
    assert span is not None
    if event.version == texts.version and span.of(texts.today) == event.quote:
        return Anchored(state="kept", span=span)
    if event.version not in maps:
        old = texts.kept(event.version)
        maps[event.version] = None if old is None else text_map(old, texts.today)
    found = maps[event.version]
    if found is None:
        return find_quote(texts.today, event.quote, event.before, event.after)
    both = texts.speakers and (texts.speakers(found.old), texts.speakers(texts.today))
    return anchor(
        found,
        span,
        event.quote,
        before=event.before,
        after=event.after,
        speakers=both or None,
    )


def _placed(one: Placeable, place: Anchored, today: str) -> Placeable:
    if place.span is None:
        return replace(one, state=place.state)
    return replace(one, state=place.state, span=place.span, quote=place.span.of(today))


def _coding(coding: Coding, place: Anchored, today: str) -> Coding:
    now = _placed(coding, place, today)
    if place.span is None:
        return now
    start, end = place.span.start, place.span.end
    before, after = today[max(0, start - CONTEXT) : start], today[end : end + CONTEXT]
    return replace(now, before=before, after=after)
