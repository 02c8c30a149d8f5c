"""The cache saves work and changes nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching.conversations import codebook, conversation, rule

from qualcode.matching import holdings, shelf
from qualcode.matching import suggest as suggesting
from qualcode.matching.cache import MemoryCache
from qualcode.matching.compiled import CompiledRule
from qualcode.matching.counts import count
from qualcode.matching.hits import Library
from qualcode.matching.index import build, transcript_key
from qualcode.matching.reasons import Reasons, reasons_of
from qualcode.matching.segment import Segment
from qualcode.matching.suggest import numbers_of, suggest
from qualcode.model import Rule, Transcript

SAID = [
    "P: They threw us out.",
    "I: Who?\nP: The landlord evicted me.",
    "P: He did not hit me.",
    "P: They threw us out.",
]
TALKS = [conversation(said, f"I{number}") for number, said in enumerate(SAID)]
RULES = [
    rule("throw ~3 =out"),
    rule("evict", code="other"),
    rule("hit"),
    Rule(id="r", code="code", kind="regex", written="r", regex="thr.w"),
]
STEPS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(TALKS), unique_by=lambda talk: talk.id),
        st.lists(st.sampled_from(RULES), unique_by=lambda rule: rule.id),
    ),
    max_size=6,
)


@given(STEPS, st.sampled_from([1, 2, 12]))
def test_answers_are_the_same_with_and_without_a_cache(
    steps: list[tuple[list[Transcript], list[Rule]]], most: int
) -> None:
    cache = MemoryCache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(holdings, "_MOST_SEGMENTS", most)
        for talks, rules in steps:
            book = codebook(*rules)
            assert suggest(book, talks, cache=cache) == suggest(book, talks)


@given(st.data())
def test_a_damaged_cache_is_rebuilt(data: st.DataObject) -> None:
    cache = MemoryCache()
    book = codebook(*RULES)
    expected = suggest(book, TALKS, cache=cache)
    for key in sorted(cache.kept):
        kept = cache.kept[key]
        place = data.draw(st.integers(0, len(kept) - 1))
        ways = (kept, b"", kept[:place], kept[:place] + b"#" + kept[place + 1 :])
        cache.kept[key] = ways[data.draw(st.integers(0, 3))]
    more = codebook(*RULES, rule("landlord"))

    assert suggest(book, TALKS, cache=cache) == expected
    assert suggest(more, TALKS, cache=cache) == suggest(more, TALKS)


def test_a_warm_run_only_reads_and_an_edited_rule_asks_one_rule(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache = MemoryCache()
    suggest(codebook(*RULES), TALKS, cache=cache)
    asked: list[str] = []

    def watched(compiled: CompiledRule, library: Library) -> Reasons:
        asked.append(compiled.rule.id)
        return reasons_of(compiled, library)

    monkeypatch.setattr(shelf, "reasons_of", watched)
    suggest(codebook(*RULES), TALKS, cache=cache)
    assert asked == []

    suggest(codebook(*RULES[:2], rule("us")), TALKS, cache=cache)
    assert asked == ["code/us"]


class Shelved(list[Transcript]):
    """Transcripts whose keys are known."""

    def keys(self, language: str) -> list[str]:
        return [transcript_key(each, language) for each in self]


def test_counts_are_kept_until_a_rule_its_code_or_a_transcript_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache = MemoryCache()
    runs: list[int] = []

    def watched(*given: Any, **other: Any) -> list[tuple[int, int, list[int]]]:
        runs.append(1)
        return numbers_of(*given, **other)

    monkeypatch.setattr(suggesting, "numbers_of", watched)
    moved = codebook(rule("evict", code="code"), rule("hit", code="other"))
    books = [codebook(*RULES), codebook(*RULES[:2]), moved, codebook(*RULES)]
    for book in books:
        for talks in (TALKS, TALKS[:2], TALKS[::-1]):
            assert count(book, Shelved(talks), cache=cache) == count(book, talks)
    asked = len(runs) - 3 * len(books)

    assert asked == 3 * 2


def test_damaged_counts_are_counted_again() -> None:
    cache = MemoryCache()
    expected = count(codebook(*RULES), Shelved(TALKS), cache=cache)
    (key,) = (key for key in cache.kept if key.startswith("counts-"))
    cache.kept[key] = cache.kept[key].replace(b"[1,1", b"[7,1")

    assert count(codebook(*RULES), Shelved(TALKS), cache=cache) == expected


def test_only_new_transcripts_are_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = MemoryCache()
    suggest(codebook(*RULES), TALKS[:2], cache=cache)
    built: list[int] = []

    def watched(talks: list[Transcript], *rest: Any, **other: Any) -> Segment:
        built.append(len(talks))
        return build(talks, *rest, **other)

    monkeypatch.setattr(holdings, "build", watched)
    suggest(codebook(*RULES), TALKS, cache=cache)

    assert built == [2]
