"""Checking a codebook finds what does not fire, what should not, and what looks odd."""

from dataclasses import replace
from typing import Any

import pytest
from matching.conversations import near, patterns, rule

from qualcode.matching.check import check_codebook
from qualcode.model import Code, Codebook, Rule, WordList


def checked(*rules: Rule, lists: tuple[WordList, ...] = (), **other: Any) -> list[str]:
    fields = {
        "definition": "Made to leave.",
        "exclude": "Leaving by choice.",
        "examples": ("They evicted us.",),
        "near_misses": ("We moved out.",),
        **other,
    }
    code = Code(id="code", label="", theme="home", rules=rules, line=7, **fields)
    book = Codebook(id="test", codes=(code,), lists=lists)
    return [problem.message for problem in check_codebook(book)]


EVICT = rule("evict", line=9, column=5)


def test_a_sound_codebook_has_no_problems() -> None:
    assert not checked(EVICT)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"examples": ("We left.",)}, "example 1 of `code` fires none of its rules"),
        (
            {"near_misses": ("No.", "They evicted me.")},
            "near-miss 2 of `code` fires `code/evict`",
        ),
        ({"examples": ()}, "`code` has no example"),
        ({"near_misses": ()}, "`code` has no near_miss"),
        ({"definition": " "}, "`code` has no definition"),
        ({"exclude": ""}, "`code` does not say what it excludes"),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, str) else "",
)
def test_what_a_code_lacks_is_said(other: dict[str, Any], message: str) -> None:
    assert checked(EVICT, **other) == [message]


@pytest.mark.parametrize(
    "said",
    ["They did not evict us.", "They might evict us.", "They evicted my neighbour."],
)
def test_a_near_miss_that_is_read_as_such_is_none(said: str) -> None:
    assert not checked(EVICT, near_misses=(said,))


def test_an_example_may_be_a_question_and_its_answer() -> None:
    assert not checked(EVICT, examples=("Q: Did they evict you?\nA: Yes.",))
    assert checked(EVICT, examples=("Q: Did they evict you?\nA: In March.",))


def test_likely_mistakes_are_found() -> None:
    lists = (
        WordList(id="unused", entries=patterns("house")),
        WordList(id="empty", entries=()),
    )
    messages = checked(
        EVICT,
        replace(EVICT, id="code/again"),
        rule("throw @empty"),
        rule("=out", unless=patterns("=out")),
        rule("landlrod"),
        near("bag", "street"),
        lists=lists,
    )

    assert sorted(messages) == [
        "`code/=out` is blocked by its own `unless:`",
        "`code/again` is the same rule as `code/evict`",
        "`code/throw @empty` can never match",
        "`landlrod` is in no lexicon",
        "no rule uses the list `unused`",
        "the list `empty` is empty",
    ]


def test_what_cannot_be_compiled_is_a_problem_with_its_place() -> None:
    wrong = Rule(
        id="r", code="code", kind="regex", written="r", regex="(", line=3, column=2
    )
    code = Code(id="code", label="", theme="home", rules=(wrong, rule("@who")))
    problems = check_codebook(Codebook(id="test", codes=(code,), file="b.yaml"))

    assert [str(each.where) for each in problems if "mistake" in each.message] == [
        "b.yaml:3:2"
    ]
    assert any("no list `@who`" in each.message for each in problems)
