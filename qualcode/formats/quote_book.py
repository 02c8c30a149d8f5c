"""The quote book: what `quotes_docx` and `quotes_md` write, as plain values.

In:  nothing; callers fill these values from their table of quotes.
Out: themes with their codes with their quotes, in reading order. Who may be quoted is
     decided before: a paraphrase here holds no words of the person.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

__all__ = [
    "HOW_TO_READ",
    "UNREAD",
    "QuoteBook",
    "QuoteCode",
    "QuoteEntry",
    "QuoteSection",
    "quoted_words",
]

UNREAD = "suggested by a rule, not yet read"
NOT_QUOTED = "Paraphrase (not to be quoted)"
NO_PARAPHRASE = "No paraphrase has been written yet."
HOW_TO_READ = (
    "A quote stands as it was spoken. Words in [brackets] and omissions (…) are edits.",
    "The line under a quote says who speaks, as precisely as consent allows.",
    "The small line: interview, turn, time; who decided; what the person agreed to.",
    f"“{UNREAD}”: no person has looked at it; read it in its place before using it.",
    "Quotes illustrate. How many persons said something stands in the tables.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteEntry:
    """One quote, or one paraphrase in its place.

    ``id`` is stable ("Q-017"); ``attribution`` is the line that may be printed;
    ``locator`` is "I03, turn 42, 00:12:31"; ``decided`` is "confirmed by A" and is
    printed unless ``suggested``, when no person has read it; ``consent`` is the level
    in words; ``remarks`` join the small line. With ``paraphrase`` the ``text`` is a
    person's paraphrase or empty, never the words spoken.
    """

    id: str
    text: str = field(repr=False)
    attribution: str = ""
    locator: str = ""
    words: int = 0
    decided: str = ""
    suggested: bool = False
    consent: str = ""
    paraphrase: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def meta(self) -> str:
        """The small line under the quote, without the mark of a suggestion.

        >>> QuoteEntry(id="Q-017", text="…", locator="I03, turn 42", words=38,
        ...            decided="confirmed by A", consent="quote").meta
        'Q-017 · I03, turn 42 · 38 words · confirmed by A · consent: quote'
        """
        said = {0: "", 1: "1 word"}.get(self.words, f"{self.words} words")
        parts = (
            self.id,
            self.locator,
            "" if self.paraphrase else said,
            "" if self.suggested else self.decided,
            f"consent: {self.consent}" if self.consent else "",
            *self.remarks,
        )
        return " · ".join(filter(None, parts))

    @property
    def bookmark(self) -> str:
        """The name of the quote's bookmark: ``Q_017``; letters, digits, ``_``."""
        name = re.sub(r"\W", "_", self.id, flags=re.ASCII)
        return name[:40] if name[:1].isalpha() else f"Q_{name}"[:40]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCode:
    """A code of the theme: what it means, and its quotes in reading order."""

    label: str
    definition: str = ""
    entries: tuple[QuoteEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSection:
    """A theme: its numbers in words, if somebody gave them, and its codes."""

    theme: str
    in_numbers: str = ""
    codes: tuple[QuoteCode, ...] = ()

    @property
    def size(self) -> str:
        """How many quotes and paraphrases stand under the theme, each counted once.

        >>> QuoteSection(theme="Housing").size
        '0 quotes'
        """
        entries = {entry.id: entry for code in self.codes for entry in code.entries}
        return _sizes(entries.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteBook:
    """A whole quote book; ``persons`` are those whose words or paraphrases stand in it.

    ``notes`` are paragraphs for the end, ``provenance`` pairs such as
    ``("data", "1f2e3d")``; ``language`` is a tag such as ``en-GB``.
    """

    title: str
    persons: int
    sections: tuple[QuoteSection, ...] = ()
    how_to_read: tuple[str, ...] = HOW_TO_READ
    notes: tuple[str, ...] = ()
    provenance: tuple[tuple[str, str], ...] = ()
    language: str = "en-GB"

    @property
    def entries(self) -> Iterator[QuoteEntry]:
        """All entries in reading order; one may stand under several codes."""
        for section in self.sections:
            for code in section.codes:
                yield from code.entries

    @property
    def size(self) -> str:
        """How many quotes, paraphrases and persons there are, each counted once.

        >>> QuoteBook(title="Quotes", persons=0).size
        '0 quotes of 0 persons'
        """
        entries = {entry.id: entry for entry in self.entries}.values()
        unread = sum(entry.suggested for entry in entries)
        said = f"{_sizes(entries)} of {_count(self.persons, 'person')}"
        return f"{said} ({unread} {UNREAD})" if unread else said


def _sizes(entries: Collection[QuoteEntry]) -> str:
    quotes = sum(not entry.paraphrase for entry in entries)
    paraphrased = len(entries) - quotes
    also = f" and {_count(paraphrased, 'paraphrase')}" if paraphrased else ""
    return _count(quotes, "quote") + also


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def quoted_words(entry: QuoteEntry) -> str:
    """Return the words to print: in quotation marks, unless it is a paraphrase.

    >>> quoted_words(QuoteEntry(id="Q-1", text="They came at night. "))
    '“They came at night.”'
    """
    text = entry.text.strip()
    if entry.paraphrase:
        return f"{NOT_QUOTED}: {text or NO_PARAPHRASE}"
    return f"“{text}”"
