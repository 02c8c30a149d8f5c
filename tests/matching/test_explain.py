"""Explain: the reasons that a suggestion has, and the first condition that failed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching.conversations import codebook, conversation, near, patterns, rule

from qualcode.errors import CodebookError
from qualcode.matching.explain import explain, explain_text, render
from qualcode.matching.suggest import suggest
from qualcode.model import Guards, Rule

LOCKS = rule("change ~2 lock")
SAID = st.lists(
    st.sampled_from(["they", "changed", "the", "locks", "not", ".", ",", "evicted"]),
    max_size=15,
).map(" ".join)


def why_not(one: Rule, said: str) -> str:
    (missed,) = explain_text(codebook(one), "code", said).missed
    return missed.why


@settings(deadline=None)  # the first call loads the lexicon
@given(SAID)
def test_what_fired_is_what_is_suggested(said: str) -> None:
    book = codebook(LOCKS, rule("evict"))
    talk = conversation(f"P: {said}")

    found = explain(book, "code", talk)

    suggested = suggest(book, [talk])
    assert [f.reason for f in found.fired] == [r for s in suggested for r in s.reasons]


@settings(deadline=None)  # the first call loads the lexicon
@given(SAID)
def test_every_rule_either_fired_or_came_near(said: str) -> None:
    book = codebook(LOCKS, rule("evict"))

    found = explain(book, "code", conversation(f"P: hello {said}"))

    named = {f.rule.id for f in found.fired} | {m.rule for m in found.missed}
    assert named == {LOCKS.id, "code/evict"}
    assert render(found).startswith("code: ")


def test_a_code_that_is_not_there_is_an_error() -> None:
    with pytest.raises(CodebookError, match="no code 'other'"):
        explain_text(codebook(LOCKS), "other", "They left.")


def test_an_empty_text_has_nothing_to_explain() -> None:
    found = explain_text(codebook(LOCKS), "code", "")

    assert (found.fired, found.missed) == ((), ())


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("They left.", "`change` (element 1 of 2) is not in this turn"),
        ("They changed the door.", "`lock` (element 2 of 2) is not in this turn"),
        ("They changed it. The locks too.", "its words are not in one sentence"),
        ("The locks were changed.", "its words stand in another order"),
        (
            "They changed all of the old locks.",
            "4 words between “changed” and “locks”, 2 allowed",
        ),
    ],
)
def test_the_first_condition_that_failed_is_named(said: str, why: str) -> None:
    assert why_not(LOCKS, said) == why


def test_an_exception_is_named() -> None:
    one = rule("evict", unless=patterns("court", "movie"))

    assert why_not(one, "They evicted him in the movie.") == (
        "blocked by unless `movie`"
    )


def test_a_missing_context_is_named() -> None:
    one = rule("out", context=patterns("landlord", "flat"))

    assert why_not(one, "They put us out.") == (
        "no context: none of `landlord`, `flat` in the turn or the question before it"
    )


def test_a_guard_that_blocks_is_named_with_its_words() -> None:
    one = rule("evict", guards=Guards(negation="block"))

    assert why_not(one, "They did not evict us.") == (
        "blocked by a guard: denied, group: “not” (negation), “us” (group)"
    )


def test_an_interviewers_words_do_not_count() -> None:
    talk = conversation("I: Did they evict you?\nP: In March I moved.")
    found = explain(codebook(rule("evict")), "code", talk, turn=1)

    assert found.missed[0].why == (
        "the interviewer says it, and no answer opens with yes or no"
    )


def test_what_an_interviewer_states_is_no_question() -> None:
    talk = conversation("I: They evicted you. What then?\nP: Yes, I moved.")
    found = explain(codebook(rule("evict ~3 =me")), "code", talk, turn=1)

    assert found.missed[0].why == "the interviewer says it, and does not ask"


def test_words_of_others_do_not_count_for_a_rule_on_participants() -> None:
    found = explain(codebook(rule("evict")), "code", conversation("O: They evict."))

    assert found.missed[0].why == ("its words are not a participant's; see `speaker:`")


def test_patterns_near_each_other_tell_which_is_missing_or_how_far_they_are() -> None:
    one = near("police", "door", within=2)

    assert why_not(one, "The police came.") == (
        "`door` (element 1 of 1) is not in this turn"
    )
    assert why_not(one, "The police came in through the old door.") == (
        "its 2 parts are spread over more than 2 words"
    )


def test_an_expression_only_says_that_it_does_not_match() -> None:
    one = rule("x", kind="regex", patterns=(), regex="lock(ed|s)")

    assert why_not(one, "They left.") == "the regex expression does not match"


def test_a_whole_transcript_shows_where_a_rule_came_nearest() -> None:
    talk = conversation("P: They left.\nI: And?\nP: They changed things.")

    (missed,) = explain(codebook(LOCKS), "code", talk).missed

    assert missed.turn == 3


def test_words_in_another_order_are_quoted_in_the_order_of_the_text() -> None:
    book = codebook(rule("owner change ~2 lock"))
    shown = render(explain_text(book, "code", "They changed owner and the lock."))

    assert "found “changed owner … lock” in turn 1" in shown


def test_only_the_turn_asked_for_is_explained() -> None:
    talk = conversation("P: They evicted us.\nI: And?\nP: Then they left.")

    found = explain(codebook(rule("evict")), "code", talk, turn=3)

    assert not found.fired
    assert [missed.turn for missed in found.missed] == [3]


def test_rendered_reasons_read_as_sentences() -> None:
    talk = conversation("I: Did they evict you?\nP: Yes, in March.")

    lines = render(explain(codebook(rule("evict")), "code", talk)).split("\n")

    assert lines == [
        "code: 1 hit",
        "+ code/evict: evict",
        "    matched “evict” in the question before turn 2",
        "    the interviewer asks and a participant answers",
        "    affirmed, because of “Yes” (question_yes)",
        "    about the speaker themselves, because of “you” (self)",
    ]


def test_words_apart_are_quoted_with_an_ellipsis_and_their_distance() -> None:
    said = "They changed both the locks, and I think they will evict us."
    book = codebook(LOCKS, rule("evict", guards=Guards(negation="ignore"), tier="net"))

    text = render(explain_text(book, "code", said))

    assert "matched “changed … locks” in turn 1, 2 words between" in text
    assert "feared, because of “will” (modal) (denials are not read" in text
    assert "only queues the text for reading (tier: net)" in text
