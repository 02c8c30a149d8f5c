"""The quote book in Word: complete, in named styles, safe, the same each time."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from defusedxml import ElementTree
from formats.render_samples import HOSTILE, STAMP, quote_book
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.formats.characters import visible
from qualcode.formats.quote_book import QuoteBook, QuoteEntry, QuoteSection
from qualcode.formats.quotes_docx import render_quotes_docx

STYLES = {
    "QuoteText",
    "QuoteSource",
    "QuoteMeta",
    "QuoteParaphrase",
    "InNumbers",
    "CodeDefinition",
    "Heading 1",
    "Heading 2",
    "Title",
}


def rendered(book: QuoteBook) -> bytes:
    return render_quotes_docx(book, stamp=STAMP)


def opened(book: QuoteBook) -> Any:
    return docx.Document(BytesIO(rendered(book)))


def said(book: QuoteBook, style: str) -> list[str]:
    found = opened(book).paragraphs
    return [part.text for part in found if part.style.name == style]


def part(book: QuoteBook, name: str) -> str:
    with ZipFile(BytesIO(rendered(book))) as archive:
        return archive.read(name).decode()


@given(st.lists(st.text(alphabet=st.characters(), max_size=40), max_size=4))
@settings(max_examples=30, deadline=None)
def test_every_quote_stands_in_quotation_marks_as_it_was_said(texts: list[str]) -> None:
    expected = [f"“{visible(text.strip())}”" for text in texts]
    found = said(quote_book(*texts), "QuoteText")

    assert found == [*expected, *expected[:1]]


def test_a_quote_has_its_source_and_its_small_line() -> None:
    book = quote_book("I paid, what else could I do.")

    assert said(book, "QuoteSource")[0] == (
        "“Mara”, a woman who works in the port district"
    )
    assert said(book, "QuoteMeta")[0] == (
        "Q-001 · I03, turn 42, 00:12:31 · 7 words · confirmed by A · "
        "consent: quote under pseudonym"
    )


def test_a_suggested_quote_says_so_and_names_nobody_who_confirmed_it() -> None:
    meta = said(quote_book("one", "two"), "QuoteMeta")[1]

    assert meta.startswith("suggested by a rule, not yet read · Q-002 · ")
    assert "confirmed" not in meta


def test_a_paraphrase_looks_different_and_is_not_to_be_quoted() -> None:
    book = quote_book("one")

    assert said(book, "QuoteParaphrase") == [
        "Paraphrase (not to be quoted): A participant spoke of a fine paid in cash."
    ]
    assert not any("fine paid" in text for text in said(book, "QuoteText"))


def test_a_paraphrase_that_nobody_wrote_says_so() -> None:
    entry = QuoteEntry(id="Q-1", text="", paraphrase=True)
    section = quote_book().sections[0].codes[0]
    code = type(section)(label="Fines", entries=(entry,))
    book = QuoteBook(
        title="Q", persons=1, sections=(QuoteSection(theme="T", codes=(code,)),)
    )

    assert said(book, "QuoteParaphrase") == [
        "Paraphrase (not to be quoted): No paraphrase has been written yet."
    ]


def test_the_cover_says_what_it_is_how_much_and_how_to_read_it() -> None:
    book = quote_book("one", "two")
    texts = [paragraph.text for paragraph in opened(book).paragraphs[:5]]

    assert texts == [
        "Harbour City: quotes",
        "INTERNAL — contains person-level data",
        "Edition of 3 May 2026 & data 1f2e3d",
        "2 quotes and 1 paraphrase of 3 persons (1 suggested by a rule, not yet read)",
        "How to read",
    ]
    assert len(said(book, "List Bullet")) == 5


def test_a_bookmark_stands_on_every_quote_once() -> None:
    xml = part(quote_book("one", "two"), "word/document.xml")
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]*)"', xml)

    assert names == ["theme_1", "Q_001", "Q_002", "Q_900"]
    assert 'w:anchor="theme_1"' in xml


def test_styles_have_names_and_a_quote_is_never_split_between_pages() -> None:
    document = opened(quote_book("one"))
    styles = {style.name: style for style in document.styles}

    assert set(styles) >= STYLES
    for name in ("QuoteText", "QuoteParaphrase", "QuoteSource"):
        assert styles[name].paragraph_format.keep_together
        assert styles[name].paragraph_format.keep_with_next
    assert styles["QuoteMeta"].paragraph_format.keep_together
    assert round(styles["QuoteText"].paragraph_format.left_indent.cm, 2) == 1
    assert styles["Normal"].font.size is None  # the document's default: 11


def test_the_page_is_a4_with_margins_of_two_and_a_half_centimetres() -> None:
    section = opened(quote_book()).sections[0]
    margins = (section.left_margin, section.right_margin, section.top_margin)

    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (
        21.0,
        29.7,
    )
    assert {round(margin.cm, 2) for margin in margins} == {2.5}
    assert section.header.paragraphs[0].text == STAMP.banner
    assert section.footer.paragraphs[0].text.startswith(STAMP.edition)


def test_the_same_book_gives_the_same_bytes() -> None:
    assert rendered(quote_book(*HOSTILE)) == rendered(quote_book(*HOSTILE))


def test_nothing_in_the_file_leads_out_of_it_or_tells_who_made_it() -> None:
    with ZipFile(BytesIO(rendered(quote_book(*HOSTILE)))) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}

    for text in texts.values():
        ElementTree.fromstring(text)
        assert "TargetMode" not in text
        assert "rsid" not in text
    assert opened(quote_book()).core_properties.author == "qualcode"
    assert opened(quote_book()).core_properties.title == "Harbour City: quotes"


def test_an_empty_book_is_a_document() -> None:
    document = opened(QuoteBook(title="Quotes", persons=0))

    assert document.paragraphs[3].text == "0 quotes of 0 persons"


def test_a_code_without_quotes_says_so_and_notes_stand_at_the_end() -> None:
    texts = [paragraph.text for paragraph in opened(quote_book("one")).paragraphs]

    assert texts[texts.index("Nothing") + 1] == "No quotes."
    assert texts[-5:] == [
        "Notes and provenance",
        "Anonymised before import.",
        "data\t1f2e3d",
        "qualcode\t0.1.0",
        "codebook\t1.0",
    ]
