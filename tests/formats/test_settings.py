"""Settings and origins: what is written is read; what is wrong has its place."""

from typing import get_args
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import StudyError
from qualcode.formats.settings import (
    parse_settings,
    parse_source,
    render_settings,
    render_source,
)
from qualcode.model import Group, Settings, Source
from qualcode.model.participant import GroupKind

LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C"])).map(
    lambda text: normalize("NFC", " ".join(text.split()))
)
NAMES = LINES.filter(bool)
IDS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,12}", fullmatch=True)
ROLES = st.sampled_from(["participant", "interviewer", "interpreter", "other"])
KINDS: st.SearchStrategy[GroupKind] = st.sampled_from(get_args(GroupKind))
DAYS = st.just("") | st.dates().map(lambda day: day.isoformat())
FOLDED = NAMES.map(lambda text: normalize("NFC", normalize("NFC", text).casefold()))
LABELS = st.dictionaries(FOLDED.filter(lambda text: text == text.casefold()), ROLES)


@st.composite
def settings(draw: st.DrawFn) -> Settings:
    groups = draw(st.dictionaries(IDS, st.tuples(NAMES, KINDS), max_size=4))
    low, high = sorted(draw(st.tuples(st.integers(1, 1000), st.integers(1, 1000))))
    begin, end = sorted(draw(st.tuples(DAYS, DAYS)))
    return Settings(
        title=draw(LINES),
        language=draw(IDS),
        codebook=f"{draw(IDS)}.yaml",
        groups=tuple(
            Group(id=id, label=label, kind=kind) for id, (label, kind) in groups.items()
        ),
        speakers=tuple(draw(LABELS).items()),
        quote_words_min=low,
        quote_words_max=high,
        window_from=begin,
        window_to=end,
    )


def complaint(text: str) -> str:
    with pytest.raises(StudyError) as caught:
        parse_settings(text.encode(), "study.yaml")
    return str(caught.value)


@given(settings(), st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{3,20}", fullmatch=True))
def test_settings_are_read_as_they_were_written(written: Settings, id: str) -> None:
    assert parse_settings(render_settings(id, written), "study.yaml") == (id, written)


@given(LINES, LINES, st.dictionaries(NAMES, NAMES, max_size=4))
def test_an_origin_is_read_as_it_was_written(
    format: str, dialect: str, labels: dict[str, str]
) -> None:
    source = Source(
        format=format,
        sha256="0a" * 32,
        encoding="utf-8",
        dialect=dialect,
        labels=tuple(labels.items()),
    )

    assert parse_source(render_source(source), "source.yaml") == source


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_give_settings_or_an_error(data: bytes) -> None:
    for parse in (parse_settings, parse_source):
        try:
            parse(data, "study.yaml")
        except StudyError as error:
            continue_with = error.problems
        else:
            continue_with = ()
        assert all(problem.message for problem in continue_with)


def test_a_study_needs_no_more_than_its_format_and_its_id() -> None:
    text = b"qualcode: 1\nstudy: k3v9\nspeakers:\nquotes: {}\nwindow:\ngroups:\n"

    assert parse_settings(text, "study.yaml") == ("k3v9", Settings())


def test_groups_may_be_a_label_or_a_mapping() -> None:
    text = (
        b"qualcode: 1\nstudy: k3v9\ngroups: {a: Tenants, b: {kind: key_informant}, c: }"
    )
    _, found = parse_settings(text, "study.yaml")

    assert found.groups == (
        Group(id="a", label="Tenants"),
        Group(id="b", label="b", kind="key_informant"),
        Group(id="c", label="c"),
    )


def test_labels_of_speakers_are_folded() -> None:
    text = b'qualcode: 1\nstudy: k3v9\nspeakers: {"INT  1": interviewer}'

    assert parse_settings(text, "s")[1].speakers == (("int 1", "interviewer"),)


def test_a_study_of_a_newer_qualcode_is_refused_for_that_alone() -> None:
    assert complaint("qualcode: 2\nstudy: a\nnew: x") == (
        "study.yaml:1:11: made by a newer qualcode (format 2)\n"
        "  fix: install the newer version of qualcode"
    )


def test_every_mistake_is_named_at_once_with_its_place() -> None:
    said = complaint(
        "study: a\n"
        "codebok: x\n"
        "codebook: ../hrv.yaml\n"
        "groups: {A b: x, c: [d], e: {kind: experts}}\n"
        "speakers: {INT: boss, int: other, P: , Q: [a]}\n"
        "quotes: {words_min: 9, words_max: 3, attribution: '{x.y}'}\n"
        "window: {from: 2025-02-30, to: 3 May}\n"
    )

    assert [line for line in said.split("\n") if not line.startswith("  ")] == [
        "study.yaml:1:1: `qualcode` is missing",
        "study.yaml:1:8: this cannot be a study's id",
        "study.yaml:2:1: `codebok` is not known here",
        "study.yaml:3:11: the codebook does not lie in the study",
        "study.yaml:4:10: `A b` cannot be a group's id",
        "study.yaml:4:21: a group has a label and a kind",
        "study.yaml:4:36: `kind` cannot be `experts`",
        "study.yaml:5:17: `boss` is not a role",
        "study.yaml:5:23: this label stands here twice",
        "study.yaml:5:38: an entry of `speakers` has no value",
        "study.yaml:5:43: an entry of `speakers` has no value",
        "study.yaml:6:21: no quote has so many words and so few",
        "study.yaml:6:51: this is not a name in braces",
        "study.yaml:7:16: this is not a day",
        "study.yaml:7:32: this is not a day",
    ]


@pytest.mark.parametrize("path", ["/etc/x", "C:\\x", "~/x", "a/../../x", "\\\\host\\x"])
def test_a_codebook_outside_the_study_is_refused(path: str) -> None:
    said = complaint(f"qualcode: 1\nstudy: k3v9\ncodebook: '{path}'")

    assert "does not lie in the study" in said


@pytest.mark.parametrize("template", ["{", "{}", "{a[0]}", "{a!r}", "{a:>9}", "}"])
def test_a_template_holds_plain_names_only(template: str) -> None:
    said = complaint(f"qualcode: 1\nstudy: k3v9\nquotes: {{attribution: '{template}'}}")

    assert "brace" in said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a]", "this takes names and values"),
        ("", "the file is empty"),
        ("qualcode: 1", "the study has no id"),
        (
            "qualcode: 1\nstudy: k3v9\nquotes: {words_max: many, words_min: 1001}",
            "`words_max` is not a whole number from 1 to 1000",
        ),
        ("qualcode: 1\nstudy: k3v9\nquotes: 5", "`quotes` takes names and values"),
        ("qualcode: 1\nstudy: k3v9\nwindow: 5", "`window` takes `from` and `to`"),
        ("qualcode: 1\nstudy: k3v9\ngroups: 5", "`groups` takes names and values"),
        (
            "qualcode: 1\nstudy: k3v9\nwindow: {from: 2025-02-02, to: 2025-02-01}",
            "the window ends before it begins",
        ),
    ],
)
def test_what_is_not_settings_is_refused(text: str, message: str) -> None:
    assert message in complaint(text)


def test_an_origin_is_refused_for_a_hash_that_is_none() -> None:
    with pytest.raises(StudyError, match="s:2:9: this is not a SHA-256"):
        parse_source(b"qualcode: 1\nsha256: abc", "s")
