"""The end of a ledger that was here and is gone is said, until somebody agrees."""

from pathlib import Path

import pytest
from studies import command, done, small_study


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "home"))
    return small_study(tmp_path)


def ledger(study: Path, id: str) -> Path:
    return next((study / "interviews" / id / "codings").iterdir())


def problems(study: Path, *words: str) -> str:
    return command("check", "--study", study, *words).stderr


def test_nothing_is_said_of_ledgers_that_only_grew(study: Path) -> None:
    done("codings", "list", "--study", study)

    assert "seen before" not in problems(study)


def test_a_ledger_that_was_emptied_is_missed(study: Path) -> None:
    done("codings", "list", "--study", study)
    ledger(study, "I01").write_bytes(b"")

    assert "1 line is gone from the end that this computer has seen before" in problems(
        study
    )
    assert "I01/codings/ana-" in problems(study)


def test_a_ledger_that_comes_back_is_missed_no_more(study: Path) -> None:
    done("codings", "list", "--study", study)
    kept = ledger(study, "I01").read_bytes()
    path = ledger(study, "I01")
    path.unlink()
    assert "seen before" in problems(study)
    path.write_bytes(kept)

    assert "seen before" not in problems(study)


def test_what_is_meant_to_be_gone_is_forgotten(study: Path) -> None:
    done("codings", "list", "--study", study)
    ledger(study, "I01").unlink()

    assert "seen before" not in problems(study, "--forget")
    assert "seen before" not in problems(study)


def test_an_interview_that_was_withdrawn_is_not_missed(study: Path) -> None:
    import shutil

    done("codings", "list", "--study", study)
    shutil.rmtree(study / "interviews" / "I01")

    assert "seen before" not in problems(study)


def test_a_computer_that_keeps_no_state_can_read(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "blocked"))

    assert done("codings", "list", "--study", study).stdout.count("eviction") == 5
