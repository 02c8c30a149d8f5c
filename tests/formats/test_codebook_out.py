"""Codebooks for readers: rules in plain words, every code once, nothing lost."""

import csv
import io
from dataclasses import replace

import pytest
from formats.codebook_files import SHIPPED, valid

from qualcode.formats.codebook_in import parse_codebook
from qualcode.formats.codebook_out import (
    SHEET_COLUMNS,
    codebook_sheet,
    render_codebook_csv,
    render_codebook_md,
)
from qualcode.formats.rule_words import (
    pattern_in_words,
    rule_in_words,
    rules_in_words,
)
from qualcode.model import Code, Codebook, Theme, parse_pattern

EVERYTHING = parse_codebook(valid("everything"), "everything.yaml")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("evict", "“evict”"),
        ("deport*", "“deport…”"),
        ("=out", "“out” (this form)"),
        ("half_a_day", "“half a day”"),
        ("@letting_agent/owner", "any of “letting agent” or “owner”"),
        ("=a/b", "“a” (this form) or “b”"),
        ("throw/kick ~1 =out", "“throw/kick” then within 1 word “out” (this form)"),
    ],
)
def test_a_pattern_is_said_in_words(written: str, words: str) -> None:
    assert pattern_in_words(parse_pattern(written)) == words


def test_a_rule_says_all_that_it_needs() -> None:
    said = [rule_in_words(rule) for rule in EVERYTHING.codes[1].rules]

    assert said[3] == (
        "“change” then within 2 words “lock”; unless “move” then “out” (this form) or "
        "“lock” then within 2 words “bicycle”; perpetrator: landlord"
    )
    assert said[4].startswith(
        "any of “landlord” and “lock” within 8 words, in any order"
    )
    assert said[5].startswith("“bag” and “street” in one turn, in any order; where the")
    assert said[7].startswith("the expression “lock(s|ed) (me|us) out”")
    assert said[8].startswith('the tokens [{"LOWER": "evicted"}')
    assert "only lists passages to read" in said[0]
    assert "whoever speaks, but not the interviewer" in said[0]


def test_a_rule_that_does_not_read_denials_says_so() -> None:
    data = b"codes: [{id: a, guards: {negation: ignore}, rules: [hit]}]"
    rule = parse_codebook(data, "b.yaml").codes[0].rules[0]

    assert rule_in_words(rule) == "“hit”; denials are not read"


def test_what_all_rules_need_is_said_once() -> None:
    data = b"""codes:
- id: a
  guards: {negation: ignore}
  context: [home]
  unless: [joke]
  rules: [hit, {pattern: kick, unless: ball}]
- id: b
  rules: [hit, {pattern: kick, unless: ball, guards: {negation: ignore}}]
- id: c
- {id: d, unless: joke, rules: hit}
"""
    a, b, c, d = parse_codebook(data, "b.yaml").codes

    assert rules_in_words(a.rules) == [
        "“hit”",
        "“kick”; unless “ball”",
        "all of these: where the turn has “home”; unless “joke”; denials are not read",
    ]
    assert rules_in_words(b.rules) == [
        "“hit”",
        "“kick”; unless “ball”; denials are not read",
    ]
    assert rules_in_words(c.rules) == []
    assert rules_in_words(d.rules) == ["“hit”; unless “joke”"]


def test_every_code_of_the_shipped_codebook_is_a_row_and_a_section() -> None:
    book = parse_codebook(SHIPPED.read_bytes(), SHIPPED.name)
    columns, rows = codebook_sheet(book)
    document = render_codebook_md(book).decode()

    assert columns == SHEET_COLUMNS
    assert [row[1] for row in rows] == [code.id for code in book.codes]
    assert all(document.count(f"(`{code.id}`)") == 1 for code in book.codes)


def test_the_table_has_the_cells_of_the_sheet() -> None:
    data = render_codebook_csv(EVERYTHING).decode("utf-8-sig")
    header, home, eviction = csv.reader(io.StringIO(data))
    row = dict(zip(header, eviction, strict=True))

    assert home[1] == "home"
    assert row["theme"] == "Home and shelter"
    assert row["right"] == "Adequate housing\nHome"
    assert row["instruments"] == "UDHR 25(1); ICESCR 11(1)\nICCPR 17"
    assert row["codebook_version"] == "2.0"


def test_no_cell_is_a_formula() -> None:
    code = Code(id="a", label="=1+1", theme="t", definition="-x")
    data = render_codebook_csv(Codebook(id="b", codes=(code,))).decode("utf-8-sig")

    assert "t,a,'=1+1,,violation,'-x," in data


def test_rows_are_in_the_order_of_themes() -> None:
    codes = tuple(Code(id=id, label=id, theme=id[0]) for id in ("b1", "a1", "b2", "c1"))
    themes = (
        Theme(id="a", label="A"),
        Theme(id="z", label="Z"),
        Theme(id="b", label="B"),
    )
    book = Codebook(id="x", themes=themes, codes=codes)

    assert [row[1] for row in codebook_sheet(book)[1]] == ["a1", "b1", "b2", "c1"]
    assert "## Z" not in render_codebook_md(book).decode()


def test_a_document_says_what_a_code_is_and_is_not() -> None:
    document = render_codebook_md(EVERYTHING).decode()

    assert "# A codebook with every key\n\nVersion 2.0. SHA-256 " in document
    assert "## Home and shelter\n\nA place to live.\n" in document
    assert "- **Include:** thrown out; locks changed\n" in document
    assert "- **Usual perpetrators:** landlord, police\n" in document
    assert "- **Not this:** She left.\n" in document
    assert "- **Right:** Home (ICCPR 17)\n" in document


def test_an_empty_codebook_is_a_header_and_a_title() -> None:
    empty = Codebook(id="none")

    assert codebook_sheet(empty) == (SHEET_COLUMNS, [])
    assert render_codebook_md(empty) == b"# none\n"
    assert render_codebook_md(replace(empty, hash="ab" * 32, title="*x*")) == (
        b"# \\*x\\*\n\nSHA-256 abababababab.\n"
    )
