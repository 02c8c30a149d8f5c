"""Workbooks: what is in the file, safe, the same each time, and as Excel wants it."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from defusedxml import ElementTree
from formats.render_samples import (
    AFFIRMED,
    HOSTILE,
    QUOTE,
    STAMP,
    THEME,
    column,
    quotes_sheet,
    summary_sheet,
    themes_sheet,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.errors import TableError
from qualcode.formats import workbook_layout
from qualcode.formats.characters import CELL_LIMIT, utf16_length, visible
from qualcode.formats.workbook import Chart, Link, Sheet, render_workbook
from qualcode.model.column import Column

LINKS = {(0, "persons_affirmed"): Link("Quotes", 2)}
TEXTS = st.text(alphabet=st.characters(), max_size=40)


def book(*sheets: Sheet) -> bytes:
    return render_workbook(sheets, title="Themes", stamp=STAMP)


def opened(*sheets: Sheet) -> Any:
    return load_workbook(BytesIO(book(*sheets)))


def whole_book() -> bytes:
    return book(summary_sheet(), themes_sheet(LINKS), quotes_sheet())


def parts(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def plain(escaped: str) -> str:
    """Undo ST_Xstring as Excel does: openpyxl does not."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), escaped)


def cell_texts(sheet: Worksheet) -> list[str]:
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    return [plain(value) for value in values if isinstance(value, str)]


@given(st.lists(TEXTS, min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_every_text_comes_back_as_a_string_with_nothing_lost(texts: list[str]) -> None:
    sheet = opened(quotes_sheet(texts)).worksheets[0]
    top = 4
    cells = [sheet.cell(top + 1 + row, 1) for row in range(len(texts))]

    assert sheet.cell(top, 1).value == "Quote text"
    for cell, text in zip(cells, texts, strict=True):
        assert cell.data_type == ("s" if text else "n")
        assert plain(str(cell.value or "")) == visible(text).replace("\r", "\n")


def test_no_text_becomes_a_formula_or_leads_out_of_the_file() -> None:
    hostile = quotes_sheet()
    columns = [column("quote_text", label="=1+1 header")]
    named = Sheet(
        name="=cmd", title="=1+1", frame=hostile.frame, columns=columns, intro=HOSTILE
    )
    found = parts(book(named, themes_sheet(), quotes_sheet()))

    for name, text in found.items():
        tags = {
            element.tag.split("}")[-1]
            for element in ElementTree.fromstring(text).iter()
        }
        if "/worksheets/sheet" in name and not name.endswith(".rels"):
            # the bars' extension has xm:f with a number; a cell's formula is f
            assert not re.search(r"<f[ >/]", text)
        assert "TargetMode" not in text
        assert not re.search(r"<hyperlink [^>]*r:id", text)
        assert tags.isdisjoint({"oleObject", "externalReference", "externalBook"})


def test_the_same_values_give_the_same_bytes() -> None:
    assert whole_book() == whole_book()


def test_the_only_moment_in_the_file_is_the_stamps() -> None:
    data = whole_book()
    with ZipFile(BytesIO(data)) as archive:
        times = {member.date_time for member in archive.infolist()}
    core = parts(data)["docProps/core.xml"]

    assert times == {(2026, 5, 3, 12, 0, 0)}
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["2026-05-03T12:00:00Z"] * 2
    assert "<dc:creator>qualcode</dc:creator>" in core
    assert "openpyxl" not in "".join(parts(data).values()).lower()


def test_numbers_are_numbers_zero_is_zero_and_missing_is_blank() -> None:
    sheet = opened(themes_sheet()).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet["A6:D8"]]

    assert rows == [
        ["Policing", 9, 3, 0.75],
        ["Housing", 7, 4, None],
        ["Health", 0, 2, 0.5],
    ]
    assert sheet["B6"].alignment.horizontal == "right"
    assert sheet["D6"].number_format == "0%"
    assert "%" not in sheet["B6"].number_format


def test_a_table_of_people_is_a_table_of_excel_with_a_stable_name() -> None:
    workbook = opened(summary_sheet(), themes_sheet(LINKS), quotes_sheet())
    tables = {name: ref for sheet in workbook for name, ref in sheet.tables.items()}

    assert tables["qualcode_themes"] == "A5:D8"
    assert sorted(tables) == [
        "qualcode_quotes",
        "qualcode_summary",
        "qualcode_summary__1",
        "qualcode_themes",
    ]


def test_the_header_of_a_table_equals_the_cells_above_its_data() -> None:
    columns = (column("a", label="_x0041_ & <b>"), column("b", label="two\nlines"))
    frame = pd.DataFrame({"a": ["x"], "b": ["y"]})
    sheet = opened(Sheet(name="S", title="S", frame=frame, columns=columns)).worksheets[
        0
    ]
    table = sheet.tables["qualcode_s"]

    assert [head.name for head in table.tableColumns] == [
        plain(cell.value) for cell in sheet[table.ref][0]
    ]


def test_the_header_is_frozen_filtered_and_repeated_in_print() -> None:
    sheet = opened(themes_sheet()).worksheets[0]

    assert sheet.freeze_panes == "B6"
    assert sheet.tables["qualcode_themes"].autoFilter.ref == "A5:D8"
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.oddHeader.right.text == STAMP.banner
    assert sheet.oddFooter.left.text == "Edition of 3 May 2026 && data 1f2e3d"
    assert sheet.oddFooter.right.text == "page &P of &N"
    assert not sheet.merged_cells.ranges


def test_every_sheet_says_that_it_is_internal_and_none_is_hidden() -> None:
    workbook = opened(summary_sheet(), themes_sheet(), quotes_sheet())

    assert all(sheet["A2"].value.startswith("INTERNAL") for sheet in workbook)
    assert {sheet.sheet_state for sheet in workbook} == {"visible"}


def test_the_first_sheet_lists_all_sheets_with_links() -> None:
    first = opened(summary_sheet(), themes_sheet(), quotes_sheet()).worksheets[0]
    links = {
        cell.value: cell.hyperlink.location
        for row in first.iter_rows()
        for cell in row
        if cell.hyperlink
    }

    assert links == {
        "Summary": "'Summary'!A1",
        "Themes": "'Themes'!A1",
        "Quotes": "'Quotes'!A1",
    }


def test_a_number_leads_to_the_row_of_its_first_passage() -> None:
    workbook = opened(themes_sheet(LINKS), quotes_sheet())
    number = workbook["Themes"]["B6"]

    assert number.hyperlink.location == "'Quotes'!A7"
    assert workbook["Quotes"]["A7"].value == HOSTILE[2]
    assert number.font.u == "single"
    assert workbook["Themes"]["B7"].hyperlink is None


@pytest.mark.parametrize(
    "links",
    [
        {(0, "persons_affirmed"): Link("Quotes", 99)},
        {(0, "persons_affirmed"): Link("Nowhere", 0)},
        {(0, "no_such_column"): Link("Quotes", 0)},
        {(99, "persons_affirmed"): Link("Quotes", 0)},
    ],
)
def test_a_link_to_nowhere_is_a_bug(links: dict[tuple[int, str], Link]) -> None:
    with pytest.raises(ValueError, match=r"lost|no row"):
        book(themes_sheet(links), quotes_sheet())


def test_a_header_tells_the_definition_of_its_column() -> None:
    sheet = opened(themes_sheet()).worksheets[0]

    assert sheet["B5"].comment.text == AFFIRMED.definition
    assert sheet["B5"].comment.author == "qualcode"


def test_a_theme_is_bold_and_a_code_is_indented_without_spaces() -> None:
    sheet = opened(themes_sheet()).worksheets[0]

    assert sheet["A6"].font.b
    assert not sheet["A7"].font.b
    assert sheet["A7"].alignment.indent == 1
    assert sheet["A7"].value == "Housing"


def test_bars_stand_on_persons_only_and_share_one_scale() -> None:
    text = parts(book(themes_sheet()))["xl/worksheets/sheet1.xml"]

    assert re.findall(r'<conditionalFormatting sqref="([^"]*)"', text) == [
        "B6:B8",
        "C6:C8",
    ]
    assert set(re.findall(r'<cfvo type="num" val="(\d+)"', text)) == {"0", "9"}


def test_a_chart_has_a_series_for_decided_and_one_for_suggested() -> None:
    chart = parts(book(themes_sheet()))["xl/charts/chart1.xml"]

    assert re.findall(r"<(?:c:)?f>([^<]*)</", chart) == [
        "'Themes'!$B$5",
        "'Themes'!$A$6:$A$8",
        "'Themes'!$B$6:$B$8",
        "'Themes'!$C$5",
        "'Themes'!$A$6:$A$8",
        "'Themes'!$C$6:$C$8",
    ]
    assert "Persons by theme, of 12 interviewed" in chart
    assert "stacked" not in chart


def test_a_chart_of_unknown_columns_is_a_bug() -> None:
    themes = themes_sheet()
    wrong = Chart(title="Persons", category="theme", series=("no_such",))
    sheet = Sheet(
        name="T", title="T", frame=themes.frame, columns=themes.columns, chart=wrong
    )

    with pytest.raises(ValueError, match="chart"):
        book(sheet)


def test_a_table_without_rows_is_a_header_and_a_sentence() -> None:
    themes = themes_sheet()
    sheet = Sheet(
        name="Contrary",
        title="Contrary",
        frame=themes.frame.head(0),
        columns=themes.columns,
        chart=themes.chart,
    )
    made = opened(sheet).worksheets[0]

    assert [cell.value for cell in made[4]] == [
        "Theme",
        "Persons: affirmed",
        "Persons: suggested",
        "% of 12 women",
    ]
    assert made["A5"].value == "No rows."
    assert not made.tables
    assert "xl/charts/chart1.xml" not in parts(book(sheet))


def test_a_text_too_long_for_a_cell_is_cut_and_says_where_it_is_whole() -> None:
    text = "😀" + "word " * 8_000
    value = opened(quotes_sheet([text])).worksheets[0]["A5"].value

    assert utf16_length(value) <= CELL_LIMIT
    assert value.endswith("… cut here; whole text in quotes.csv")
    assert text.startswith(value.split(" …")[0])


def test_a_text_that_just_fits_is_not_cut() -> None:
    text = "a" * CELL_LIMIT

    assert opened(quotes_sheet([text])).worksheets[0]["A5"].value == text


def test_columns_of_marks_are_narrow_with_upright_headers() -> None:
    marks = {f"code_{number}": ["●", "(○)", ""] for number in range(9)}
    marks |= {"never": ["", "", ""]}
    frame = pd.DataFrame({"theme": ["P01", "P02", "P03"]} | marks)
    columns = [THEME, *(column(name) for name in marks)]
    sheet = opened(Sheet(name="Case × code", title="C", frame=frame, columns=columns))
    made = sheet.worksheets[0]

    assert made["B4"].alignment.textRotation == 90
    assert made["A4"].alignment.textRotation == 0
    assert made["K4"].alignment.textRotation == 90
    assert made.column_dimensions["B"].width < 6


def test_blank_columns_alone_make_no_matrix() -> None:
    blank = {f"date_{number}": [None, ""] for number in range(9)}
    columns = [column(name) for name in blank]
    sheet = Sheet(name="S", title="S", frame=pd.DataFrame(blank), columns=columns)
    made = opened(sheet).worksheets[0]

    assert made["B4"].alignment.textRotation == 0
    assert made.column_dimensions["B"].width >= 8


def test_a_suppressed_number_is_grey_and_stands_where_numbers_stand() -> None:
    frame = pd.DataFrame({"persons_affirmed": ["<3", 7]})
    made = opened(Sheet(name="S", title="S", frame=frame, columns=[AFFIRMED]))
    cell = made.worksheets[0]["A5"]

    assert cell.value == "<3"
    assert cell.font.i
    assert cell.alignment.horizontal == "right"


def test_a_frame_without_a_column_or_no_sheet_at_all_is_a_bug() -> None:
    missing = Sheet(name="S", title="S", frame=pd.DataFrame({"a": []}), columns=[QUOTE])

    with pytest.raises(ValueError, match="quote_text"):
        book(missing)
    with pytest.raises(ValueError, match="at least one sheet"):
        book()


def test_more_rows_than_a_worksheet_holds_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_layout, "LAST_ROW", 110)

    with pytest.raises(TableError, match="more than a worksheet"):
        book(quotes_sheet(["a"] * 11))


def test_everything_said_on_a_sheet_is_there() -> None:
    said = cell_texts(
        opened(summary_sheet(), themes_sheet(LINKS), quotes_sheet())["Themes"]
    )

    assert "Persons, of 12 affected persons interviewed." in said
    assert "Counted once, however often they spoke of it." in said
    assert any(text.startswith("Underlined cells lead") for text in said)


def test_many_wide_columns_are_narrowed_and_one_with_essays_is_not() -> None:
    names = ("a", "b", "c", "d", "essay")
    frame = pd.DataFrame({name: ["word " * 20] for name in names})
    frame["essay"] = "word " * 400
    plain_column = Column(name="d", label="D", definition="")
    columns = [column(name, "long") for name in "abc"]
    columns += [plain_column, column("essay", "long")]
    made = opened(Sheet(name="S", title="S", frame=frame, columns=columns)).worksheets[
        0
    ]

    assert made.column_dimensions["A"].width < 40
    assert made.column_dimensions["E"].width == 60
    assert made["D4"].comment is None


def test_a_wide_sheet_is_printed_on_a3_and_frozen_as_far_as_it_can_scroll() -> None:
    frame = pd.DataFrame({f"text_{number}": ["word " * 20] for number in range(8)})
    columns = [column(str(name), "long") for name in frame]
    sheet = Sheet(name="S", title="S", frame=frame, columns=columns, frozen=3)
    made = opened(sheet).worksheets[0]

    assert made.page_setup.paperSize == 8
    assert made.freeze_panes == "B5"


def test_a_long_title_makes_no_header_that_excel_refuses() -> None:
    themes = themes_sheet()
    sheet = Sheet(name="S", title="&" * 300, frame=themes.frame, columns=themes.columns)
    header = parts(book(sheet))["xl/worksheets/sheet1.xml"]
    found = re.search(r"<oddHeader>(.*?)</oddHeader>", header)

    assert found
    assert len(found[1].replace("&amp;", "&")) <= 255


def test_names_of_sheets_are_mended_and_links_follow() -> None:
    long = "A name that is much longer than what Excel allows"
    links = {(0, "persons_affirmed"): Link(long, 0)}
    target = Sheet(name=long, title="T", frame=quotes_sheet().frame, columns=[QUOTE])
    workbook = opened(themes_sheet(links), target)

    assert workbook.sheetnames == ["Themes", "A name that is much longer tha…"]
    location = workbook["Themes"]["B6"].hyperlink.location
    assert location == "'A name that is much longer tha…'!A5"
