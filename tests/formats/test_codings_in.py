"""Tables of codings: every cell in its place, every mistake with its row or cell."""

import io
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import CodingsError
from qualcode.formats.codings_in import COLUMNS, parse_codings
from qualcode.formats.csv_out import guard

WORDS = "the camphor box was gone"


def workbook(*rows: tuple[str | None, ...]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_codings_error(data: bytes) -> None:
    for name in ("x.csv", "x.xlsx"):
        with suppress(CodingsError):
            parse_codings(data, name)


@given(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).map(
        lambda text: unicodedata.normalize("NFC", text)
    )
)
def test_a_quote_of_our_own_csv_comes_back_as_it_was(quote: str) -> None:
    cell = guard(quote).replace('"', '""')
    data = f'transcript,code,quote\nI01,theft,"{cell}"\n'.encode()

    assert parse_codings(data, "x.csv").rows[0].quote == quote


def test_a_table_without_the_columns_it_needs_is_refused() -> None:
    with pytest.raises(CodingsError) as caught:
        parse_codings(b"interview;note\nI01;x\n", "ann.csv")

    assert [p.message for p in caught.value.problems] == [
        "there is no column `code`",
        "there is no column `quote`",
    ]
    with pytest.raises(CodingsError, match="two columns say the quote"):
        parse_codings(b"transcript,code,quote,text\nI01,a,b,c\n", "ann.csv")
    with pytest.raises(CodingsError):
        parse_codings(b"", "ann.csv")


def test_a_row_may_say_everything() -> None:
    head = ",".join(COLUMNS).upper().replace("_", " ")
    cells = (
        "I01,No.,3,6,2,theft,ann,ask,Denied,other,before,police; employer,"
        "act,raid-1,confirmed"
    )
    found = parse_codings(f"{head}\n{cells}\n".encode(), "ann.csv")
    row = found.rows[0]

    assert found.problems == ()
    assert (row.start, row.end, row.turn, row.coder) == (3, 6, 2, "ann")
    assert (row.assertion, row.experiencer, row.time_scope) == (
        "denied",
        "other",
        "before",
    )
    assert (row.perpetrators, row.mode) == (("police", "employer"), "act")
    assert (row.event, row.verdict, row.memo) == ("raid-1", "confirmed", "ask")


def test_every_wrong_cell_is_named_and_the_good_rows_are_read() -> None:
    data = workbook(
        ("transcript", "quote", "code", "assertion", "start", "perpetrators"),
        ("I01", "No.", "theft", "affirmd", None, None),
        ("I02", "No.", "theft", None, None, None),
        (None, "No.", "theft", None, "x1", "polise"),
    )
    found = parse_codings(data, "ann.xlsx")

    assert [row.transcript for row in found.rows] == ["I02"]
    assert [str(p.where) for p in found.problems] == [
        "ann.xlsx!D2",
        "ann.xlsx!A4",
        "ann.xlsx!E4",
        "ann.xlsx!F4",
    ]
    assert found.problems[0].fix == "did you mean `affirmed`?"
    assert "police" in found.problems[3].fix


def test_words_in_the_wrong_column_are_not_repeated() -> None:
    data = f"transcript,quote,code,assertion\nI01,No.,theft,{WORDS}\n".encode()

    assert "camphor" not in str(parse_codings(data, "ann.csv").problems[0])


def test_columns_that_are_not_read_are_said() -> None:
    data = b"transcript,quote,code,colour,asertion\nI01,No.,theft,red,denied\n"

    assert parse_codings(data, "ann.csv").warnings == (
        "2 columns were not read: 'colour', 'asertion' (did you mean `assertion`?)",
    )
