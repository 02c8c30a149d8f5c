"""Studies on disk: what is made, what is loaded, what edits do to codings."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from store.studyfolders import OTHER, TEXT, arrival, coded, draft, ids, study

from qualcode.errors import LedgerError, QualcodeError, StudyError, TranscriptError
from qualcode.formats.ledger import render_event
from qualcode.model.arrivals import Arrival
from qualcode.model.events import removal
from qualcode.model.history import undoing
from qualcode.model.study import Settings
from qualcode.store.folder import StudyFolder, find_study, version_of
from qualcode.store.recording import record
from qualcode.store.screen import screened
from qualcode.store.studies import accept_moves, create, load
from qualcode.store.transcripts import add_transcripts, replace_transcript

CODEBOOK = b"""\
qualcode: 1
id: small
version: "1"
title: Small
themes:
  - id: property
    label: Property
codes:
  - id: theft
    theme: property
    label: Theft
    definition: Things taken.
"""


def test_a_new_study_has_its_files_for_its_owner_alone(tmp_path: Path) -> None:
    was = os.umask(0)
    try:
        folder = create(tmp_path / "s", Settings(title="Port"), codebook=CODEBOOK)
        add_transcripts(folder, [arrival()])
        record(folder, [coded("They took my phone.")], coder="ann")
    finally:
        os.umask(was)
    found = [folder.path, *folder.path.rglob("*")]
    names = {path.relative_to(folder.path).as_posix() for path in found}

    assert {
        "study.yaml",
        "participants.csv",
        "interviews.csv",
        "codebook.yaml",
        ".gitattributes",
        ".qualcode/.gitignore",
        "interviews/I01/transcript.txt",
        "interviews/I01/source.yaml",
        f"interviews/I01/versions/{version_of(TEXT)}.txt",
    } < names
    for path in found:
        mode = path.stat().st_mode & 0o777
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_a_study_is_not_made_over_another_and_spares_files_that_are_there(
    tmp_path: Path,
) -> None:
    (tmp_path / "participants.csv").write_bytes(b"id\np01\n")
    folder = create(tmp_path)

    assert [one.id for one in folder.participants()] == ["p01"]
    with pytest.raises(StudyError, match="there is a study here already"):
        create(tmp_path)


def test_the_nearest_study_above_is_found(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")

    assert find_study(folder.path / "interviews" / "I01").path == folder.path
    with pytest.raises(StudyError, match="no study here or above"):
        find_study(tmp_path)
    with pytest.raises(StudyError, match="no study here"):
        StudyFolder(tmp_path).identity()


def test_a_study_loads_what_was_put_in(tmp_path: Path) -> None:
    folder = create(tmp_path / "s", Settings(title="Port"), codebook=CODEBOOK)
    add_transcripts(folder, [arrival(), arrival(OTHER, "I02")])
    add_transcripts(folder, [arrival("The law says no.\n", "D01")], kind="documents")
    record(folder, [coded("They took my phone.", id="a")], coder="ann")
    loaded = load(folder)

    assert loaded.study.settings.title == "Port"
    assert [t.id for t in loaded.study.transcripts] == ["I01", "I02"]
    assert [d.text for d in loaded.study.documents] == ["The law says no.\n"]
    assert [c.id for c in loaded.study.codebook.codes] == ["theft"]
    assert [(c.id, c.state) for c in loaded.study.codings] == [("a", "kept")]
    assert not loaded.newer


def test_problems_of_files_that_people_write_are_raised_together(
    tmp_path: Path,
) -> None:
    folder = study(tmp_path / "s")
    (folder.path / "participants.csv").write_bytes(b"name\nx\n")
    (folder.path / "interviews" / "I01" / "transcript.txt").write_bytes(b"\xff")
    (folder.path / "codebook.yaml").write_bytes(b"codes: [")

    with pytest.raises(StudyError) as caught:
        load(folder)
    files = {str(p.where).split(":")[0] for p in caught.value.problems}
    assert files == {
        "participants.csv",
        "interviews/I01/transcript.txt",
        "codebook.yaml",
    }


def test_codings_on_an_edited_text_are_followed_and_what_moved_can_be_accepted(
    tmp_path: Path,
) -> None:
    folder = study(tmp_path / "s")
    record(
        folder,
        [
            coded("They took my phone.", id="kept"),
            coded("They took my papers.", id="moved"),
            coded("They did not say.", id="lost"),
        ],
        coder="ann",
    )
    text = TEXT.replace("my papers", "all my papers").replace(" They did not say.", "")
    path = folder.unit("I01") / "transcript.txt"
    path.write_bytes(text.encode())  # by hand, as people do
    loaded = load(folder)
    found = {coding.id: coding for coding in loaded.study.codings}

    assert {c.id: c.state for c in found.values()} == {
        "kept": "kept",
        "moved": "moved",
        "lost": "lost",
    }
    for id in ("kept", "moved"):
        assert found[id].span.of(text) == found[id].quote
    assert found["moved"].quote == "They took all my papers."
    said = [p.message for p in loaded.problems]
    assert "1 coding of I01: moved" in said
    assert "1 coding of I01: lost" in said

    accept_moves(loaded, coder="ben")
    again = {coding.id: coding for coding in load(folder).study.codings}
    assert again["moved"].state == "kept"
    assert again["moved"].coder == "ann"
    assert folder.version("I01", version_of(text)) == text


def test_a_coding_whose_speaker_changed_is_moved(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    record(folder, [coded("They took my phone.", id="a")], coder="ann")
    text = TEXT.replace("P1: They", "INT: They")
    replace_transcript(folder, "I01", draft(text))

    assert [c.state for c in load(folder).study.codings] == ["moved"]


def test_without_the_kept_version_a_coding_is_looked_for_by_its_quote(
    tmp_path: Path,
) -> None:
    folder = study(tmp_path / "s")
    record(folder, [coded("They took my phone.", id="a")], coder="ann")
    replace_transcript(folder, "I01", draft("INT: Hello.\n" + TEXT))
    for version in (folder.unit("I01") / "versions").iterdir():
        version.write_bytes(b"changed by hand")

    assert [c.state for c in load(folder).study.codings] == ["moved"]


def test_a_batch_is_undone_and_the_undoing_is_undone(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    batch = [coded("They took my phone.", id="a"), coded("I don't know.", id="b")]
    record(folder, batch, coder="ann", batch="import-1")
    history = load(folder).histories["I01"]
    record(folder, undoing(history, "import-1", coder="ann"), coder="ann", batch="u")

    assert ids(folder) == []
    history = load(folder).histories["I01"]
    record(folder, undoing(history, "u", coder="ann"), coder="ann")
    assert ids(folder) == ["a", "b"]


def test_an_event_on_a_text_that_nobody_kept_is_refused(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    unknown = replace(coded("They took my phone."), version="0123456789ab")

    with pytest.raises(LedgerError, match="changed meanwhile"):
        record(folder, [coded("I don't know."), unknown], coder="ann")
    assert ids(folder) == []


def test_an_event_of_a_transcript_that_is_not_there_is_refused(
    tmp_path: Path,
) -> None:
    folder = study(tmp_path / "s")
    for id in ("I09", "../../x", ""):
        with pytest.raises(QualcodeError):
            record(folder, [removal("a", coder="ann", transcript=id)], coder="ann")


def test_a_transcript_that_is_there_is_known_and_a_changed_one_is_refused(
    tmp_path: Path,
) -> None:
    folder = study(tmp_path / "s")
    changed = arrival(TEXT.replace("phone", "watch"), "")

    assert add_transcripts(folder, [arrival(TEXT, "")])[0].known
    long = TEXT + OTHER
    add_transcripts(folder, [arrival(long * 2, "I02")])
    with pytest.raises(TranscriptError, match="looks like I02"):
        add_transcripts(folder, [arrival(long * 2 + "P1: Yes.\n", "")])
    with pytest.raises(TranscriptError, match="there is another transcript I01"):
        add_transcripts(folder, [replace(changed, id="I01")])
    assert folder.ids() == ("I01", "I02")


def test_the_original_and_its_name_are_not_kept(tmp_path: Path) -> None:
    folder = create(tmp_path / "s")
    named = Arrival(draft=draft(), stem="Amina Exampleova", name="Amina Exampleova.txt")
    placed = add_transcripts(folder, [named])

    assert [one.id for one in placed] == ["I01"]
    for path in folder.path.rglob("*"):
        assert "Amina" not in path.name
        assert path.is_dir() or b"Amina" not in path.read_bytes()
    assert "Amina" not in repr(placed)


def test_replacing_what_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")

    with pytest.raises(StudyError, match="no transcript with this id"):
        replace_transcript(folder, "I09", draft())


def test_keys_to_pseudonyms_and_copies_of_sync_tools_are_said(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    for name in ("key.csv", "Pseudonyms.xlsx", "identities.txt"):
        (folder.path / name).write_bytes(b"")
    copy = "transcript (conflicted copy of Ann).txt"
    (folder.unit("I01") / copy).write_bytes(b"")
    said = {str(p.where): p.message for p in load(folder).problems}

    for name in ("key.csv", "Pseudonyms.xlsx", "identities.txt"):
        assert "key from pseudonyms" in said[name]
    assert "sync tool" in said[f"interviews/I01/{copy}"]
    assert "participants.csv" not in said


def test_two_tables_of_one_kind_are_refused(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    (folder.path / "participants.xlsx").write_bytes(b"")

    with pytest.raises(StudyError, match="there are two tables"):
        load(folder)


def test_a_code_that_the_codebook_does_not_have_is_said(tmp_path: Path) -> None:
    folder = create(tmp_path / "s", codebook=CODEBOOK)
    add_transcripts(folder, [arrival()])
    record(folder, [replace(coded("I don't know."), code="fear")], coder="ann")

    assert any("codebook does not have" in p.message for p in load(folder).problems)


def test_folders_that_are_passed_over_are_said(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")
    for name in ("interviews/I02", "interviews/I 3", "documents/I01", ".git/x"):
        (folder.path / name).mkdir(parents=True)
    (folder.path / "documents" / "I01" / "document.txt").write_bytes(b"Law.")
    said = {str(p.where): p.message for p in screened(folder.path)}

    assert said == {
        "interviews/I02": "this folder is not read: no transcript.txt",
        "interviews/I 3": "this folder is not read: its name is no id",
        "documents/I01": "interviews/I01 has the same id",
    }
    with pytest.raises(StudyError, match="have the id I01"):
        load(folder)


def test_a_document_cannot_take_the_id_of_an_interview(tmp_path: Path) -> None:
    folder = study(tmp_path / "s")

    with pytest.raises(TranscriptError, match="another transcript I01"):
        add_transcripts(folder, [arrival("Law.", "I01")], kind="documents")
    add_transcripts(folder, [arrival("Law.", "D01")], kind="documents")
    assert folder.source("D01").format == "txt"


def test_a_newer_qualcode_in_one_interview_stops_the_whole_batch(
    tmp_path: Path,
) -> None:
    folder = study(tmp_path / "s")
    add_transcripts(folder, [arrival(OTHER, "I02")])
    newer = replace(coded("I don't know."), v=2, id="x", n=1, transcript="I02")
    (folder.unit("I02") / "codings").mkdir()
    path = folder.unit("I02") / "codings" / "eva-1.jsonl"
    path.write_bytes(render_event(newer))
    other = replace(coded("harbour", text=OTHER), transcript="I02")

    with pytest.raises(LedgerError, match="newer qualcode"):
        record(folder, [coded("I don't know."), other], coder="ann")
    assert ids(folder) == []
    assert load(folder).newer
