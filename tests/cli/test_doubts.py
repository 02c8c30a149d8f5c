"""Doubts are said where numbers would be wrong without anything being broken."""

import json
from pathlib import Path

import pytest
from studies import command, done, small_study


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "home"))
    return small_study(tmp_path)


def test_a_study_in_order_is_not_doubted(study: Path) -> None:
    assert done("tables", "--study", study).stderr == ""


def test_groups_that_nobody_declared_are_said_with_every_table(study: Path) -> None:
    settings = study / "study.yaml"
    text = settings.read_text("utf-8").replace("tenant: {label", "other: {label")
    settings.write_text(text, encoding="utf-8")

    for name in ("tables", "quotes", "check"):
        said = command(name, "--study", study).stderr
        assert "5 persons of the group 'tenant' count as affected persons" in said


def test_a_speaker_named_in_interviews_who_is_not_there_is_said(study: Path) -> None:
    table = study / "interviews.csv"
    rows = "id,date,participants,speakers\nI01,2031-05-02,p01,SK=interviewer; P=p01\n"
    table.write_text(rows, encoding="utf-8")

    assert "'SK' who does not speak" in command("check", "--study", study).stderr


def test_a_text_without_speakers_but_with_questions_is_doubted(tmp_path: Path) -> None:
    text = tmp_path / "talk.txt"
    text.write_text("They evicted me in March.\nI left.\n", encoding="utf-8")
    assert "no speakers" not in done("import", text, "--dry-run").stdout

    text.write_text(">> Ottmar <<\nWere you evicted?\nNo, never.\n", encoding="utf-8")

    assert "no speakers were found" in done("import", text, "--dry-run").stdout


def test_codings_come_back_after_their_passage_was_edited(
    study: Path, tmp_path: Path
) -> None:
    text = study / "interviews/I01/transcript.txt"
    changed = text.read_text("utf-8").replace("the blue kettle", "a blue kettle")
    text.write_text(changed, encoding="utf-8")
    done("codings", "accept", "I01", "--study", study, "--coder", "ana")
    table = tmp_path / "codings.csv"
    listed = done("codings", "list", "--json", "--study", study).stdout
    again = done("codings", "import", table, "--study", study, "--coder", "ana")
    assert "5 there already" in again.stdout

    batch = json.loads(listed.split("\n")[1])["batch"]
    done("codings", "undo", batch, "--study", study, "--coder", "ana")
    again = done("codings", "import", table, "--study", study, "--coder", "ana")

    assert "5 brought back" in again.stdout
    assert done("codings", "list", "--json", "--study", study).stdout == listed


def test_an_attribute_that_no_participant_has_is_a_mistake(study: Path) -> None:
    result = command("tables", "--by", "colour", "--study", study)

    assert result.exit_code == 2
    assert "no participant has a 'colour'" in result.stderr


def test_a_table_of_codings_is_not_taken_for_an_interview(
    study: Path, tmp_path: Path
) -> None:
    result = command("import", tmp_path / "codings.csv", "--study", study)

    assert result.exit_code == 1
    assert "qualcode codings import" in result.stderr


def test_fewer_than_no_quotes_is_a_mistake(study: Path) -> None:
    assert command("quotes", "--limit", "-3", "--study", study).exit_code == 2


def test_coders_who_read_the_same_words_differently_are_named(
    study: Path, tmp_path: Path
) -> None:
    table = tmp_path / "ben.csv"
    head = "transcript,quote,code,assertion\n"
    words = "They evicted me, I had the blue kettle on the stairs."
    table.write_text(f'{head}I01,"{words}",eviction,affirmed\n', encoding="utf-8")
    done("codings", "import", table, "--study", study, "--coder", "ben")
    assert "differently" not in command("check", "--study", study).stderr

    table.write_text(f'{head}I01,"{words}",eviction,feared\n', encoding="utf-8")
    done("codings", "import", table, "--study", study, "--coder", "cem")

    said = command("check", "--study", study).stderr
    assert "I01 turn 2: ana and cem read eviction differently: assertion" in said
    assert "I01 turn 2: ben and cem read eviction differently: assertion" in said
