"""Histories: a merge is a union, in any order; undo is another event."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from qualcode.model.events import Event, removal
from qualcode.model.history import fold, revival, undoing
from qualcode.model.span import Span

CODERS = ("ann", "ben", "eva")
IDS = [f"{number:x}" for number in range(6)]


def coded(id: str, n: int, **values: object) -> Event:
    usual: dict[str, object] = {
        "kind": "code",
        "id": id,
        "n": n,
        "coder": "ann",
        "writer": "ann-1",
        "transcript": "I01",
        "version": "0",
        "span": Span(0, 3),
        "quote": "No.",
        "code": "denial",
    }
    return Event(**(usual | values))  # type: ignore[arg-type] # as given


def events() -> st.SearchStrategy[Event]:
    made = st.builds(
        coded,
        st.sampled_from(IDS),
        st.integers(1, 9),
        kind=st.sampled_from(("code", "confirm", "reject")),
        writer=st.sampled_from(CODERS),
        code=st.sampled_from(("denial", "threat")),
    )
    about = st.builds(
        Event,
        kind=st.sampled_from(("remove", "change")),
        id=st.sampled_from(IDS),
        n=st.integers(1, 9),
        coder=st.just("ann"),
        writer=st.sampled_from(CODERS),
        of=st.sampled_from(IDS),
        memo=st.sampled_from((None, "", "ask")),
    )
    return made | about


@given(st.lists(events()), st.randoms(use_true_random=False))
def test_order_and_repetition_of_events_do_not_matter(
    found: list[Event], chance: object
) -> None:
    shuffled = [*found, *found]
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # a Random

    assert fold(shuffled) == fold(found)


@given(st.lists(events()), st.lists(events()), st.lists(events()))
def test_merging_is_associative_and_a_merge_with_itself_changes_nothing(
    one: list[Event], two: list[Event], three: list[Event]
) -> None:
    left = fold([*fold([*one, *two]).events, *three]).codings
    right = fold([*one, *fold([*two, *three]).events]).codings

    assert left == right
    assert fold(fold(one).events) == fold(one)


@given(st.lists(events()))
def test_an_event_is_live_or_says_what_removed_it(found: list[Event]) -> None:
    history = fold(found)
    live = {event.id for event in history.live}

    assert live.isdisjoint(history.removed_by)
    assert all(remover in live for by in history.removed_by.values() for remover in by)
    assert {coding.id for coding in history.codings} <= live


class Devices(RuleBasedStateMachine):
    """Three devices code, undo and merge; a set of live ids is the oracle."""

    made = Bundle("made")

    def __init__(self) -> None:
        super().__init__()
        self.events: dict[str, list[Event]] = {coder: [] for coder in CODERS}
        self.number = 0

    def write(self, device: str, event: Event) -> Event:
        """What the store does: stamp with the counter of all that is seen."""
        self.number += 1
        seen = max((one.n for one in self.events[device]), default=0)
        written = replace(event, id=str(self.number), n=seen + 1, writer=device)
        self.events[device].append(written)
        return written

    @rule(target=made, device=st.sampled_from(CODERS))
    def code(self, device: str) -> str:
        return self.write(device, coded("", 0)).id

    @rule(device=st.sampled_from(CODERS), id=made)
    def remove(self, device: str, id: str) -> None:
        if id in {coding.id for coding in fold(self.events[device]).codings}:
            self.write(device, removal(id, coder=device))

            assert id not in {c.id for c in fold(self.events[device]).codings}

    @rule(device=st.sampled_from(CODERS), id=made)
    def revive(self, device: str, id: str) -> None:
        history = fold(self.events[device])
        if id in history.removed_by:
            for event in revival(history, id, coder=device):
                self.write(device, event)

            assert id in {c.id for c in fold(self.events[device]).codings}

    @rule(one=st.sampled_from(CODERS), other=st.sampled_from(CODERS))
    def merge(self, one: str, other: str) -> None:
        known = {event.id for event in self.events[one]}
        new = [event for event in self.events[other] if event.id not in known]
        self.events[one] = [*new, *self.events[one]]

    @invariant()
    def live_codings_are_those_that_no_live_removal_names(self) -> None:
        for device in CODERS:
            found = self.events[device]

            assert {c.id for c in fold(found).codings} == oracle(found)


def oracle(found: Sequence[Event]) -> set[str]:
    """A removal is live unless a live later removal names it; by repetition."""
    live = {event.id for event in found}
    for _ in found:
        removals = [e for e in found if e.kind == "remove" and e.id in live]
        live = {e.id for e in found} - {removal.of for removal in removals}
    return {e.id for e in found if e.kind == "code" and e.id in live}


Devices.TestCase.settings = settings(max_examples=40, stateful_step_count=20)
TestDevices = Devices.TestCase


def test_a_removal_does_not_cancel_what_comes_after_it() -> None:
    early = Event(kind="remove", id="b", n=1, coder="ann", of="a")

    assert len(fold([coded("a", 2), early]).codings) == 1


def test_of_changes_to_one_field_the_last_wins_and_others_stay() -> None:
    first = Event(kind="change", id="b", n=2, coder="ben", of="a", memo="one")
    last = Event(kind="change", id="c", n=3, coder="ann", of="a", memo="two")
    other = Event(kind="change", id="d", n=4, coder="ann", of="a", assertion="feared")
    coding = fold([other, last, first, coded("a", 1)]).codings[0]

    assert (coding.memo, coding.assertion, coding.code) == ("two", "feared", "denial")


def test_a_change_can_empty_a_field() -> None:
    made = coded("a", 1, memo="ask", perpetrators=("police",))
    change = Event(
        kind="change", id="b", n=2, coder="ann", of="a", memo="", perpetrators=()
    )
    coding = fold([made, change]).codings[0]

    assert (coding.memo, coding.perpetrators) == ("", ())


def test_a_move_gives_a_coding_another_place_and_version() -> None:
    move = coded("b", 2, kind="move", of="a", span=Span(4, 8), quote="Yes.")
    coding = fold([coded("a", 1), replace(move, version="1")]).codings[0]

    assert (coding.span, coding.quote, coding.version) == (Span(4, 8), "Yes.", "1")


def test_a_confirmation_is_a_coding_and_a_review_and_a_rejection_only_a_review() -> (
    None
):
    yes, no = coded("a", 1, kind="confirm"), coded("b", 2, kind="reject")
    history = fold([yes, no])

    assert [coding.id for coding in history.codings] == ["a"]
    assert [(r.id, r.verdict) for r in history.reviews] == [
        ("a", "confirmed"),
        ("b", "rejected"),
    ]


def test_undoing_a_batch_removes_it_and_undoing_that_brings_it_back() -> None:
    batch = [coded("a", 1, batch="x"), coded("b", 2, batch="x"), coded("c", 3)]
    undo = [
        replace(event, id=f"u{n}", n=10 + n, batch="undo")
        for n, event in enumerate(undoing(fold(batch), "x", coder="ann"))
    ]
    undone = fold([*batch, *undo])
    again = [
        replace(event, id=f"v{n}", n=20 + n)
        for n, event in enumerate(undoing(undone, "undo", coder="ann"))
    ]

    assert [coding.id for coding in undone.codings] == ["c"]
    assert len(fold([*batch, *undo, *again]).codings) == 3
