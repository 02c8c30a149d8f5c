"""Mending ledgers: only lines that a person changed, only after a look."""

from pathlib import Path

from store.studyfolders import coded, ids, study

from qualcode.store.ledgers import ledger_files
from qualcode.store.recording import record
from qualcode.store.repair import mendable, repair
from qualcode.store.studies import load


def test_nothing_is_mended_where_nothing_was_changed(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    record(folder, [coded("They took my phone.")], coder="ann")
    path = ledger_files(folder.unit("I01"))[0]
    path.write_bytes(path.read_bytes() + b'{"half\n\0\0\n<<<<<<< HEAD\n{"id":"a"}')

    assert mendable(folder) == ()


def test_a_line_changed_by_hand_counts_again_once_it_is_mended(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    for id in ("a", "b", "c"):
        record(folder, [coded("They took my phone.", id=id)], coder="ann")
    path = ledger_files(folder.unit("I01"))[0]
    path.write_bytes(path.read_bytes().replace(b'"id":"b"', b'"id":"z"'))

    assert ids(folder) == ["a", "c"]
    found = mendable(folder)
    assert [mend.line for mend in found] == [2]
    assert "phone" not in repr(found)
    assert repair(folder, found) == 1
    assert ids(folder) == ["a", "c", "z"]
    assert not [p for p in load(folder).problems if "codings" in str(p)]


def test_a_line_that_changed_since_it_was_shown_is_left_alone(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    record(folder, [coded("They took my phone.", id="a")], coder="ann")
    path = ledger_files(folder.unit("I01"))[0]
    path.write_bytes(path.read_bytes().replace(b'"id":"a"', b'"id":"z"'))
    found = mendable(folder)
    path.write_bytes(path.read_bytes().replace(b'"id":"z"', b'"id":"y"'))

    assert repair(folder, found) == 0
    assert ids(folder) == []
