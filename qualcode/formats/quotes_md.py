"""The quote book in Markdown, for writers outside Word; the twin of `quotes_docx`.

In:  a `quote_book.QuoteBook` and a stamp.
Out: bytes of CommonMark. What people said can make no heading, link or HTML.
"""

import re
from collections.abc import Iterator

from qualcode.formats.archive import Stamp
from qualcode.formats.characters import visible
from qualcode.formats.quote_book import (
    UNREAD,
    QuoteBook,
    QuoteCode,
    QuoteEntry,
    quoted_words,
)

__all__ = ["escaped", "render_quotes_md"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$^@{}]")


def escaped(text: str) -> str:
    r"""Return ``text`` so that Markdown shows it as it is, line by line.

    >>> escaped("*no* # 1")
    '\\*no\\* # 1'
    >>> escaped("- no"), escaped("1. one")
    ('\\- no', '1\\. one')
    """
    safe = _SPECIAL.sub(r"\\\g<0>", visible(text))
    lines = (_safe_start(line.strip()) for line in safe.split("\n"))
    return "\\\n".join(line for line in lines if line)


def _safe_start(line: str) -> str:
    if line[:1] in ("#", "+", "=", "-"):
        return "\\" + line
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", line)


def render_quotes_md(book: QuoteBook, *, stamp: Stamp) -> bytes:
    """Write the quote book as Markdown; the same order and words as the document.

    >>> from datetime import datetime
    >>> book = QuoteBook(title="Quotes", persons=1)
    >>> stamp = Stamp(at=datetime(2026, 5, 3), edition="Edition 1")
    >>> print(render_quotes_md(book, stamp=stamp).decode()[:20])
    # Quotes
    <BLANKLINE>
    **INTERNAL
    """
    blocks = [*_cover(book, stamp)]
    for section in book.sections:
        blocks.append(f"## {_one_line(section.theme)}")
        if section.in_numbers:
            blocks.append(f"**In numbers.** {escaped(section.in_numbers)}")
        for code in section.codes:
            blocks += _code(code)
    blocks += _back(book, stamp)
    return ("\n\n".join(blocks) + "\n").encode()


def _cover(book: QuoteBook, stamp: Stamp) -> Iterator[str]:
    yield f"# {_one_line(book.title)}"
    yield f"**{escaped(stamp.banner)}**"
    if stamp.edition:
        yield escaped(stamp.edition)
    yield escaped(book.size)
    yield "How to read:"
    yield "\n".join(f"- {_one_line(line)}" for line in book.how_to_read)


def _code(code: QuoteCode) -> Iterator[str]:
    yield f"### {_one_line(code.label)}"
    if code.definition:
        yield f"*{_one_line(code.definition)}*"
    if not code.entries:
        yield "No quotes."
    for entry in code.entries:
        yield "\n>\n".join(_quoted(part) for part in _entry(entry))


def _entry(entry: QuoteEntry) -> Iterator[str]:
    yield escaped(quoted_words(entry))
    if entry.attribution:
        yield f"— {_one_line(entry.attribution)}"
    unread = f"**{UNREAD}** · " if entry.suggested else ""
    yield unread + _one_line(entry.meta)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _back(book: QuoteBook, stamp: Stamp) -> Iterator[str]:
    yield "## Notes and provenance"
    yield from (escaped(note) for note in book.notes)
    pairs = (*book.provenance, *stamp.versions)
    if pairs:
        yield "\n".join(f"- {_one_line(f'{name}: {value}')}" for name, value in pairs)


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))
