"""The sample study is whole: counts, ids, quotes, arrivals, and what it never holds."""

import csv
import io
import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from qualcode.formats.codebook_in import parse_codebook
from qualcode.formats.codings_in import parse_codings
from qualcode.formats.people import (
    parse_documents_table,
    parse_interviews,
    parse_participants,
)
from qualcode.formats.settings import parse_settings, render_settings
from qualcode.formats.speakers import transcript_of
from qualcode.model import (
    ASSERTIONS,
    EXPERIENCERS,
    PERPETRATORS,
    TIME_SCOPES,
    Consent,
    Draft,
    Interview,
    Source,
    Transcript,
    Turn,
)
from qualcode.store.reading import read_drafts

ROOT = Path(__file__).parents[1]
CODEBOOK = ROOT / "codebooks" / "rights-violations.yaml"
SAMPLES = ROOT / "samples"
STUDY = SAMPLES / "velmora"
STUDY_ID, SETTINGS = parse_settings((STUDY / "study.yaml").read_bytes(), "study.yaml")
PARTICIPANTS = parse_participants(
    (STUDY / "participants.csv").read_bytes(), "participants.csv"
)
INTERVIEWS = parse_interviews((STUDY / "interviews.csv").read_bytes(), "interviews.csv")
DOCUMENTS = parse_documents_table(
    (STUDY / "documents.csv").read_bytes(), "documents.csv"
)
TEXTS = {
    path.parent.name: path.read_text(encoding="utf-8")
    for pattern in ("interviews/*/transcript.txt", "documents/*/document.txt")
    for path in sorted(STUDY.glob(pattern))
}
COLUMNS = (
    "transcript,quote,code,coder,memo,assertion,experiencer,perpetrators,time_scope"
)
CODINGS = [
    row
    for name in ("codings-ana.csv", "codings-ben.csv")
    for row in csv.DictReader(io.StringIO((STUDY / name).read_text(encoding="utf-8")))
]
# What respectful writing about people does without.
SENSATIONAL = """
    prostitute prostitutes prostitution hooker hookers whore whores junkie junkies
    illegals aliens victim victims horrific horrifying horror shocking brutal brutally
    savage barbaric monster monsters gruesome gory bloodbath nightmarish unspeakable
    sordid seedy vice lurid
"""
IDENTIFYING = {
    "address of mail": re.compile(r"\S@\S"),
    "address on the web": re.compile(r"https?:|www\.|\.(?:com|org|net)\b"),
    "telephone number": re.compile(r"\+\d|\d(?:[ /-]?\d){6}"),
}


def read(interview: Interview, draft: Draft) -> Transcript:
    """Return an interview's transcript, as the study reads it."""
    transcript, _, problems = transcript_of(
        draft,
        id=interview.id,
        interview=interview,
        participants=PARTICIPANTS,
        roles=SETTINGS.speakers,
    )

    assert not problems
    return transcript


def master(id: str) -> Draft:
    return Draft(text=TEXTS[id], source=Source(format="txt", sha256=""))


TRANSCRIPTS = {one.id: read(one, master(one.id)) for one in INTERVIEWS}


def said(transcript: Transcript) -> list[tuple[object, ...]]:
    """Return who says what when; line breaks within a turn make no difference."""
    return [
        (turn.speaker, turn.start_ms, *spoken(transcript, turn).split())
        for turn in transcript.turns
    ]


def spoken(transcript: Transcript, turn: Turn) -> str:
    return transcript.text[turn.span.start : turn.span.end]


def words(transcript: Transcript) -> int:
    return sum(len(spoken(transcript, turn).split()) for turn in transcript.turns)


def test_there_are_interviews_enough_of_a_natural_length() -> None:
    lengths = {id: words(transcript) for id, transcript in TRANSCRIPTS.items()}

    assert len(lengths) >= 12
    assert {id: n for id, n in lengths.items() if not 1000 <= n <= 2500} == {}


def test_the_readme_tells_how_many_words_each_interview_has() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (I\d\d) \|.* \| (\d,\d{3}) \|", readme, re.MULTILINE))

    assert told == {id: f"{words(one):,}" for id, one in TRANSCRIPTS.items()}


def test_every_person_interview_group_and_document_is_where_it_is_named() -> None:
    groups = {group.id for group in SETTINGS.groups}
    people = {person.id for person in PARTICIPANTS}
    interviewed = {id for interview in INTERVIEWS for id in interview.participants}

    assert {person.group for person in PARTICIPANTS} == groups
    assert interviewed <= people
    assert people - interviewed == {"p18"}
    assert {*TRANSCRIPTS, *(document.id for document in DOCUMENTS)} == set(TEXTS)


def test_every_participant_named_for_an_interview_speaks_in_it() -> None:
    for interview in INTERVIEWS:
        speakers = TRANSCRIPTS[interview.id].speakers
        spoke = {one.participant for one in speakers if one.participant}

        assert spoke == set(interview.participants)


def test_affected_people_of_several_groups_speak_and_officials_do() -> None:
    kinds = {group.id: group.kind for group in SETTINGS.groups}
    count = Counter(kinds[person.group] for person in PARTICIPANTS)
    groups = Counter(kinds.values())

    assert count["affected"] >= 8
    assert groups["affected"] >= 3
    assert count["key_informant"] >= 5


def test_levels_of_consent_are_mixed_and_one_is_not_recorded() -> None:
    levels = Counter(person.consent for person in PARTICIPANTS)

    assert set(levels) == {None, *Consent} - {Consent.WITHDRAWN}
    assert levels[None] == levels[Consent.BACKGROUND_ONLY] == 1


def test_the_settings_are_written_as_qualcode_writes_them() -> None:
    written = (STUDY / "study.yaml").read_bytes()

    assert written == render_settings(STUDY_ID, SETTINGS)


def test_every_interview_lies_within_the_window() -> None:
    days = [interview.date for interview in INTERVIEWS]

    assert SETTINGS.window_from == min(days)
    assert SETTINGS.window_to == max(days)


def test_every_hand_coding_quotes_one_place_and_one_turn_of_a_participant() -> None:
    counts = [TEXTS[row["transcript"]].count(row["quote"]) for row in CODINGS]
    strays = [number for number, row in enumerate(CODINGS) if not in_one_turn(row)]

    assert len(CODINGS) >= 100
    assert set(counts) == {1}
    assert strays == []


def in_one_turn(row: dict[str, str]) -> bool:
    if row["transcript"] not in TRANSCRIPTS:
        return True
    transcript = TRANSCRIPTS[row["transcript"]]
    start = transcript.text.index(row["quote"])
    end = start + len(row["quote"])
    return any(
        turn.span.start <= start and end <= turn.span.end and turn.speaker.participant
        for turn in transcript.turns
    )


def test_hand_codings_use_the_words_of_the_model() -> None:
    perpetrators = {
        one for row in CODINGS for one in row["perpetrators"].split(";") if one
    }

    assert {",".join(row) for row in CODINGS} == {COLUMNS}
    assert {row["assertion"] for row in CODINGS} == set(ASSERTIONS)
    assert {row["experiencer"] for row in CODINGS} == set(EXPERIENCERS)
    assert {row["time_scope"] for row in CODINGS} <= set(TIME_SCOPES)
    assert perpetrators <= set(PERPETRATORS)


def test_the_coders_share_passages_and_differ_on_some() -> None:
    seen = Counter((row["transcript"], row["quote"]) for row in CODINGS)
    judged = Counter(
        (row["transcript"], row["quote"], row["code"], row["assertion"])
        for row in CODINGS
    )
    shared = sum(count > 1 for count in seen.values())
    agreed = sum(count > 1 for count in judged.values())

    assert {row["coder"] for row in CODINGS} == {"ana", "ben"}
    assert 0 < agreed < shared


def test_every_hand_coding_is_of_a_shipped_code_and_every_theme_is_touched() -> None:
    codebook = parse_codebook(CODEBOOK.read_bytes(), CODEBOOK.name)
    used = {row["code"] for row in CODINGS}
    themes = {code.theme for code in codebook.codes if code.id in used}

    assert used < {code.id for code in codebook.codes}
    assert themes == {theme.id for theme in codebook.themes}


def test_the_arrivals_are_what_the_script_writes() -> None:
    made = runpy.run_path(str(SAMPLES / "make_arrivals.py"))["arrivals"]()
    there = {
        path.name: path.read_bytes() for path in (SAMPLES / "arrivals").glob("I*.*")
    }

    assert made == there
    assert {name.partition(".")[0] for name in made} == set(TRANSCRIPTS)


def test_every_arrival_is_read_as_the_same_turns_as_its_master() -> None:
    files = sorted((SAMPLES / "arrivals").glob("I*.*"))
    drafts = read_drafts(files)
    ids = [file.stem for file in files]
    interviews = {interview.id: interview for interview in INTERVIEWS}
    arrived = {
        id: said(read(interviews[id], draft))
        for id, draft in zip(ids, drafts, strict=True)
    }

    assert arrived == {id: said(one) for id, one in TRANSCRIPTS.items()}


def test_the_hand_codings_are_tables_that_can_be_imported() -> None:
    for name in ("codings-ana.csv", "codings-ben.csv"):
        found = parse_codings((STUDY / name).read_bytes(), name)

        assert found.rows
        assert not found.problems
        assert not found.warnings


@pytest.mark.parametrize("kind", IDENTIFYING)
def test_nothing_in_the_sample_would_identify_anyone(kind: str) -> None:
    found = [id for id, text in TEXTS.items() if IDENTIFYING[kind].search(text)]

    assert found == []


def test_the_sample_is_written_without_sensation() -> None:
    refused = set(SENSATIONAL.split())
    memos = " ".join(row["memo"] for row in CODINGS)
    found = {
        word
        for text in (*TEXTS.values(), memos)
        for word in re.findall(r"\w+", text.casefold())
    }

    assert found & refused == set()
