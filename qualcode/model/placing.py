"""Placing: rows of a table of codings find their passages in a study.

In:  rows as a reader made them; the study and the folded ledgers of its transcripts.
Out: events that put them there, and a problem for each row that has no certain place.
     Nothing is clamped, dropped or made up. Ids depend on what a row says alone, so the
     same row twice is one coding; if it was undone earlier, it is brought back.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from qualcode.errors import Problem
from qualcode.model.coders import coder_problem
from qualcode.model.coding import Coding
from qualcode.model.codingrow import CodingRow
from qualcode.model.events import Event, anchored, text_version
from qualcode.model.history import History, revival
from qualcode.model.names import meant, shown
from qualcode.model.passages import Place, place_of
from qualcode.model.quotes import Searched, searched
from qualcode.model.study import Study
from qualcode.model.transcript import Transcript

__all__ = ["Placement", "place_rows"]

VALUES = ("assertion", "experiencer", "time_scope", "perpetrators", "mode", "event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What becomes of the rows of a table.

    ``events`` are new, or bring back what was undone (``revived`` counts the rows);
    ``known`` counts the rows that are in the study already, as they are.
    """

    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: int = 0
    new: int = 0
    revived: int = 0
    known: int = 0


def place_rows(
    rows: Sequence[CodingRow],
    study: Study,
    histories: Mapping[str, History],
    *,
    coder: str = "",
) -> Placement:
    """Find the passage of each row and say what has to be written.

    Args:
        rows: of one table, in its order.
        study: with codings as they stand today.
        histories: the folded ledgers, by transcript id.
        coder: of rows that name none.

    >>> place_rows([], Study(id="s"), {}).problems
    ()
    """
    desk = _Desk(study, histories, coder)
    for row in rows:
        desk.take(row)
    return Placement(
        events=tuple(desk.events),
        problems=tuple(desk.problems),
        rows=len(rows),
        **desk.counts,
    )


@dataclass(slots=True)
class _Desk:
    """Takes one row after another; knows what came before."""

    study: Study
    histories: Mapping[str, History]
    coder: str
    events: list[Event] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(
        default_factory=lambda: {"new": 0, "revived": 0, "known": 0}
    )
    seen: dict[tuple[object, ...], CodingRow] = field(default_factory=dict)
    texts: dict[str, "_Text"] = field(default_factory=dict)
    there: dict[tuple[object, ...], list[Coding]] = field(default_factory=dict)
    live: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        units = [(one.id, one.text, one) for one in self.study.transcripts]
        documents = [(one.id, one.text, None) for one in self.study.documents]
        for id, text, transcript in [*units, *documents]:
            self.texts[id] = _Text(text, transcript)
        found: dict[tuple[object, ...], list[Coding]] = defaultdict(list)
        for coding in self.study.codings:
            if coding.state in ("kept", "moved"):
                key = (coding.transcript, coding.code, coding.coder, coding.span)
                found[key].append(coding)
        self.there = found
        for id, history in self.histories.items():
            self.live.update((id, event.id) for event in history.live)

    def take(self, row: CodingRow) -> None:
        coder = row.coder or self.coder
        text = self.texts.get(row.transcript)
        wrong = [*self.wrong_names(row, coder)]
        if text is None:
            fix = meant(row.transcript, self.texts) or "import it first"
            message = f"there is no transcript {shown(row.transcript)}"
            wrong.insert(0, Problem(message, row.where("transcript"), fix))
        else:
            place, problem = place_of(row, text.searched, text.transcript)
            if problem and not wrong and self.made_on_an_earlier_text(row, coder):
                return
            wrong.extend([problem] if problem else [])
            if place and not wrong:
                self.put(row, coder, place, text)
        self.problems.extend(wrong)

    def wrong_names(self, row: CodingRow, coder: str) -> list[Problem]:
        found: list[Problem] = []
        if wrong := coder_problem(coder):
            found.append(Problem(wrong.message, row.where("coder"), wrong.fix))
        code = self.study.codebook.code(row.code)
        ids = [one.id for one in self.study.codebook.codes]
        if code is None:
            message = f"the codebook has no code {shown(row.code)}"
            fix = meant(row.code, ids) or "see `qualcode codebook show` for the codes"
            found.append(Problem(message, row.where("code"), fix))
        elif not code.codable and self.study.codebook.children(code.id):
            children = ", ".join(c.id for c in self.study.codebook.children(code.id))
            message = f"`{code.id}` only gathers other codes; it cannot be applied"
            fix = f"use one of: {children}"
            found.append(Problem(message, row.where("code"), fix))
        return found

    def put(self, row: CodingRow, coder: str, place: Place, text: "_Text") -> None:
        key = (row.transcript, row.code, coder, place.span)
        if before := self.seen.get(key):
            message = f"this is the same coding as at {before.where('')}"
            fix = "delete one of the rows"
            self.problems.append(Problem(message, row.where("quote"), fix))
            return
        self.seen[key] = row
        event = _event(row, coder, place, text)
        history = self.histories.get(row.transcript)
        if history and event.id in history.removed_by:
            self.events.extend(revival(history, event.id, coder=coder))
            self.counts["revived"] += 1
        elif (row.transcript, event.id) in self.live:
            self.counts["known"] += 1
        elif there := self.there.get(key):
            self.same_place(row, event, there)
        else:
            self.events.append(event)
            self.counts["new"] += 1

    def made_on_an_earlier_text(self, row: CodingRow, coder: str) -> bool:
        """Whether the ledgers hold the row from before its passage was edited."""
        history = self.histories.get(row.transcript)
        if history is None or not row.quote:
            return False
        said = (row.code, coder, row.quote)
        made = [
            event.id
            for event in history.events
            if event.kind in ("code", "confirm", "reject")
            and (event.code, event.coder, event.quote) == said
        ]
        if len(made) != 1:
            return False
        if made[0] in history.removed_by:
            self.events.extend(revival(history, made[0], coder=coder))
            self.counts["revived"] += 1
        else:
            self.counts["known"] += 1
        return True

    def same_place(self, row: CodingRow, event: Event, there: Sequence[Coding]) -> None:
        if any(_says_the_same(event, coding) for coding in there):
            self.counts["known"] += 1
            return
        message = f"{event.coder} coded this passage so already, with other values"
        fix = "change that coding, or undo it first"
        self.problems.append(Problem(message, row.where("quote"), fix))


class _Text:
    """A text, made ready for searching when the first row speaks of it."""

    def __init__(self, text: str, transcript: Transcript | None) -> None:
        self.text, self.transcript = text, transcript

    @cached_property
    def searched(self) -> Searched:
        return searched(self.text)

    @cached_property
    def version(self) -> str:
        return text_version(sha256(self.text.encode()).hexdigest())


def _event(row: CodingRow, coder: str, place: Place, text: _Text) -> Event:
    kind = "code"
    if row.verdict:
        kind = "reject" if row.verdict == "rejected" else "confirm"
    values: dict[str, Any] = {name: getattr(row, name) or None for name in VALUES}
    return anchored(
        kind,  # type: ignore[arg-type] # one of the three
        text.text,
        place.span,
        version=text.version,
        id=_id(row, coder, place, text),
        coder=coder,
        transcript=row.transcript,
        code=row.code,
        memo=row.memo or None,
        verdict=row.verdict or "",
        **values,
    )


def _id(row: CodingRow, coder: str, place: Place, text: _Text) -> str:
    """An id from what the row says; ``nth`` tells equal quotes apart after an edit."""
    said = [
        row.transcript,
        row.code,
        coder,
        place.span.of(text.text),
        place.nth,
        row.memo,
        row.verdict,
        *(getattr(row, name) for name in VALUES),
    ]
    return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _says_the_same(event: Event, coding: Coding) -> bool:
    usual = {"assertion": "affirmed", "experiencer": "self", "time_scope": "in"}
    memo = (event.memo or "") == coding.memo
    return memo and all(
        (getattr(event, name) or usual.get(name) or type(getattr(coding, name))())
        == getattr(coding, name)
        for name in VALUES
    )
