"""Conditions: what they let in, what they do to the base, how they are misread."""

import pytest
from hypothesis import given
from pandas.testing import assert_frame_equal
from tables.tables_strategies import (
    coding,
    person,
    quickly,
    studies,
    study,
    suggestion,
    transcript,
)

from qualcode.errors import OptionError
from qualcode.model import Document, Study
from qualcode.tables.codings import codings_table
from qualcode.tables.counted import counted
from qualcode.tables.frequency import codes_table
from qualcode.tables.groups import groups_table
from qualcode.tables.sources import sources_table
from qualcode.tables.where import parse_where

ONE = transcript("I1", ("p1", "They evicted us."), ("p2", "They beat me."))
TWO = transcript("I2", ("p3", "Nobody evicted us."), ("k1", "We did not evict."))
REPORT = Document(id="D1", text="They were evicted.")
STUDY = study(
    (
        person("p1", "women", age="18-24"),
        person("p2", "men", age="25-40"),
        person("p3", "women"),
        person("k1", "officials"),
    ),
    ONE,
    TWO,
    documents=(REPORT,),
    codings=(
        coding(ONE, "evicted us", "eviction", perpetrators=("landlord",)),
        coding(ONE, "beat me", "beating", rule="beating/beat"),
        coding(TWO, "Nobody evicted us", "lockout", assertion="denied", coder="ben"),
        coding(REPORT, "evicted", "eviction"),
    ),
    suggestions=(suggestion(TWO, "did not evict", "eviction", assertion="denied"),),
)


def keys(*conditions: str) -> list[str]:
    view = counted(STUDY, parse_where(conditions, STUDY))
    return [f"{row.transcript} {row.code}" for row in view.rows]


def base(*conditions: str) -> int:
    return len(counted(STUDY, parse_where(conditions, STUDY)).base)


@quickly
@given(studies())
def test_a_group_alone_is_its_columns_in_the_table_by_group(drawn: Study) -> None:
    alone = counted(drawn, parse_where(["group=women"], drawn))
    groups = groups_table(drawn)
    codes = codes_table(alone)
    if "base_women" in groups:
        assert list(codes["persons_affirmed"]) == list(groups["persons_women"])
        assert list(codes["group_persons"]) == list(groups["base_women"])
    else:
        assert not codes["group_persons"].any()


@quickly
@given(studies())
def test_a_condition_on_codings_never_changes_the_base(drawn: Study) -> None:
    some = counted(drawn, parse_where(["assertion=denied", "origin=manual"], drawn))

    assert some.base == counted(drawn).base


@quickly
@given(studies())
def test_a_condition_and_its_opposite_share_out_the_codings(drawn: Study) -> None:
    for written in ("assertion{}denied", "code{}eviction", "class{}hearsay|unclear"):
        both = [
            set(codings_table(counted(drawn, parse_where([each], drawn)))["key"])
            for each in (written.format("="), written.format("!="))
        ]

        assert not both[0] & both[1]
        assert both[0] | both[1] == set(codings_table(drawn)["key"])


@quickly
@given(studies())
def test_no_condition_changes_nothing(drawn: Study) -> None:
    assert_frame_equal(codes_table(counted(drawn, ())), codes_table(drawn))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("origin=manual", ["D1 eviction", "I1 eviction", "I2 lockout"]),
        ("origin=rule", ["I1 beating", "I2 eviction"]),
        ("assertion=denied", ["I2 lockout", "I2 eviction"]),
        ("group=women", ["I1 eviction", "I2 lockout"]),
        ("group=Women|Men", ["I1 eviction", "I1 beating", "I2 lockout"]),
        ("group!=women", ["I1 beating", "I2 eviction"]),
        ("kind=key_informant", ["I2 eviction"]),
        ("age=18-24", ["I1 eviction"]),
        ("age=not recorded", ["I2 lockout", "I2 eviction"]),
        ("code=home_loss", ["D1 eviction", "I1 eviction", "I2 lockout", "I2 eviction"]),
        ("theme=violence", ["I1 beating"]),
        ("perpetrator=landlord", ["I1 eviction"]),
        ("coder=ben", ["I2 lockout"]),
        ("status=suggested", ["I2 eviction"]),
        ("interview=I1", ["I1 eviction", "I1 beating"]),
        ("transcript = I1", ["I1 eviction", "I1 beating"]),
        ("month=2031-03", ["I1 eviction", "I1 beating", "I2 lockout", "I2 eviction"]),
    ],
)
def test_a_condition_lets_in_what_it_says(written: str, found: list[str]) -> None:
    assert keys(written) == found


def test_several_conditions_must_all_hold() -> None:
    assert keys("group=women", "assertion=denied") == ["I2 lockout"]
    view = counted(STUDY, parse_where(["group=women"], STUDY))
    again = counted(view, parse_where(["assertion=denied"], STUDY))
    assert [row.code for row in again.rows] == ["lockout"]


def test_conditions_on_persons_and_interviews_narrow_the_base() -> None:
    assert (base(), base("group=women"), base("interview=I1")) == (3, 2, 2)
    assert base("code=beating") == 3


def test_sources_are_those_of_the_interviews_let_in() -> None:
    alone = counted(STUDY, parse_where(["interview=I1"], STUDY))

    assert list(sources_table(alone)["source"]) == ["I1"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("women", "is not a condition"),
        ("gruop=women", "did you mean `group`?"),
        ("assertion=deny", "did you mean `denied`?"),
        ("code=evictoin", "did you mean `eviction`?"),
        ("age=99", "choose one of: 18-24, 25-40, not recorded"),
        ("zzz=1", "choose one of: code, theme"),
    ],
)
def test_a_condition_that_cannot_be_read_says_what_can(written: str, said: str) -> None:
    with pytest.raises(OptionError) as raised:
        parse_where([written], STUDY)
    assert said in str(raised.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(OptionError) as raised:
        parse_where(["women", "gruop=women"], STUDY)
    assert len(raised.value.problems) == 2
