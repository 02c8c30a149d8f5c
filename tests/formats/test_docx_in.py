"""Word documents: the text as Word shows it, and a count of all that is not read."""

from io import BytesIO

import docx as word
import pytest
from docx.document import Document
from formats.office import (
    HEAD,
    MAIN,
    W,
    archive,
    document,
    docx,
    paragraph,
    run,
    table,
)
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import TranscriptError
from qualcode.formats.docx_in import parse_docx
from qualcode.model import Draft

WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1)


def read(data: bytes) -> Draft:
    return parse_docx(data, "i01.docx")


def text_of(*body: str) -> str:
    return read(docx("".join(body))).text


def warnings_of(*body: str, **parts: str) -> tuple[str, ...]:
    return read(docx("".join(body), **parts)).warnings


def saved(made: Document) -> bytes:
    target = BytesIO()
    made.save(target)
    return target.getvalue()


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_what_a_word_processor_writes_is_read_a_paragraph_a_line(
    paragraphs: list[str],
) -> None:
    made = word.Document()
    for words in paragraphs:
        made.add_paragraph(f"x{words}x")

    found = read(saved(made)).text.rstrip("\n").split("\n")

    assert len(found) == len(paragraphs)


# What is not speech.


def test_deleted_and_moved_away_words_are_left_out_and_counted() -> None:
    deleted = "<w:del><w:r><w:delText>SECRET</w:delText></w:r></w:del>"
    away = f"<w:moveFrom>{run('SECRET')}</w:moveFrom>"
    back = f"<w:moveTo>{run(' moved')}</w:moveTo>"
    added = f"<w:ins>{run(' added')}</w:ins>"
    body = paragraph(run("P1: kept"), deleted, away, added, back)

    assert text_of(body) == "P1: kept added moved\n"
    assert warnings_of(body) == (
        "moved passages left out at their old place: 1",
        "moved passages read at their new place: 1",
        "tracked deletions left out: 1",
        "tracked insertions accepted, as Word shows them: 1",
    )


@pytest.mark.parametrize(
    "properties",
    ["<w:vanish/>", '<w:vanish w:val="true"/>', '<w:rStyle w:val="Hidden"/>'],
)
def test_hidden_words_are_left_out_and_counted(properties: str) -> None:
    styles = (
        f'{HEAD}<w:styles xmlns:w="{W}">'
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Hidden"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    body = paragraph(run("P1: seen"), run("SECRET", properties))
    found = read(docx(body, styles=styles))

    assert found.text == "P1: seen\n"
    assert found.warnings == ("hidden passages left out: 1",)


def test_a_paragraph_of_a_hidden_style_is_left_out() -> None:
    styles = (
        f'{HEAD}<w:styles xmlns:w="{W}">'
        '<w:style w:styleId="No"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    body = paragraph(run("SECRET"), properties='<w:pStyle w:val="No"/>')
    found = read(docx(body + paragraph(run("P1: seen")), styles=styles))

    assert found.text == "P1: seen\n"


def test_hiding_that_is_switched_off_or_of_the_mark_hides_nothing() -> None:
    off = paragraph(run("P1: seen", '<w:vanish w:val="0"/>'))
    mark = paragraph(run("P1: seen"), properties="<w:rPr><w:vanish/></w:rPr>")
    changed = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    was = paragraph(run("P1: seen", changed))

    assert text_of(off) == text_of(mark) == text_of(was) == "P1: seen\n"


def test_margins_notes_and_comments_are_not_read_and_counted() -> None:
    margin = f'{HEAD}<w:hdr xmlns:w="{W}">{paragraph(run("SECRET"))}</w:hdr>'
    empty = f'{HEAD}<w:ftr xmlns:w="{W}">{paragraph()}</w:ftr>'
    marks = (
        '<w:r><w:footnoteReference w:id="1"/></w:r>'
        '<w:r><w:endnoteReference w:id="1"/></w:r>'
        '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    body = paragraph(run("P1: seen"), marks)
    notes = {"header1": margin, "footer1": empty, "footnotes": margin}
    found = read(docx(body, **notes))

    assert found.text == "P1: seen\n"
    assert found.warnings == (
        "comments not read: 1",
        "endnotes not read: 1",
        "footnotes not read: 1",
        "headers not read: 1",
    )


def test_fields_formulas_and_embedded_parts_are_not_speech() -> None:
    body = paragraph(
        run("P1: page "),
        "<w:r><w:instrText> PAGE </w:instrText></w:r>",
        run("7"),
        "<w:oMath><w:r><w:t>x</w:t></w:r></w:oMath>",
        "<w:ruby><w:rt><w:r><w:t>aid</w:t></w:r></w:rt>"
        f"<w:rubyBase>{run(' base')}</w:rubyBase></w:ruby>",
    )
    found = read(docx(f"{body}<w:altChunk/>"))

    assert found.text == "P1: page 7 base\n"
    assert found.warnings == (
        "embedded documents not read: 1",
        "formulas not read: 1",
        "ruby texts not read: 1",
    )


# What is speech, though easily lost.


@pytest.mark.parametrize(
    "inner",
    [
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('word')}</w:sdtContent></w:sdt>",
        f"<w:smartTag>{run('word')}</w:smartTag>",
        f"<w:hyperlink>{run('word')}</w:hyperlink>",
        f"<w:fldSimple>{run('word')}</w:fldSimple>",
        f"<w:ins>{run('word')}</w:ins>",
        f"<w:customXml>{run('word')}</w:customXml>",
        f"<w:unheardOf>{run('word')}</w:unheardOf>",
    ],
)
def test_words_inside_other_elements_are_read(inner: str) -> None:
    assert text_of(paragraph(run("P1: a "), inner)) == "P1: a word\n"


def test_tabs_breaks_hyphens_and_symbols_are_characters() -> None:
    body = paragraph(
        run("ill"),
        "<w:r><w:noBreakHyphen/><w:t>treatment</w:t><w:tab/><w:t>a</w:t><w:br/>"
        '<w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:sym w:char="2192"/>'
        '<w:sym w:char="F0E0"/><w:sym w:char="x"/></w:r>',
        properties='<w:tabs><w:tab w:val="left"/></w:tabs>',
    )
    found = read(docx(body))

    assert found.text == "ill-treatment\ta\nbc→□□\n"
    assert found.warnings == ("symbols of special fonts, shown as □: 2",)


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('in the box'))}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = read(docx(paragraph(run("P1: a"), f"<w:r>{both}</w:r>", run(" b"))))

    assert found.text == "P1: a b\nin the box\n"
    assert found.warnings == ("text boxes read after their paragraph: 1",)


def test_a_paragraph_whose_mark_was_deleted_runs_into_the_next() -> None:
    joined = paragraph(run("P1: one "), properties="<w:rPr><w:del/></w:rPr>")

    assert text_of(joined, paragraph(run("two"))) == "P1: one two\n"


def test_automatic_numbers_are_said_to_be_missing() -> None:
    body = paragraph(run("When?"), properties="<w:numPr/>")

    assert warnings_of(body) == ("automatic list numbers not read: 1",)


# Tables.


def test_a_table_of_speakers_is_a_turn_a_row() -> None:
    rows = [["Speaker", "Words"], ["I:", "When?"], ["Uma", "Now."], ["", "And then."]]

    assert text_of(table(rows)) == "I: When?\n\nUma: Now.\n\nAnd then.\n"


def test_a_column_of_times_goes_before_the_speaker() -> None:
    rows = [["00:00:05", "I", "When?"], ["1:02", "P1", "Now."]]

    assert text_of(table(rows)) == "[00:00:05] I: When?\n\n[00:01:02] P1: Now.\n"


def test_another_table_is_cells_divided_by_tabs() -> None:
    rows = [["Date", "2024-05-12"], ["Place", "a town"], ["one", "two"]]

    assert text_of(table(rows)) == "Date\t2024-05-12\nPlace\ta town\none\ttwo\n"


def test_a_deleted_row_is_left_out_and_counted() -> None:
    gone = (
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('SECRET'))}</w:tc></w:tr>"
    )
    kept = f"<w:tr><w:tc>{paragraph(run('P1: kept'))}</w:tc></w:tr>"
    found = read(docx(f"<w:tbl>{gone}{kept}</w:tbl>"))

    assert found.text == "P1: kept\n"
    assert found.warnings == ("deleted table rows left out: 1",)


def test_a_table_in_a_cell_is_part_of_the_cell() -> None:
    inner = table([["one", "two"]])
    outer = f"<w:tbl><w:tr><w:tc>{paragraph(run('P1: x'))}{inner}</w:tc></w:tr></w:tbl>"

    assert text_of(outer) == "P1: x one\ttwo\n"


# What is no document.


def test_a_main_part_of_another_name_is_found() -> None:
    relations = (
        f'{HEAD}<Relationships><Relationship Id="r" Target="/word/document2.xml" '
        'Type="http://example.org/officeDocument"/></Relationships>'
    )
    parts = {
        "_rels/.rels": relations,
        "word/document2.xml": document(paragraph(run("P1: here"))),
    }

    assert read(archive(parts)).text == "P1: here\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (docx(paragraph()), "the document holds no text"),
        (archive({"word/other.xml": ""}), "this is not a Word document"),
        (archive({MAIN: "<w:document>"}), "its XML is not well-formed"),
        (archive({MAIN: b"\xff\xfe"}), "its XML is not well-formed"),
        (b"PK\x03\x04", "it is not a complete archive"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(TranscriptError, match=told):
        read(data)


def test_words_outside_a_paragraph_are_no_speech() -> None:
    assert text_of(run("stray"), paragraph(run("P1: a"))) == "P1: a\n"


def test_rows_and_cells_outside_a_table_lose_nothing_else() -> None:
    stray = "<w:tr><w:trPr><w:del/></w:trPr><w:tc/></w:tr>"
    box = f"<w:txbxContent>{paragraph(run('boxed'))}</w:txbxContent>"
    mark = "<w:pPr><w:rPr><w:del/><w:ins/></w:rPr></w:pPr>"
    style = '<w:pPr><w:pStyle w:val="No"/></w:pPr><w:tbl><w:tc/></w:tbl>'

    assert text_of(stray, box, mark, style, paragraph(run("P1: a"))) == "P1: a\n"


def test_a_mark_deleted_at_the_end_of_a_cell_stays_in_the_cell() -> None:
    last = paragraph(run("P1: one"), properties="<w:rPr><w:del/></w:rPr>")
    rows = f"<w:tr><w:tc>{last}</w:tc></w:tr>"

    assert text_of(f"<w:tbl>{rows}</w:tbl>", paragraph(run("two"))) == "P1: one\ntwo\n"


def test_a_style_that_shows_again_what_its_base_hides_is_read() -> None:
    styles = (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:vanish/></w:docDefaults>'
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:rPr><w:vanish w:val="off"/></w:rPr></w:style>'
        "</w:styles>"
    )
    seen = run("P1: a", '<w:rStyle w:val="A"/>') + run(" b", '<w:rStyle w:val="C"/>')

    assert read(docx(paragraph(seen), styles=styles)).text == "P1: a b\n"


def test_relations_that_lead_nowhere_leave_the_usual_main_part() -> None:
    relations = (
        f'{HEAD}<Relationships><Relationship Type="x" Target="y"/>'
        '<Relationship Type="a/officeDocument" Target="word/no.xml"/></Relationships>'
    )
    parts = {"_rels/.rels": relations, MAIN: document(paragraph(run("P1: a")))}

    assert read(archive(parts)).text == "P1: a\n"


def test_a_margin_of_white_space_is_not_counted() -> None:
    margin = f'{HEAD}<w:hdr xmlns:w="{W}">\n{paragraph(run(" "))}\n</w:hdr>'

    assert read(docx(paragraph(run("P1: a")), header1=margin)).warnings == ()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["I", "When?", "late"], ["P", "Now.", "loud"]], "I\tWhen?\tlate"),
        ([["I", "", "When?"], ["P", "", "Now."]], "I: When?"),
        ([["x" * 50, "one"], ["y" * 50, "two"]], f"{'x' * 50}\tone"),
        ([["Uma", "one"], ["Uma", "two"]], "Uma: one"),
        ([["one"], ["two"]], "one"),
        ([["Speaker", "Words"]], "Speaker\tWords"),
    ],
)
def test_a_row_is_a_turn_only_with_one_speaker_and_words(
    rows: list[list[str]], expected: str
) -> None:
    assert text_of(table(rows)).split("\n")[0] == expected
