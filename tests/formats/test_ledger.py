"""Ledgers: what is written is read back; what is broken is named, and the rest kept."""

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.formats.ledger import parse_ledger, render_event, restamped
from qualcode.model.coding import ASSERTIONS, EXPERIENCERS, MODES, TIME_SCOPES
from qualcode.model.events import KINDS, Event
from qualcode.model.span import Span

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAME = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
WORD = "camphor"


def whole(kind: str, quote: str, **values: object) -> Event:
    usual: dict[str, object] = {
        "kind": kind,
        "id": "a1",
        "n": 1,
        "coder": "ann",
        "of": "b2",
        "transcript": "I01",
        "version": "0123456789ab",
        "span": Span(3, 3 + len(quote)),
        "quote": quote,
        "code": "theft",
        "memo": "",
    }
    if kind != "change":
        usual["memo"] = values.get("memo") or None
    return Event(**(usual | values | {"memo": usual["memo"]}))  # type: ignore[arg-type] # as given


EVENTS = st.builds(
    whole,
    st.sampled_from(KINDS),
    TEXT.filter(bool),
    n=st.integers(1, 2**53),
    seq=st.integers(0, 2**53),
    coder=NAME,
    batch=NAME | st.just(""),
    before=TEXT,
    after=TEXT,
    reason=TEXT,
    assertion=st.none() | st.sampled_from(ASSERTIONS),
    experiencer=st.none() | st.sampled_from(EXPERIENCERS),
    time_scope=st.none() | st.sampled_from(TIME_SCOPES),
    mode=st.none() | st.sampled_from(MODES[1:]),
    perpetrators=st.none() | st.lists(NAME, min_size=1).map(tuple),
    matched=st.lists(st.tuples(st.just(Span(1, 2)), TEXT)).map(tuple),
    extra=st.sampled_from(("", '{"zone":[1,null]}')),
)


@given(EVENTS)
def test_reading_what_was_written_gives_the_event_back(event: Event) -> None:
    ledger = parse_ledger(render_event(event), "ann.jsonl")

    assert ledger.problems == ()
    assert ledger.events == (event,)


@given(EVENTS)
def test_a_line_is_json_with_sorted_keys_and_its_crc_last(event: Event) -> None:
    line = render_event(event)
    keys = list(json.loads(line))

    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    assert keys == [*sorted(keys[:-1]), "crc"]


@given(st.binary(max_size=200))
def test_any_bytes_give_events_or_problems_and_nothing_else(data: bytes) -> None:
    ledger = parse_ledger(data, "x.jsonl")
    filled = [line for line in data.split(b"\n") if line.strip(b"\r")]

    assert len(ledger.events) + len(ledger.problems) <= len(filled)


@given(EVENTS, EVENTS, st.data())
def test_a_flipped_bit_is_noticed_and_the_other_line_is_kept(
    one: Event, other: Event, data: st.DataObject
) -> None:
    line = bytearray(render_event(one))
    bit = data.draw(st.integers(0, (len(line) - 1) * 8 - 1))
    line[bit // 8] ^= 1 << bit % 8
    ledger = parse_ledger(bytes(line) + render_event(other), "x.jsonl")

    assert other in ledger.events
    # A bit of the crc itself may only change the case of a digit.
    assert ledger.problems or one in ledger.events


def stamped(values: str) -> bytes:
    body = values.encode()
    return body[:-1] + b',"crc":"%08x"}\n' % zlib.crc32(body)


GOOD = render_event(whole("memo", WORD, memo=WORD))
BROKEN = {
    "the line is cut off": GOOD[:40],
    "the line is empty bytes": b"\0" * 50,
    "the line is a mark of an unfinished git merge": b"<<<<<<< HEAD",
    "the line does not fit its crc": GOOD.replace(b"ann", b"ben").strip(),
    "the line holds one key twice": stamped('{"id":"a","id":"b"}').strip(),
    "the line holds NaN": stamped('{"n":NaN}').strip(),
    "the line is not JSON": stamped("{nothing}").strip(),
    "the line is not UTF-8": b'{"id":"\xff"' + b',"crc":"00000000"}',
    "the line is nested too deeply": stamped("[" * 99_999 + "}").strip(),
    "`n` does not hold": stamped('{"n":"1"}').strip(),
    "`coder` does not hold": stamped('{"coder":7}').strip(),
    "`id` does not hold": stamped('{"id":"a\\u001bb"}').strip(),
    "`seq` does not hold": stamped('{"seq":-1}').strip(),
    "`matched` does not hold": stamped('{"matched":7}').strip(),
    "`perpetrators` does not hold": stamped('{"perpetrators":"police"}').strip(),
    "`quote` does not hold": stamped('{"quote":[]}').strip(),
    "`v` does not hold": stamped('{"v":1.5}').strip(),
    "`kind` does not hold": stamped('{"kind":"shout"}').strip(),
    "`span` does not hold": stamped('{"span":[5,2]}').strip(),
    "the event lacks `id`": stamped('{"kind":"memo","coder":"a","n":1}').strip(),
    "`quote` is not as long": stamped(
        '{"kind":"move","id":"a","coder":"a","n":1,"of":"b","version":"0",'
        '"span":[0,2],"quote":"camphor"}'
    ).strip(),
}


@pytest.mark.parametrize("message", BROKEN, ids=str)
def test_a_broken_line_is_named_by_number_and_its_words_are_not_shown(
    message: str,
) -> None:
    data = GOOD + b"\n" + BROKEN[message] + b"\n" + GOOD
    ledger = parse_ledger(data, "ann.jsonl")

    assert len(ledger.events) == 2
    assert [str(p.where) for p in ledger.problems] == ["ann.jsonl:3"]
    assert ledger.problems[0].message.startswith(message)
    assert WORD not in str(ledger.problems[0])


def test_line_ends_of_windows_and_a_byte_order_mark_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n") * 2

    assert len(parse_ledger(data, "ann.jsonl").events) == 2


def test_a_line_of_a_newer_qualcode_is_said_and_left_alone() -> None:
    line = stamped('{"kind":"dance","v":2}')
    ledger = parse_ledger(line, "ann.jsonl")

    assert ledger.newer
    assert ledger.problems[0].fix == "update qualcode"


def test_a_line_mended_by_hand_gets_a_crc_that_fits() -> None:
    mended = GOOD.replace(b"ann", b"eva").strip()

    assert parse_ledger(restamped(mended), "ann.jsonl").events[0].coder == "eva"


def test_what_is_no_object_cannot_be_mended() -> None:
    for line in (b"[7]", b"{", b"\xff"):
        with pytest.raises(ValueError, match="the line is not"):
            restamped(line)


def test_a_text_that_is_not_unicode_is_not_written() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        render_event(whole("memo", "x", reason="\ud83d"))
