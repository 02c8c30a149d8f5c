"""Asking the index gives what reading word by word would give."""

from collections.abc import Iterator
from itertools import product

import spacy
from hypothesis import given
from hypothesis import strategies as st
from matching.conversations import codebook, conversation, near, patterns, rule
from spacy.matcher import Matcher
from spacy.util import filter_spans

from qualcode.matching.ask import Asker
from qualcode.matching.compiled import compile_codebook, compile_pattern
from qualcode.matching.found import Found, longest
from qualcode.matching.hits import Library, said
from qualcode.matching.index import build
from qualcode.matching.segment import Segment
from qualcode.model import WordList, parse_pattern

WORDS = ["a", "b", "c", "d", "ab", "abc", ",", "."]
SAID = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
TURNS = st.lists(SAID.filter(str.strip), max_size=3)
OPTIONS = ["=a", "=b", "=c", "=d", "=a_b", "=b_c_d", "ab*", "a*", "@list", "=c_c"]
PLACES = st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=3).map("/".join)
GAPS = st.sampled_from(["", "", "~0 ", "~1 ", "~3 "])
LISTS = (WordList(id="list", entries=patterns("=d", "=d_a", "=b =c")),)
ENGLISH = spacy.blank("en")


def written(places: list[str], gaps: list[str]) -> str:
    rest = (gap + place for gap, place in zip(gaps, places[1:], strict=False))
    return " ".join([places[0], *rest])


PATTERNS = st.builds(
    written,
    st.lists(PLACES, min_size=1, max_size=4),
    st.lists(GAPS, min_size=3, max_size=3),
)


def indexed(turns: list[str]) -> Segment:
    talk = conversation("\n".join(f"P: {turn}" for turn in turns))
    return build([talk], ["key"], "en")


def sentences(segment: Segment) -> list[list[tuple[int, str]]]:
    """Each sentence as its words with their numbers."""
    forms = [segment.vocabulary[form] for form in segment.form_of_word.tolist()]
    found: dict[int, list[tuple[int, str]]] = {}
    for number, sentence in enumerate(segment.sentence_of_word.tolist()):
        found.setdefault(sentence, []).append((number, forms[number]))
    return list(found.values())


def alternatives(option: str) -> list[list[str]]:
    if option == "@list":
        return [["d"], ["d", "a"], ["b", "c"]]
    return [option.replace("=", "").split("_")]


def fits(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def readings(pattern: str, words: list[str]) -> Iterator[tuple[int, int, int]]:
    """Every way to read a pattern in a sentence: start, end, matched words."""
    steps: list[tuple[int, str]] = []
    gap = 0
    for part in pattern.split():
        if part.startswith("~"):
            gap = int(part[1:])
        else:
            steps.append((gap, part))
            gap = 0
    for start in range(len(words)):
        ends = {(start, 0)}
        for number, (gap, part) in enumerate(steps):
            ends = {
                (low + len(sequence), count + len(sequence))
                for end, count in ends
                for low in range(end, end + (gap if number else 0) + 1)
                for option in part.split("/")
                for sequence in alternatives(option)
                if low + len(sequence) <= len(words)
                if all(map(fits, words[low : low + len(sequence)], sequence))
            }
        yield from ((start, end, count) for end, count in ends)


def chosen(ways: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    kept: list[tuple[int, int, int]] = []
    for start, end, count in sorted(
        ways, key=lambda way: (-way[2], way[1] - way[0], way[0])
    ):
        if all(end <= low or high <= start for low, high, _ in kept):
            kept.append((start, end, count))
    return sorted(kept)


def rows(found: Found) -> list[tuple[int, int, int]]:
    columns = (found.start.tolist(), found.end.tolist(), found.count.tolist())
    return list(zip(*columns, strict=True))


@given(TURNS, PATTERNS)
def test_matches_are_those_of_reading_word_by_word(
    turns: list[str], pattern: str
) -> None:
    segment = indexed(turns)
    asker = Asker(segment)
    found = asker.chain(compile_pattern(parse_pattern(pattern), LISTS))
    expected = [
        (sentence[0][0] + start, sentence[0][0] + end, count)
        for sentence in sentences(segment)
        for start, end, count in readings(pattern, [word for _, word in sentence])
    ]

    assert {row[:2] for row in rows(found)} == {way[:2] for way in expected}
    assert set(rows(found)) <= set(expected)
    assert rows(longest(found)) == chosen(expected)
    for (start, end, count), taken in zip(
        rows(found), found.taken.tolist(), strict=True
    ):
        assert taken[0] == start
        assert taken[-1] == end
        assert taken == sorted(taken)
        assert sum(taken[1::2]) - sum(taken[::2]) == count


@given(st.lists(st.sampled_from(WORDS[:-2]), max_size=25), PATTERNS)
def test_hits_are_those_of_spacys_matcher(words: list[str], pattern: str) -> None:
    """Where both can say the same: no gaps, notes, punctuation (semantics 27)."""
    parts = [part for part in pattern.split() if not part.startswith("~")]
    segment = indexed([" ".join(words)] if words else [])
    chain = compile_pattern(parse_pattern(" ".join(parts)), LISTS)
    found = [row[:2] for row in rows(longest(Asker(segment).chain(chain)))]
    matcher = Matcher(ENGLISH.vocab)
    options = [
        [sequence for option in part.split("/") for sequence in alternatives(option)]
        for part in parts
    ]
    for choice in product(*options):
        tokens = [
            {"LOWER": {"REGEX": f"^{word[:-1]}"}}
            if word.endswith("*")
            else {"LOWER": word}
            for sequence in choice
            for word in sequence
        ]
        matcher.add(str(choice), [tokens])
    spans = matcher(ENGLISH.make_doc(" ".join(words)), as_spans=True)

    assert found == sorted((span.start, span.end) for span in filter_spans(spans))


@given(TURNS, st.integers(0, 5), st.sampled_from(["words", "sentence", "turn"]))
def test_near_is_both_orders_of_a_gap(turns: list[str], words: int, unit: str) -> None:
    segment = indexed(turns)
    within = words if unit == "words" else unit
    book = codebook(near("=a", "=b_c", within=within))
    (compiled,) = compile_codebook(book).rules
    found = rows(said(compiled, Library(Asker(segment), [None], "en")))
    gap = words if unit == "words" else 50
    asker = Asker(segment)
    both = [
        row
        for order in (f"=a ~{gap} =b_c", f"=b_c ~{gap} =a")
        for row in rows(asker.chain(compile_pattern(parse_pattern(order))))
    ]

    if unit != "turn":
        assert found == chosen(both)
    else:
        assert {segment.turn_of(row[0]) for row in both} <= {
            segment.turn_of(row[0]) for row in found
        }
        assert all(segment.turn_of(r[0]) == segment.turn_of(r[1] - 1) for r in found)


def test_the_longest_alternative_wins_and_the_closest_gap() -> None:
    segment = indexed(["half a day and half a day off , pay me they pay him and him"])
    half = compile_pattern(parse_pattern("day/half_a_day"))
    pay = compile_pattern(parse_pattern("pay ~4 =him/=me"))

    assert rows(longest(Asker(segment).chain(half))) == [(0, 3, 3), (4, 7, 3)]
    assert rows(longest(Asker(segment).chain(pay))) == [(8, 10, 2), (11, 13, 2)]


def test_a_segment_survives_its_bytes() -> None:
    segment = indexed(["a b . c", "d"])
    again = Segment.from_bytes(segment.to_bytes())

    assert again is not None
    assert again.keys == segment.keys
    assert again.vocabulary == segment.vocabulary
    assert again.form.tolist() == segment.form.tolist()
    assert rule("a").written == "a"
