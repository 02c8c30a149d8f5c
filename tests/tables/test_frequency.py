"""Frequencies: laws for every study, then the cases a person would ask about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from tables.tables_strategies import (
    CODEBOOK,
    GROUPS,
    coding,
    person,
    quickly,
    studies,
    study,
    suggestion,
    transcript,
)

from qualcode.model import Coding, Consent, Document, Study, Suggestion
from qualcode.model.resolve import resolve
from qualcode.tables.codings import codings_table
from qualcode.tables.counted import counted
from qualcode.tables.frequency import codes_table, themes_table
from qualcode.tables.passages import passages_table

PERSONS = (
    *("persons_affirmed", "persons_denied", "persons_feared", "persons_unclear"),
    *("persons_raised", "persons_hearsay"),
)
BOTH = ("", "_suggested")


def row(frame: pd.DataFrame, id: str) -> dict[str, object]:
    key = "code" if "code" in frame else "theme"
    return dict(frame.set_index(key).loc[id])


@quickly
@given(studies())
def test_persons_are_never_more_than_their_base(drawn: Study) -> None:
    for frame in (codes_table(drawn), themes_table(drawn)):
        for name in PERSONS:
            for twin in BOTH:
                assert (frame[name + twin] <= frame["group_persons"]).all()


@quickly
@given(studies())
def test_states_partition_the_persons_who_raised_it(drawn: Study) -> None:
    for frame in (codes_table(drawn), themes_table(drawn)):
        for twin in BOTH:
            parts = [f"persons_{state}{twin}" for state in STATES]

            assert (frame[parts].sum(axis=1) == frame[f"persons_raised{twin}"]).all()


STATES = ("affirmed", "denied", "feared", "unclear")


@quickly
@given(studies())
def test_a_theme_is_a_union_of_its_codes(drawn: Study) -> None:
    codes = codes_table(drawn)
    for theme in themes_table(drawn).to_dict("records"):
        parts = codes[codes["theme"] == theme["theme"]]
        violations = parts[parts["code_kind"] == "violation"]
        parts = parts if violations.empty else violations
        for twin in BOTH:
            affirmed = parts[f"persons_affirmed{twin}"]
            raised = parts[f"persons_raised{twin}"]

            assert affirmed.max() <= theme[f"persons_affirmed{twin}"] <= affirmed.sum()
            assert raised.max() <= theme[f"persons_raised{twin}"] <= raised.sum()
            assert theme[f"passages{twin}"] <= parts[f"passages{twin}"].sum()


T = TypeVar("T")


def shuffled(values: Sequence[T], random: Random) -> tuple[T, ...]:
    return tuple(random.sample(values, len(values)))


@quickly
@given(studies(), st.randoms(use_true_random=False))
def test_the_order_of_everything_is_irrelevant(drawn: Study, random: Random) -> None:
    other = replace(
        drawn,
        transcripts=shuffled(drawn.transcripts, random),
        interviews=shuffled(drawn.interviews, random),
        participants=shuffled(drawn.participants, random),
        codings=shuffled(drawn.codings, random),
        suggestions=shuffled(drawn.suggestions, random),
    )

    for table in (codings_table, passages_table, codes_table, themes_table):
        assert_frame_equal(table(drawn), table(other))


@quickly
@given(studies())
def test_a_second_coder_changes_neither_persons_nor_passages(drawn: Study) -> None:
    agreeing = tuple(
        replace(each, id=f"again-{each.id}", coder="cleo", order=50)
        for each in resolve(drawn).decided
    )
    other = replace(drawn, codings=drawn.codings + agreeing)
    numbers = codes_table(drawn).drop(columns=["rule_share"])

    assert_frame_equal(numbers, codes_table(other).drop(columns=["rule_share"]))
    assert len(passages_table(drawn)) == len(passages_table(other))


@quickly
@given(studies())
def test_an_interviewers_words_change_no_number(drawn: Study) -> None:
    asked = transcript("I99", ("I", "Were you evicted?"))
    without = replace(drawn, transcripts=(*drawn.transcripts, asked))
    coded = replace(
        without, codings=(*without.codings, coding(asked, "evicted", "eviction"))
    )

    assert_frame_equal(codes_table(without), codes_table(coded))
    assert codings_table(coded).iloc[-1]["why_not_counted"] == "no participant's words"


@quickly
@given(studies())
def test_who_withdraws_is_in_no_table(drawn: Study) -> None:
    gone = {person.id for person in counted(drawn).people.values()}
    withdrawn = tuple(
        replace(each, consent=Consent.WITHDRAWN) for each in drawn.participants
    )
    known = {each.id for each in withdrawn}
    other = replace(drawn, participants=withdrawn)

    assert not set(passages_table(other)["person"]) & known
    assert gone >= set(passages_table(other)["person"]) - {""}
    table = codings_table(other)
    spoken = zip(table["quote"], table["persons"], strict=True)
    assert not [words for words, persons in spoken if words and known & set(persons)]


@quickly
@given(studies())
def test_the_table_says_what_counting_by_hand_says(drawn: Study) -> None:
    table = codes_table(drawn).set_index("code")
    for code in ("home_loss", "eviction", "beating", "positive_treatment"):
        for twin, by_hand in zip(BOTH, counted_by_hand(drawn, code), strict=True):
            found = {name: table.loc[code, name + twin] for name in by_hand}

            assert found == by_hand


def counted_by_hand(drawn: Study, code: str) -> list[dict[str, int]]:
    """Count with sets of characters and no help from the tables."""
    codes = {code} | {each.id for each in CODEBOOK.children(code)}
    resolved = resolve(drawn)
    decided = [each for each in resolved.decided if each.time_scope == "in"]
    return [_by_hand(drawn, codes, decided), _by_hand(drawn, codes, resolved.open)]


def _by_hand(
    drawn: Study, codes: set[str], said: Iterable[Coding | Suggestion]
) -> dict[str, int]:
    levels = {each.id: each.level for each in drawn.participants}
    informants = {e.id for e in drawn.participants if e.group == "officials"}
    texts = {each.id: each for each in drawn.transcripts}
    characters: dict[tuple[str, str, str], set[tuple[int, int]]] = defaultdict(set)
    classes: dict[str, set[str]] = defaultdict(set)
    for each in said:
        if each.code not in codes or each.transcript not in texts:
            continue
        own = "" if each.experiencer in {"self", "group"} else "hearsay"
        for turn in texts[each.transcript].turns_in(each.span):
            who = turn.speaker.participant
            level = levels.get(who or "", Consent.AGGREGATE_ONLY)
            if who and level not in {Consent.BACKGROUND_ONLY, Consent.WITHDRAWN}:
                classes[who].add(own or each.assertion)
                stretch = each.span.start, each.span.end
                characters[each.transcript, who, own or each.assertion].add(stretch)
    states = {
        who: min(
            found, key=["affirmed", "feared", "denied", "unclear", "hearsay"].index
        )
        for who, found in classes.items()
        if who not in informants
    }
    stretches = {
        key: places
        for key, places in characters.items()
        if key[1] not in informants and key[2] != "hearsay"
    }
    values = list(states.values())
    return {
        "persons_affirmed": values.count("affirmed"),
        "persons_denied": values.count("denied"),
        "persons_feared": values.count("feared"),
        "persons_unclear": values.count("unclear"),
        "persons_hearsay": values.count("hearsay"),
        "interviews": len({key[0] for key in stretches}),
        "passages": sum(_islands(places) for places in stretches.values()),
        "key_informants": len(informants & classes.keys()),
    }


def _islands(places: set[tuple[int, int]]) -> int:
    """Count groups of stretches that are linked by shared characters."""
    groups: list[set[int]] = []
    for start, end in places:
        here = set(range(start, end))
        touching = [group for group in groups if group & here]
        groups = [group for group in groups if not group & here]
        groups.append(here.union(*touching))
    return len(groups)


ONE = transcript(
    "I1",
    ("I", "Were you ever evicted?"),
    ("p1", "They evicted us. They came again and evicted my sister."),
    ("p2", "Nobody evicted me."),
    ("k1", "We have evicted no one."),
)
PEOPLE = (person("p1"), person("p2"), person("p3"), person("k1", "officials"))


def test_a_question_is_nobodys_experience() -> None:
    asked = study(PEOPLE, ONE, codings=(coding(ONE, "evicted?", "eviction"),))

    assert row(codes_table(asked), "eviction")["persons_raised"] == 0


def test_who_never_speaks_is_not_in_the_base() -> None:
    assert row(codes_table(study(PEOPLE, ONE)), "eviction")["group_persons"] == 2


@pytest.mark.parametrize("level", [Consent.BACKGROUND_ONLY, Consent.WITHDRAWN])
def test_without_consent_to_numbers_a_person_is_not_in_the_base(level: Consent) -> None:
    people = (person("p1", consent=level), *PEOPLE[1:])

    assert row(codes_table(study(people, ONE)), "eviction")["group_persons"] == 1


def test_missing_consent_counts() -> None:
    people = (person("p1", consent=None), *PEOPLE[1:])

    assert row(codes_table(study(people, ONE)), "eviction")["group_persons"] == 2


def test_two_coders_on_one_passage_are_one_passage() -> None:
    both = (
        coding(ONE, "They evicted us.", "eviction"),
        coding(ONE, "evicted us", "eviction", coder="ben"),
    )

    assert (
        row(codes_table(study(PEOPLE, ONE, codings=both)), "eviction")["passages"] == 1
    )


def test_adjacent_sentences_stay_two_passages() -> None:
    both = (
        coding(ONE, "They evicted us.", "eviction"),
        coding(ONE, " They came again", "eviction"),
    )

    assert (
        row(codes_table(study(PEOPLE, ONE, codings=both)), "eviction")["passages"] == 2
    )


def test_a_denial_is_not_an_experience() -> None:
    denied = coding(ONE, "Nobody evicted me.", "eviction", assertion="denied")
    found = row(codes_table(study(PEOPLE, ONE, codings=(denied,))), "eviction")

    assert (found["persons_affirmed"], found["persons_denied"]) == (0, 1)


def test_who_affirms_and_denies_affirms() -> None:
    both = (
        coding(ONE, "They evicted us.", "eviction", assertion="denied"),
        coding(ONE, "came again", "eviction"),
    )
    found = row(codes_table(study(PEOPLE, ONE, codings=both)), "eviction")

    assert (found["persons_affirmed"], found["persons_denied"]) == (1, 0)


def test_hearsay_is_outside_of_what_persons_raised() -> None:
    told = coding(ONE, "evicted my sister", "eviction", experiencer="other")
    found = row(codes_table(study(PEOPLE, ONE, codings=(told,))), "eviction")

    assert (found["persons_raised"], found["persons_hearsay"]) == (0, 1)
    assert (found["passages"], found["passages_hearsay"]) == (0, 1)


def test_a_key_informant_is_never_an_affected_person() -> None:
    told = coding(ONE, "We have evicted", "eviction", assertion="denied")
    found = row(codes_table(study(PEOPLE, ONE, codings=(told,))), "eviction")

    assert (found["persons_raised"], found["key_informants_denied"]) == (0, 1)


def test_a_parent_counts_a_person_with_two_parts_once() -> None:
    both = (
        coding(ONE, "They evicted us.", "eviction"),
        coding(ONE, "They evicted us.", "lockout"),
    )
    found = codes_table(study(PEOPLE, ONE, codings=both))

    assert row(found, "home_loss")["persons_affirmed"] == 1
    assert row(found, "home_loss")["passages"] == 1


def test_context_codes_are_not_in_a_theme_of_violations() -> None:
    why = study(PEOPLE, ONE, codings=(coding(ONE, "They evicted us.", "reasons"),))

    assert row(themes_table(why), "violence")["persons_raised"] == 0
    assert row(codes_table(why), "reasons")["persons_raised"] == 1


def test_a_suggestion_stands_only_in_the_suggested_column() -> None:
    read = study(PEOPLE, ONE, suggestions=(suggestion(ONE, "evicted us", "eviction"),))
    found = row(codes_table(read), "eviction")

    assert (found["persons_affirmed"], found["persons_affirmed_suggested"]) == (0, 1)
    assert found["reading_note"] == "nothing decided yet: only suggestions"


def test_a_coding_across_two_persons_credits_both() -> None:
    across = coding(ONE, "sister.\np2: Nobody", "eviction")
    found = row(codes_table(study(PEOPLE, ONE, codings=(across,))), "eviction")

    assert (found["persons_affirmed"], found["passages"]) == (2, 2)


@pytest.mark.parametrize("state", ["ambiguous", "lost"])
def test_a_coding_that_lost_its_place_does_not_count(state: str) -> None:
    lost = coding(ONE, "They evicted us.", "eviction", state=state)
    drawn = study(PEOPLE, ONE, codings=(lost,))

    assert row(codes_table(drawn), "eviction")["persons_raised"] == 0
    assert codings_table(drawn)["why_not_counted"][0] == f"{state} in today's text"


def test_another_time_is_not_the_period_studied() -> None:
    before = coding(ONE, "They evicted us.", "eviction", time_scope="before")

    found = codes_table(study(PEOPLE, ONE, codings=(before,)))
    assert row(found, "eviction")["persons_raised"] == 0


def test_a_document_is_not_a_person() -> None:
    report = Document(id="D1", title="Report", text="Tenants were evicted.")
    quoted = coding(report, "evicted", "eviction")
    drawn = study(PEOPLE, ONE, documents=(report,), codings=(quoted,))
    found = row(codes_table(drawn), "eviction")

    assert (found["documents"], found["persons_raised"], found["interviews"]) == (
        1,
        0,
        0,
    )


def test_the_largest_contributor_is_named_by_a_share() -> None:
    said: tuple[Coding, ...] = (
        coding(ONE, "They evicted us.", "eviction"),
        coding(ONE, "They came again", "eviction"),
        coding(ONE, "evicted my sister", "eviction"),
        coding(ONE, "Nobody evicted", "eviction"),
    )
    found = row(codes_table(study(PEOPLE, ONE, codings=said)), "eviction")

    assert found["largest_contributor_share"] == 3 / 4
    assert "more than half" in str(found["reading_note"])


def test_groups_not_named_in_the_settings_are_affected() -> None:
    people = (person("p1", "strangers"),)

    assert "strangers" not in {group.id for group in GROUPS}
    assert row(codes_table(study(people, ONE)), "eviction")["group_persons"] == 3
