"""Spans: stretches of a transcript's text.

Offsets are code points of the stored text, half-open. Every other way of counting
(bytes, UTF-16, lines) is converted where a format is read or written.
"""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Span", "merged"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty stretch of text: ``text[start:end]``.

    Raises:
        ValueError: the span is empty, reversed or negative.

    >>> Span(2, 5).overlaps(Span(5, 9)), Span(2, 5).contains(Span(2, 3))
    (False, True)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that holds no character."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def of(self, text: str) -> str:
        """Return the words this span covers in ``text``.

        >>> Span(1, 3).of("home")
        'om'
        """
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Say whether both share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Say whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> "Span":
        """Return the span moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the unions of spans that share a code point, in order of the text.

    Adjacent spans that share none stay apart (semantics 16).

    >>> merged([Span(4, 9), Span(0, 3), Span(2, 5), Span(9, 12)])
    (Span(start=0, end=9), Span(start=9, end=12))
    """
    unions: list[Span] = []
    for span in sorted(spans):
        if unions and span.start < unions[-1].end:
            last = unions.pop()
            unions.append(Span(last.start, max(last.end, span.end)))
        else:
            unions.append(span)
    return tuple(unions)
