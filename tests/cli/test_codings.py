"""Codings by hand from a workbook: rows in, or problems by cell."""

from pathlib import Path

import openpyxl
import pytest
from studies import PHRASES, command, done, small_study


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "home"))
    return small_study(tmp_path)


def workbook(path: Path, *rows: tuple[str, ...]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (("transcript", "quote", "code", "coder"), *rows):
        page.append(row)
    book.save(path)
    return path


def test_problems_are_named_by_cell_and_nothing_comes_in(
    study: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in study.rglob("*.jsonl")}
    table = workbook(
        tmp_path / "ben.xlsx",
        ("I01", "He was arrested, I heard.", "arrest", "ben"),
        ("I01", PHRASES["I02"], "arrest", "ben"),
        ("I01", "He was arrested, I heard.", "arest", "ben"),
    )

    result = command("codings", "import", table, "--study", study)

    assert result.exit_code == 1
    assert "ben.xlsx!B3: the quote is not in I01" in result.stderr
    assert "ben.xlsx!C4: the codebook has no code" in result.stderr
    assert {path: path.read_bytes() for path in study.rglob("*.jsonl")} == before


def test_good_rows_come_in_when_asked_for(study: Path, tmp_path: Path) -> None:
    table = workbook(
        tmp_path / "ben.xlsx",
        ("I01", "He was arrested, I heard.", "arrest", "ben"),
        ("I01", PHRASES["I02"], "arrest", "ben"),
    )

    result = command("codings", "import", table, "--study", study, "--keep-good")

    assert result.exit_code == 3
    assert result.stdout.startswith("2 rows: 1 new")
    assert "ben" in done("codings", "list", "--study", study).stdout


def test_a_dry_run_writes_nothing(study: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in study.rglob("*.jsonl")}
    row = ("I01", "He was arrested, I heard.", "arrest", "ben")
    table = workbook(tmp_path / "ben.xlsx", row)

    said = done("codings", "import", table, "--study", study, "--dry-run").stdout

    assert said.startswith("1 row: 1 would be new")
    assert {path: path.read_bytes() for path in study.rglob("*.jsonl")} == before
