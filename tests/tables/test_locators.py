"""Where words are, and which of them one person says."""

from dataclasses import replace

from tables.tables_strategies import transcript

from qualcode.model import Span
from qualcode.tables.locators import locator, own_words

ONE = transcript("I1", ("p1", "They came. "), ("I", "When?"), ("p1", "At dawn."))


def test_without_a_time_only_the_turn_is_told() -> None:
    first = ONE.turns[0]

    assert locator("I1", replace(first, start_ms=None)) == "I1, turn 1"
    assert locator("I1", first) == "I1, turn 1, 00:00:00"


def test_a_persons_words_leave_out_questions_labels_and_outer_space() -> None:
    parts = own_words(Span(0, len(ONE.text)), "p1", ONE)

    assert [span.of(ONE.text) for _, span in parts] == ["They came.", "At dawn."]


def test_white_space_alone_is_nobodys_words() -> None:
    end = ONE.turns[0].span.end

    assert not list(own_words(Span(end - 1, end), "p1", ONE))
