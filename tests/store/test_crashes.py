"""Kill -9 at every call that changes the disk: nothing acknowledged is ever lost."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from store.crash_points import EDITED
from store.studyfolders import OTHER, TEXT, arrival, coded, draft, ids, study

from qualcode.store.folder import StudyFolder
from qualcode.store.person import writer_id
from qualcode.store.recording import record
from qualcode.store.studies import create, load
from qualcode.store.transcripts import add_transcripts, replace_transcript

HERE = Path(__file__).parent


@dataclass(frozen=True)
class End:
    folder: StudyFolder
    killed: bool
    said: list[str]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(HERE.parent)}


def ends(scenario: str, tmp_path: Path) -> list[End]:
    script = str(HERE / "crash_points.py")
    command = [sys.executable, script, scenario, str(tmp_path)]
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.split("\n") if line]
    found = [End(StudyFolder(Path(o["path"])), o["killed"], o["said"]) for o in lines]
    assert sum(end.killed for end in found) >= 10
    assert not found[0].killed
    return found


def test_codings_are_there_once_they_are_acknowledged(tmp_path: Path) -> None:
    for end in ends("append", tmp_path):
        there = set(ids(end.folder))
        more = record(end.folder, [coded("They took my phone.")], coder="ann")[0].id

        assert {"old", *end.said} <= there <= {"old", "one", "two"}
        assert set(ids(end.folder)) == {*there, more}


def test_a_batch_that_was_acknowledged_is_there_as_a_whole(tmp_path: Path) -> None:
    for end in ends("undo", tmp_path):
        there = set(ids(end.folder))

        assert "old" in there
        assert not end.said or there == {"old", "one", "two"}


def test_a_transcript_is_taken_in_whole_or_not_at_all(tmp_path: Path) -> None:
    for end in ends("take_in", tmp_path):
        interviews = {one.id: one.text for one in load(end.folder).study.transcripts}
        known = add_transcripts(end.folder, [arrival(OTHER, "I02")])[0].known
        left = [path.name for path in (end.folder.path / "interviews").iterdir()]

        assert interviews in ({"I01": TEXT}, {"I01": TEXT, "I02": OTHER})
        assert not end.said or "I02" in interviews
        assert known == ("I02" in interviews)
        assert sorted(left) == ["I01", "I02"] or known
        assert ids(end.folder) == ["old"]


def test_a_text_is_the_old_or_the_new_one_and_codings_stay(tmp_path: Path) -> None:
    for end in ends("put_in_place", tmp_path):
        text = end.folder.text("I01")

        assert text in (TEXT, EDITED)
        assert not end.said or text == EDITED
        assert [c.state for c in load(end.folder).study.codings] == ["kept"]
        replace_transcript(end.folder, "I01", draft(EDITED))
        assert not list(end.folder.path.glob("interviews/I01/.*"))


def test_a_study_is_made_or_can_be_made_again(tmp_path: Path) -> None:
    for end in ends("begin", tmp_path):
        path = end.folder.path / "new"
        if not (path / "study.yaml").exists():
            assert not end.said
            create(path)

        assert load(StudyFolder(path)).study.transcripts == ()


WRITE = """
import os, sys
from pathlib import Path
from qualcode.store.folder import StudyFolder
from qualcode.store.person import writer_id
from qualcode.store.recording import record
from store.studyfolders import coded
folder = StudyFolder(Path(sys.argv[1]))
record(folder, [coded("They took my phone.", id="first")], coder="ann")
os.write(2, b"START")
for number in range(2):
    record(folder, [coded("They took my phone.", id=f"e{number}")], coder="ann")
    os.write(1, f"e{number} ".encode())
"""


def straced(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    # Bytecode files are renamed into place, too: not those.
    child = [sys.executable, "-B", "-c", WRITE, str(folder)]
    command = ["strace", "-qq", *options, *child]
    return subprocess.run(
        command, env=environment(), capture_output=True, text=True, check=False
    )


def calls_after_start(trace: str) -> list[tuple[str, int]]:
    """The calls after START by name, each with its number among those of its name."""
    counts: dict[str, int] = {}
    found: list[tuple[str, int]] = []
    started = False
    for line in trace.split("\n"):
        if call := re.match(r"(\w+)\(", line):
            name = call[1]
            counts[name] = counts.get(name, 0) + 1
            if started:
                found.append((name, counts[name]))
            started = started or '"START"' in line
    return found


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_kill_inside_the_system_s_own_calls_loses_nothing(tmp_path: Path) -> None:
    log = tmp_path / "trace"
    writer_id("ann")  # made at the first call; the runs below must be alike
    names = "write,fsync,ftruncate"
    probe = straced(study(tmp_path / "0").path, "-o", str(log), "-e", f"trace={names}")
    if probe.returncode:
        pytest.skip("processes may not be traced here")
    points = calls_after_start(log.read_text())

    assert len(points) >= 6
    for name, number in points:
        folder = study(tmp_path / f"{name}{number}")
        kill = f"inject={name}:signal=SIGKILL:when={number}"
        done = straced(folder.path, "-o", os.devnull, "-e", f"trace={name}", "-e", kill)

        assert done.returncode != 0
        assert {"first", *done.stdout.split()} <= set(ids(folder))
        assert not [p for p in load(folder).problems if "codings" in str(p)]
