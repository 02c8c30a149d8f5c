"""Speakers: the person behind a label, or a problem; never a guess (semantics 3, 4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import Problem
from qualcode.formats.labels import role_of, skeleton
from qualcode.formats.speakers import transcript_of
from qualcode.model import Draft, Interview, Participant, Source, Transcript

PERSONS = (Participant(id="p07", pseudonym="Amina"), Participant(id="p08"))
ONE = Interview(id="I01", participants=("p07",))
TWO = Interview(id="I01", participants=("p07", "p08"))


def draft(text: str) -> Draft:
    return Draft(text=text, source=Source(format="txt", sha256="0"))


def read(
    text: str, interview: Interview | None = None, **options: object
) -> tuple[Transcript, tuple[Problem, ...]]:
    transcript, _, problems = transcript_of(
        draft(text),
        id="I01",
        interview=interview,
        participants=PERSONS,
        **options,  # type: ignore[arg-type] # each test names one that fits
    )
    return transcript, problems


def persons(transcript: Transcript) -> dict[str, str | None]:
    return {one.label: one.participant for one in transcript.speakers}


@given(st.text(), st.sampled_from([{}, {"loose": True}]), st.sampled_from([ONE, TWO]))
def test_every_turn_has_a_speaker_of_the_transcript(
    text: str, options: dict[str, bool], interview: Interview
) -> None:
    transcript, problems = read(text, interview, **options)

    assert {turn.speaker for turn in transcript.turns} == set(transcript.speakers)
    assert [turn.number for turn in transcript.turns] == [
        number for number, _ in enumerate(transcript.turns, 1)
    ]
    lost = [
        one
        for one in transcript.speakers
        if one.role == "participant" and not one.participant
    ]
    assert len(problems) >= len(lost)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("I", "interviewer"),
        ("INT.", "interviewer"),
        ("interviewer 2", "interviewer"),
        ("Interviewer Bo", "interviewer"),
        ("Q1", "interviewer"),
        ("Moderator", "interviewer"),
        ("سوال", "interviewer"),
        ("Интервьюер", "interviewer"),
        ("Interpreter", "interpreter"),
        ("INTERP.", "interpreter"),
        ("مترجم", "interpreter"),
        ("P01", "participant"),
        ("Speaker 1", "participant"),
        ("Respondent", "participant"),
        ("Unknown Speaker", "other"),
        ("Amina", None),
        ("Island", None),
        ("Intisar", None),
    ],
)
def test_common_labels_tell_a_role(label: str, role: str | None) -> None:
    assert role_of(label) == role


def test_a_label_that_is_an_id_or_pseudonym_is_that_person() -> None:
    transcript, problems = read("I: When?\nP07: Now.\nI: And?\nAmina: So.\n", TWO)

    assert persons(transcript) == {"I": None, "P07": "p07", "Amina": "p07"}
    assert problems == ()


def test_the_only_label_left_is_the_only_participant() -> None:
    transcript, problems = read("I: When?\nP: Now.\n", ONE)

    assert persons(transcript) == {"I": None, "P": "p07"}
    assert problems == ()


def test_two_labels_left_are_not_one_participant() -> None:
    transcript, problems = read("Bo: When?\nUma: Now.\nBo: Why?\nUma: So.\n", ONE)

    assert persons(transcript) == {"Bo": None, "Uma": None}
    assert [problem.message for problem in problems] == [
        "speaker 'Bo' is no known participant (2 turns, first turn 1)",
        "speaker 'Uma' is no known participant (2 turns, first turn 2)",
    ]


def test_one_label_is_not_one_of_two_participants() -> None:
    transcript, problems = read("I: When?\nP: Now.\n", TWO)

    assert persons(transcript) == {"I": None, "P": None}
    assert problems[0].fix.endswith("column speakers: P=ID")


def test_a_person_already_found_does_not_get_a_second_label() -> None:
    transcript, _ = read("Amina: Now.\nI: When?\nUma: No.\nAmina: Yes.\n", ONE)

    assert persons(transcript) == {"Amina": "p07", "I": None, "Uma": None}


def test_the_interviews_table_maps_labels_to_persons_and_roles() -> None:
    mapped = Interview(
        id="I01",
        participants=("p07", "p08"),
        speakers=(("p1", "p08"), ("P2", "p07"), ("bo", "interviewer")),
    )
    transcript, problems = read("Bo: When?\nP1: Now.\nBo: Oh?\nP2: So.\n", mapped)

    assert persons(transcript) == {"Bo": None, "P1": "p08", "P2": "p07"}
    assert transcript.speakers[0].role == "interviewer"
    assert problems == ()


def test_the_settings_map_labels_and_the_interviews_table_goes_before() -> None:
    roles = (("bo", "interviewer"), ("p1", "p07"))
    mapped = Interview(id="I01", speakers=(("P1", "p08"),))
    transcript, _ = read("Bo: When?\nP1: Now.\nBo: Oh?\n", mapped, roles=roles)

    assert persons(transcript) == {"Bo": None, "P1": "p08"}


def test_an_interpreter_speaks_for_the_only_participant() -> None:
    transcript, problems = read("I: When?\nP: Now.\nInterpreter: Now, she says.\n", ONE)

    assert persons(transcript) == {"I": None, "P": "p07", "Interpreter": "p07"}
    assert problems == ()


def test_an_interpreter_alone_speaks_for_the_interviews_only_participant() -> None:
    transcript, problems = read("I: When?\nInterpreter: Now, she says.\n", ONE)

    assert persons(transcript) == {"I": None, "Interpreter": "p07"}
    assert problems == ()


def test_an_interpreter_who_is_mapped_speaks_for_that_person() -> None:
    mapped = Interview(
        id="I01", participants=("p07", "p08"), speakers=(("Interpreter", "p08"),)
    )
    transcript, problems = read("P07: Now.\nInterpreter: She left.\n", mapped)

    assert persons(transcript)["Interpreter"] == "p08"
    assert transcript.speakers[1].role == "interpreter"
    assert problems == ()


def test_an_interpreter_alone_in_a_loose_file_speaks_for_one_person() -> None:
    transcript, _ = read("I: When?\nInterpreter: Now, she says.\n", loose=True)

    assert persons(transcript) == {"I": None, "Interpreter": "I01"}


def test_an_interpreter_between_two_participants_speaks_for_nobody() -> None:
    text = "I: When?\nP07: Now.\nP08: No.\nInterpreter: They differ.\n"
    transcript, problems = read(text, TWO)

    assert persons(transcript)["Interpreter"] is None
    assert problems[0].message.startswith("an interpreter speaks for several")


def test_an_unknown_speaker_counts_as_nobody_and_is_said() -> None:
    transcript, problems = read("I: When?\nP: Now.\nUnknown Speaker: Oh.\n", ONE)

    assert persons(transcript)["Unknown Speaker"] is None
    assert problems[0].message.startswith("speaker 'Unknown Speaker' counts as nobody")


def test_a_text_without_labels_is_the_only_participants() -> None:
    transcript, problems = read("We left in spring.\n", ONE)

    assert persons(transcript) == {"": "p07"}
    assert problems == ()


def test_a_text_without_labels_of_two_persons_is_a_problem() -> None:
    _, problems = read("We left in spring.\n", TWO)

    assert problems[0].message.startswith("the transcript has no labels")


def test_loose_files_make_a_person_of_each_label() -> None:
    transcript, problems = read("I: When?\nP1: Now.\nI: Oh?\np1: Yes.\n", loose=True)

    assert persons(transcript) == {"I": None, "P1": "I01:P1", "p1": "I01:P1"}
    assert [problem.message for problem in problems] == [
        "labels look alike but differ: 'P1', 'p1'"
    ]


def test_a_loose_file_without_labels_is_one_person() -> None:
    assert persons(read("We left.\n", loose=True)[0]) == {"": "I01"}


def test_labels_in_look_alike_letters_are_said() -> None:
    _, problems = read("P1: Now.\nI: When?\nР1: Yes.\n", loose=True)

    assert problems[0].message == "labels look alike but differ: 'P1', '\\u04201'"
    assert skeleton("Amina") != skeleton("Omar")


def test_the_dialect_that_was_found_is_kept_with_the_transcript() -> None:
    assert read("I: When?\nP: Now.\n", ONE)[0].source.dialect == "colon"
