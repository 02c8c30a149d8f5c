"""Groups, rights, perpetrators, pairs, contrary, sources, summary: examples."""

from dataclasses import replace

import pandas as pd
from tables.tables_strategies import (
    GROUPS,
    coding,
    person,
    study,
    suggestion,
    transcript,
)

from qualcode.model import (
    Code,
    Codebook,
    Consent,
    Document,
    Guards,
    Interview,
    Rule,
    Settings,
    Study,
    Theme,
)
from qualcode.tables.codings import codings_table
from qualcode.tables.columns import columns_for
from qualcode.tables.contrary import contrary_table
from qualcode.tables.cooccurrence import cooccurrence_table
from qualcode.tables.counted import counted
from qualcode.tables.frequency import codes_table
from qualcode.tables.groups import groups_table
from qualcode.tables.matrix import matrix_table
from qualcode.tables.notes import notes_table
from qualcode.tables.passages import passages_table
from qualcode.tables.perpetrators import perpetrators_table
from qualcode.tables.rights import rights_table
from qualcode.tables.sources import sources_table
from qualcode.tables.summary import (
    facts_table,
    footers,
    group_bases_table,
    headline,
    top_themes_table,
)
from qualcode.tables.where import parse_where

ONE = transcript(
    "I1",
    ("p1", "They evicted us and beat me. An officer helped us."),
    ("p2", "Nobody evicted us. They beat my brother."),
)
TWO = transcript("I2", ("p3", "They evicted us."), ("k1", "We evict nobody."))
REPORT = Document(id="D1", title="Report", issuer="City", year="2030", text="No one.")
PEOPLE = (
    person("p1", age="18-24"),
    person("p2", "men"),
    person("p3", consent=None),
    person("k1", "officials", Consent.QUOTE_ROLE_ONLY),
)


def coded(*codings: object, **fields: object) -> Study:
    given = {"documents": (REPORT,), "codings": codings} | fields
    return study(PEOPLE, ONE, TWO, **given)


EVICTED = coding(ONE, "evicted us", "eviction", perpetrators=("landlord",), event="E1")
BEATEN = coding(ONE, "beat me", "beating", event="E1", mode="act")
BROTHER = coding(ONE, "beat my brother", "beating", experiencer="other")
NOT_EVICTED = coding(ONE, "Nobody evicted us.", "eviction", assertion="denied")
ALSO = coding(TWO, "They evicted us.", "eviction")
NEVER = coding(TWO, "We evict nobody.", "eviction", assertion="denied")
HELPED = coding(ONE, "An officer helped us.", "positive_treatment")


def only(frame: pd.DataFrame, **values: object) -> dict[str, object]:
    for name, value in values.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1
    return {str(key): value for key, value in frame.iloc[0].items()}


def test_groups_stand_beside_their_bases() -> None:
    frame = groups_table(coded(EVICTED, ALSO))
    found = only(frame, code="eviction")

    assert (found["persons_women"], found["base_women"]) == (2, 2)
    assert (found["persons_men"], found["base_men"]) == (0, 1)
    assert "persons_officials" not in frame
    labels = [column.label for column in columns_for(frame)]
    assert "Persons affirmed: Women" in labels
    assert "Persons affirmed: Women (suggested)" in labels


def test_persons_without_the_attribute_stand_apart() -> None:
    frame = groups_table(coded(EVICTED), "age")

    assert only(frame, code="eviction")["persons_18_24"] == 1
    assert only(frame, code="eviction")["base_not_recorded"] == 2


def test_values_that_look_alike_have_columns_of_their_own() -> None:
    people = (person("p1", age="18-24"), person("p2", age="18 24"))
    frame = groups_table(study(people, ONE), "age")

    assert {"base_18_24", "base_18_24_2"} <= set(frame)


def test_a_person_counts_once_under_a_right() -> None:
    frame = rights_table(coded(EVICTED, coding(ONE, "evicted us", "home_loss")))
    home = only(frame, right="Home")

    assert home["codes"] == "home_loss; eviction"
    assert home["instruments"] == "ICCPR 17; ICESCR 11(1)"
    assert (home["persons_affirmed"], home["passages"]) == (1, 1)


def test_a_code_that_names_a_right_twice_counts_once() -> None:
    book = counted(coded()).study.codebook
    twice = replace(book.codes[0], rights=book.codes[0].rights * 2)
    frame = rights_table(coded(codebook=replace(book, codes=(twice,))))

    assert only(frame, right="Home")["codes"] == "home_loss"


def test_perpetrators_are_counted_by_persons_and_never_inferred() -> None:
    frame = perpetrators_table(coded(EVICTED, ALSO, BEATEN))
    eviction = only(frame, code="eviction")

    assert eviction["perpetrator_landlord"] == 1
    assert eviction["perpetrator_unknown"] == 0
    assert eviction["persons_unnamed"] == 1
    assert "perpetrator_police" not in frame
    assert only(frame, code="beating")["mode_act"] == 1


def test_two_codes_of_one_event_are_together() -> None:
    frame = cooccurrence_table(coded(EVICTED, BEATEN))
    pair = only(frame, code_a="eviction", code_b="beating")

    assert (pair["persons_both"], pair["persons_same_event"]) == (1, 1)
    assert pair["persons_same_passage"] == 0
    assert not (
        (frame["code_a"] == "home_loss") & (frame["code_b"] == "eviction")
    ).any()


def test_two_codes_on_the_same_words_are_in_the_same_passage() -> None:
    words = coding(ONE, "evicted us and beat me", "beating")
    pair = only(cooccurrence_table(coded(EVICTED, words)), code_a="eviction")

    assert (pair["persons_same_passage"], pair["persons_same_event"]) == (1, 0)


def test_hearsay_is_not_together_with_anything() -> None:
    assert cooccurrence_table(coded(NOT_EVICTED, BROTHER)).empty


def test_contrary_lists_denials_by_who_denies() -> None:
    document = coding(REPORT, "No one.", "eviction", assertion="denied")
    frame = contrary_table(coded(EVICTED, NOT_EVICTED, NEVER, document))
    kinds = frame[frame["code"] == "eviction"].set_index("source")["contrary_kind"]

    assert dict(kinds) == {
        "p2": "denied",
        "k1": "official position",
        "D1": "document",
    }


def test_contrary_words_are_withheld_without_consent() -> None:
    denied = coding(TWO, "They evicted us.", "eviction", assertion="denied")
    row = only(contrary_table(coded(denied)), source="p3")

    assert (row["quote"], bool(row["quotable"])) == ("", False)


def test_fair_treatment_stands_beside_what_is_told_in_the_same_transcript() -> None:
    frame = contrary_table(coded(EVICTED, HELPED))

    assert only(frame, code="eviction")["contrary_kind"] == "fair treatment"
    assert contrary_table(coded(ALSO, HELPED)).empty


def test_fair_treatment_by_the_same_duty_bearer_stands_beside_it() -> None:
    kind = replace(HELPED, perpetrators=("landlord",))

    assert only(contrary_table(coded(ALSO, kind)), code="eviction")["source"] == "p1"
    other = replace(HELPED, perpetrators=("media",))
    assert contrary_table(coded(EVICTED, other)).empty


def test_who_only_heard_of_it_is_listed() -> None:
    row = only(contrary_table(coded(BROTHER)), code="beating")

    assert (row["contrary_kind"], row["source"]) == ("hearsay only", "p2")


def test_the_matrix_shows_decided_and_suggested_apart() -> None:
    heard = suggestion(TWO, "They evicted us.", "eviction")
    unread = coded(EVICTED, NOT_EVICTED, BROTHER, suggestions=(heard,))
    frame = matrix_table(unread).set_index("person")

    assert list(frame.index) == ["p1", "p3", "p2", "k1"]
    assert list(frame["code_eviction"]) == ["●", "(●)", "○", ""]
    assert frame.loc["p2", "code_beating"] == "◌"
    assert (frame.loc["p1", "passages"], frame.loc["p3", "passages_suggested"]) == (
        1,
        1,
    )
    assert frame.loc["p1", "attribute_age"] == "18-24"


def test_passages_of_two_coders_are_one_and_name_both() -> None:
    again = coding(ONE, "They evicted us", "eviction", coder="ben")
    row = only(passages_table(coded(EVICTED, again)), code="eviction")

    assert (row["quote"], row["coders"]) == ("They evicted us", "ana; ben")
    assert len(str(row["codings"]).split(",")) == 2


def test_sources_are_transcripts_interviews_and_documents() -> None:
    planned = Interview(id="I3", participants=("p2", "p9"), date="2031-04-01")
    heard = counted(coded(EVICTED)).study.interviews
    frame = sources_table(coded(EVICTED, interviews=(*heard, planned)))

    assert list(frame["source_type"]) == [
        "transcript",
        "transcript",
        "interview without transcript",
        "document",
    ]
    first, second, third, document = frame.to_dict("records")
    assert (first["words"], first["decided_codings"]) == (17, 1)
    assert second["consent"] == "quote_role_only; none recorded"
    assert third["persons"] == ("p2",)
    assert document["title"] == "Report, City"


def test_facts_tell_units_apart() -> None:
    facts = facts_table(coded(EVICTED)).set_index("fact")["value"]

    assert (facts["persons"], facts["interviews"], facts["base"]) == (4, 2, 3)
    assert (facts["persons_key_informant"], facts["documents"]) == (1, 1)
    assert (facts["first_interview"], facts["weeks"]) == ("2031-03-01", 1)
    assert facts["without_consent"] == 1


def test_dates_outside_the_window_and_no_dates_are_told() -> None:
    settings = Settings(groups=GROUPS, window_from="2031-03-02", window_to="2031-03-09")
    undated = (Interview(id="I1", date="2031-03-01"), Interview(id="I2", date="March"))
    frame = facts_table(coded(settings=settings, interviews=undated))
    facts = frame.set_index("fact")["value"]

    assert (facts["outside_window"], facts["weeks"]) == (2, 1)


def test_every_group_has_its_base() -> None:
    frame = group_bases_table(coded()).set_index("group")

    assert frame.loc["women", "persons_counted"] == 2
    assert frame.loc["officials", "kind"] == "key_informant"
    stranger = group_bases_table(study((), ONE))
    assert only(stranger, group_label="not recorded")["persons_total"] == 2


def test_themes_most_spoken_of_come_first_and_context_not_at_all() -> None:
    frame = top_themes_table(coded(BEATEN, HELPED))

    assert list(frame["theme"]) == ["violence", "housing"]
    suggested = suggestion(ONE, "evicted us", "eviction")
    assert top_themes_table(coded(suggestions=(suggested,)))["theme"][0] == "housing"


def test_while_nothing_is_decided_the_first_line_says_so() -> None:
    suggested = suggestion(ONE, "evicted us", "eviction")

    assert headline(coded(EVICTED, suggestions=(suggested,))) == ""
    assert headline(coded(suggestions=(suggested,))).startswith("Nothing is decided")


def test_what_lost_its_place_stands_under_every_table() -> None:
    lost = replace(EVICTED, state="lost")
    view = coded(lost)
    where = counted(view, parse_where(["group=women"], view))

    assert footers(where) == (
        "1 coding has no place in today's text",
        "1 person has no recorded consent: not quoted",
        "Only where group=women",
    )


def test_notes_say_what_was_left_out_and_what_rules_do_not_read() -> None:
    rule = Rule(
        id="a/b",
        code="a",
        kind="pattern",
        written="b",
        guards=Guards(negation="ignore"),
    )
    code = Code(id="a", label="A", theme="t", rules=(rule,))
    book = Codebook(
        id="b", version="3", themes=(Theme(id="t", label="T"),), codes=(code,)
    )
    people = (
        person("p1", consent=Consent.BACKGROUND_ONLY),
        person("p2", consent=Consent.WITHDRAWN),
        person("p7"),
    )
    text = " ".join(
        notes_table(
            study(people, ONE, TWO, codebook=book, codings=(EVICTED,)), [("Seed", "7")]
        )["text"]
    )

    assert "denials are not read for rules of: a" in text
    assert "code is not in the codebook: codings or suggestions: 1" in text
    assert "for background only: heard, not counted: 1" in text
    assert "withdrew: their interviews should be deleted: 1" in text
    assert "speak in no transcript, and are in no base: 1" in text
    assert "b 3" in text


def test_words_of_who_withdrew_are_blank_in_the_codings() -> None:
    people = (person("p1", consent=Consent.WITHDRAWN), *PEOPLE[1:])
    frame = codings_table(study(people, ONE, TWO, codings=(EVICTED,)))
    row = only(frame, code="eviction")

    assert (row["quote"], row["memo"], row["why_not_counted"]) == (
        "",
        "",
        "consent: withdrawn",
    )


def test_a_confirmed_suggestion_keeps_its_reasons() -> None:
    read = suggestion(ONE, "evicted us", "eviction")
    confirmed = replace(EVICTED, rule="eviction/word")
    row = only(codings_table(coded(confirmed, suggestions=(read,))), code="eviction")

    assert (row["status"], row["origin"]) == ("confirmed", "eviction/word")
    assert str(row["reasons"]).startswith("eviction/word: ")


def test_parents_of_each_other_do_not_go_round_for_ever() -> None:
    one = Code(id="a", label="A", theme="t", parent="b")
    other = Code(id="b", label="B", theme="t", parent="a")
    book = Codebook(id="x", themes=(Theme(id="t", label="T"),), codes=(one, other))

    assert list(codes_table(coded(codebook=book))["level"]) == [1, 1]
