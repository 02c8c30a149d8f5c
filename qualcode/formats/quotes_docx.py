"""The quote book as a Word document: plain, printable, made to be restyled.

In:  a `quote_book.QuoteBook` and a stamp.
Out: the bytes of a .docx file, the same for the same values. Every quote has a
     bookmark (``Q_017``) and stays on one page; looks are named styles (`word_style`).
"""

from collections.abc import Iterator

from qualcode.formats.archive import Stamp
from qualcode.formats.quote_book import (
    UNREAD,
    QuoteBook,
    QuoteCode,
    QuoteEntry,
    quoted_words,
)
from qualcode.formats.word_file import word_file
from qualcode.formats.word_xml import bookmarked, link, paragraph, run

__all__ = ["render_quotes_docx"]


def render_quotes_docx(book: QuoteBook, *, stamp: Stamp) -> bytes:
    """Write the quote book as a Word document.

    Args:
        book: what to print, already filtered by consent.
        stamp: moment, edition, versions; the only date in the file.

    >>> from datetime import datetime
    >>> book = QuoteBook(title="Quotes", persons=0)
    >>> render_quotes_docx(book, stamp=Stamp(at=datetime(2026, 5, 3)))[:2]
    b'PK'
    """
    body = "".join(_Writer(book, stamp).paragraphs())
    return word_file(body, title=book.title, language=book.language, stamp=stamp)


class _Writer:
    """Writes the body; keeps what has a bookmark already, since names are unique."""

    def __init__(self, book: QuoteBook, stamp: Stamp) -> None:
        self._book, self._stamp = book, stamp
        self._marked: dict[str, int] = {}

    def paragraphs(self) -> Iterator[str]:
        """Yield the whole document's paragraphs in order."""
        yield from self._cover()
        for number, section in enumerate(self._book.sections, 1):
            head = self._mark(f"theme_{number}", run(section.theme))
            yield paragraph("Heading1", head, new_page=number == 1)
            if section.in_numbers:
                lead = run("In numbers. ", "Strong")
                yield paragraph("InNumbers", lead, run(section.in_numbers))
            for code in section.codes:
                yield from self._code(code)
        yield from self._back()

    def _cover(self) -> Iterator[str]:
        book, stamp = self._book, self._stamp
        yield paragraph("Title", run(book.title))
        yield paragraph("Banner", run(stamp.banner))
        if stamp.edition:
            yield paragraph("CoverLine", run(stamp.edition))
        yield paragraph("CoverLine", run(book.size))
        yield paragraph("CoverHead", run("How to read"))
        for line in book.how_to_read:
            yield paragraph("ListBullet", run(line))
        yield paragraph("CoverHead", run("Contents"))
        for number, section in enumerate(book.sections, 1):
            entry = link(f"theme_{number}", section.theme)
            yield paragraph("ContentsLine", entry, run(f"\t{section.size}"))

    def _code(self, code: QuoteCode) -> Iterator[str]:
        yield paragraph("Heading2", run(code.label))
        if code.definition:
            yield paragraph("CodeDefinition", run(code.definition))
        if not code.entries:
            yield paragraph("QuoteMeta", run("No quotes."))
        for entry in code.entries:
            yield from self._entry(entry)

    def _entry(self, entry: QuoteEntry) -> Iterator[str]:
        style = "QuoteParaphrase" if entry.paraphrase else "QuoteText"
        words = self._mark(entry.bookmark, run(quoted_words(entry)))
        yield paragraph(style, words)
        if entry.attribution:
            yield paragraph("QuoteSource", run(entry.attribution))
        unread = (run(UNREAD, "Unread"), run(" · ")) if entry.suggested else ()
        yield paragraph("QuoteMeta", *unread, run(entry.meta))

    def _back(self) -> Iterator[str]:
        yield paragraph("Heading1", run("Notes and provenance"))
        for note in self._book.notes:
            yield paragraph("Normal", run(note))
        for name, value in (*self._book.provenance, *self._stamp.versions):
            yield paragraph("Provenance", run(f"{name}\t{value}"))

    def _mark(self, name: str, inside: str) -> str:
        """Put a bookmark around ``inside``; a name that is taken stays where it is."""
        if name in self._marked:
            return inside
        self._marked[name] = len(self._marked) + 1
        return bookmarked(self._marked[name], name, inside)
