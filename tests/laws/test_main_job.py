"""What must hold of the whole: same bytes, nothing lost, nothing let out, no order."""

import json
import shutil
import subprocess
import sys
import zipfile
from itertools import permutations
from pathlib import Path

import pytest
from studies import BOOK, PHRASES, command, done, small_study

MOMENT = "1900000000"


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT)
    return small_study(tmp_path)


def contents(out: Path) -> dict[str, bytes]:
    """All files of an edition by name; office files are taken apart."""
    found: dict[str, bytes] = {}
    for path in sorted(out.rglob("*")):
        if path.suffix in {".xlsx", ".docx"}:
            with zipfile.ZipFile(path) as parts:
                for part in parts.namelist():
                    found[f"{path.name}/{part}"] = parts.read(part)
        elif path.is_file():
            found[str(path.relative_to(out))] = path.read_bytes()
    return found


def codings(study: Path) -> list[dict[str, object]]:
    listed = done("codings", "list", "--json", "--study", study).stdout
    return [json.loads(line) for line in listed.strip().split("\n") if line]


def states(study: Path) -> list[tuple[object, ...]]:
    names = ("id", "transcript", "quote", "state", "status")
    return [tuple(coding[name] for name in names) for coding in codings(study)]


def test_the_same_input_gives_the_same_bytes(study: Path, tmp_path: Path) -> None:
    done("run", study, "-o", tmp_path / "one")
    shutil.rmtree(study / ".qualcode")
    program = (
        f"from qualcode.cli import main; main(['run', {str(study)!r}, '-o', 'two'])"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env={
                "PYTHONHASHSEED": seed,
                "SOURCE_DATE_EPOCH": MOMENT,
                "QUALCODE_HOME": str(tmp_path / "home"),
                "TZ": "Pacific/Auckland",
                "PATH": "",
            },
            check=True,
            capture_output=True,
        )
        files = [p for p in sorted((tmp_path / "one").rglob("*")) if p.is_file()]

        assert files, "nothing was written"
        for file in files:
            twin = tmp_path / "two" / file.relative_to(tmp_path / "one")
            assert file.read_bytes() == twin.read_bytes(), file.name


def test_words_stand_in_an_edition_only_as_consent_allows(
    study: Path, tmp_path: Path
) -> None:
    done("run", study, "-o", tmp_path / "out")
    edition = contents(tmp_path / "out")

    def holds(phrase: str) -> list[str]:
        return [name for name, data in edition.items() if phrase.encode() in data]

    assert holds(PHRASES["I01"]), "p01 allows quoting"
    for id in ("I02", "I03", "I04", "I05"):
        assert holds(PHRASES[id]) == [], id


def test_persons_count_as_consent_allows(study: Path) -> None:
    screen = done("tables", "--study", study).stdout
    housing = next(line for line in screen.split("\n") if line.startswith("Housing"))

    # five persons were coded; one of them is background only
    assert housing.split()[1] == "4"
    assert housing.split()[5] == "4"


def test_nothing_anyone_said_reaches_messages(study: Path, tmp_path: Path) -> None:
    ledger = next((study / "interviews/I01/codings").iterdir())
    ledger.write_bytes(ledger.read_bytes()[:-40] + b"\n")
    text = study / "interviews/I02/transcript.txt"
    text.write_text(text.read_text("utf-8").replace("kettle", "pot"), "utf-8")
    bad = tmp_path / "bad.csv"
    bad.write_text(f"transcript,quote,code\nI01,{PHRASES['I02']},arrest\n", "utf-8")
    broken = tmp_path / "latin.txt"
    broken.write_bytes(f"P: {PHRASES['I03']} caf\xe9".encode("latin-1"))

    said = [
        command("check", "--study", study),
        command("codings", "import", bad, "--study", study, "--coder", "ana"),
        command("import", broken, "--study", study),
        command("explain", "nothing", PHRASES["I01"], "--study", study),
        command("status", "--study", study),
        command("tables", "--study", study, "--where", f"group={PHRASES['I01']}"),
    ]

    assert [result.exit_code for result in said] == [3, 1, 1, 2, 0, 2]
    told = "".join(result.output for result in said[:-1])
    home = tmp_path / "home"
    kept = b"".join(p.read_bytes() for p in home.rglob("*") if p.is_file())
    for phrase in PHRASES.values():
        assert phrase not in told
        assert phrase.encode() not in kept


def test_what_people_decided_survives_everything(study: Path) -> None:
    before = states(study)
    assert {row[3:] for row in before} == {("kept", "decided")}

    done("code", "--study", study)
    book = study / "codebook.yaml"
    book.write_text(BOOK.replace("[evict, ", "[throw, "), encoding="utf-8")
    done("code", "--study", study)
    shutil.rmtree(study / ".qualcode")
    assert states(study) == before

    text = study / "interviews/I01/transcript.txt"
    changed = text.read_text("utf-8").replace("And then?", "And then, please?")
    text.write_text("I: Good morning.\nP: Yes.\n" + changed, encoding="utf-8")
    assert states(study) == before

    text.write_text(changed.replace("the blue kettle", "a blue kettle"), "utf-8")
    after = states(study)
    assert [row[0] for row in after] == [row[0] for row in before]
    assert [row[3] for row in after if row[1] == "I01"] == ["moved"]
    assert command("check", "--study", study).exit_code == 3

    text.write_text("I: Hello?\nP: Somebody else's words.\n", encoding="utf-8")
    assert [row[3:] for row in states(study) if row[1] == "I01"] == [
        ("lost", "unplaced")
    ]


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    book = tmp_path / "book.yaml"
    book.write_text(BOOK, encoding="utf-8")
    for number in (1, 2, 3):
        said = f"I: Did they evict you?\nP: No. {'They arrested me. ' * number}\n"
        (tmp_path / f"talk{number}.txt").write_text(said, encoding="utf-8")
    files = sorted(tmp_path.glob("talk*.txt"))
    found = {
        done("code", *order, "--codebook", book, "--json").stdout
        for order in permutations(files)
    }

    assert len(found) == 1
    assert found.pop().count("\n") == 9


def test_undoing_an_import_and_importing_again_leaves_what_was(
    study: Path, tmp_path: Path
) -> None:
    before = states(study)
    batch = str(codings(study)[0]["batch"])

    done("codings", "undo", batch, "--study", study, "--coder", "ben")
    assert states(study) == []
    done(
        "codings",
        "import",
        tmp_path / "codings.csv",
        "--study",
        study,
        "--coder",
        "ana",
    )

    assert states(study) == before


def test_importing_twice_changes_nothing(study: Path, tmp_path: Path) -> None:
    table = tmp_path / "codings.csv"
    ledgers = {p: p.read_bytes() for p in study.rglob("*.jsonl")}

    again = done("codings", "import", table, "--study", study, "--coder", "ana")

    assert "5 there already" in again.stdout
    assert {p: p.read_bytes() for p in study.rglob("*.jsonl")} == ledgers
