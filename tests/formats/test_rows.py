"""Tables: cells are text as written, and each mistake has its place."""

import csv
import unicodedata
from io import BytesIO, StringIO

import openpyxl
import pytest
from formats.office import HEAD, R, S, archive, cell, row, workbook
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import TableError
from qualcode.formats import rows, worksheet
from qualcode.formats.rows import Table, read_rows

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(
    lambda text: f"x{text}x"
)
GRIDS = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5
    )
)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(TableError) as caught:
        read_rows(data, name)
    return str(caught.value)


@given(GRIDS, st.sampled_from([",", ";", "\t"]))
def test_a_csv_table_is_read_as_written(grid: list[list[str]], mark: str) -> None:
    names = [f"c{at}" for at, _ in enumerate(grid[0])]
    target = StringIO()
    csv.writer(target, delimiter=mark).writerows([names, *grid])

    found = read_rows(target.getvalue().encode(), "t.csv")

    assert found.header == tuple(names)
    assert cells(found) == [
        tuple(unicodedata.normalize("NFC", cell) for cell in cells) for cells in grid
    ]


@given(st.binary(), st.sampled_from(["t.csv", "t.tsv", "t.xlsx"]))
def test_any_bytes_become_a_table_or_an_error(data: bytes, name: str) -> None:
    try:
        table = read_rows(data, name)
    except TableError:
        return

    assert all(len(row.cells) == len(table.header) for row in table.rows)


def test_ids_stay_text() -> None:
    found = read_rows(b"id,country\n001,NO\n1E3,no\n", "people.csv")

    assert cells(found) == [("001", "NO"), ("1E3", "no")]


@pytest.mark.parametrize(
    "text", ["a;b\n1,5;2\n", "a\tb\n1,5\t2\n", "sep=|\na|b\n1,5|2"]
)
def test_the_separator_is_found(text: str) -> None:
    assert cells(read_rows(text.encode(), "t.csv")) == [("1,5", "2")]


def test_a_quoted_cell_may_hold_separators_and_lines() -> None:
    found = read_rows(b'a,b\n"one, two","x\ny ""z"""\n3,4\n', "t.csv")

    assert cells(found) == [("one, two", 'x\ny "z"'), ("3", "4")]
    assert [row.number for row in found.rows] == [2, 4]
    assert str(found.where(found.rows[1], "b")) == "t.csv:4"


def test_an_unclosed_quote_is_named_by_the_row_it_opens_in() -> None:
    assert refusal(b'a,b\n1,2\n3,"4\n5,6\n', "t.csv").startswith("t.csv:3: ")


def test_rows_of_other_widths_are_all_named() -> None:
    message = refusal(b"a,b\n1\n1,2\n1,2,3\n", "t.csv")

    assert "t.csv:2: the row has 1 cells, the header 2" in message
    assert "t.csv:4: the row has a cell in column 3, which has no header" in message


def test_doubled_headers_are_refused() -> None:
    assert "two columns have the header 'Id'" in refusal(b"id,Id\n1,2\n", "t.csv")


def test_blank_rows_are_left_out() -> None:
    assert cells(read_rows(b"\na,b\n,\n1,2\n\n", "t.csv")) == [("1", "2")]


@pytest.mark.parametrize("name", ["t.csv", "t.tsv"])
def test_an_empty_table_is_refused(name: str) -> None:
    assert "the table is empty" in refusal(b"\n", name)


def test_a_workbook_of_a_spreadsheet_program_is_read() -> None:
    from datetime import date, datetime, time

    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(["id", "day", "at", "time", "number", "part", "yes"])
    moment = datetime(2024, 3, 1, 12, 30)  # noqa: DTZ001 - sheets have no zones
    sheet.append(["001", date(2024, 3, 1), moment, time(0, 0, 22), 7.0, 0.1, True])
    sheet.append(["NO", date(1900, 2, 3), None, None, 1e20, -2, False])
    made.create_sheet("key").sheet_state = "hidden"
    made.create_sheet("more")
    target = BytesIO()
    made.save(target)

    found = read_rows(target.getvalue(), "t.xlsx")

    assert cells(found) == [
        ("001", "2024-03-01", "2024-03-01 12:30:00", "00:00:22", "7", "0.1", "true"),
        ("NO", "1900-02-03", "", "", "1e+20", "-2", "false"),
    ]
    assert found.warnings == ("hidden sheets not read: 1", "further sheets not read: 1")
    assert str(found.where(found.rows[0], "at")) == "t.xlsx!C2"


def test_cells_with_errors_or_empty_formulas_are_named() -> None:
    data = workbook(
        row(1, cell("A1", "id"), cell("B1", "note"))
        + row(2, '<c r="A2" t="e"><v>#N/A</v></c>', '<c r="B2"><f>1/0</f></c>')
        + row(3, '<c r="A3" t="s"><v>9</v></c>', '<c r="B3"><v>x</v></c>')
    )
    message = refusal(data, "t.xlsx")

    assert "t.xlsx!A2: the cell holds an error" in message
    assert "t.xlsx!B2: the cell holds a formula without a value" in message
    assert "t.xlsx!A3: the cell points at a text that is not there" in message
    assert "t.xlsx!B3: the cell holds a number that is none" in message


def test_formulas_hidden_rows_and_merged_cells_are_said() -> None:
    data = workbook(
        row(1, cell("A1", "id"))
        + '<row r="2" hidden="1"><c r="A2"><f>3+4</f><v>7</v></c></row>'
        + '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    )
    found = read_rows(data, "t.xlsx")

    assert cells(found) == [("7",)]
    assert found.warnings == (
        "cells with a formula, read as last computed: 1, first A2",
        "hidden rows that were read: 1",
        "merged cells, of which only the first holds text: 1",
    )


def test_shared_strings_leave_out_reading_aids_and_undo_escapes() -> None:
    shared = (
        "<si><t>id</t></si><si><r><t>a</t></r><r><t>_x005F_b</t></r>"
        "<rPh><t>c</t></rPh></si>"
    )
    sheet = row(1, '<c r="A1" t="s"><v>0</v></c>') + row(
        2, '<c r="A2" t="s"><v>1</v></c>'
    )

    assert cells(read_rows(workbook(sheet, shared=shared), "t.xlsx")) == [("a_b",)]


@pytest.mark.parametrize("escape", ["_x0000_", "_xD83D_"])
def test_a_cell_with_nul_or_half_a_character_is_refused(escape: str) -> None:
    data = workbook(row(1, cell("A1", "id")) + row(2, cell("A2", escape)))

    assert "t.xlsx!A2: the cell holds" in refusal(data, "t.xlsx")


def test_a_far_cell_costs_nothing_and_is_named() -> None:
    data = workbook(row(1, cell("A1", "id")) + row(1048576, cell("XFD1048576", "far")))

    assert "t.xlsx!XFD1048576" in refusal(data, "t.xlsx")


def test_rows_without_numbers_and_cells_without_places_are_counted() -> None:
    first = '<row><c t="inlineStr"><is><t>a</t></is></c><c t="str"><v>b</v></c></row>'
    data = workbook(first + "<row><c><v>1</v></c><c><v>2.50</v></c></row>")

    assert cells(read_rows(data, "t.xlsx")) == [("1", "2.5")]


def test_rows_out_of_order_are_refused() -> None:
    data = workbook(row(2, cell("A2", "id")) + row(1, cell("A1", "x")))

    assert "out of order" in refusal(data, "t.xlsx")


def test_a_hidden_first_sheet_is_passed_over() -> None:
    made = openpyxl.Workbook()
    made.worksheets[0].append(["key"])
    made.worksheets[0].sheet_state = "veryHidden"
    made.create_sheet("people").append(["id"])
    target = BytesIO()
    made.save(target)

    assert read_rows(target.getvalue(), "t.xlsx").header == ("id",)


def test_a_workbook_that_counts_days_from_1904_is_read() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
        '<numFmt numFmtId="165" formatCode="&quot;day&quot; 0"/></numFmts>'
        '<cellXfs><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    )
    sheet = row(1, cell("A1", "day"), cell("B1", "number")) + row(
        2, '<c r="A2" s="0"><v>0</v></c>', '<c r="B2" s="1"><v>366</v></c>'
    )
    late = row(3, '<c r="A3" s="0"><v>366</v></c>', '<c r="B3"/>')
    data = workbook(sheet + late, styles=styles, properties='date1904="1"')

    assert cells(read_rows(data, "t.xlsx")) == [("00:00:00", "366"), ("1905-01-01", "")]


def test_a_date_beyond_the_calendar_is_named() -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    data = workbook(
        row(1, cell("A1", "day")) + row(2, '<c r="A2" s="0"><v>9e9</v></c>'),
        styles=styles,
    )

    assert "t.xlsx!A2: the cell holds a date beyond" in refusal(data, "t.xlsx")


def test_a_workbook_without_a_visible_or_present_sheet_is_refused() -> None:
    names = f'xmlns="{S}" xmlns:r="{R}"'
    hidden = '<sheets><sheet name="a" r:id="rId1" state="hidden"/></sheets>'
    shown = '<sheets><sheet name="a" r:id="rId1"/></sheets>'
    for sheets, told in ((hidden, "no visible sheet"), (shown, "part of the file")):
        parts = {
            "xl/workbook.xml": f"{HEAD}<workbook {names}>{sheets}</workbook>",
            "xl/_rels/workbook.xml.rels": f"{HEAD}<Relationships/>",
        }

        assert told in refusal(archive(parts), "t.xlsx")


def test_a_sheet_of_more_cells_than_can_be_meant_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worksheet, "MOST_CELLS", 1)
    data = workbook(row(1, cell("A1", "id"), cell("B1", "more")))

    assert "more than 1 cells" in refusal(data, "t.xlsx")


def test_more_text_than_can_be_meant_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rows, "MOST_CHARACTERS", 3)

    assert "too much text" in refusal(b"id\nlong\n", "t.csv")
