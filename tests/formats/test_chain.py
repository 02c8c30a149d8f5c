"""Chains: a stretch of a writer's lines that is missing is said, a fork is legal."""

from dataclasses import replace

from qualcode.formats.chain import chain_problems
from qualcode.formats.ledger import Entry, line_hash, parse_ledger, render_event
from qualcode.model.events import Event


def chain(length: int, *, writer: str = "ann-7f", prev: str = "") -> list[Entry]:
    entries: list[Entry] = []
    for number in range(1, length + 1):
        made = Event(
            kind="remove",
            id=f"{writer}{number}",
            n=number,
            seq=number,
            prev=prev,
            coder="ann",
            writer=writer,
            of="x",
        )
        line = render_event(made)
        prev = line_hash(line.strip())
        entries.extend(parse_ledger(line, writer).entries)
    return entries


def test_a_whole_chain_in_any_order_and_twice_is_no_problem() -> None:
    entries = chain(9)

    assert chain_problems([*reversed(entries), *entries], "I01") == ()
    assert chain_problems([], "I01") == ()


def test_missing_lines_are_counted() -> None:
    entries = chain(9)
    one = chain_problems(entries[:3] + entries[4:], "I01")
    five = chain_problems(entries[:2] + entries[7:], "I01")

    assert [p.message for p in one] == ["1 event of ann is not here yet"]
    assert [p.message for p in five] == ["5 events of ann are not here yet"]


def test_a_line_mended_by_hand_is_not_missing() -> None:
    entries = chain(4)
    mended = replace(entries[1], hash="0" * 16)

    assert chain_problems([entries[0], mended, *entries[2:]], "I01") == ()


def test_a_fork_is_said() -> None:
    entries = chain(3)
    other = replace(entries[2].event, id="other")
    line = render_event(other)
    fork = parse_ledger(line, "copy").entries[0]

    assert "two copies" in chain_problems([*entries, fork], "I01")[0].message
