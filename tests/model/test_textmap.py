"""Maps of texts: laws for all pairs, then edits a person would make."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.span import Span
from qualcode.model.textmap import Run, text_map

LINES = st.lists(
    st.sampled_from(["P1: No.\n", "I: Why?\n", "P1: I ran home.\n", "\n", "end"])
).map("".join)


@given(LINES | st.text(max_size=30), LINES | st.text(max_size=30))
def test_runs_are_the_same_letters_in_order_and_disjoint(old: str, new: str) -> None:
    end_old = end_new = 0
    for run in text_map(old, new).runs:
        assert run.length > 0
        assert run.old >= end_old
        assert run.new >= end_new
        end_old, end_new = run.old + run.length, run.new + run.length
        assert old[run.old : end_old] == new[run.new : end_new]


@given(LINES, LINES, LINES)
def test_what_is_put_before_shifts_a_text_and_changes_nothing_else(
    before: str, text: str, put: str
) -> None:
    old, new = before + text, f"{put}\n{before}{text}"

    assert sum(run.length for run in text_map(old, new).runs) == len(old)


@given(LINES, LINES, st.data())
def test_an_exact_place_reads_the_same(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(old))))
    place = text_map(old, new).exact(span)

    assert place is None or place.of(new) == span.of(old)


def test_a_passage_of_which_nothing_is_left_has_no_place() -> None:
    assert text_map("one two three", "four").around(Span(4, 7)) is None


def test_a_stretch_that_could_be_cut_elsewhere_is_doubtful() -> None:
    texts = text_map("No.\nNo.\nYes.\n", "No.\nYes.\n")

    assert texts.is_doubtful(Span(0, 3))
    assert not texts.is_doubtful(Span(8, 12))


def test_a_changed_text_without_a_shared_word_has_no_runs() -> None:
    assert text_map("abc", "xyz").runs == ()
    assert text_map("", "").runs == ()
    assert text_map("a", "a").runs == (Run(0, 0, 1),)


def test_a_passage_that_begins_in_a_changed_stretch_is_not_supported() -> None:
    assert not text_map("one two three", "one four three").is_supported(Span(4, 7))
    assert text_map("one two three", "six one two three").is_supported(Span(4, 7))
