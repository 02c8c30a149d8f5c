"""Characters: what a format cannot hold is seen, the rest stays."""

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from qualcode.formats.characters import clip, utf16_length, visible, whole

ANY = st.text(alphabet=st.characters(codec=None, categories=None))


@given(ANY)
def test_visible_text_can_stand_in_xml_and_says_it_twice_the_same(text: str) -> None:
    shown = visible(text)
    safe = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert visible(shown) == shown
    assert (ElementTree.fromstring(f"<t>{safe}</t>".encode()).text or "") == shown


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_ordinary_text_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x00", "␀"),
        ("\x7f", "␡"),
        ("\x85", "�"),
        ("\ufffe", "�"),
        ("\U0010ffff", "�"),
        ("\ufdd0", "�"),
        ("\r\n\t", "\n\t"),
        ("\r", "␍"),
    ],
)
def test_each_unfit_character_has_its_sign(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY)
def test_whole_text_has_an_encoding(text: str) -> None:
    assert len(whole(text).encode().decode()) == len(text)


@given(st.text(max_size=30), st.integers(5, 40))
def test_a_clipped_text_fits_and_is_the_beginning(text: str, limit: int) -> None:
    cut = clip(text, limit, "…")

    assert utf16_length(cut) <= limit
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def test_a_pointer_longer_than_the_limit_is_a_bug() -> None:
    with pytest.raises(ValueError, match="pointer"):
        clip("a long text", 3, " … cut")
