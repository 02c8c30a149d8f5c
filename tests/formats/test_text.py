"""Text is decoded strictly or refused; newlines become LF; nothing is guessed."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import TranscriptError
from qualcode.formats.text import decode, lines_of

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
PHRASES = {
    "cp1252": "Café déjà vu, Müller, niño",
    "cp1251": "Привет, как дела сегодня?",
    "cp1250": "Zażółć gęślą jaźń, proszę",
    "cp1256": "مرحبا كيف حالك اليوم",
    "cp1253": "Καλημέρα, τι κάνεις;",
    "cp1254": "Güneş ığdır şehrinde doğdu",
    "cp1255": "שלום מה שלומך היום",
    "cp1257": "Labdien, kā jums klājas šodien, ņemiet",
}


def refusal(data: bytes, encoding: str = "") -> str:
    with pytest.raises(TranscriptError) as caught:
        decode(data, "i01.txt", encoding=encoding)
    return str(caught.value)


@given(st.binary())
def test_any_bytes_become_text_or_an_error(data: bytes) -> None:
    try:
        text = decode(data, "any.txt").text
    except TranscriptError:
        return

    assert text.encode() is not None
    assert "\r" not in text
    assert "\0" not in text
    assert unicodedata.is_normalized("NFC", text)


@given(st.binary(), st.sampled_from(["cp1252", "utf-7", "utf-16", "rot13", "hex", "x"]))
def test_any_bytes_and_encoding_become_text_or_an_error(data: bytes, name: str) -> None:
    with suppress(TranscriptError):
        assert decode(data, "any.txt", encoding=name).text.encode() is not None


@given(WORDS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_with_a_mark_or_in_utf8_is_read_as_it_is(text: str, name: str) -> None:
    plain = text.removeprefix("\ufeff")
    unix = plain.replace("\r\n", "\n").replace("\r", "\n")

    found = decode(plain.encode(name), "i01.txt").text

    assert (
        found.removeprefix("\ufeff")
        == unicodedata.normalize("NFC", unix)[
            unicodedata.normalize("NFC", unix).startswith("\ufeff") :
        ]
    )


@given(WORDS)
def test_lines_of_a_text_stand_where_they_say(text: str) -> None:
    unix = text.replace("\r", "")
    lines = lines_of(unix)

    assert "\n".join(line for _, line in lines) == unix
    assert all(unix[at : at + len(line)] == line for at, line in lines)


@pytest.mark.parametrize("page", PHRASES)
def test_a_code_page_is_suggested_and_not_assumed(page: str) -> None:
    data = PHRASES[page].encode(page)

    assert f"--encoding {page}" in refusal(data)
    assert decode(data, "i01.txt", encoding=page).text == PHRASES[page]


def test_bytes_that_are_not_utf8_are_named_by_line_column_and_byte() -> None:
    message = refusal(b"I: When?\r\nP1: In \xff\xfe\x01.\n")

    assert message.startswith("i01.txt:2:8: byte 18 is not UTF-8")


def test_a_nul_is_refused_with_its_line() -> None:
    assert refusal(b"one\ntwo\0\n").startswith("i01.txt:2:4: the text holds a NUL")


def test_utf16_without_a_mark_is_refused_with_its_order() -> None:
    assert "--encoding utf-16-le" in refusal("I: When?".encode("utf-16-le"))
    assert "--encoding utf-16-be" in refusal("I: When?".encode("utf-16-be"))


@pytest.mark.parametrize("name", ["rot13", "hex", "nonsense", "\ud800"])
def test_an_encoding_that_is_none_is_refused(name: str) -> None:
    assert "is not the name of an encoding" in refusal(b"words", name)


def test_a_given_encoding_that_does_not_fit_is_refused() -> None:
    assert "byte 2 is not ascii" in refusal(b"a\xff", "ascii")


def test_half_a_character_is_refused() -> None:
    assert "half a character" in refusal(b"+2AA-", "utf-7")


@pytest.mark.parametrize("data", [b"\xc0\xaf", b"\xed\xa0\x80", b"P1: caf\xc3"])
def test_overlong_surrogate_and_cut_utf8_are_refused(data: bytes) -> None:
    assert "is not UTF-8" in refusal(data)


def test_only_cr_and_lf_end_a_line() -> None:
    text = decode("a\x0bb\x0cc\x85d\u2028e\r\nf\rg".encode(), "i01.txt").text

    assert [line for _, line in lines_of(text)] == ["a\x0bb\x0cc\x85d\u2028e", "f", "g"]
