"""CSV: no cell that a spreadsheet would calculate, and nothing lost by that."""

import csv
import json
from io import StringIO

import pandas as pd
import pytest
from formats.render_samples import AFFIRMED, HOSTILE, QUOTE, column
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.formats.csv_out import columns_json, guard, render_csv, unguard
from qualcode.formats.jsonl_out import render_jsonl
from qualcode.model.column import Column

SIGNS = "'=+-@\t\r\n \0＝＋－＠\ufeff\u200bab"
CELLS = st.text(alphabet=SIGNS, max_size=8) | st.text(max_size=20)
RISKY = tuple("=+-@\t\r＝＋－＠")


def table(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"quote_text": pd.Series(texts, dtype=object)})


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


@given(CELLS)
@example("'- no")
@example("''=1")
@example("'tis so")
def test_a_guarded_cell_comes_back_exactly(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@given(CELLS)
def test_a_guarded_cell_never_begins_like_a_formula(cell: str) -> None:
    assert not guard(cell).lstrip(" \n\ufeff\u200b").startswith(RISKY)


@given(CELLS, CELLS)
def test_two_cells_are_never_guarded_to_the_same_text(one: str, other: str) -> None:
    assert (guard(one) == guard(other)) == (one == other)


@pytest.mark.parametrize("cell", ["no - no", "'tis so", "a=1", "", "7", "(-1)"])
def test_a_harmless_cell_stays_as_it_is(cell: str) -> None:
    assert guard(cell) == cell
    assert unguard(cell) == cell


@given(st.lists(CELLS, min_size=1))
def test_a_table_comes_back_exactly(texts: list[str]) -> None:
    header, *found = rows(render_csv(table(texts), [QUOTE]))

    assert header == ["quote_text"]
    assert [unguard(cell) for row in found for cell in row or [""]] == texts


def test_raw_cells_have_no_guard() -> None:
    assert render_csv(table(["- no"]), [QUOTE], raw=True) == b"quote_text\n- no\n"
    assert render_csv(table(["- no"]), [QUOTE]) == b"quote_text\n'- no\n"


def test_a_byte_order_mark_stands_first_and_only_when_asked_for() -> None:
    assert render_csv(table([]), [QUOTE], bom=True) == b"\xef\xbb\xbfquote_text\n"
    assert render_csv(table([]), [QUOTE]) == b"quote_text\n"


def test_negative_numbers_are_numbers_and_not_guarded() -> None:
    frame = pd.DataFrame({"persons_affirmed": [-1.0, None, 0.0]})

    assert render_csv(frame, [AFFIRMED]) == b'persons_affirmed\n-1\n""\n0\n'


def test_a_lone_surrogate_is_written_as_a_sign_of_loss() -> None:
    assert render_csv(table(["a\ud800"]), [QUOTE]).decode().endswith("a�\n")


def test_columns_stand_in_the_order_asked_for_whatever_the_frame() -> None:
    frame = pd.DataFrame({"b": [1], "unused": [0], "a": ["x"]})

    assert render_csv(frame, [column("a"), column("b", "count")]) == b"a,b\nx,1\n"


def test_a_missing_column_is_a_bug() -> None:
    with pytest.raises(ValueError, match="quote_text"):
        render_csv(pd.DataFrame({"a": [1]}), [QUOTE])


def test_every_column_is_described_once_tables_by_name() -> None:
    tables: dict[str, list[Column]] = {"themes": [AFFIRMED], "quotes": [QUOTE]}
    data = columns_json(tables)
    found = json.loads(data)["tables"]

    assert list(found) == ["quotes", "themes"]
    assert found["themes"][0] == {
        "name": "persons_affirmed",
        "label": "Persons: affirmed",
        "definition": "What persons_affirmed means.",
        "kind": "count",
    }
    assert data == columns_json(dict(reversed(tables.items())))


def test_lines_of_json_hold_a_row_each_and_every_text_as_it_is() -> None:
    lines = render_jsonl(table(list(HOSTILE)), [QUOTE]).decode().split("\n")
    texts = [json.loads(line)["quote_text"] for line in lines if line]

    assert texts == [text.replace("\ud800", "�") for text in HOSTILE]
    assert lines[-1] == ""


def test_lines_of_json_have_numbers_and_null() -> None:
    frame = pd.DataFrame({"persons_affirmed": [7, None]})

    assert render_jsonl(frame, [AFFIRMED]) == (
        b'{"persons_affirmed": 7}\n{"persons_affirmed": null}\n'
    )
