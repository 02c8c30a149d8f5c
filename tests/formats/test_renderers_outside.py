"""Exports seen from outside: by other processes, and by LibreOffice if it is there."""

import csv
import hashlib
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from formats.render_samples import (
    HOSTILE,
    STAMP,
    quote_book,
    quotes_sheet,
    summary_sheet,
    themes_sheet,
)
from openpyxl import load_workbook

from qualcode.formats.characters import visible
from qualcode.formats.quotes_docx import render_quotes_docx
from qualcode.formats.workbook import Link, render_workbook

LINKS = {(0, "persons_affirmed"): Link("Quotes", 2)}
OFFICE = shutil.which("soffice") or ""
needs_office = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
HASHES = """
import hashlib
from formats.test_renderers_outside import document, workbook
print(hashlib.sha256(workbook() + document()).hexdigest())
"""


def workbook() -> bytes:
    sheets = (summary_sheet(), themes_sheet(LINKS), quotes_sheet())
    return render_workbook(sheets, title="Themes", stamp=STAMP)


def document() -> bytes:
    return render_quotes_docx(quote_book(*HOSTILE), stamp=STAMP)


def converted(folder: Path, data: bytes, name: str, to: str) -> list[Path]:
    (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", to]
    command += ["--outdir", str(folder / "out"), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return sorted((folder / "out").iterdir())


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_process_or_its_hash_seed() -> None:
    here = hashlib.sha256(workbook() + document()).hexdigest()
    tests = str(Path(__file__).parents[1])
    for seed in ("0", "1"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": tests}
        run = subprocess.run(
            [sys.executable, "-c", HASHES],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )

        assert run.stdout.strip() == here


@needs_office
@pytest.mark.slow
def test_libreoffice_reads_what_people_said_and_calculates_nothing(
    tmp_path: Path,
) -> None:
    # a filter's options: comma, quote, UTF-8, ..., -1 for every sheet
    to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    files = converted(tmp_path, workbook(), "themes.xlsx", to)
    quotes = next(file for file in files if "Quotes" in file.name)
    with quotes.open(encoding="utf-8", newline="") as stream:
        cells = [row[0] for row in csv.reader(stream) if row]

    assert len(files) == 3
    for text in HOSTILE:
        assert visible(text) in cells


# LibreOffice writes data bars of its own kind, which openpyxl does not know
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@needs_office
@pytest.mark.slow
def test_libreoffice_keeps_links_charts_tables_and_notes(
    tmp_path: Path,
) -> None:
    (file,) = converted(tmp_path, workbook(), "themes.xlsx", "xlsx")
    book = load_workbook(BytesIO(file.read_bytes()))
    sheet = book["Themes"]

    assert book.sheetnames == ["Summary", "Themes", "Quotes"]
    assert sheet["B6"].hyperlink.location.replace("'", "") == "Quotes!A7"
    with ZipFile(file) as archive:
        assert "xl/charts/chart2.xml" in archive.namelist()
    assert sheet["B6"].value == 9
    assert sheet["B5"].comment is not None
    assert [table.ref for table in sheet.tables.values()] == ["A5:D8"]


@needs_office
@pytest.mark.slow
def test_libreoffice_keeps_headings_quotes_and_bookmarks(tmp_path: Path) -> None:
    (file,) = converted(tmp_path, document(), "quotes.docx", "docx")
    data = file.read_bytes()
    paragraphs = docx.Document(BytesIO(data)).paragraphs
    styles = [paragraph.style.name for paragraph in paragraphs]

    assert styles.count("Heading 1") == 2
    assert styles.count("QuoteText") == len(HOSTILE) + 1
    assert sum("Q_001" in paragraph._p.xml for paragraph in paragraphs) == 1
