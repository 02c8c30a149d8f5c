"""Reading from disk: regular files only, containers in a child, hostile ones refused.

Each hostile file goes through the child, as it would for a user, with a limit on the
child's memory and on time.
"""

import os
import signal
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from formats.office import (
    HEAD,
    MAIN,
    archive,
    cell,
    document,
    docx,
    paragraph,
    row,
    run,
    workbook,
)

from qualcode.errors import TableError, TranscriptError
from qualcode.formats.containers import Container
from qualcode.formats.docx_in import parse_docx
from qualcode.store.reading import ReadingChild, read_draft, read_drafts, read_table
from qualcode.store.reading_wire import table_from, table_to

SECONDS = 15.0
MEGABYTES = 400
DOCUMENT = docx(paragraph(run("P01: In spring.")))
CANARY = "CANARY-7d1f"
BODY = document(paragraph(run("P1: a")))
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 30}">' for n in range(1, 8))


def bomb(entry: str, *, size: int) -> bytes:
    return archive({entry: b" " * size})


def lying(data: bytes, entry: str) -> bytes:
    """Make the headers say that ``entry`` has 1,000 bytes."""
    made = bytearray(data)
    name = entry.encode()
    local = data.index(name) - 30
    central = data.rindex(name) - 46
    made[local + 22 : local + 26] = made[central + 24 : central + 28] = (1000).to_bytes(
        4, "little"
    )
    return bytes(made)


def doubled() -> bytes:
    made = archive({MAIN: BODY, "word/documenT.xml": BODY})
    return made.replace(b"documenT", b"document")


def encrypted() -> bytes:
    made = bytearray(archive({MAIN: BODY}))
    made[6] |= 1
    central = made.rindex(b"PK\x01\x02")
    made[central + 8] |= 1
    return bytes(made)


def with_declaration(declaration: str, inner: str = "&x;") -> bytes:
    body = BODY.replace(HEAD, HEAD + declaration).replace("P1: a", inner)
    return archive({MAIN: body})


def deep_tables(depth: int) -> bytes:
    opened = "<w:tbl><w:tr><w:tc>" * depth
    return docx(f"{opened}{paragraph(run('x'))}{'</w:tc></w:tr></w:tbl>' * depth}")


def damaged() -> bytes:
    made = bytearray(archive({MAIN: BODY}, deflated=False))
    made[made.index(b"P1: a")] ^= 1
    return bytes(made)


BILLION = f'<!DOCTYPE a [<!ENTITY l0 "l">{LAUGHS}]>'
XXE = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///tmp/{CANARY}">]>'
HOSTILE = {
    "bomb.docx": (bomb(MAIN, size=49_000_000), "expands more than 200 times"),
    "bomb.xlsx": (bomb("xl/workbook.xml", size=60_000_000), "expands"),
    "lying.docx": (lying(bomb(MAIN, size=40_000_000), MAIN), "damaged"),
    "doubled.docx": (doubled(), "the same entry twice"),
    "encrypted.docx": (encrypted(), "encrypted"),
    "laughs.docx": (
        with_declaration(f'<!DOCTYPE a [<!ENTITY l0 "l">{LAUGHS}]>'),
        "type",
    ),
    "quadratic.docx": (
        with_declaration(f'<!DOCTYPE a [<!ENTITY x "{"x" * 100_000}">]>', "&x;" * 5000),
        "declares a document type",
    ),
    "xxe.docx": (with_declaration(XXE), "declares a document type"),
    "external.docx": (
        with_declaration('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">', "a"),
        "declares a document type",
    ),
    "utf16-doctype.docx": (
        archive({MAIN: f'<?xml version="1.0"?>{XXE}<a/>'.encode("utf-16")}),
        "declares a document type",
    ),
    "entity.docx": (docx(paragraph(run("&unknown;"))), "not well-formed"),
    "deep.docx": (deep_tables(9000), "nested deeper than 200"),
    "damaged.docx": (damaged(), "damaged"),
    "truncated.docx": (DOCUMENT[: len(DOCUMENT) // 2], "damaged"),
    "entries.docx": (
        archive({f"e{n}": "" for n in range(2001)}),
        "than 2000",
    ),
    "nul.docx": (docx(paragraph(run("\0"))), "not well-formed"),
    "far.xlsx": (
        workbook(row(1, cell("A1", "text")) + row(1048576, cell("XFD1048576", "x"))),
        "XFD1048576",
    ),
    "repeated.xlsx": (
        workbook(
            "".join(f'<row><c t="s"><v>{n > 0:d}</v></c></row>' for n in range(200)),
            shared=f"<si><t>text</t></si><si><t>{os.urandom(250_000).hex()}</t></si>",
        ),
        "too much text",
    ),
}


def memory_of(process: int) -> float:
    """Return the most memory the process has used, in megabytes."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    peak = next(line for line in status.read_text().split("\n") if "VmHWM" in line)
    return int(peak.split()[1]) / 1000


@pytest.fixture
def child() -> Iterator[ReadingChild]:
    made = ReadingChild()
    yield made
    made.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_quickly_in_little_memory(
    name: str, tmp_path: Path, child: ReadingChild
) -> None:
    data, told = HOSTILE[name]
    file = tmp_path / name
    file.write_bytes(data)
    before = time.monotonic()
    with pytest.raises(TranscriptError) as caught:
        read_draft(file, child=child)

    assert told in str(caught.value)
    assert CANARY not in str(caught.value)
    assert time.monotonic() - before < SECONDS
    assert child._process is not None, "the child died instead of answering"
    assert memory_of(child._process.pid) < MEGABYTES
    assert [*tmp_path.iterdir()] == [file]


def test_the_counted_size_decides_and_not_the_header() -> None:
    data = lying(bomb(MAIN, size=2_000_000), MAIN)

    with pytest.raises(TranscriptError):
        Container(data, "in.docx").read(MAIN)


def test_what_is_read_of_an_archive_is_bounded_as_a_whole() -> None:
    part = archive({MAIN: bytes(45_000_000)}, deflated=False)
    opened = Container(part, "in.docx")
    for _ in range(4):
        opened.read(MAIN)

    with pytest.raises(TranscriptError, match="expands beyond 200 MB"):
        opened.read(MAIN)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_rare_compressions_are_refused(method: int, tmp_path: Path) -> None:
    file = tmp_path / "in.docx"
    with zipfile.ZipFile(file, "w", method) as made:
        made.writestr(MAIN, BODY)

    with pytest.raises(TranscriptError, match="compression"):
        parse_docx(file.read_bytes(), file.name)


def test_a_document_is_read_in_the_child_as_in_this_process(tmp_path: Path) -> None:
    file = tmp_path / "i01.docx"
    file.write_bytes(DOCUMENT)

    assert read_draft(file) == parse_docx(DOCUMENT, "i01.docx")


def test_a_table_is_read_in_the_child_with_its_places(tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbook(row(1, cell("A1", "id")) + row(3, cell("A3", "001"))))
    found = read_table(file)

    assert found.rows[0].cells == ("001",)
    assert str(found.where(found.rows[0], "id")) == "people.xlsx!A3"
    assert table_from(table_to(found)) == found


def test_a_csv_table_is_read_here(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("id\n001\n", encoding="utf-8")

    assert read_table(file).rows[0].cells == ("001",)


def test_the_problems_of_a_table_come_back_from_the_child(tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbook(row(1, cell("A1", "id"), cell("B1", "ID"))))

    with pytest.raises(TableError, match=r"people\.xlsx!B1: two columns have"):
        read_table(file)


def test_one_child_reads_all_files_of_a_run(tmp_path: Path) -> None:
    files = [tmp_path / f"i{n}.docx" for n in range(3)]
    for number, file in enumerate(files):
        file.write_bytes(docx(paragraph(run(f"P01: number {number}"))))
    plain = tmp_path / "i4.txt"
    plain.write_text("P01: plain\n", encoding="utf-8")

    found = [draft.text for draft in read_drafts([*files, plain])]

    assert found == [
        "P01: number 0\n",
        "P01: number 1\n",
        "P01: number 2\n",
        "P01: plain\n",
    ]


def test_a_child_that_was_killed_is_said_and_started_again(
    tmp_path: Path, child: ReadingChild
) -> None:
    file = tmp_path / "i01.docx"
    file.write_bytes(DOCUMENT)
    read_draft(file, child=child)
    assert child._process is not None
    child._process.send_signal(signal.SIGKILL)
    child._process.wait()
    with pytest.raises(TranscriptError, match=r"could not be read: .*\(docx\)"):
        read_draft(file, child=child)

    assert read_draft(file, child=child).text == "P01: In spring.\n"


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    file = tmp_path / "slow.docx"
    file.write_bytes(DOCUMENT)
    impatient = ReadingChild(seconds=0.0)
    with pytest.raises(TranscriptError, match="took longer than 0 seconds"):
        read_draft(file, child=impatient)

    assert impatient._process is None


@pytest.mark.parametrize("name", ["pipe.txt", "pipe.docx"])
def test_a_pipe_is_refused_at_once(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)

    with pytest.raises(TranscriptError, match="not a regular file"):
        read_draft(tmp_path / name)


def test_folders_loops_and_missing_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    for name in ("folder.txt", "loop.txt", "missing.txt"):
        with pytest.raises(TranscriptError):
            read_draft(tmp_path / name)
    with pytest.raises(TableError):
        read_table(tmp_path / "missing.csv")


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "true.txt").write_text("P01: Now.\n", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "true.txt")

    assert read_draft(tmp_path / "link.txt").text == "P01: Now.\n"


def test_a_file_beyond_measure_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    with file.open("wb") as made:
        made.truncate(100_000_001)

    with pytest.raises(TranscriptError, match="larger than 100 MB"):
        read_draft(file)


def test_a_name_that_is_no_text_is_read(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"\xff.txt")
    file.write_text("P01: Now.\n", encoding="utf-8")

    assert read_draft(file).text == "P01: Now.\n"


def test_a_document_of_many_pages_is_read_in_good_time(tmp_path: Path) -> None:
    file = tmp_path / "long.docx"
    lines = (f"P0{n % 2 + 1}: {n} words that were said" for n in range(5000))
    body = "".join(paragraph(run(line)) for line in lines)
    file.write_bytes(archive({MAIN: document(body)}, deflated=False))
    before = time.monotonic()

    assert read_draft(file).text.count("\n") == 5000
    assert time.monotonic() - before < SECONDS


def test_a_table_too_large_for_the_childs_memory_is_refused(tmp_path: Path) -> None:
    shared = f"<si><t>id</t></si><si><t>{os.urandom(15_000_000).hex()}</t></si>"
    data = workbook('<row><c t="s"><v>0</v></c></row>', shared=shared)
    file = tmp_path / "large.xlsx"
    file.write_bytes(data)

    assert read_table(file).header == ("id",)
