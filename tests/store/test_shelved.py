"""Shelved transcripts: remembered keys are the keys that reading anew would give."""

import os
from pathlib import Path

import pytest
from studies import small_study

from qualcode.matching.index import transcript_key
from qualcode.store.cache import FileCache
from qualcode.store.folder import StudyFolder
from qualcode.store.shelved import ShelvedTranscripts

LONG_AGO = 1_000_000_000  # seconds; such a file is not just being written


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StudyFolder:
    monkeypatch.setenv("QUALCODE_HOME", str(tmp_path / "home"))
    # The time of the last change of a file's state cannot be set: take all as settled
    monkeypatch.setattr("qualcode.store.shelved.SETTLED_NS", -1)
    return StudyFolder(small_study(tmp_path))


def shelved(folder: StudyFolder) -> ShelvedTranscripts:
    return ShelvedTranscripts(folder, FileCache(folder.path / ".qualcode"))


def read_anew(folder: StudyFolder) -> list[str]:
    return [transcript_key(each, "en") for each in shelved(folder)]


def test_a_file_that_has_just_changed_is_not_remembered(
    folder: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.store.shelved.SETTLED_NS", 10**15)
    shelved(folder).keys("en")
    again = shelved(folder)

    assert again.keys("en") == read_anew(folder)
    assert len(again._read) == len(again)


def test_what_did_not_change_is_not_read_again(folder: StudyFolder) -> None:
    first = shelved(folder).keys("en")
    again = shelved(folder)

    assert again.keys("en") == first == read_anew(folder)
    assert not again._read


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("interviews/I01/transcript.txt", "kettle", "bottle"),
        ("study.yaml", "speakers: {}", "speakers: {P: interviewer}"),
        ("interviews.csv", "I02,2031-05-03,p02", "I02,2031-05-03,p01; p02"),
    ],
    ids=["text", "settings", "interviews"],
)
def test_a_change_that_matters_gives_the_keys_of_today(
    folder: StudyFolder, file: str, old: str, new: str
) -> None:
    first = shelved(folder).keys("en")
    path = folder.path / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))

    assert shelved(folder).keys("en") == read_anew(folder)
    assert (shelved(folder).keys("en") != first) == (file != "interviews.csv")


def test_a_new_engine_does_not_meet_the_old_ones_keys(
    folder: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shelved(folder).keys("en")
    monkeypatch.setattr("qualcode.store.shelved.MATCHING_VERSION", "next")
    monkeypatch.setattr("qualcode.matching.index.MATCHING_VERSION", "next")
    again = shelved(folder)

    assert again.keys("en") == read_anew(folder)
    assert not set(again.keys("en")) & set(first)
