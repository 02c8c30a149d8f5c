"""The quote book in Markdown: what was said is shown, and never obeyed."""

from typing import Any

from formats.render_samples import HOSTILE, STAMP, quote_book
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from qualcode.formats.archive import Stamp
from qualcode.formats.characters import visible
from qualcode.formats.quote_book import (
    QuoteBook,
    QuoteCode,
    QuoteEntry,
    QuoteSection,
)
from qualcode.formats.quotes_md import escaped, render_quotes_md

MARKS = "#*_`[]<>()!-+=~|&\\1. \n\tab:/@$^{}"
SAID = st.text(alphabet=MARKS, max_size=20) | st.text(max_size=20)
TEXT_TOKENS = {"text", "softbreak", "hardbreak", "text_special"}


def tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def shown(text: str) -> list[str]:
    lines = "".join(
        "\n" if part.type.endswith("break") else part.content
        for token in tokens(text)
        for part in token.children or ()
    )
    return lines.split("\n")


@given(SAID)
@example("a\n===")
@example("1) one\n- two\n    code")
@example("&lt; <b>x</b> [a](b) ![c](d) ~~e~~")
def test_what_was_said_is_shown_word_for_word_and_nothing_else(text: str) -> None:
    kinds: set[Any] = {
        part.type for token in tokens(escaped(text)) for part in token.children or ()
    }
    blocks = {token.type for token in tokens(escaped(text))}
    expected = [" ".join(line.split()) for line in visible(text).split("\n")]

    assert kinds <= TEXT_TOKENS
    assert blocks <= {"paragraph_open", "inline", "paragraph_close"}
    assert [" ".join(line.split()) for line in shown(escaped(text)) if line] == [
        line for line in expected if line
    ]


def test_the_book_has_the_words_of_the_document() -> None:
    text = render_quotes_md(quote_book("I paid.", "two"), stamp=STAMP).decode()
    lines = text.split("\n")

    assert lines[0] == "# Harbour City: quotes"
    assert lines[2] == "**INTERNAL — contains person-level data**"
    assert "> “I paid.”" in lines
    assert "> — “Mara”, a woman who works in the port district" in lines
    assert any(
        "**suggested by a rule, not yet read** · Q-002" in line for line in lines
    )
    assert "- data: 1f2e3d" in lines


def test_no_quote_makes_html_a_link_or_a_heading() -> None:
    found = tokens(render_quotes_md(quote_book(*HOSTILE), stamp=STAMP).decode())
    inline = {part.type for token in found for part in token.children or ()}
    headings = [token for token in found if token.type == "heading_open"]

    assert not inline & {"html_inline", "link_open", "image", "code_inline"}
    assert len(headings) == 6


def test_the_same_book_gives_the_same_bytes() -> None:
    one = render_quotes_md(quote_book(*HOSTILE), stamp=STAMP)

    assert one == render_quotes_md(quote_book(*HOSTILE), stamp=STAMP)


def test_a_bare_book_is_complete_without_what_it_lacks() -> None:
    entry = QuoteEntry(id="Q-1", text="I paid.")
    code = QuoteCode(label="Fines", entries=(entry,))
    section = QuoteSection(theme="Policing", codes=(code,))
    book = QuoteBook(title="Quotes", persons=1, sections=(section,), how_to_read=())
    text = render_quotes_md(book, stamp=Stamp(at=STAMP.at)).decode()

    assert text.split("## Policing\n\n")[1].split("\n") == [
        "### Fines",
        "",
        "> “I paid.”",
        ">",
        "> Q-1",
        "",
        "## Notes and provenance",
        "",
    ]
