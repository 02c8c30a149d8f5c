"""Calamities, for real: full disks, two processes, closed folders, merged clones.

Nothing that was acknowledged may be lost, and nothing else may be broken.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from store.studyfolders import coded, ids, study

from qualcode.formats.ledger import parse_ledger
from qualcode.store.folder import StudyFolder
from qualcode.store.ledgers import ledger_files
from qualcode.store.recording import record
from qualcode.store.studies import load

WRITE = """
import sys
from pathlib import Path
from qualcode.store.folder import StudyFolder
from qualcode.store.recording import record
from store.studyfolders import coded
folder = StudyFolder(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    event = coded("They took my phone.", id=f"{sys.argv[2]}-{number}")
    record(folder, [event], coder="ann")
    print(event.id, flush=True)
"""


def python(
    script: str, *arguments: str, start: Callable[[], None] | None = None
) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # no threads here
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        preexec_fn=start,  # noqa: PLW1509 # there are no threads here
    )


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    both = [python(WRITE, str(folder.path), name, "40") for name in ("one", "two")]
    said = [process.communicate(timeout=60) for process in both]
    acknowledged = sorted(id for out, _ in said for id in out.split())

    assert [err for _, err in said] == ["", ""]
    assert len(acknowledged) == 80
    assert ids(folder) == acknowledged
    assert not [p for p in load(folder).problems if "I01/codings" in str(p)]


def test_a_full_disk_acknowledges_nothing_that_is_not_there(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

    process = python(WRITE, str(folder.path), "e", "40", start=small)
    out, err = process.communicate(timeout=60)
    acknowledged = sorted(out.split())
    ledger = parse_ledger(ledger_files(folder.unit("I01"))[0].read_bytes(), "ann")

    assert process.returncode == 1
    assert "could not be written" in err
    assert 5 < len(acknowledged) < 20
    assert ids(folder) == acknowledged
    assert ledger.problems == ()
    assert record(folder, [coded("They took my phone.")], coder="ann")


def test_a_full_file_system_of_its_own_loses_nothing(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=80k", "tmpfs", str(small)]
    if (
        shutil.which("mount") is None
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("mounting a file system is not allowed here")
    try:
        folder = study(small / "s")
        process = python(WRITE, str(folder.path), "e", "200")
        out, err = process.communicate(timeout=60)
        acknowledged = sorted(out.split())

        assert "no space left" in err
        assert len(acknowledged) > 20
        assert ids(folder) == acknowledged
    finally:
        subprocess.run(["umount", str(small)], check=True)


READ = """
import filelock, json, os, sys
from pathlib import Path
from qualcode.store.folder import StudyFolder
from qualcode.store.recording import record
from qualcode.store.studies import load
from store.studyfolders import coded
folder = StudyFolder(Path(sys.argv[1]))
load(folder)
if os.geteuid() == 0:
    os.setuid(65534)
print(json.dumps([coding.id for coding in load(folder).study.codings]))
record(folder, [coded("They took my phone.")], coder="ann")
"""


def test_a_folder_that_may_not_be_written_is_still_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with tempfile.TemporaryDirectory() as top:  # tmp_path is closed to other users
        monkeypatch.setenv("QUALCODE_HOME", top)
        folder = study(Path(top, "s"))
        record(folder, [coded("They took my phone.", id="a")], coder="ann")
        for path in (Path(top), *Path(top).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        process = python(READ, str(folder.path))
        out, err = process.communicate(timeout=60)
        for path in (Path(top), *Path(top).rglob("*")):
            path.chmod(0o700)

    assert json.loads(out) == ["a"]
    assert "may not be" in err
    assert process.returncode == 1


def git(*arguments: str, where: Path) -> None:
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    command = ["git", *identity, "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, cwd=where, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_two_clones_that_both_coded_merge_without_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = study(tmp_path / "one")
    quote = "They took my phone."
    record(one, [coded(quote, id=f"base{n}") for n in range(20)], coder="ann")
    git("init", "-q", "-b", "main", where=one.path)
    git("add", "-A", where=one.path)
    git("commit", "-q", "-m", "start", where=one.path)
    git("clone", "-q", str(one.path), str(tmp_path / "two"), where=tmp_path)
    two = StudyFolder(tmp_path / "two")
    for folder, name in ((one, "a"), (two, "b")):
        monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / f"home-{name}"))
        record(folder, [coded(quote, id=f"{name}{n}") for n in range(20)], coder="ann")
        git("add", "-A", where=folder.path)
        git("commit", "-q", "-m", name, where=folder.path)
    git("pull", "-q", "--no-rebase", "--no-edit", str(two.path), "main", where=one.path)

    assert len(ids(one)) == 60
    assert not [p for p in load(one).problems if "codings" in str(p)]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_cloned_device_merges_too_and_the_fork_is_said(tmp_path: Path) -> None:
    one = study(tmp_path / "one")
    quote = "They took my phone."
    record(one, [coded(quote, id="base")], coder="ann")
    git("init", "-q", "-b", "main", where=one.path)
    git("add", "-A", where=one.path)
    git("commit", "-q", "-m", "start", where=one.path)
    git("clone", "-q", str(one.path), str(tmp_path / "two"), where=tmp_path)
    two = StudyFolder(tmp_path / "two")
    for folder, name in ((one, "a"), (two, "b")):
        record(folder, [coded(quote, id=f"{name}{n}") for n in range(5)], coder="ann")
        git("commit", "-q", "-am", name, where=folder.path)
    git("pull", "-q", "--no-rebase", "--no-edit", str(two.path), "main", where=one.path)

    assert len(ids(one)) == 11
    assert any("two copies" in p.message for p in load(one).problems)
