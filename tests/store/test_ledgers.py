"""Ledgers on disk: chained, healed after a torn tail, read with all their copies."""

import errno
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from store.studyfolders import coded, ids, study

from qualcode.errors import LedgerError, QualcodeError, StudyError
from qualcode.formats.ledger import render_event
from qualcode.store.ledgers import append_to, ledger_files, load_from
from qualcode.store.recording import record


def unit_with(tmp_path: Path, number: int) -> Path:
    unit = tmp_path / "I01"
    for n in range(number):
        append_to(unit, [coded("They took my phone.", id=f"e{n}")], writer="ann-7f")
    return unit


def found(unit: Path) -> Sequence[str]:
    return sorted(event.id for event in load_from(unit).events)


def test_events_are_numbered_chained_and_stamped(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 2)
    append_to(unit, [coded("They took my phone.", id="b")] * 2, writer="ben-01")
    events = load_from(unit).events

    assert [e.n for e in events] == [1, 2, 3, 4]
    assert [e.seq for e in events] == [1, 2, 1, 2]
    assert [bool(e.prev) for e in events] == [False, True, False, True]
    assert {e.writer for e in events} == {"ann-7f", "ben-01"}
    assert load_from(unit).problems == ()


def test_a_tail_torn_at_any_byte_loses_only_the_torn_line(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 2)
    path = ledger_files(unit)[0]
    data = path.read_bytes()
    last = data.rindex(b"\n", 0, -1) + 1
    for cut in range(last, len(data) + 1):
        path.write_bytes(data[:cut])
        append_to(unit, [coded("They took my phone.", id="new")], writer="ann-7f")
        whole = ["e0", "e1", "new"] if cut >= len(data) - 1 else ["e0", "new"]

        assert found(unit) == whole, cut
        bad = [p for p in load_from(unit).problems if p.where and p.where.line]
        assert len(bad) == (last < cut < len(data) - 1), cut


def test_a_tail_of_zeros_is_said_and_written_on_after(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 2)
    path = ledger_files(unit)[0]
    path.write_bytes(path.read_bytes() + b"\0" * 4096)
    append_to(unit, [coded("They took my phone.", id="new")], writer="ann-7f")

    assert found(unit) == ["e0", "e1", "new"]
    assert [p.message for p in load_from(unit).problems] == [
        "the line is empty bytes, as after a power cut"
    ]


def test_a_long_ledger_is_chained_from_its_tail(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 1)
    many = [coded("They took my phone.", id=f"m{n}") for n in range(400)]
    append_to(unit, many, writer="ann-7f")
    append_to(unit, [coded("They took my phone.", id="z")], writer="ann-7f")
    loaded = load_from(unit)

    assert loaded.problems == ()
    assert loaded.events[-1].seq == 402
    assert loaded.events[-1].n == 402


def test_a_conflict_copy_is_read_and_said(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 3)
    path = ledger_files(unit)[0]
    copy = path.with_name("ann-7f (conflicted copy 2026-11-01 101500).jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    copy.write_bytes(lines[0] + lines[2])
    path.write_bytes(lines[0] + lines[1])

    assert found(unit) == ["e0", "e0", "e1", "e2"]
    assert ["sync tool" in p.message for p in load_from(unit).problems] == [True]


def test_a_missing_stretch_is_said(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 8)
    path = ledger_files(unit)[0]
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"".join(lines[6:]))

    assert "5 events of ann are not here yet" in str(load_from(unit).problems[0])


def test_unfinished_downloads_and_hidden_files_are_not_read(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 1)
    for name in (".ann-7f.jsonl.~1a2b", "ann-7f.jsonl.part", "notes.txt"):
        (unit / "codings" / name).write_bytes(b"half")

    assert [path.name for path in ledger_files(unit)] == ["ann-7f.jsonl"]


def test_a_line_of_another_interview_does_not_count_and_is_said(
    tmp_path: Path,
) -> None:
    unit = unit_with(tmp_path, 1)
    stray = replace(coded("They took my phone.", id="s"), transcript="I09")
    append_to(unit, [stray], writer="ann-7f")

    assert found(unit) == ["e0"]
    assert "another transcript" in load_from(unit).problems[0].message


def test_where_a_newer_qualcode_wrote_nothing_is_written(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 1)
    append_to(unit, [replace(coded("They took my phone."), id="n")], writer="ben-01")
    newer = replace(coded("They took my phone.", id="v2"), v=2, n=9, writer="eva-02")
    path = unit / "codings" / "eva-02.jsonl"
    path.write_bytes(render_event(newer))

    assert load_from(unit).newer
    with pytest.raises(LedgerError, match="newer qualcode"):
        append_to(unit, [coded("They took my phone.", id="x")], writer="ann-7f")
    assert found(unit) == ["e0", "n"]


def test_a_ledger_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 0)
    (unit / "codings").mkdir(parents=True)
    (tmp_path / "elsewhere").write_bytes(b"")
    (unit / "codings" / "ann-7f.jsonl").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(QualcodeError):
        append_to(unit, [coded("They took my phone.", id="x")], writer="ann-7f")
    assert (tmp_path / "elsewhere").read_bytes() == b""


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_what_the_disk_refuses_at_the_last_moment_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    unit = unit_with(tmp_path, 1)
    was = ledger_files(unit)[0].read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(StudyError, match="could not be written"):
            append_to(unit, [coded("They took my phone.", id="x")], writer="ann-7f")

    assert ledger_files(unit)[0].read_bytes() == was
    append_to(unit, [coded("They took my phone.", id="x")], writer="ann-7f")
    assert found(unit) == ["e0", "x"]


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 1)
    wrong = replace(coded("They took my phone.", id="x"), quote="shorter")

    with pytest.raises(LedgerError, match="not as long"):
        append_to(unit, [wrong], writer="ann-7f")
    with pytest.raises(LedgerError, match="not Unicode"):
        append_to(unit, [replace(wrong, memo="\udc80")], writer="ann-7f")
    assert found(unit) == ["e0"]


def test_a_ledger_that_is_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    unit = unit_with(tmp_path, 1)
    os.mkfifo(unit / "codings" / "ben-01.jsonl")

    for writer in ("ann-7f", "ben-01"):
        with pytest.raises(QualcodeError, match="not an ordinary file"):
            append_to(unit, [coded("They took my phone.", id="x")], writer=writer)


def test_a_word_that_is_not_unicode_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    folder = study(tmp_path / "s")
    good = coded("They took my phone.")

    with pytest.raises(LedgerError, match="not Unicode"):
        record(folder, [good, replace(good, memo="\udc80")], coder="ann")
    assert ids(folder) == []
