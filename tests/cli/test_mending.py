"""Mending: moved codings are accepted, lines corrected by hand are counted again."""

import json
from pathlib import Path

import pytest
from studies import command, done, small_study


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "home"))
    return small_study(tmp_path)


def states(study: Path) -> dict[str, str]:
    listed = done("codings", "list", "--json", "--study", study).stdout
    rows = [json.loads(line) for line in listed.strip().split("\n")]
    return {row["transcript"]: row["state"] for row in rows}


def test_a_moved_coding_is_kept_once_it_was_accepted(study: Path) -> None:
    text = study / "interviews/I01/transcript.txt"
    changed = text.read_text("utf-8").replace("the blue kettle", "a blue kettle")
    text.write_text(changed, encoding="utf-8")
    assert states(study)["I01"] == "moved"

    said = done("codings", "accept", "I01", "--study", study, "--coder", "ben").stdout

    assert said == "1 coding accepted where they stand\n"
    assert set(states(study).values()) == {"kept"}


def test_a_line_corrected_by_hand_counts_again_after_repair(study: Path) -> None:
    ledger = next((study / "interviews/I02/codings").iterdir())
    ledger.write_bytes(ledger.read_bytes().replace(b'"eviction"', b'"arrest"'))
    assert "I02" not in states(study)

    declined = command("check", "--repair", "--study", study)
    assert declined.exit_code == 1
    assert "I02" not in states(study)
    done_now = command("check", "--repair", "--yes", "--study", study)

    assert "1 line mended" in done_now.stdout
    assert states(study)["I02"] == "kept"


def test_undoing_across_interviews_can_be_undone(study: Path) -> None:
    listed = done("codings", "list", "--json", "--study", study).stdout
    batch = json.loads(listed.split("\n")[0])["batch"]
    done("codings", "undo", batch, "--study", study, "--coder", "ben")
    batches = done("codings", "batches", "--study", study).stdout.strip().split("\n")

    done("codings", "undo", batches[1].split()[0], "--study", study, "--coder", "ben")

    assert len(states(study)) == 5
