"""Arrivals: ids that do not depend on the order of files, and copies refused."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.arrivals import Arrival, is_id, place_arrivals, shared_lines
from qualcode.model.transcript import Draft, Source

LINE = st.text("abc", min_size=1, max_size=3)
TEXT = st.lists(LINE, min_size=1, max_size=6).map("\n".join)


def arrival(text: str, stem: str = "", id: str = "") -> Arrival:
    draft = Draft(text=text, source=Source(format="txt", sha256=""))
    return Arrival(draft=draft, stem=stem, id=id)


def lines(prefix: str, number: int = 10) -> str:
    return "".join(f"P1: {prefix} {n}\n" for n in range(number))


@given(st.lists(TEXT, unique=True, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(texts: list[str], chance: object) -> None:
    arrivals = [arrival(text) for text in texts]
    shuffled = [*arrivals]
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # a Random

    assert place_arrivals(shuffled, {}) == place_arrivals(arrivals, {})


@given(TEXT, TEXT)
def test_a_text_shares_all_lines_with_itself_and_some_with_others(
    one: str, other: str
) -> None:
    assert shared_lines(one, one) == 1
    assert 0 <= shared_lines(one, other) <= 1


def test_a_name_with_a_number_is_no_id() -> None:
    arrivals = [arrival(lines("a"), "Amina2"), arrival(lines("b"), "Interview Amina")]
    placed, problems = place_arrivals(arrivals, {})

    assert [one.id for one in placed] == ["I01", "I02"]
    assert problems == ()


def test_a_stem_that_is_an_id_stays_and_free_ids_go_round_it() -> None:
    arrivals = [arrival(lines("a"), "I01"), arrival(lines("b")), arrival(lines("c"))]
    placed, _ = place_arrivals(arrivals, {"I02": "x"}, taken=["I03"])

    assert [one.id for one in placed] == ["I01", "I04", "I05"]


def test_ids_that_one_folder_cannot_hold_are_refused() -> None:
    for wrong in ("", "..", "a/b", "a.b", "CON", "lpt1", "-a", "é", "x" * 50):
        assert not is_id(wrong)
    arrivals = [arrival(lines("a"), id="I01"), arrival(lines("b"), id="i01")]
    placed, problems = place_arrivals(arrivals, {})

    assert len(placed) == 1
    assert "two of the files would get the id" in problems[0].message
    _, problems = place_arrivals([arrival(lines("a"), id="../x")], {})
    assert problems[0].message == "this cannot be an id"
    _, problems = place_arrivals([arrival(lines("a"), id="i02")], {"I02": "x"})
    assert problems[0].message == "there is another transcript i02"


def test_a_changed_copy_is_refused_and_the_very_text_is_known() -> None:
    text = lines("a")
    changed = text.replace("a 9", "nine")
    placed, problems = place_arrivals([arrival(changed)], {"I07": text})

    assert placed == ()
    assert (problems[0].message, problems[0].fix) == (
        "looks like I07",
        "use --replace I07",
    )
    known, problems = place_arrivals([arrival(text, id="I09")], {"I07": text})
    assert [(one.id, one.known) for one in known] == [("I07", True)]


def test_two_files_with_nearly_the_same_words_are_both_refused() -> None:
    both = [arrival(lines("a")), arrival(lines("a").replace("a 9", "nine"))]
    placed, problems = place_arrivals(both, {})

    assert placed == ()
    assert len(problems) == 2


def test_interviews_that_share_questions_only_are_different() -> None:
    questions = "".join(f"I: Question {n}?\n" for n in range(10))
    arrivals = [arrival(questions + lines("a", 5)), arrival(questions + lines("b", 5))]

    assert len(place_arrivals(arrivals, {})[0]) == 2
