"""Remembered: how far this computer has seen each ledger of a study.

A chain tells when lines are missing in the middle, never that its end is gone: a file
that a sync tool put back to an older state looks whole. So the last line seen of each
writer is kept with this computer's own state, outside the study.

In:  the events of a study's transcripts as they are today.
Out: a problem for each writer whose last lines were here and are not here any more.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from qualcode.errors import Location, Problem, StudyError
from qualcode.model.events import Event
from qualcode.store.files import make_folder, read_file, write_file
from qualcode.store.locks import home

__all__ = ["compared", "forget"]

Seen = dict[str, dict[str, int]]  # transcript -> writer -> number of the last line


def compared(study: str, events: Mapping[str, Iterable[Event]]) -> tuple[Problem, ...]:
    """Compare ledgers with what was seen of them before, and remember the farthest.

    Args:
        study: the study's id.
        events: of each transcript that is there; one that was deleted is not asked for.
    """
    known = _known(study)
    problems: list[Problem] = []
    seen: Seen = {}
    for transcript, those in events.items():
        today: dict[str, int] = {}
        for event in those:
            today[event.writer] = max(today.get(event.writer, 0), event.seq)
        before = known.get(transcript, {})
        for writer in sorted(before):
            gone = before[writer] - today.get(writer, 0)
            if gone > 0:
                problems.append(_gone(transcript, writer, gone))
        seen[transcript] = {
            writer: max(before.get(writer, 0), today.get(writer, 0))
            for writer in sorted({*before, *today})
        }
    if {**known, **seen} != known:
        _remember(study, {**known, **seen})
    return tuple(problems)


def forget(study: str) -> None:
    """Take the ledgers as they are now: nothing that is gone is missed any more."""
    _file(study).unlink(missing_ok=True)


def _gone(transcript: str, writer: str, number: int) -> Problem:
    lines = "1 line is gone" if number == 1 else f"{number} lines are gone"
    where = Location(f"{transcript}/codings/{writer}.jsonl")
    message = f"{lines} from the end that this computer has seen before"
    fix = "bring the file back from a copy; or, if it is meant: qualcode check --forget"
    return Problem(message, where, fix)


def _known(study: str) -> Seen:
    try:
        found = json.loads(read_file(_file(study), follow=False))
    except (StudyError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(transcript): {str(w): n for w, n in writers.items() if isinstance(n, int)}
        for transcript, writers in found.items()
        if isinstance(writers, dict)
    }


def _remember(study: str, seen: Seen) -> None:
    try:
        make_folder(_file(study).parent)
        write_file(_file(study), json.dumps(seen, sort_keys=True).encode() + b"\n")
    except StudyError:
        # A computer that keeps no state of its own can still read a study.
        return


def _file(study: str) -> Path:
    return home() / "seen" / f"{sha256(study.encode()).hexdigest()[:16]}.json"
