"""Transcripts of a study: taking new ones in, replacing one by its new state.

In:  drafts that readers made. An original file is never kept, nor is its name.
Out: a folder for each interview or document, there as a whole or not at all; the text
     is kept as a version from the first day.
"""

import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.errors import Problem, StudyError, TranscriptError
from qualcode.model.arrivals import Arrival, Placed, place_arrivals
from qualcode.model.transcript import Draft, Source
from qualcode.store.files import make_folder, said, sweep, sync_folder, write_file
from qualcode.store.folder import TEXTS, StudyFolder, version_of
from qualcode.store.locks import study_lock

__all__ = ["add_transcripts", "placed", "replace_transcript"]

NEW = ".new-"


def placed(
    study: StudyFolder, arrivals: Sequence[Arrival], *, kind: str = "interviews"
) -> tuple[tuple[Placed, ...], tuple[Problem, ...]]:
    """Say which ids arrivals would get, and what speaks against them; write nothing.

    Raises:
        QualcodeError: a stored text or table cannot be read.
    """
    stored = {id: study.text(id) for each in TEXTS for id in study.ids(each)}
    taken = {id for each in TEXTS for id in _folders(study.path / each)}
    if kind == "interviews":
        taken |= {interview.id for interview in study.interviews()}
    prefix = "I" if kind == "interviews" else "D"
    return place_arrivals(arrivals, stored, taken=taken, prefix=prefix)


def add_transcripts(
    study: StudyFolder, arrivals: Sequence[Arrival], *, kind: str = "interviews"
) -> tuple[Placed, ...]:
    """Take texts into the study, all or none; those already there are left alone.

    Args:
        study: the study.
        arrivals: what comes in, in any order.
        kind: ``interviews`` or ``documents``.

    Returns:
        Every arrival with its id; ``known`` are those that were there.

    Raises:
        TranscriptError: with all reasons why some cannot come in.
        StudyError: the disk refuses.
    """
    with study_lock(study.identity()[0]):
        found, problems = placed(study, arrivals, kind=kind)
        if problems:
            raise TranscriptError.of(problems)
        above = study.path / kind
        make_folder(above)
        _sweep_new(above)
        for one in found:
            if not one.known:
                _add(above, one)
    return found


def replace_transcript(study: StudyFolder, id: str, draft: Draft) -> str:
    """Put a new state of a text in the place of the one that is there.

    The old one is kept as a version, so codings can be followed. Labels that a person
    set stay; how turns are marked is found anew.

    Returns:
        The version of the new text.

    Raises:
        StudyError: there is no such transcript, or the disk refuses.
    """
    from qualcode.formats.settings_out import render_source

    with study_lock(study.identity()[0]):
        if id not in (*study.ids(), *study.ids("documents")):
            fix = "see `qualcode status` for the ids there are"
            raise StudyError("there is no transcript with this id", fix=fix)
        unit = study.unit(id)
        sweep(unit)
        study.keep_version(id, study.text(id))
        version = study.keep_version(id, draft.text)
        source = _with_dialect(draft)
        source = replace(source, labels=source.labels or study.source(id).labels)
        write_file(unit / TEXTS[unit.parent.name], draft.text.encode())
        write_file(unit / "source.yaml", render_source(source))
    return version


def _add(above: Path, one: Placed) -> None:
    from qualcode.formats.settings_out import render_source

    draft = one.arrival.draft
    data = draft.text.encode()
    new = above / f"{NEW}{secrets.token_hex(6)}"
    target = above / one.id
    try:
        make_folder(new / "versions")
        write_file(new / "versions" / f"{version_of(draft.text)}.txt", data)
        write_file(new / "source.yaml", render_source(_with_dialect(draft)))
        write_file(new / TEXTS[above.name], data)
        with said(target, "made"):
            new.rename(target)
            sync_folder(above)
    except StudyError:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _with_dialect(draft: Draft) -> Source:
    """The draft's source with the way its turns are marked, found once and kept."""
    from qualcode.formats.turns import split

    found = split(draft.text, dialect=draft.source.dialect).dialect
    # A text without labels may get some by hand later: do not rule that out.
    return replace(draft.source, dialect="" if found == "none" else found)


def _sweep_new(above: Path) -> None:
    """Delete what an import that was killed left behind; hold the study's lock."""
    for left in above.glob(f"{NEW}*"):
        shutil.rmtree(left)


def _folders(above: Path) -> Iterable[str]:
    if not above.is_dir():
        return ()
    return [path.name for path in above.iterdir() if not path.name.startswith(".")]
