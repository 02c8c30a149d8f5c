"""Studies: making a folder for one, and loading all that a folder holds.

In:  a folder. Files that people write are read whole: every problem in them is raised
     at once. What went wrong in ledgers, or lost its place, never stops the loading;
     it is returned.
Out: a `Study` with re-anchored codings and no suggestions; those are for `workflows`.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from qualcode.errors import Location, Problem, QualcodeError, StudyError
from qualcode.model.coding import Coding, Memo, Review
from qualcode.model.events import Event, anchored
from qualcode.model.history import History, fold
from qualcode.model.participant import Document
from qualcode.model.reanchor import reanchored
from qualcode.model.study import Settings, Study
from qualcode.model.transcript import Transcript
from qualcode.store.files import make_folder, write_file
from qualcode.store.folder import SETTINGS, StudyFolder, version_of
from qualcode.store.ledgers import load_from
from qualcode.store.opened import Opened
from qualcode.store.recording import record
from qualcode.store.remembered import compared
from qualcode.store.screen import screened

__all__ = ["LoadedStudy", "accept_moves", "create", "load"]

Value = TypeVar("Value")
ATTRIBUTES = b"*.jsonl -text merge=union\n*.txt -text\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedStudy:
    """A study as its folder has it today.

    ``histories`` are the folded ledgers by transcript id; ``problems`` what `check`
    lists: lines that could not be read, codings that moved or are lost, and so on.
    ``newer``: a newer qualcode wrote here, so nothing may be written.
    """

    folder: StudyFolder
    study: Study
    histories: dict[str, History] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = ()
    newer: bool = False


def create(
    path: Path,
    settings: Settings | None = None,
    *,
    codebook: bytes = b"",
    participants: bytes = b"",
    interviews: bytes = b"",
) -> StudyFolder:
    """Make a study in a folder, which may hold other files, but no study.

    Args:
        path: the folder; it is made if it is not there.
        settings: what ``study.yaml`` says.
        codebook: the bytes of the codebook, if there is one yet.
        participants: the bytes of a table; else one with a header only.
        interviews: likewise.

    Raises:
        StudyError: there is a study here, or the folder cannot be written.
    """
    from qualcode.formats.people_out import (
        render_interviews_csv,
        render_participants_csv,
    )
    from qualcode.formats.settings_out import render_settings

    if (path / SETTINGS).exists():
        fix = "choose another folder, or go on with the study that is there"
        raise StudyError("there is a study here already", fix=fix)
    settings = settings or Settings()
    for folder in (path, path / "interviews", path / ".qualcode"):
        make_folder(folder)
    files = {
        ".qualcode/.gitignore": b"*\n",
        ".gitattributes": ATTRIBUTES,
        "participants.csv": participants or render_participants_csv(),
        "interviews.csv": interviews or render_interviews_csv(),
        settings.codebook: codebook,
        # Last: only with this file the folder is a study.
        SETTINGS: render_settings(secrets.token_hex(8), settings),
    }
    for name, data in files.items():
        if data and (name == SETTINGS or not (path / name).exists()):
            write_file(path / name, data)
    return StudyFolder(path)


def load(folder: StudyFolder) -> LoadedStudy:
    """Load a study; codings and reviews stand where today's texts have them.

    Raises:
        StudyError: with all problems of the files that people write.
    """
    fatal: list[Problem] = []
    id, settings = folder.identity()
    people = _collected(folder.participants, fatal) or ()
    interviews = _collected(folder.interviews, fatal) or ()
    there = (folder.path / settings.codebook).exists()
    codebook = _collected(folder.codebook, fatal) if there else None
    opened = Opened(folder, settings, people, interviews)
    transcripts, problems = _transcripts(opened, fatal)
    documents = _collected(opened.documents, fatal) or ()
    fatal.extend(
        Problem(f"an interview and a document have the id {id}", fix="rename one")
        for id in sorted({*folder.ids()} & {*folder.ids("documents")})
    )
    if fatal:
        raise StudyError.of(fatal)
    study = Study(id=id, settings=settings, participants=people, interviews=interviews)
    study = replace(study, transcripts=transcripts, documents=documents)
    if codebook is not None:
        study = replace(study, codebook=codebook)
    loaded = _with_codings(opened, study)
    problems.extend([*loaded.problems, *screened(folder.path)])
    if not there:
        fix = "start from one: `qualcode codebook new --from rights-violations`"
        where = Location(settings.codebook)
        problems.append(Problem("there is no codebook yet", where, fix))
    return replace(loaded, problems=tuple(problems))


def accept_moves(
    loaded: LoadedStudy, *, coder: str, ids: Sequence[str] = ()
) -> tuple[Event, ...]:
    """Write down where moved codings and reviews stand now, so that they are kept.

    Args:
        loaded: the study, as the coder saw it.
        coder: who looked.
        ids: of the codings and reviews; without any, all that moved.

    Raises:
        LedgerError: a text changed meanwhile.
    """
    texts = {one.id: one.text for one in loaded.study.transcripts}
    texts |= {one.id: one.text for one in loaded.study.documents}
    placed: list[Coding | Review] = [*loaded.study.codings, *loaded.study.reviews]
    moved = {
        one.id: one
        for one in placed
        if one.state == "moved" and (not ids or one.id in ids)
    }
    events = [
        anchored(
            "move",
            texts[one.transcript],
            one.span,
            version=version_of(texts[one.transcript]),
            of=one.id,
            coder=coder,
            transcript=one.transcript,
        )
        for one in moved.values()
    ]
    return record(loaded.folder, events, coder=coder)


def _collected(read: Callable[[], Value], problems: list[Problem]) -> Value | None:
    try:
        return read()
    except QualcodeError as error:
        problems.extend(error.problems)
        return None


def _transcripts(
    opened: Opened, fatal: list[Problem]
) -> tuple[tuple[Transcript, ...], list[Problem]]:
    found: list[Transcript] = []
    problems: list[Problem] = []
    for id in opened.folder.ids():
        try:
            transcript, said = opened.transcript(id)
        except QualcodeError as error:
            fatal.extend(error.problems)
        else:
            found.append(transcript)
            problems.extend(said)
    return tuple(found), problems


def _with_codings(opened: Opened, study: Study) -> LoadedStudy:
    histories: dict[str, History] = {}
    codings: list[Coding] = []
    reviews: list[Review] = []
    memos: list[Memo] = []
    problems: list[Problem] = []
    newer = False
    units: list[Transcript | Document] = [*study.transcripts, *study.documents]
    for unit in units:
        ledgers = load_from(opened.folder.unit(unit.id))
        history = histories[unit.id] = fold(ledgers.events)
        texts = opened.texts(unit.id, unit.text)
        for found, all_of_them in zip(
            reanchored(history, texts), (codings, reviews), strict=True
        ):
            all_of_them.extend(found)  # type: ignore[attr-defined] # a pair of lists
        memos.extend(history.memos)
        problems.extend(ledgers.problems)
        newer = newer or ledgers.newer
    return LoadedStudy(
        folder=opened.folder,
        study=replace(
            study, codings=tuple(codings), reviews=tuple(reviews), memos=tuple(memos)
        ),
        histories=histories,
        problems=(
            *problems,
            *compared(study.id, {id: one.events for id, one in histories.items()}),
            *_doubts(codings, study),
        ),
        newer=newer,
    )


def _doubts(codings: Sequence[Coding], study: Study) -> list[Problem]:
    """What `check` says of codings that need a look, by transcript and state."""
    known = {code.id for code in study.codebook.codes}
    counts: Counter[tuple[str, str]] = Counter()
    for coding in codings:
        if coding.state != "kept":
            counts[coding.transcript, coding.state] += 1
        if known and coding.code not in known:
            what = f"under the code {coding.code!a}, which the codebook does not have"
            counts[coding.transcript, what] += 1
    return [
        Problem(f"{number} coding{'s' * (number != 1)} of {transcript}: {what}")
        for (transcript, what), number in sorted(counts.items())
    ]
