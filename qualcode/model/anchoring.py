"""Anchors: where a quoted passage stands in the text of today.

In:  a `TextMap` of the text a coding was made on and the text of today, the passage,
     its quote and context.
Out: an `Anchored`: ``kept`` (the same words at the mapped place), ``moved`` (found, but
     a person should look), ``ambiguous`` (several places), ``lost`` (none). Nothing
     that is not certain is called kept.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from qualcode.model.coding import AnchorState
from qualcode.model.events import CONTEXT
from qualcode.model.span import Span
from qualcode.model.textmap import TextMap

__all__ = ["Anchored", "Speakers", "anchor", "find_quote"]

Speakers = Callable[[Span], Sequence[str]]
ALIKE = 0.6  # safety.md, anchoring: how much of a changed quote must be there still
MOST = 50  # candidates that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """Where a passage stands now; ``span`` is None when ambiguous or lost.

    ``candidates`` are the places that are as good as each other, when ambiguous.
    """

    state: AnchorState
    span: Span | None = None
    candidates: tuple[Span, ...] = ()


def anchor(
    texts: TextMap,
    span: Span,
    quote: str,
    *,
    before: str = "",
    after: str = "",
    speakers: tuple[Speakers, Speakers] | None = None,
) -> Anchored:
    """Say where ``quote``, made at ``span`` of the old text, stands in the new one.

    Args:
        texts: the map from the text it was made on to the text of today.
        span: its place in the old text.
        quote: its words.
        before: up to 32 code points before it.
        after: up to 32 code points after it.
        speakers: who speaks in a span of the old and of the new text; when they
            differ, the coding is ``moved`` (semantics 6).

    >>> from qualcode.model.textmap import text_map
    >>> texts = text_map("I ran. He shot.", "I ran. Then he shot.")
    >>> anchor(texts, Span(0, 6), "I ran.").state
    'kept'
    >>> anchor(texts, Span(7, 15), "He shot.").state
    'moved'
    """
    found = _anchored(texts, span, quote, (before, after))
    if found.state == "kept" and speakers and found.span:
        was, now = speakers
        if tuple(was(span)) != tuple(now(found.span)):
            return Anchored(state="moved", span=found.span)
    return found


def find_quote(text: str, quote: str, before: str, after: str) -> Anchored:
    """Find words in a text by themselves and, if they occur again, by their context.

    >>> find_quote("No. Yes. No.", "No.", "Yes. ", "").span
    Span(start=9, end=12)
    """
    places = [m.start() for m in re.finditer(re.escape(quote), text)] if quote else []
    if not places:
        return Anchored(state="lost")
    spans = [Span(place, place + len(quote)) for place in places[:MOST]]
    if len(places) == 1:
        return Anchored(state="moved", span=spans[0])
    scores = [_context(text, span, before, after) for span in spans]
    best = max(scores)
    top = [span for span, score in zip(spans, scores, strict=True) if score == best]
    if len(top) == 1 and len(places) <= MOST:
        return Anchored(state="moved", span=top[0])
    return Anchored(state="ambiguous", candidates=tuple(top))


def _anchored(
    texts: TextMap, span: Span, quote: str, context: tuple[str, str]
) -> Anchored:
    if span.end > len(texts.old) or span.of(texts.old) != quote:
        return find_quote(texts.new, quote, *context)
    if place := texts.exact(span):
        sure = texts.old == texts.new or (
            texts.is_supported(span) and not texts.is_doubtful(span)
        )
        return Anchored(state="kept" if sure else "moved", span=place)
    place = texts.around(span)
    if place and _alike(quote, place.of(texts.new)):
        return Anchored(state="moved", span=place)
    return find_quote(texts.new, quote, *context)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _context(text: str, span: Span, before: str, after: str) -> int:
    """How many code points of context are the same, counted from the quote outwards."""
    now_before = text[max(0, span.start - CONTEXT) : span.start]
    now_after = text[span.end : span.end + CONTEXT]
    return _shared(now_before[::-1], before[::-1]) + _shared(now_after, after)


def _shared(one: str, other: str) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length
