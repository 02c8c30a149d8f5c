"""Quotes: who may be quoted and how, in which order, and what is said beside."""

from dataclasses import replace

import pytest
from tables.tables_strategies import (
    coding,
    person,
    study,
    suggestion,
    transcript,
)

from qualcode.errors import OptionError
from qualcode.model import Consent, Interview, Study
from qualcode.tables.attribution import attribution_line
from qualcode.tables.counted import counted
from qualcode.tables.quotes import PARAPHRASE, QuoteOptions, quotes_table

ONE = transcript(
    "I1",
    ("p1", "They evicted us at dawn. Then they evicted my aunt. We slept outside."),
    ("I", "And then?"),
    ("p1", "Then we were evicted again."),
    ("p2", "I was evicted as well."),
    ("T/p3", "She says she was evicted."),
    ("k1", "Many families are evicted here."),
)
SAID = (
    coding(ONE, "They evicted us at dawn.", "eviction", perpetrators=("landlord",)),
    coding(ONE, "Then they evicted my aunt.", "eviction", experiencer="other"),
    coding(ONE, "Then we were evicted again.", "eviction"),
    coding(ONE, "I was evicted as well.", "eviction", coder="ben"),
    coding(ONE, "She says she was evicted.", "eviction"),
    coding(ONE, "Many families are evicted here.", "eviction", experiencer="other"),
)


def quoted(level: Consent | None = Consent.QUOTE_NAMED_PSEUDONYM) -> Study:
    return study(
        (
            person("p1", consent=level, town="Velmora"),
            person("p2"),
            person("p3"),
            person("k1", "officials"),
        ),
        ONE,
        codings=SAID,
    )


@pytest.mark.parametrize(
    "level", [None, Consent.AGGREGATE_ONLY, Consent.BACKGROUND_ONLY, Consent.WITHDRAWN]
)
def test_without_consent_nobody_is_quoted(level: Consent | None) -> None:
    assert "p1" not in set(quotes_table(quoted(level))["person"])


def test_what_consent_keeps_back_is_counted() -> None:
    left_out = quotes_table(quoted(None)).attrs["left_out"]

    assert left_out == {"no recorded consent": 2}


def test_who_allows_a_paraphrase_has_a_row_without_words() -> None:
    frame = quotes_table(quoted(Consent.PARAPHRASE))
    rows = frame[frame["person"] == "p1"]

    assert set(rows["use"]) == {PARAPHRASE}
    assert set(rows["quote"]) == {""}
    assert set(rows["person_ref"]) == {"Participant"}


def test_who_allows_only_the_role_is_never_named() -> None:
    frame = quotes_table(quoted(Consent.QUOTE_ROLE_ONLY))
    line = frame[frame["person"] == "p1"]["attribution_line"].iloc[0]

    assert line == "Participant, Women"


def test_quotes_go_round_all_persons_before_a_second_of_one() -> None:
    frame = quotes_table(quoted())

    assert list(frame["person"]) == ["k1", "p1", "p2", "p3", "p1"]
    assert list(frame["quote_id"][:2]) == ["Q-001", "Q-002"]


def test_a_quote_says_who_where_and_by_whom_confirmed() -> None:
    frame = quotes_table(quoted())
    quote = frame[frame["person"] == "p1"].iloc[0]

    assert quote["attribution_line"] == "Name-p1, Women"
    assert quote["locator"] == "I1, turn 1, 00:00:00"
    assert quote["interview_month"] == "2031-03"
    assert quote["confirmed_by"] == "ana"
    assert quote["perpetrators"] == ("landlord",)


def test_other_peoples_experience_is_quoted_only_when_asked_for() -> None:
    asked = QuoteOptions(classes=("hearsay",))
    frame = quotes_table(quoted(), asked)

    assert list(frame["quote"]) == ["Then they evicted my aunt."]
    assert frame["flags"][0] == "on others, or from others"


def test_an_interpreters_words_are_flagged() -> None:
    frame = quotes_table(quoted())
    quote = frame[frame["person"] == "p3"].iloc[0]

    assert bool(quote["interpreted"])
    assert quote["flags"] == "interpreted"


def test_a_coding_across_turns_is_quoted_turn_by_turn() -> None:
    words = ONE.text[ONE.text.index("We slept") : ONE.text.index("I was evicted") + 13]
    across = replace(quoted(), codings=(coding(ONE, words, "eviction"),))
    frame = quotes_table(across, QuoteOptions(words_min=1))

    assert set(frame["quote"]) == {
        "We slept outside.",
        "Then we were evicted again.",
        "I was evicted",
    }
    assert set(frame["flags"]) == {"part of a longer coding"}


def test_too_short_is_left_out_and_too_long_is_flagged() -> None:
    frame = quotes_table(quoted(), QuoteOptions(words_min=5, words_max=5))

    assert "She says she was evicted." in set(frame["quote"])
    assert "longer than 5 words" not in set(frame[frame["words"] == 5]["flags"])
    assert not quotes_table(quoted(), QuoteOptions(words_min=6))["words"].lt(6).any()
    tight = quotes_table(quoted(), QuoteOptions(words_max=4))
    assert tight["flags"].str.contains("longer than 4 words").all()


def test_limits_are_per_code_and_per_person() -> None:
    assert len(quotes_table(quoted(), QuoteOptions(limit=2))) == 2
    once = quotes_table(quoted(), QuoteOptions(per_person=1))
    assert list(once["person"]) == ["k1", "p1", "p2", "p3"]


def test_suggestions_are_quoted_only_when_asked_for_and_say_so() -> None:
    open_ = replace(
        quoted(),
        codings=(coding(ONE, "evicted us at dawn. Then they", "eviction"),),
        suggestions=(
            suggestion(ONE, "They evicted us at dawn.", "eviction"),
            suggestion(ONE, "I was evicted as well.", "eviction"),
        ),
    )
    asked = quotes_table(open_, QuoteOptions(include_suggested=True))

    assert list(quotes_table(open_)["status"]) == ["confirmed"]
    assert list(asked["status"]) == ["confirmed", "suggested"]
    assert asked["flags"][1] == "suggested, unread"
    assert asked.attrs["left_out"] == {"suggested words that are decided": 1}


def test_a_code_with_one_voice_says_so() -> None:
    alone = replace(quoted(), codings=SAID[3:4])

    assert quotes_table(alone)["flags"][0] == "single voice"


def test_an_unknown_field_of_the_attribution_is_refused_by_name() -> None:
    ada = counted(quoted()).people["p1"]

    line = attribution_line("{pseudonym}, {town}, {place}", ada, Interview(id="I1"))
    assert line == "Name-p1, Velmora"
    with pytest.raises(OptionError, match="cannot say `tow`"):
        attribution_line("{tow}", ada, Interview(id="I1"))
