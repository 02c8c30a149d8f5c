"""Quotes: where words that a person copied stand in a text.

In:  a text; words as they were typed or came out of a spreadsheet.
Out: the spans of the text's own words: equal ones, or else those that differ only in
     white space, kinds of quotation marks, apostrophes and dashes, and invisible signs.
"""

from collections.abc import Sequence
from functools import cached_property

from qualcode.model.span import Span

__all__ = ["Searched", "searched"]

_SAME = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
}


class Searched:
    """A text to search in; it is folded when the first quote is not found as it is.

    ``folded`` is its folded form, ``places`` where each of its characters comes from.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def folded(self) -> str:
        """The text with plain marks and dashes and single spaces."""
        return self._folding[0]

    @property
    def places(self) -> Sequence[int]:
        """For each character of ``folded``, its place in the text."""
        return self._folding[1]

    @cached_property
    def _folding(self) -> tuple[str, Sequence[int]]:
        folded: list[str] = []
        places: list[int] = []
        for place, letter in enumerate(self.text):
            if letter in _SAME:
                same = _SAME[letter]
            elif letter.isspace():
                same = "" if folded and folded[-1] == " " else " "
            else:
                same = letter
            folded.extend(same)
            places.extend([place] * len(same))
        return "".join(folded), places

    def find(self, quote: str) -> tuple[Span, ...]:
        """Return where ``quote`` stands, in order; overlapping places count each.

        >>> searched("“No,”  he said.").find('"No," he')
        (Span(start=0, end=9),)
        """
        exact = _all(self.text, quote)
        if exact or not quote:
            return tuple(Span(at, at + len(quote)) for at in exact)
        words = searched(quote).folded.strip()
        if not words:
            return ()
        return tuple(
            Span(self.places[at], self.places[at + len(words) - 1] + 1)
            for at in _all(self.folded, words)
        )

    def same(self, span: Span, quote: str) -> bool:
        """Say whether the words at ``span`` are those of ``quote``, folded."""
        words = span.of(self.text)
        return words == quote or (
            searched(words).folded.strip() == searched(quote).folded.strip()
        )


def searched(text: str) -> Searched:
    r"""Return a text made ready for searching.

    >>> searched("a \n b").folded
    'a b'
    """
    return Searched(text)


def _all(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found
