"""Tokens are spaCy's own, stretch by stretch, and point into the text as it is."""

import string

import spacy
from hypothesis import given
from hypothesis import strategies as st

from qualcode.matching.tokens import is_word, normalise, tokenise, tokeniser

PIECES = [
    *("don't", "Don’t", "cannot", "CAN'T", "I'm", "he'd", "gonna", "id", "wont", "'em"),
    *("sex-worker", "9.30", "a.m.", "Mr.", "e.g.", "U.S.", "I.", "well.Then", "(yes)"),
    *("http://a.example/b", "a@b.example", "10km", "$5", "5%", "#1", "—", "…", "...?!"),
    *("“Out!”", "‘out’", "the", "They", "HE", "straße", "café", "😀", ":)", "etc.,"),
    *string.ascii_letters,
    *string.punctuation,
]
STRETCHES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
WORDS = st.text(string.ascii_letters, min_size=1, max_size=7)
MARKED = st.builds("{}{}".format, WORDS, st.sampled_from(["", *".,?!;:'"]))
INVISIBLE = st.sampled_from(["\u00ad", "\u200b", "\ufeff", "\u2060"])
ENGLISH = spacy.blank("en")


def spelt(stretch: str) -> list[str]:
    return [
        stretch[token.start : token.start + token.length]
        for token in tokenise([stretch], "en")[0]
    ]


@given(STRETCHES | MARKED)
def test_tokens_are_spacys(stretch: str) -> None:
    assert spelt(stretch) == [token.text for token in ENGLISH.tokenizer(stretch)]


def test_every_special_word_of_spacys_is_cut_as_spacy_cuts_it() -> None:
    special = [
        word for word in tokeniser("en").rules if not any(map(str.isspace, word))
    ]
    marked = [f"{word}{mark}" for word in special for mark in ("", ".", ",", "?")]
    expected = [[token.text for token in ENGLISH.tokenizer(each)] for each in marked]

    assert len(special) > 1000
    assert [spelt(each) for each in marked] == expected


@given(st.lists(STRETCHES, max_size=5))
def test_a_stretch_is_cut_the_same_in_any_company(stretches: list[str]) -> None:
    together = tokenise(stretches, "en")

    assert together == [tokenise([stretch], "en")[0] for stretch in stretches]


@given(STRETCHES, st.data())
def test_invisible_characters_change_no_form(stretch: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(stretch)))
    hidden = stretch[:place] + data.draw(INVISIBLE) + stretch[place:]
    plain = tokenise([stretch], "en")[0]
    found = tokenise([hidden], "en")[0]

    assert [token.form for token in found] == [token.form for token in plain]
    for token in found:
        inside = hidden[token.start : token.start + token.length]
        assert inside[0] not in "\u00ad\u200b\ufeff\u2060"
        assert inside[-1] not in "\u00ad\u200b\ufeff\u2060"


def test_negations_are_spelt_out() -> None:
    said = ["can't", "Won’t", "shan't", "dont", "ain't", "n't", "ca"]
    forms = [[token.form for token in tokens] for tokens in tokenise(said, "en")]

    assert forms == [
        ["can", "not"],
        ["will", "not"],
        ["shall", "not"],
        ["do", "not"],
        ["ai", "not"],
        ["not"],
        ["ca"],
    ]


def test_other_languages_have_spacys_tokens_too() -> None:
    assert [token.form for token in tokenise(["l'homme"], "fr")[0]] == ["l'", "homme"]
    assert [token.form for token in tokenise(["home,"], "qq")[0]] == ["home", ","]


@given(st.text(max_size=10))
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once
    assert is_word(once) == any(map(str.isalnum, once))


def test_a_run_of_marks_that_no_one_types_is_still_one_token_each() -> None:
    tokens = tokenise(["(" * 5000 + "no"], "en")[0]

    assert [token.start for token in tokens] == list(range(5001))
    assert [token.form for token in tokens] == ["("] * 5000 + ["no"]
