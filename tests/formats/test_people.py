"""Tables of people: what is written is read; a mistake never repeats a name."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from qualcode.errors import TableError
from qualcode.formats.people import (
    parse_documents_table,
    parse_interviews,
    parse_participants,
)
from qualcode.formats.people_out import render_interviews_csv, render_participants_csv
from qualcode.model import Consent, Document, Interview, Participant

CELLS = st.from_regex(r"[a-z é,;\"']{0,8}", fullmatch=True).map(str.strip)
IDS = st.from_regex(r"p[0-9]{1,6}", fullmatch=True)
COLUMNS = st.lists(
    st.from_regex(r"x[a-z]{4,8}", fullmatch=True), max_size=3, unique=True
)
LABELS = st.from_regex(r"[A-Z][A-Z0-9]{0,3}", fullmatch=True)


@st.composite
def people(draw: st.DrawFn) -> list[Participant]:
    columns = draw(COLUMNS)
    return [
        Participant(
            id=id,
            pseudonym=draw(st.sampled_from(["", f"name of {id}"])),
            group=draw(CELLS),
            consent=draw(st.none() | st.sampled_from(Consent)),
            attributes=tuple((column, draw(CELLS)) for column in columns),
        )
        for id in draw(st.lists(IDS, unique=True, min_size=1, max_size=5))
    ]


@st.composite
def interviews(draw: st.DrawFn) -> list[Interview]:
    columns = draw(COLUMNS)
    found = []
    for id in draw(st.lists(IDS, unique=True, min_size=1, max_size=5)):
        persons = draw(st.lists(IDS, unique=True, max_size=3))
        labels = draw(st.lists(LABELS, unique=True, max_size=3))
        whom = st.sampled_from(["interviewer", *persons])
        found.append(
            Interview(
                id=id,
                date=draw(st.just("") | st.dates().map(lambda day: day.isoformat())),
                place=draw(CELLS),
                language=draw(CELLS),
                interpreter=draw(CELLS),
                participants=tuple(persons),
                speakers=tuple((label, draw(whom)) for label in labels),
                attributes=tuple((column, draw(CELLS)) for column in columns),
            )
        )
    return found


def workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def complaints(parse: Callable[[bytes, str], object], text: str) -> list[str]:
    with pytest.raises(TableError) as caught:
        parse(text.encode(), "t.csv")
    return [f"{each.where}: {each.message}" for each in caught.value.problems]


@given(people())
def test_participants_are_read_as_they_were_written(written: list[Participant]) -> None:
    data = render_participants_csv(written)

    assert parse_participants(data, "p.csv") == tuple(written)


@given(interviews())
def test_interviews_are_read_as_they_were_written(written: list[Interview]) -> None:
    data = render_interviews_csv(written)

    assert parse_interviews(data, "i.csv") == tuple(written)


@given(st.binary() | st.text().map(lambda text: f"id,{text}".encode()))
def test_any_bytes_give_people_or_an_error(data: bytes) -> None:
    for parse in (parse_participants, parse_interviews, parse_documents_table):
        try:
            parse(data, "t.csv")
        except TableError as error:
            found = error.problems
        else:
            found = ()
        assert all(problem.message for problem in found)


def test_a_new_study_gets_headers_to_fill_in() -> None:
    assert render_participants_csv(attributes=["age"]).decode("utf-8-sig") == (
        "id,pseudonym,group,consent,age\n"
    )
    assert parse_interviews(render_interviews_csv(), "i.csv") == ()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_of_a_table_does_not_matter(separator: str) -> None:
    text = separator.join(["id", "pseudonym", "consent"]) + "\n"
    text += separator.join(["001", "Ada", "Paraphrase only"]) + "\n"

    assert parse_participants(text.encode("utf-8-sig"), "p.csv") == (
        Participant(id="001", pseudonym="Ada", consent=Consent.PARAPHRASE),
    )


def test_a_workbook_names_its_cells() -> None:
    rows = [["id", "consent"], ["p01", "quote-role only"], ["p02", "all"], ["P01", ""]]
    with pytest.raises(TableError) as caught:
        parse_participants(workbook(rows), "p.xlsx")

    assert [str(problem.where) for problem in caught.value.problems] == [
        "p.xlsx!A4",
        "p.xlsx!B3",
    ]


def test_consent_is_never_guessed() -> None:
    with pytest.raises(TableError) as caught:
        parse_participants(b"id,consent\np01,quote\n", "p.csv")

    assert caught.value.problems[0].fix.startswith("use one of: quote_named_pseudonym,")


@pytest.mark.parametrize("cell", ["#NAME?", "#REF!", "2.01E+12", "1-Mar", "Mar-01"])
def test_what_a_spreadsheet_made_of_an_id_is_told(cell: str) -> None:
    assert complaints(parse_participants, f"id,group\n{cell},a\np02,{cell}\n") == [
        "t.csv:2: a spreadsheet has changed this id",
        "t.csv:3: a spreadsheet has changed this group",
    ]


def test_every_mistake_in_participants_is_named_at_once() -> None:
    text = (
        "id,pseudonym,group,consent\n"
        "p01,Ada,a,\n"
        "P01,p03,a,\n"
        ",Bea,a,yes\n"
        "Two Words,ada,a,\n"
        "p03,,,\n"
    )

    assert complaints(parse_participants, text) == [
        "t.csv:3: this id stands here twice",
        "t.csv:4: the id is missing",
        "t.csv:5: this cannot be an id",
        "t.csv:4: this is not a level of consent",
        "t.csv:3: this pseudonym stands here twice",
        "t.csv:5: this pseudonym stands here twice",
    ]


def test_no_complaint_repeats_what_may_be_a_name() -> None:
    text = "id,pseudonym,group,consent\nReal Name,Real Name,x,Real Name\n"
    with pytest.raises(TableError) as caught:
        parse_participants(text.encode(), "p.csv")

    assert "Real" not in str(caught.value)


def test_a_header_that_is_nearly_known_is_not_taken_for_an_attribute() -> None:
    assert complaints(parse_participants, "id,consnet\np01,paraphrase\n") == [
        "t.csv: column 2 is not known, and `consent` is missing"
    ]
    assert complaints(parse_participants, "name\nAda\n") == [
        "t.csv: there is no column `id`"
    ]


def test_every_mistake_in_interviews_is_named_at_once() -> None:
    text = (
        "id,date,participants,speakers\n"
        "I01,04/03/2025,p1; p1,\n"
        "I02,2025-02-30,p1; p2,A=p3\n"
        "I03,2025-03,,A=p1; A=p2; B; =C; D=E=F\n"
    )

    assert complaints(parse_interviews, text) == [
        "t.csv:2: a participant is named twice",
        "t.csv:2: this is not a date",
        "t.csv:3: `speakers` names someone who is not among `participants`",
        "t.csv:3: this is not a date",
        "t.csv:4: a label is given twice",
        "t.csv:4: a speaker is not `label=participant`",
        "t.csv:4: a speaker is not `label=participant`",
        "t.csv:4: a speaker is not `label=participant`",
    ]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        ("2025-03-04", "2025-03-04"),
        ("2025-03-04 10:00:00", "2025-03-04"),
    ],
)
def test_a_date_may_leave_out_the_day_and_drops_the_time(cell: str, day: str) -> None:
    found = parse_interviews(f"id,date\nI01,{cell}\n".encode(), "i.csv")

    assert found[0].date == day


def test_participants_of_an_interview_may_be_told_by_its_speakers() -> None:
    text = b"id,speakers\nI01,A=p1; B=p2; C=p1; INT=interviewer\n"

    assert parse_interviews(text, "i.csv")[0].participants == ("p1", "p2")


def test_a_column_of_documents_that_is_not_known_is_refused() -> None:
    data = b"id,title,kind,issuer,year\nD01,Report,study,Council,2024\n"

    assert parse_documents_table(data, "d.csv") == (
        Document(id="D01", title="Report", kind="study", issuer="Council", year="2024"),
    )
    assert complaints(parse_documents_table, "id,pages\nD01,3\n") == [
        "t.csv:1: column 2 is not known"
    ]
