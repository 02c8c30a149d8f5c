"""Laws that hold for every table of every study."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from pandas.testing import assert_frame_equal
from tables.tables_strategies import BARE, EMPTY, coding, quickly, studies, transcript

from qualcode.model import Consent, Study
from qualcode.tables.codings import codings_table
from qualcode.tables.columns import COLUMNS, column, columns_for
from qualcode.tables.contrary import contrary_table
from qualcode.tables.cooccurrence import cooccurrence_table
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frequency import codes_table, themes_table
from qualcode.tables.groups import groups_table
from qualcode.tables.matrix import matrix_table
from qualcode.tables.notes import notes_table
from qualcode.tables.passages import passages_table
from qualcode.tables.perpetrators import perpetrators_table
from qualcode.tables.quotes import QuoteOptions, quotes_table
from qualcode.tables.rights import rights_table
from qualcode.tables.rows import CLASSES
from qualcode.tables.sources import sources_table
from qualcode.tables.summary import (
    facts_table,
    footers,
    group_bases_table,
    headline,
    top_themes_table,
)

Table = Callable[[Study | Counted], pd.DataFrame]
EVERYTHING = QuoteOptions(classes=CLASSES, include_suggested=True)


def all_quotes(source: Study | Counted) -> pd.DataFrame:
    return quotes_table(source, EVERYTHING)


def by_age(source: Study | Counted) -> pd.DataFrame:
    return groups_table(source, "age")


COUNTING: tuple[Table, ...] = (
    *(codes_table, themes_table, groups_table, by_age, rights_table),
    *(perpetrators_table, cooccurrence_table, matrix_table, top_themes_table),
)
LISTING: tuple[Table, ...] = (
    *(codings_table, passages_table, contrary_table, sources_table, facts_table),
    *(group_bases_table, notes_table, all_quotes),
)
TABLES = (*COUNTING, *LISTING)
# What of a study decides on the columns: its groups, attributes, codes, perpetrators.
WIDE = (groups_table, by_age, matrix_table, perpetrators_table)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("study", [EMPTY, BARE])
def test_a_table_accepts_a_study_without_anything(table: Table, study: Study) -> None:
    frame = table(study)

    assert columns_for(frame)
    assert list(frame.index) == list(range(len(frame)))


@quickly
@given(studies())
def test_columns_are_always_the_same(drawn: Study) -> None:
    for table in set(TABLES) - set(WIDE):
        frame, bare = table(drawn), table(BARE)

        assert list(frame.columns) == list(bare.columns), table
        assert dict(frame.dtypes) == dict(bare.dtypes), table


@quickly
@given(studies())
def test_every_column_is_defined_and_counts_are_whole_numbers(drawn: Study) -> None:
    for table in TABLES:
        frame = table(drawn)
        defined = columns_for(frame)

        assert len({each.label for each in defined}) == len(defined), table
        for each in defined:
            if each.kind == "count" and each.name != "start_ms":
                assert frame[each.name].dtype == "int64", each.name


def test_no_column_is_called_by_a_number_alone() -> None:
    assert COLUMNS, "none found"
    for name, each in COLUMNS.items():
        assert each.name == name
        assert each.label.casefold() not in {"n", "count", "frequency", "%"}
        assert len(each.definition) > 10


def test_a_column_that_nobody_defined_cannot_be_printed() -> None:
    with pytest.raises(KeyError):
        column("frequency")


@quickly
@given(studies())
def test_the_order_in_which_things_come_is_irrelevant(drawn: Study) -> None:
    other = replace(
        drawn,
        transcripts=drawn.transcripts[::-1],
        participants=drawn.participants[::-1],
        interviews=drawn.interviews[::-1],
        suggestions=drawn.suggestions[::-1],
        codings=drawn.codings[::-1],
        reviews=drawn.reviews[::-1],
    )
    for table in TABLES:
        assert_frame_equal(table(drawn), table(other))


@quickly
@given(studies())
def test_decided_numbers_know_nothing_of_suggestions(drawn: Study) -> None:
    unsuggested = replace(drawn, suggestions=())
    for table in (codes_table, themes_table, groups_table, rights_table):
        frame = table(drawn).drop(columns=["reading_note"], errors="ignore")
        decided = [name for name in frame if not str(name).endswith("_suggested")]

        assert_frame_equal(frame[decided], table(unsuggested)[decided])


@quickly
@given(studies())
def test_suggested_numbers_know_nothing_of_codings(drawn: Study) -> None:
    view = counted(drawn)
    undecided = replace(drawn, codings=(), reviews=(), suggestions=view.resolved.open)
    for table in (codes_table, themes_table, groups_table, rights_table):
        frame = table(drawn)
        suggested = [name for name in frame if str(name).endswith("_suggested")]

        assert_frame_equal(frame[suggested], table(undecided)[suggested])


@quickly
@given(studies())
def test_coding_an_interviewer_changes_no_count(drawn: Study) -> None:
    asked = transcript("I99", ("I", "Were you evicted?"))
    silent = replace(drawn, transcripts=(*drawn.transcripts, asked))
    coded = replace(
        silent, codings=(*silent.codings, coding(asked, "evicted", "beating"))
    )
    for table in COUNTING:
        assert_frame_equal(table(silent), table(coded))


@quickly
@given(studies())
def test_who_withdraws_is_gone_from_every_table_of_words_and_persons(
    drawn: Study,
) -> None:
    gone = replace(
        drawn,
        participants=tuple(
            replace(each, consent=Consent.WITHDRAWN) for each in drawn.participants
        ),
    )
    ids = {each.id for each in gone.participants}

    assert not ids & set(matrix_table(gone)["person"])
    assert not ids & set(all_quotes(gone)["person"])
    assert not ids & set(contrary_table(gone)["source"])
    assert not ids & {person.id for person in counted(gone).base}


@quickly
@given(studies())
def test_groups_add_up_to_all(drawn: Study) -> None:
    codes = codes_table(drawn)
    for table in (groups_table, by_age):
        groups = table(drawn)
        for twin in ("", "_suggested"):
            own = [
                name.removesuffix("_suggested") + twin
                for name in map(str, groups)
                if name.startswith("persons_") and name.endswith("_suggested")
            ]
            together = groups[own].sum(axis=1).astype("int64")

            assert (together == codes[f"persons_affirmed{twin}"]).all()
        bases = [name for name in map(str, groups) if name.startswith("base_")]
        assert (groups[bases].sum(axis=1) == codes["group_persons"]).all()


@quickly
@given(studies())
def test_signs_in_the_matrix_are_the_persons_counted(drawn: Study) -> None:
    matrix, codes = matrix_table(drawn), codes_table(drawn).set_index("code")
    affected = matrix[matrix["kind"] == "affected"]
    for code in codes.index:
        signs = list(affected[f"code_{code}"])

        assert signs.count("●") == codes.loc[code, "persons_affirmed"]
        assert signs.count("○") == codes.loc[code, "persons_denied"]
        assert signs.count("◌") == codes.loc[code, "persons_hearsay"]


@quickly
@given(studies())
def test_two_codes_together_are_never_more_than_one_alone(drawn: Study) -> None:
    for pair in cooccurrence_table(drawn).to_dict("records"):
        for twin in ("", "_suggested"):
            both = pair[f"persons_both{twin}"]

            assert both <= min(pair[f"persons_a{twin}"], pair[f"persons_b{twin}"])
            assert pair[f"persons_same_passage{twin}"] <= both
            assert pair[f"persons_same_event{twin}"] <= both


@quickly
@given(studies())
def test_named_perpetrators_are_named_by_who_affirms(drawn: Study) -> None:
    frame, codes = perpetrators_table(drawn), codes_table(drawn)

    assert "perpetrator_unknown" in frame
    for name in frame.columns[3:]:
        twin = "_suggested" if name.endswith("_suggested") else ""
        # A person who affirms one part and denies another affirms.
        assert (frame[name] <= codes[f"persons_affirmed{twin}"]).all()


@quickly
@given(studies())
def test_quotes_are_the_words_of_one_turn_of_who_allows_it(drawn: Study) -> None:
    texts = {each.id: each for each in drawn.transcripts}
    people = counted(drawn).people
    for quote in all_quotes(drawn).to_dict("records"):
        person, of = people[quote["person"]], texts[quote["transcript"]]
        if quote["use"] != "quote":
            assert quote["quote"] == ""
            assert person.level is Consent.PARAPHRASE
            continue
        assert quote["quote"] == of.text[quote["start"] : quote["end"]]
        assert person.level.allows(Consent.QUOTE_ROLE_ONLY)
        turn = of.turns[quote["turn"] - 1]
        assert turn.speaker.participant == person.id
        assert turn.span.start <= quote["start"] < quote["end"] <= turn.span.end
        printed = person.pseudonym in quote["attribution_line"] + quote["person_ref"]
        named = person.level is Consent.QUOTE_NAMED_PSEUDONYM
        assert printed == named


@quickly
@given(studies())
def test_words_of_contrary_passages_need_consent_too(drawn: Study) -> None:
    people = counted(drawn).people
    for each in contrary_table(drawn).to_dict("records"):
        if each["quote"] and each["kind"] != "document":
            assert people[each["source"]].level.allows(Consent.QUOTE_ROLE_ONLY)


@quickly
@given(studies())
def test_a_quote_keeps_its_key_when_a_turn_is_added_elsewhere(drawn: Study) -> None:
    more = transcript("I98", ("p1", "Something else entirely."))
    other = replace(drawn, transcripts=(more, *drawn.transcripts))

    assert list(all_quotes(drawn)["key"]) == list(all_quotes(other)["key"])
    assert all_quotes(drawn)["key"].is_unique
    assert codings_table(drawn)["key"].is_unique


@quickly
@given(studies())
def test_what_stands_around_tables_is_text(drawn: Study) -> None:
    view = counted(drawn)
    silent = view.nothing_decided

    assert bool(headline(view)) == silent
    assert all(line and line[-1] != "." for line in footers(view))
