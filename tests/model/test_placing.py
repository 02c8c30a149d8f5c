"""Placing rows on passages: nothing clamped, dropped, guessed or made twice."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import Location
from qualcode.model.codebook import Code, Codebook
from qualcode.model.codingrow import CodingRow
from qualcode.model.events import Event, removal
from qualcode.model.history import History, fold
from qualcode.model.participant import Document
from qualcode.model.placing import Placement, place_rows
from qualcode.model.quotes import searched
from qualcode.model.span import Span
from qualcode.model.study import Study
from qualcode.model.transcript import Source, Speaker, Transcript, Turn

TEXT = "INT: Why?\nP1: They took it. “No,” I said.\nINT: Why?\nP1: They took it.\n"
P1 = Speaker(label="P1", role="participant", participant="p01")
INT = Speaker(label="INT", role="interviewer")
TURNS = (
    Turn(speaker=INT, span=Span(5, 9), number=1),
    Turn(speaker=P1, span=Span(14, 41), number=2),
    Turn(speaker=INT, span=Span(47, 51), number=3),
    Turn(speaker=P1, span=Span(56, 69), number=4),
)
CODES = (
    Code(id="harm", label="Harm", theme="t", codable=False),
    Code(id="theft", label="Theft", theme="t", parent="harm"),
    Code(id="threat", label="Threat", theme="t", parent="harm"),
)
STUDY = Study(
    id="s",
    transcripts=(
        Transcript(
            id="I01",
            text=TEXT,
            turns=TURNS,
            interview="I01",
            source=Source(format="txt", sha256=""),
        ),
    ),
    documents=(Document(id="D01", text="The law says no. No!"),),
    codebook=Codebook(id="c", codes=CODES),
)


def row(quote: str = "", line: int = 2, **values: object) -> CodingRow:
    names = ("transcript", "quote", "start", "end", "turn", "code", "coder")
    cells = {name: Location("t.xlsx", cell=f"{name}{line}") for name in ("", *names)}
    usual: dict[str, object] = {
        "transcript": "I01",
        "code": "theft",
        "quote": quote,
        "cells": cells,
        "coder": "ann",
    }
    return CodingRow(**(usual | values))  # type: ignore[arg-type] # as given


def placed(*rows: CodingRow, events: tuple[Event, ...] = ()) -> Placement:
    written = [
        replace(event, n=n, id=event.id or f"w{n}")
        for n, event in enumerate(events, start=1)
    ]
    history = fold(written)
    study = replace(STUDY, codings=history.codings)
    histories: Mapping[str, History] = {"I01": history}
    return place_rows(rows, study, histories)


def wrong(*rows: CodingRow) -> list[tuple[str, str]]:
    """Each problem's cell and message."""
    found = placed(*rows)
    assert found.events == ()
    return [(p.where.cell if p.where else "", p.message) for p in found.problems]


@given(st.data())
def test_a_row_with_offsets_gets_exactly_them(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(TEXT))))
    found = placed(row(span.of(TEXT), start=span.start, end=span.end))

    assert found.problems == ()
    assert found.events[0].span == span
    assert found.events[0].quote == span.of(TEXT)


@given(st.text(max_size=12))
def test_whatever_is_quoted_the_event_holds_the_transcript_s_words(quote: str) -> None:
    for event in placed(row(quote)).events:
        assert event.span is not None
        assert event.quote == event.span.of(TEXT)


def test_a_quote_that_is_not_there_has_no_place() -> None:
    assert wrong(row("They took her.")) == [("quote2", "the quote is not in I01")]
    assert wrong(row()) == [("quote2", "the row has no passage")]


def test_a_quote_that_stands_twice_is_asked_back_with_its_turns() -> None:
    assert wrong(row("They took it.")) == [
        ("quote2", "the quote stands 2 times: turns 2, 4")
    ]
    assert placed(row("They took it.", turn=4)).events[0].span == Span(56, 69)
    assert wrong(row("They took it.", turn=3)) == [
        ("turn2", "the quote is not in turn 3, but at turns 2, 4")
    ]
    assert "2 times in turn 4" in wrong(row("o", turn=4))[0][1]
    assert wrong(row("INT:")) == [
        ("quote2", "the quote stands 2 times: offsets 0-4, 42-46")
    ]
    assert wrong(row("says", transcript="D01", turn=1))[0][0] == "turn2"
    assert placed(row("law says no", transcript="D01")).new == 1


def test_quotes_are_found_whatever_the_marks_dashes_and_spaces() -> None:
    found = placed(row('"No,"  I said.'))

    assert [event.quote for event in found.events] == ["“No,” I said."]


@pytest.mark.parametrize(
    ("values", "cell", "message"),
    [
        ({"start": 3}, "end2", "`end` is missing"),
        ({"end": 3}, "start2", "`start` is missing"),
        ({"start": 5, "end": 5}, "end2", "`end` is not after `start`"),
        ({"start": 5, "end": 72}, "end2", "the offsets are out of range"),
        ({"start": 0, "end": 3, "quote": "Why"}, "quote2", "other words than"),
    ],
)
def test_offsets_that_do_not_fit_are_refused(
    values: dict[str, object], cell: str, message: str
) -> None:
    (where, said), *more = wrong(row(**values))  # type: ignore[arg-type] # as given

    assert where == cell
    assert said.startswith(message)
    assert more == []


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("theift", "did you mean `theft`?"),
        ("Theft", "write `theft`; only capitals, spaces or hyphens differ"),
        ("th\N{CYRILLIC SMALL LETTER IE}ft", "write `theft`; only look-alike letters"),
        ("xyz", "see `qualcode codebook show` for the codes"),
    ],
)
def test_an_unknown_code_is_named_with_what_was_meant(code: str, fix: str) -> None:
    problem = placed(row("“No,”", code=code)).problems[0]

    assert problem.message.startswith("the codebook has no code")
    assert problem.fix.startswith(fix)


def test_a_code_that_only_gathers_others_is_not_applied() -> None:
    problem = placed(row("“No,”", code="harm")).problems[0]

    assert "cannot be applied" in problem.message
    assert problem.fix == "use one of: theft, threat"


def test_unknown_transcripts_and_wrong_coders_are_named() -> None:
    assert wrong(row("No", transcript="i01"))[0][0] == "transcript2"
    assert wrong(row("“No,”", coder="=cmd"))[0][0] == "coder2"
    assert wrong(row("“No,”", coder=""))[0] == ("coder2", "the coder's name is missing")
    assert place_rows([row("“No,”", coder="")], STUDY, {}, coder="ben").new == 1


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    assert len(wrong(row("gone", code="x", coder="=1"))) == 3


def test_the_same_row_twice_is_refused_the_second_time() -> None:
    found = placed(row("“No,”"), row("“No,”", line=3))

    assert found.new == 1
    assert [p.message for p in found.problems] == [
        "this is the same coding as at t.xlsx!2"
    ]


def test_importing_twice_changes_nothing() -> None:
    rows = row("“No,”", memo="ask"), row("They took it.", turn=2)
    first = placed(*rows)
    second = placed(*rows, events=first.events)

    assert (first.new, first.known) == (2, 0)
    assert (second.events, second.known) == ((), 2)


def test_what_was_undone_is_brought_back_by_importing_again() -> None:
    first = placed(row("“No,”")).events
    undone = (*first, removal(first[0].id, coder="ann", transcript="I01"))
    again = placed(row("“No,”"), events=undone)
    history = fold(
        replace(event, n=n, id=event.id or f"w{n}")
        for n, event in enumerate((*undone, *again.events), start=1)
    )

    assert (again.revived, again.new) == (1, 0)
    assert [coding.quote for coding in history.codings] == ["“No,”"]


def test_a_passage_coded_by_hand_already_is_known_or_a_contradiction() -> None:
    made = replace(placed(row("“No,”")).events[0], id="by-hand")
    same = placed(row("“No,”"), events=(made,))
    other = placed(row("“No,”", assertion="feared"), events=(made,))

    assert (same.known, same.events, same.problems) == (1, (), ())
    assert "with other values" in other.problems[0].message


def test_a_coding_that_lost_its_place_does_not_stand_in_the_way() -> None:
    made = replace(placed(row("“No,”", memo="x")).events[0], id="e", n=1)
    history = fold([made])
    lost = replace(history.codings[0], state="lost")
    study = replace(STUDY, codings=(lost,))

    assert place_rows([row("“No,”")], study, {"I01": history}).new == 1


def test_a_verdict_makes_a_review_of_the_row() -> None:
    kinds = {
        verdict: placed(row("“No,”", verdict=verdict)).events[0].kind
        for verdict in ("confirmed", "rejected", "adjudicated")
    }

    assert kinds == {
        "confirmed": "confirm",
        "rejected": "reject",
        "adjudicated": "confirm",
    }


@given(st.text(max_size=30), st.data())
def test_every_part_of_a_text_is_found_where_it_stands(
    text: str, data: st.DataObject
) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))

    assert span in searched(text).find(span.of(text))


@given(st.text(" \n“”\"'’ab-–…", max_size=30), st.text(" “\"'’ab-–.…", max_size=5))
def test_what_is_found_is_the_same_but_for_marks_and_spaces(
    text: str, quote: str
) -> None:
    ready = searched(text)

    assert all(ready.same(span, quote) for span in ready.find(quote) if "…" not in text)
