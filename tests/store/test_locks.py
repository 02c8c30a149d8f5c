"""Locks: one writer at a time on one computer, outside the study."""

from pathlib import Path

import pytest
from store.studyfolders import coded, ids, study

from qualcode.errors import LedgerError
from qualcode.store import locks
from qualcode.store.locks import home, study_lock
from qualcode.store.recording import record


def test_a_second_writer_waits_and_then_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = study(tmp_path / "s")
    monkeypatch.setattr(locks, "PATIENCE", 0.05)

    with (
        study_lock(folder.identity()[0]),
        pytest.raises(LedgerError, match="another qualcode is writing"),
    ):
        record(folder, [coded("They took my phone.")], coder="ann")
    record(folder, [coded("They took my phone.", id="a")], coder="ann")
    assert ids(folder) == ["a"]


def test_two_studies_do_not_wait_for_each_other() -> None:
    with study_lock("one"), study_lock("two"):
        pass


def test_nothing_of_a_lock_lies_in_the_study(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")

    with study_lock(folder.identity()[0]):
        assert not [p for p in folder.path.rglob("*") if "lock" in p.name]
        assert len(list((home() / "locks").iterdir())) == 1


def test_without_the_variable_the_home_is_the_user_s_state_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("QUALCODE_HOME")

    assert home().name == "qualcode"
