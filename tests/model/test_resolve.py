"""What counts today: verdicts of coders against each other and against rules."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Coding, Reason, Review, Suggestion
from qualcode.model.resolve import covers, resolve
from qualcode.model.span import Span
from qualcode.model.study import Study

PASSAGE = Span(10, 40)
WORDS = Span(20, 24)


def suggestion(**values: object) -> Suggestion:
    usual: dict[str, object] = {
        "transcript": "I01",
        "span": PASSAGE,
        "code": "theft",
        "quote": "x" * 30,
        "turn": 1,
        "rule": "theft/take",
        "tier": "code",
        "assertion": "affirmed",
        "experiencer": "self",
        "reasons": (Reason(rule="theft/take", matched=(WORDS,)),),
    }
    return Suggestion(**(usual | values))  # type: ignore[arg-type] # as given


def coding(id: str, coder: str, order: int, **values: object) -> Coding:
    usual: dict[str, object] = {
        "id": id,
        "transcript": "I01",
        "span": PASSAGE,
        "code": "theft",
        "coder": coder,
        "quote": "x" * 30,
        "order": order,
    }
    return Coding(**(usual | values))  # type: ignore[arg-type] # as given


def review(
    id: str, coder: str, order: int, verdict: str = "rejected", **values: object
) -> Review:
    usual: dict[str, object] = {
        "id": id,
        "transcript": "I01",
        "span": PASSAGE,
        "code": "theft",
        "coder": coder,
        "verdict": verdict,
        "order": order,
    }
    return Review(**(usual | values))  # type: ignore[arg-type] # as given


def study(
    *codings: Coding,
    reviews: tuple[Review, ...] = (),
    suggestions: tuple[Suggestion, ...] = (),
) -> Study:
    return Study(id="s", codings=codings, reviews=reviews, suggestions=suggestions)


SPANS = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 20),
    st.integers(1, 20),
)
STATES = st.sampled_from(("kept", "moved", "ambiguous", "lost"))
CODERS = st.sampled_from(("ann", "ben"))
CODES = st.sampled_from(("theft", "threat"))


@st.composite
def studies(draw: st.DrawFn) -> Study:
    codings: list[Coding] = []
    reviews: list[Review] = []
    for order in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(("code", "confirm", "reject", "judge")))
        id, who = f"e{order}", draw(CODERS)
        place = {"span": draw(SPANS), "code": draw(CODES), "state": draw(STATES)}
        if kind != "reject":
            rule = "theft/take" if kind == "confirm" else ""
            codings.append(coding(id, who, order, rule=rule, **place))
        if kind != "code":
            verdict = {"confirm": "confirmed", "reject": "rejected"}.get(
                kind, "adjudicated"
            )
            reviews.append(review(id, who, order, verdict, **place))
    found = draw(st.lists(st.tuples(SPANS, CODES), max_size=6, unique=True))
    hits = [
        suggestion(span=span, code=code, reasons=(Reason(rule="r", matched=(span,)),))
        for span, code in found
    ]
    return study(*codings, reviews=tuple(reviews), suggestions=tuple(hits))


@given(studies())
def test_every_coding_and_every_suggestion_stands_in_exactly_one_place(
    found: Study,
) -> None:
    result = resolve(found)
    codings = (*result.decided, *result.disputed, *result.overruled, *result.unplaced)
    suggestions = (
        *result.open,
        *result.net,
        *result.confirmed,
        *result.rejected,
        *result.contested,
    )

    assert sorted(c.id for c in codings) == sorted(c.id for c in found.codings)
    assert len(suggestions) == len(found.suggestions)
    assert set(suggestions) == set(found.suggestions)


def test_a_study_without_verdicts_leaves_every_suggestion_open() -> None:
    result = resolve(study(suggestions=(suggestion(), suggestion(tier="net"))))

    assert len(result.open) == 1
    assert len(result.net) == 1


def test_a_verdict_does_not_cover_words_outside_its_passage_nor_another_code() -> None:
    no = review("r", "ann", 1, span=Span(0, 22))
    other = review("s", "ann", 2, code="threat")

    assert resolve(study(reviews=(no, other), suggestions=(suggestion(),))).open


def test_a_verdict_covers_the_same_words_in_a_wider_passage_by_another_rule() -> None:
    reviewed = Span(15, 30)
    wider = suggestion(span=Span(0, 60), rule="theft/other")
    result = resolve(
        study(reviews=(review("r", "ann", 1, span=reviewed),), suggestions=(wider,))
    )

    assert result.rejected == (wider,)


def test_a_question_is_covered_by_its_answer_not_by_its_own_words() -> None:
    reason = Reason(rule="r", matched=(Span(0, 5),), question=True)
    asked = suggestion(reasons=(reason,))

    assert not covers(Span(0, 20), asked)
    assert covers(PASSAGE, asked)


def test_a_lost_verdict_covers_nothing_and_a_lost_coding_does_not_count() -> None:
    gone = coding("a", "ann", 1, state="lost")
    no = review("r", "ann", 2, state="ambiguous")
    result = resolve(study(gone, reviews=(no,), suggestions=(suggestion(),)))

    assert result.unplaced == (gone,)
    assert len(result.open) == 1


def test_a_hand_coding_counts_and_covers_the_suggestion_under_it() -> None:
    made = coding("a", "ann", 1)
    result = resolve(study(made, suggestions=(suggestion(),)))

    assert result.decided == (made,)
    assert len(result.confirmed) == 1


def test_confirmed_by_one_and_rejected_by_another_is_in_neither_column() -> None:
    yes = coding("a", "ann", 1, rule="theft/take")
    reviews = review("a", "ann", 1, "confirmed"), review("b", "ben", 2)
    result = resolve(study(yes, reviews=reviews, suggestions=(suggestion(),)))

    assert (result.decided, result.disputed) == ((), (yes,))
    assert len(result.contested) == 1


def test_of_one_coder_the_last_verdict_wins() -> None:
    yes = coding("a", "ann", 1, rule="theft/take")
    confirmed, rejected = review("a", "ann", 1, "confirmed"), review("b", "ann", 2)
    gone = resolve(study(yes, reviews=(confirmed, rejected)))
    again = coding("c", "ann", 3, rule="theft/take")
    back = resolve(study(yes, again, reviews=(confirmed, rejected)))

    assert gone.overruled == (yes,)
    assert back.decided == (again,)


def test_a_rejected_sentence_leaves_a_longer_hand_coding_in_place() -> None:
    long = coding("a", "ann", 1, span=Span(0, 400))

    assert resolve(study(long, reviews=(review("b", "ben", 2),))).decided == (long,)


def test_an_adjudication_for_a_code_takes_the_place_of_what_was_disputed() -> None:
    yes = coding("a", "ann", 1, rule="theft/take")
    judged = coding("c", "eva", 3)
    reviews = (
        review("a", "ann", 1, "confirmed"),
        review("b", "ben", 2),
        review("c", "eva", 3, "adjudicated"),
    )
    result = resolve(study(yes, judged, reviews=reviews, suggestions=(suggestion(),)))

    assert result.decided == (judged,)
    assert result.adjudicated == {"c"}
    assert result.overruled == (yes,)
    assert len(result.confirmed) == 1


def test_an_adjudication_against_a_code_overrules_and_rejects() -> None:
    yes = coding("a", "ann", 1, rule="theft/take")
    reviews = review("a", "ann", 1, "confirmed"), review("c", "eva", 3, "adjudicated")
    result = resolve(study(yes, reviews=reviews, suggestions=(suggestion(),)))

    assert result.overruled == (yes,)
    assert len(result.rejected) == 1
