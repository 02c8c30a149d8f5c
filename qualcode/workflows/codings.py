"""Codings by hand: in from a spreadsheet, listed as they count, undone by batch.

In:  a study's folder and a table of codings (`qualcode.formats.codings_in`).
Out: events in the ledgers of their coders; objects for `codings list`.
"""

import re
import secrets
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import CodingsError, OptionError, Problem, TableError
from qualcode.model.coding import Coding, Review
from qualcode.model.events import Event
from qualcode.model.history import undoing
from qualcode.model.placing import Placement, place_rows
from qualcode.model.resolve import resolve
from qualcode.store.folder import StudyFolder

__all__ = [
    "Batch",
    "ImportedCodings",
    "accept_moved",
    "batches",
    "coding_objects",
    "import_codings",
    "undo_batch",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCodings:
    """What became of a table of codings; ``batch`` undoes it, empty if nothing new.

    ``rows`` counts all rows of the table, those with problems too.
    """

    rows: int
    placement: Placement
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]
    batch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Events that came in together and can be undone together."""

    id: str
    at: str
    coders: tuple[str, ...]
    codings: int


def import_codings(
    folder: StudyFolder,
    path: Path,
    *,
    coder: str = "",
    keep_good: bool = False,
    dry_run: bool = False,
) -> ImportedCodings:
    """Take a table of codings into the ledgers of their coders: all rows, or none.

    Args:
        folder: the study.
        path: a .csv or .xlsx file.
        coder: of rows that name none.
        keep_good: take the rows without problems.
        dry_run: say what would happen; write nothing.

    Raises:
        CodingsError: with all problems, row by row; nothing is written.
    """
    from qualcode.formats.codings_in import codings_of
    from qualcode.store.reading import read_table
    from qualcode.store.studies import load

    try:
        rows = codings_of(read_table(path))
    except TableError as error:
        raise CodingsError.of(error.problems) from None
    loaded = load(folder)
    placement = place_rows(rows.rows, loaded.study, loaded.histories, coder=coder)
    problems = tuple(sorted((*rows.problems, *placement.problems), key=_row))
    if problems and not keep_good:
        raise CodingsError.of(problems)
    batch = "" if dry_run else _write(folder, placement.events)
    return ImportedCodings(
        rows=placement.rows + len({_row(problem) for problem in rows.problems}),
        placement=placement,
        problems=problems,
        warnings=rows.warnings,
        batch=batch,
    )


def undo_batch(folder: StudyFolder, batch: str, *, coder: str) -> int:
    """Undo all that came in with a batch; return how many events that cancels.

    Raises:
        OptionError: there is no such batch, or nothing of it is left to undo.
    """
    from qualcode.store.recording import record
    from qualcode.store.studies import load

    histories = load(folder).histories
    events = [
        event
        for history in histories.values()
        for event in undoing(history, batch, coder=coder)
    ]
    if not events:
        fix = "see `qualcode codings batches` for those there are"
        raise OptionError(f"there is nothing to undo in a batch {batch}", fix=fix)
    # One batch, so that the undoing of several interviews can be undone as well
    record(folder, events, coder=coder, batch=secrets.token_hex(6))
    return len(events)


def accept_moved(
    folder: StudyFolder, *, coder: str, transcript: str = ""
) -> tuple[Event, ...]:
    """Write down where moved codings stand today, after a person has looked.

    Args:
        folder: the study.
        coder: who looked.
        transcript: only of this one.

    Raises:
        LedgerError: a text changed meanwhile.
    """
    from qualcode.store.studies import accept_moves, load

    loaded = load(folder)
    placed: list[Coding | Review] = [*loaded.study.codings, *loaded.study.reviews]
    moved = [
        one.id
        for one in placed
        if one.state == "moved" and transcript in {"", one.transcript}
    ]
    return accept_moves(loaded, coder=coder, ids=moved) if moved else ()


def batches(folder: StudyFolder) -> tuple[Batch, ...]:
    """Return the batches that still count, by time."""
    from qualcode.store.studies import load

    live: dict[str, list[Event]] = defaultdict(list)
    for history in load(folder).histories.values():
        for event in history.live:
            live[event.batch].append(event)
    found = (
        Batch(
            id=id,
            at=min(event.at for event in events),
            coders=tuple(sorted({event.coder for event in events})),
            codings=Counter(event.kind for event in events)["code"],
        )
        for id, events in live.items()
    )
    return tuple(sorted(found, key=lambda batch: (batch.at, batch.id)))


def coding_objects(folder: StudyFolder) -> Iterator[dict[str, object]]:
    """Give every coding as it counts now, as JSON has it, in the study's order.

    ``status``: decided, disputed, overruled or unplaced (see `qualcode.model.resolve`);
    ``state``: how today's text holds the passage.
    """
    from qualcode.store.studies import load

    study = load(folder).study
    resolved = resolve(study)
    status = {
        coding.id: name
        for name in ("decided", "disputed", "overruled", "unplaced")
        for coding in getattr(resolved, name)
    }
    order = [one.id for one in study.transcripts]
    order += [one.id for one in study.documents]
    place = {id: number for number, id in enumerate(order)}
    for coding in sorted(
        study.codings,
        key=lambda one: (place[one.transcript], one.span, one.code, one.coder, one.id),
    ):
        yield {**_object(coding), "status": status[coding.id]}


def _row(problem: Problem) -> int:
    where = problem.where
    digits = re.search(r"\d+", where.cell) if where and where.cell else None
    return int(digits[0]) if digits else (where.line or 0) if where else 0


def _object(coding: Coding) -> dict[str, object]:
    return {
        "id": coding.id,
        "transcript": coding.transcript,
        "start": coding.span.start,
        "end": coding.span.end,
        "quote": coding.quote,
        "code": coding.code,
        "coder": coding.coder,
        "assertion": coding.assertion,
        "experiencer": coding.experiencer,
        "time_scope": coding.time_scope,
        "perpetrators": list(coding.perpetrators),
        "mode": coding.mode,
        "event": coding.event,
        "memo": coding.memo,
        "rule": coding.rule,
        "at": coding.at,
        "batch": coding.batch,
        "version": coding.version,
        "state": coding.state,
    }


def _write(folder: StudyFolder, events: tuple[Event, ...]) -> str:
    """Write each coder's events to that coder's ledgers, as one batch."""
    from qualcode.store.recording import record

    if not events:
        return ""
    batch = secrets.token_hex(6)
    by_coder: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_coder[event.coder].append(event)
    for coder in sorted(by_coder):
        record(folder, by_coder[coder], coder=coder, batch=batch)
    return batch
