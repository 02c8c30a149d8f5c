"""Kills a child at every call that changes the disk; run by `test_crashes`.

usage: crash_points.py SCENARIO FOLDER

For each call there are two children on copies of a study: one is killed before the
call, one after it. Prints one JSON object a child: where its copy lies, and what it had
acknowledged. A last one without a kill shows that the scenario comes to its end.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from store.studyfolders import OTHER, TEXT, arrival, coded, draft, study

from qualcode.store.folder import StudyFolder
from qualcode.store.recording import record
from qualcode.store.studies import create
from qualcode.store.transcripts import add_transcripts, replace_transcript

CALLS = (
    "open",
    "write",
    "fsync",
    "ftruncate",
    "replace",
    "rename",
    "mkdir",
    "unlink",
    "rmdir",
    "chmod",
)
EDITED = TEXT.replace("phone", "telephone")
Acknowledge = Callable[[str], None]


def append(folder: StudyFolder, done: Acknowledge) -> None:
    for id in ("one", "two"):
        record(folder, [coded("They took my phone.", id=id)], coder="ann")
        done(id)


def undo(folder: StudyFolder, done: Acknowledge) -> None:
    batch = [coded("They took my phone.", id=id) for id in ("one", "two")]
    record(folder, batch, coder="ann", batch="b")
    done("batch")


def take_in(folder: StudyFolder, done: Acknowledge) -> None:
    add_transcripts(folder, [arrival(OTHER, "I02")])
    done("I02")


def put_in_place(folder: StudyFolder, done: Acknowledge) -> None:
    replace_transcript(folder, "I01", draft(EDITED))
    done("I01")


def begin(folder: StudyFolder, done: Acknowledge) -> None:
    create(folder.path / "new")
    done("new")


SCENARIOS = {one.__name__: one for one in (append, undo, take_in, put_in_place, begin)}


def die_at(number: int, *, after: bool) -> None:
    """Kill this process at the ``number``-th call that may change the disk."""
    left = [number]

    def deadly(call: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if not left[0] and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            last = not left[0]
            try:
                return call(*arguments, **named)
            finally:
                if last:
                    os.kill(os.getpid(), signal.SIGKILL)

        return counted

    for name in CALLS:
        setattr(os, name, deadly(getattr(os, name)))


def child(scenario: str, path: Path, number: int, *, after: bool) -> tuple[int, str]:
    """Run a scenario to its death or its end; return how it ended and what it said."""
    told, tell = os.pipe()
    write = os.write
    pid = os.fork()
    if not pid:

        def done(id: str) -> None:
            write(tell, f"{id} ".encode())

        try:
            if number:
                die_at(number, after=after)
            SCENARIOS[scenario](StudyFolder(path), done)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(told) as file:
        said = file.read()
    return os.waitpid(pid, 0)[1], said


def main(scenario: str, top: Path) -> None:
    pristine = study(top / "pristine").path
    record(
        StudyFolder(pristine), [coded("They took my papers.", id="old")], coder="ann"
    )
    # Everything is imported, and the lock's folder is there, before anybody dies.
    shutil.copytree(pristine, top / "0")
    ends = [(top / "0", *child(scenario, top / "0", 0, after=False), 0)]
    number, alive = 0, False
    while not alive:
        number += 1
        for after in (False, True):
            path = top / f"{number}{'after' if after else 'before'}"
            shutil.copytree(pristine, path)
            status, said = child(scenario, path, number, after=after)
            alive = status == 0
            if status != signal.SIGKILL and not alive:
                raise SystemExit(f"{path} ended by itself: {status}")
            ends.append((path, status, said, number))
    for path, status, said, at in ends:
        told = {
            "path": str(path),
            "killed": status != 0,
            "at": at,
            "said": said.split(),
        }
        print(json.dumps(told))  # noqa: T201 # this is its output


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
