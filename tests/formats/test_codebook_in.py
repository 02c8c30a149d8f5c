"""Codebooks: every mistake has its line and column, and what is right is kept."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from unicodedata import category, normalize

import pytest
from formats.codebook_files import INVALID, SHIPPED, VALID, valid
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import CodebookError, Problem
from qualcode.formats.codebook_in import (
    parse_codebook,
    parse_codebook_with_warnings,
)
from qualcode.formats.codebook_rules import slug
from qualcode.formats.yaml_out import quoted
from qualcode.model import Codebook, Guards, Right, parse_pattern

assert VALID, "none found"
assert len(INVALID) >= 40, "some are missing"

YAML = [
    "codes:",
    "\n",
    "- ",
    "id: ",
    "a",
    "  ",
    "rules: ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
]
MORE = [
    "&a ",
    "*a",
    "!x ",
    "@b",
    "=c",
    "~3 ",
    "---",
    "\t",
    "|",
    ">",
    "# ",
    ": ",
    ",",
    "é",
]
PIECES = st.sampled_from([*YAML, *MORE])
# Not in a file, not even in quotes: half characters and marks of byte order
NEVER = "\ufeff\ufffe\uffff\ufff9\ufffa\ufffb"
WORDS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
SIGNS = st.sampled_from(["/", "_", " ", " ~3 ", " =", "/="])


def code_of(rules: str) -> Codebook:
    return parse_codebook(f"codes: [{{id: a, rules: [{rules}]}}]".encode(), "b.yaml")


def outcome(data: bytes) -> tuple[Sequence[Problem], Codebook | None]:
    try:
        return (), parse_codebook(data, "b.yaml")
    except CodebookError as error:
        return error.problems, None


@given(st.binary())
def test_any_bytes_give_a_codebook_or_an_error_that_says_where(data: bytes) -> None:
    problems, book = outcome(data)

    assert all(problem.where for problem in problems)
    assert problems or (book and book.codes)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_anything_like_yaml_gives_a_codebook_or_an_error(text: str) -> None:
    problems, book = outcome(text.encode())

    assert problems or book


@given(st.text(st.characters(codec="utf-8", exclude_characters=NEVER)))
def test_a_label_is_read_as_written(text: str) -> None:
    def plain(text: str) -> str:
        shown = (char for char in text if char.isspace() or category(char) != "Cc")
        return " ".join("".join(shown).split())

    data = f"codes: [{{id: a, label: {quoted(text)}}}]".encode()

    label = parse_codebook(data, "b.yaml").codes[0].label

    assert label == (normalize("NFC", plain(text)) or "A")


@given(st.lists(st.tuples(WORDS, SIGNS, WORDS).map("".join), min_size=1, unique=True))
def test_rule_ids_do_not_depend_on_the_order_of_rules(written: list[str]) -> None:
    def ids(patterns: list[str]) -> set[str]:
        book = code_of(", ".join(quoted(pattern) for pattern in patterns))
        return {rule.id for rule in book.codes[0].rules}

    assert len(ids(written)) == len(written)
    assert ids(written) == ids(written[::-1])


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_wrong_codebook_is_refused_with_every_place(path: Path) -> None:
    with pytest.raises(CodebookError) as caught:
        parse_codebook(path.read_bytes(), path.name)

    assert f"{caught.value}\n" == path.with_suffix(".error.txt").read_text()


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_right_codebook_is_read(path: Path) -> None:
    data = path.read_bytes()

    assert parse_codebook(data, path.name).hash == sha256(data).hexdigest()


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    plain = valid("everything")
    windows = b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")

    one, two = (parse_codebook(data, "b.yaml") for data in (plain, windows))

    assert (one.codes, one.lists, one.themes) == (two.codes, two.lists, two.themes)


def test_words_that_other_readers_take_for_truth_stay_words() -> None:
    data = b"lists: {no: [no, off, 'yes', 012]}\ncodes: [{id: a, label: NO}]"
    book = parse_codebook(data, "b.yaml")

    assert [entry.written for entry in book.lists[0].entries] == [
        "no",
        "off",
        "yes",
        "012",
    ]
    assert book.codes[0].label == "NO"


def test_every_key_reaches_the_model() -> None:
    book = parse_codebook(valid("everything"), "everything.yaml")
    home, code = book.codes
    evict, throw, thrown, locks, near, turn, sentence, regex, spacy = code.rules

    assert (book.id, book.version, book.language) == ("everything", "2.0", "en-GB")
    assert book.title == "A codebook with every key"
    assert (home.codable, home.label, home.theme) == (False, "Home", "housing")
    assert (code.codable, code.parent, code.theme) == (True, "home", "housing")
    assert code.include == "thrown out; locks changed"
    assert code.examples == ("He changed the locks.",)
    assert code.near_misses == ("I moved out.", "She left.")
    assert code.rights == (
        Right(name="Adequate housing", instruments=("UDHR 25(1)", "ICESCR 11(1)")),
        Right(name="Home", instruments=("ICCPR 17",)),
    )
    assert evict.guards == Guards(hypothetical="ignore")
    assert (evict.speaker, evict.unit, evict.tier) == ("any", "turn", "net")
    assert evict.unless == (parse_pattern("move =out"),)
    assert throw.id != thrown.id
    assert locks.guards == Guards(hypothetical="ignore", negation="block")
    assert locks.id == "forced_eviction/locks"
    assert (locks.speaker, locks.unit, locks.tier) == ("participant", "match", "code")
    assert locks.context == ()
    assert [pattern.written for pattern in locks.unless] == [
        "move =out",
        "lock ~2 bicycle",
    ]
    assert locks.perpetrator == "landlord"
    assert (near.within, turn.within, sentence.within) == (8, "turn", "sentence")
    assert [pattern.written for pattern in near.patterns] == ["@landlord", "lock"]
    assert regex.regex == "lock(s|ed) (me|us) out"
    assert spacy.spacy == (
        '[{"LOWER": "evicted"}, {"POS": "NOUN", "OP": "?"}, '
        '{"LENGTH": {">=": 3}, "IS_ALPHA": true, "ENT": {"IN": ["GPE", "7"]}}]'
    )


def test_a_list_entry_is_one_element_however_its_words_are_joined() -> None:
    book = parse_codebook(
        b"lists: {a: [letting agent, letting_agent]}\ncodes: [{id: a}]", "b"
    )
    spaced, joined = book.lists[0].entries

    assert spaced.elements == joined.elements
    assert [word.text for word in joined.elements[0].alternatives[0].words] == [
        "letting",
        "agent",
    ]


def test_a_rule_knows_its_line_and_column() -> None:
    book = parse_codebook(valid("everything"), "everything.yaml")
    line = valid("everything").decode().split("\n")[book.codes[1].rules[1].line - 1]

    assert line[book.codes[1].rules[1].column - 1 :] == '"throw/kick ~3 =out"'


def test_the_signs_of_a_pattern_do_not_stand_in_its_id() -> None:
    assert slug("throw/kick ~3 =out") == "throw-kick-3-out"
    assert slug("wörd") == "wörd"


def test_a_long_pattern_has_a_short_id_of_its_own() -> None:
    one, two = ("/".join(f"word{n}" for n in range(most)) for most in (30, 31))

    assert len(slug(one)) < 70
    assert slug(one) != slug(two)


def test_codes_without_a_theme_stand_under_one_and_that_is_said() -> None:
    data = b"qualcode: 1\ncodes:\n- id: b\n- {id: c, theme: home}\n"
    book, warnings = parse_codebook_with_warnings(data, "b.yaml")

    assert [code.theme for code in book.codes] == ["other", "home"]
    assert [theme.label for theme in book.themes] == ["Other codes", "Home"]
    assert "\n".join(map(str, warnings)) == (
        "b.yaml:3:3: the code `b` has no theme\n"
        "  fix: add `theme: …`; until then it stands under “Other codes”"
    )


def test_a_codebook_without_an_id_is_named_after_its_file() -> None:
    assert parse_codebook(b"codes: [{id: a}]", "in/My Book.yaml").id == "my-book"
    assert parse_codebook(b"codes: [{id: a}]", "../2.yaml").id == "codebook"


def test_rights_may_be_a_text_or_a_list() -> None:
    data = b"""codes:
- {id: a, rights: Privacy}
- {id: b, rights: [ICCPR 17, ECHR 8]}
- {id: c, rights: [{right: Home, instruments: [ECHR 8]}]}
- {id: d, rights: []}
- {id: e, rights: {Dignity: }}
"""
    codes = parse_codebook(data, "b.yaml").codes

    assert [code.rights for code in codes] == [
        (Right(name="Privacy"),),
        (Right(name="(right not named)", instruments=("ICCPR 17", "ECHR 8")),),
        (Right(name="Home", instruments=("ECHR 8",)),),
        (),
        (Right(name="Dignity"),),
    ]


def test_themes_may_be_ids_labels_or_mappings() -> None:
    codes = b"codes: [{id: a, theme: home_and_shelter}]\n"
    written = (
        b"themes: [home_and_shelter]\n",
        b"themes: {home_and_shelter: }\n",
        b"themes: {home_and_shelter: {label: Home and shelter}}\n",
        b"",
    )

    for themes in written:
        book = parse_codebook(themes + codes, "b.yaml")
        assert [theme.label for theme in book.themes] == ["Home and shelter"]


def test_a_deeply_nested_or_long_expression_is_a_problem_not_a_crash() -> None:
    for many in (51, 400, 499):
        with pytest.raises(CodebookError, match="too many groups"):
            code_of(f"{{regex: '{'(' * many}a{')' * many}'}}")
    with pytest.raises(CodebookError, match="too long"):
        code_of(f"{{regex: {'a' * 1001}}}")

    assert code_of(f"{{regex: '{'(' * 50}a{')' * 50}'}}").codes


def test_rules_may_be_one_pattern() -> None:
    rule = parse_codebook(b"codes: [{id: a, rules: evict}]", "b.yaml").codes[0].rules[0]

    assert rule.id == "a/evict"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("themes: {a: [b]}", "1:13: a theme takes a label"),
        ("lists: {a: {b: c}}", "1:12: `a` takes a list"),
        ("codes: [{id: a, rules: [{pattern: '', tier: net}]}]", "`pattern` is empty"),
        ("codes: [{id: a, rules: [{regex: [x]}]}]", "`regex` takes a text"),
        ("codes: [{id: a, rules: ['@none']}]", "there is none to choose from yet"),
        ("codes: [{id: a, unless: {b: c}}]", "`unless` takes a list"),
    ],
)
def test_what_does_not_fit_is_told(text: str, message: str) -> None:
    with pytest.raises(CodebookError) as caught:
        parse_codebook(text.encode(), "b.yaml")

    assert message in str(caught.value)


def test_the_shipped_codebook_has_its_themes_and_codes() -> None:
    book, warnings = parse_codebook_with_warnings(SHIPPED.read_bytes(), SHIPPED.name)
    violations = [code for code in book.codes if code.kind == "violation"]

    assert not warnings
    assert (len(book.themes), len(book.codes)) == (12, 60)
    assert all(code.definition and code.include and code.exclude for code in book.codes)
    assert all(len(code.examples) >= 2 for code in book.codes)
    assert all(len(code.near_misses) >= 2 for code in book.codes)
    assert all(code.rights for code in violations)


def test_every_theme_of_the_shipped_codebook_has_a_wide_net() -> None:
    book = parse_codebook(SHIPPED.read_bytes(), SHIPPED.name)
    nets = {
        code.theme for code in book.codes for rule in code.rules if rule.tier == "net"
    }

    assert nets == {theme.id for theme in book.themes}
