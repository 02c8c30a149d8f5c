"""Turns: laws that hold for any text, then what people write in transcripts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import TranscriptError
from qualcode.formats.turns import DIALECTS, Said, SplitText, split

LABELS = ("I", "P01", "Interviewer", "Amina Example", "ایک", "Интервьюер")
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40
).filter(lambda words: words.strip() and not set(words) & set(":：[]()0123456789"))
TURNS = st.lists(st.tuples(st.sampled_from(LABELS), WORDS), min_size=2, max_size=8)
PIECES = st.sampled_from(
    [*LABELS, ":", " ", "\n", "\n\n", "**", "0:22", "[00:01]", "."]
)
MESSY = st.one_of(st.text(), st.lists(PIECES).map("".join))
WAYS = {
    "colon": "{label}: {words}\n",
    "time_label": "[00:01:02] {label}: {words}\n\n",
    "label_time": "{label}  1:02\n{words}\n\n",
}


def labels(found: SplitText) -> list[str]:
    return [said.label for said in found.said]


def words(text: str, found: SplitText) -> list[str]:
    return [said.span.of(text) for said in found.said]


@given(MESSY, st.sampled_from(["", *DIALECTS]))
def test_turns_lie_in_the_text_in_order_apart_and_trimmed(text: str, way: str) -> None:
    found = split(text, dialect=way)

    end = 0
    for said in found.said:
        assert end <= said.span.start < said.span.end <= len(text)
        assert said.span.of(text) == said.span.of(text).strip()
        end = said.span.end
    assert found.dialect in DIALECTS
    assert bool(found.said) == bool(text.strip())


@given(TURNS, st.sampled_from([*WAYS]))
def test_what_is_written_as_turns_is_read_as_these_turns(
    turns: list[tuple[str, str]], way: str
) -> None:
    text = "".join(WAYS[way].format(label=who, words=what) for who, what in turns)

    found = split(text, dialect=way)

    assert labels(found) == [who for who, _ in turns]
    assert words(text, found) == [what.strip() for _, what in turns]


@given(TURNS, st.sampled_from([*WAYS]))
def test_a_turn_before_the_others_moves_them_and_changes_nothing_else(
    turns: list[tuple[str, str]], way: str
) -> None:
    text = "".join(WAYS[way].format(label=who, words=what) for who, what in turns)
    first = WAYS[way].format(label="P01", words="We came.")

    alone = split(text, dialect=way).said
    after = split(first + text, dialect=way).said

    assert [said.label for said in after[1:]] == [said.label for said in alone]
    assert [said.span for said in after[1:]] == [
        said.span.shifted(len(first)) for said in alone
    ]


@given(TURNS, st.sampled_from([*WAYS]))
def test_the_dialect_that_was_found_reads_the_same_when_it_is_set(
    turns: list[tuple[str, str]], way: str
) -> None:
    text = "".join(WAYS[way].format(label=who, words=what) for who, what in turns)
    found = split(text)

    assert split(text, dialect=found.dialect).said == found.said


# What is no turn.


@pytest.mark.parametrize(
    "line",
    [
        "I told him: get out",
        "at 9:30: they came",
        "9:30 we left: nobody stayed",
        "Note: the recording stops here",
        "https://example.org",
        "We left at 9:30",
        "[00:10] then he said: go",
        "**I told him**: go",
        "Date: 12 May",
        "A. lot of people",
        "NO",
    ],
)
def test_colons_times_and_capitals_in_speech_open_no_turn(line: str) -> None:
    text = f"I: What then?\nP01: They came.\n\n{line}\n\nI: And you?\nP01: I hid.\n"

    assert labels(split(text)) == ["I", "P01", "I", "P01"]


@pytest.mark.parametrize(
    "text",
    [
        "One morning they came: four of them.\nWe hid.\n",
        "Note: the house was empty.\nNote: so was the street.\n",
        "A. lot of people came.\n",
        "I – well, I ran.\n",
        "**Part one**\n\nWe lived there.\n",
        "The plan was this: leave at 9:30.\n",
    ],
)
def test_prose_is_one_turn_without_a_label(text: str) -> None:
    found = split(text)

    assert (found.dialect, labels(found)) == ("none", [""])
    assert words(text, found) == [text.strip()]


def test_an_empty_text_has_no_turn() -> None:
    assert split(" \n\n").said == ()


# What is a turn.


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("colon", "I: When?\nP1: Now.", ["I", "P1"]),
        ("colon", "P1 : Now.\nI : When?", ["P1", "I"]),
        ("colon", "**Amina:** Now.\n\n**Omar:** When?", ["Amina", "Omar"]),
        ("colon", "**Amina**: Now.\n\n**Omar** : When?", ["Amina", "Omar"]),
        ("colon", "Speaker 1 (00:12):\nNow.\n\nSpeaker 2 (00:14):\nOh.", None),
        ("colon", "سوال: کب؟\nجواب: کل۔", ["سوال", "جواب"]),
        ("colon", "И: Когда?\nР1: Весной.", ["И", "Р1"]),
        ("colon", "\u200fم: متى؟\nس: أمس\nم: نعم\nس: لا", ["م", "س", "م", "س"]),
        ("colon", "amina: Yes.\nI: Oh?\namina: No.\nI: So?\namina: Well.", None),
        ("colon", "Q: When?\nA: Now.\nModerator: Thank you.", ["Q", "A", "Moderator"]),
        ("time_label", "[00:01:02] I: When?\n(00:01:04) P1: Now.", ["I", "P1"]),
        ("time_label", "00:01:02 I: When?\n00:01:04 P1: Now.", ["I", "P1"]),
        ("time_label", "[00:01:02] I: When?\nP1: Now.", ["I", "P1"]),
        ("label_time", "Amina E  0:22\nYes.\n\nOmar E  1:02:03\nNo.", None),
        ("label_time", "Amina E [0:22]\nYes.\n\nOmar E [0:25]\nNo.", None),
        ("label_line", "INTERVIEWER\nWhen?\n\nAMINA\nNow.\n\nAMINA\nYes.", None),
        (
            "label_line",
            "**Amina**\nA.\n\n**Omar**\nB.\n\n**Amina**\nC.\n\n**Omar**\nD.",
            None,
        ),
        ("q_a", "Q. When?\nA. Now.", ["Q", "A"]),
        ("q_a", "Q1: When?\nA1: Now.\nQ2: Why?\nA2: So.", ["Q", "A", "Q", "A"]),
        ("initial", "I – When?\nP – Now.", ["I", "P"]),
        ("initial", "I - When?\nR2 - Now.", ["I", "R2"]),
    ],
)
def test_a_dialect_is_found(
    dialect: str, text: str, expected: list[str] | None
) -> None:
    found = split(text)

    assert found.dialect == dialect
    assert len(found.said) > 1
    if expected:
        assert labels(found) == expected


def test_a_time_beside_the_label_is_the_turns_time() -> None:
    text = "[00:01:02 - 00:01:09] I: When?\nP1 (1:10): Now.\n**I:** [2:00] Oh.\n"

    assert [(said.start_ms, said.end_ms) for said in split(text).said] == [
        (62_000, 69_000),
        (70_000, None),
        (120_000, None),
    ]


def test_paragraphs_belong_to_the_turn_until_the_next_label() -> None:
    text = "P1: They came.\n\nWe ran. [00:02]\n\nI: And then?\n"

    assert words(text, split(text)) == ["They came.\n\nWe ran. [00:02]", "And then?"]


def test_a_block_of_facts_at_the_top_is_not_speech() -> None:
    facts = "# Interview 7\n\nDate: 2024-05-12\nInterviewer: B.\nParticipant: P07\n\n"
    text = f"{facts}I: When?\nP07: Now.\n"
    found = split(text)

    assert labels(found) == ["I", "P07"]
    assert found.warnings == ("4 lines before the first turn are not speech",)


def test_facts_right_above_the_first_turn_are_not_speech() -> None:
    text = "Interviewer: B.\nDate: 2024\nI: When?\nP07: Now.\n"

    assert labels(split(text)) == ["I", "P07"]


def test_a_label_that_appears_once_is_taken_and_said() -> None:
    found = split("I: When?\nP1: Now.\nOmar: Yes.\nI: Oh.\n")

    assert labels(found) == ["I", "P1", "Omar", "I"]
    assert found.warnings == (
        "1 line holds a label that appears once, taken as a speaker: line 3",
    )


def test_a_label_that_looks_unlike_the_others_is_speech() -> None:
    text = (
        "**Amina:** One.\n\n**Omar:** Two.\n\nTrauma: that is it.\n\n**Amina:** Yes.\n"
    )
    found = split(text)

    assert labels(found) == ["Amina", "Omar", "Amina"]
    assert found.warnings[-1] == (
        "1 line looks like a label but is taken as speech: line 5"
    )


def test_a_name_without_its_colon_is_said() -> None:
    text = "Amina E: One.\nI: Two?\nAmina E Three.\nI: Four?\nAmina E: Five.\n"

    assert split(text).warnings == (
        "1 line opens with a speaker's name but not as a label: line 3",
    )


def test_a_label_without_words_is_no_turn_and_is_said() -> None:
    found = split("I: When?\n**Break:** [27:50]\nP1: Now.\n")

    assert labels(found) == ["I", "P1"]
    assert found.warnings == ("1 line holds a label without words: line 2",)


def test_a_note_in_brackets_after_a_label_is_not_part_of_it() -> None:
    found = split("I: When?\nP1 (crying): Now.\nP1: Yes.\n")

    assert labels(found) == ["I", "P1", "P1"]


def test_brackets_that_tell_speakers_apart_stay() -> None:
    found = split("Speaker (A): One.\nSpeaker (B): Two.\nSpeaker (A): Three.\n")

    assert labels(found) == ["Speaker (A)", "Speaker (B)", "Speaker (A)"]


def test_the_evidence_counts_speakers_and_turns() -> None:
    found = split("Amina  0:22\nYes.\n\nOmar  0:25\nNo.\n\nAmina  0:31\nOh.\n")

    assert (
        found.evidence == "2 speakers, 3 turns, label and time on a line of their own"
    )


def test_a_second_dialect_is_named() -> None:
    text = "I: When?\nP1: Now.\nI: Why?\nQ. And?\nA. So.\nQ. And?\nA. No.\nP1: No.\n"

    assert split(text).alternatives == ("q_a",)


def test_a_set_dialect_that_finds_nothing_is_said() -> None:
    found = split("I: When?\n", dialect="label_time")

    assert labels(found) == [""]
    assert found.warnings == (
        "no turns in the set dialect, label and time on a line of their own",
    )


def test_no_dialect_can_be_set() -> None:
    assert labels(split("I: When?\nP1: Now.\n", dialect="none")) == [""]


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(TranscriptError, match="is not a dialect"):
        split("I: When?", dialect="tabs")


def test_said_is_hidden_from_the_repr_of_a_split_text() -> None:
    assert "When" not in repr(split("I: When?"))
    assert Said("I", split("I: When?").said[0].span) == split("I: When?").said[0]


def test_labels_without_any_words_are_taken_as_text() -> None:
    found = split("I:\nP1:\nI:\n")

    assert (found.dialect, labels(found)) == ("none", [""])
    assert found.warnings == ("labels without words: taken as text",)


@pytest.mark.parametrize(
    "piece",
    [" ", "P1:", "P1 ", "P1 (", "[00:01", "P1:\n", "**", "A\t", "\u200f", "Date: a\n"],
)
def test_a_hostile_text_is_split_in_good_time(piece: str) -> None:
    before = time.monotonic()
    split(f"P1{piece * 20_000}x")

    assert time.monotonic() - before < 10
