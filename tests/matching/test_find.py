"""Find shows a pattern in context, whoever speaks."""

import pytest
from matching.conversations import conversation, patterns

from qualcode.errors import CodebookError
from qualcode.matching.cache import MemoryCache
from qualcode.matching.find import find
from qualcode.model import WordList, parse_pattern

TALKS = [
    conversation(
        "I: Did they throw you out?\nP: They threw us out. Thrown out!", "I01"
    ),
    conversation("Q: Nobody threw me out.", "I00"),
]
THROW = parse_pattern("throw ~2 =out")


def test_everybody_is_found_in_the_order_of_the_transcripts() -> None:
    cache = MemoryCache()
    first = find(THROW, TALKS[:1], cache=cache)
    found = find(THROW, TALKS, cache=cache)

    assert [(each.transcript, each.turn) for each in found] == [
        ("I01", 1),
        ("I01", 2),
        ("I01", 2),
        ("I00", 1),
    ]
    assert found[:3] == first
    assert [each.span.of(TALKS[0].text) for each in first] == [
        "throw you out",
        "threw us out",
        "Thrown out",
    ]
    assert first[1].sentence.of(TALKS[0].text) == "They threw us out."
    assert [word.of(TALKS[0].text) for word in first[1].words] == ["threw", "out"]


@pytest.mark.parametrize(
    ("speaker", "turns"),
    [("interviewer", 1), ("participant", 3), ("P", 2), ("interpreter", 0)],
)
def test_one_role_or_person_can_be_chosen(speaker: str, turns: int) -> None:
    assert len(find(THROW, TALKS, speaker=speaker)) == turns


def test_lists_can_be_named() -> None:
    lists = [WordList(id="us", entries=patterns("us", "me"))]

    assert len(find(parse_pattern("throw @us"), TALKS, lists=lists)) == 2
    with pytest.raises(CodebookError, match="no list `@them`"):
        find(parse_pattern("throw @them"), TALKS)
