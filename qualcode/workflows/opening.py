"""Opening: a study, or loose files, as one value with today's suggestions in it.

In:  a study's folder; or files, a codebook, and what is said about the persons in them.
Out: a `Study`; suggestions come from the cache where nothing changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.errors import Problem, TranscriptError
from qualcode.model.codebook import Codebook
from qualcode.model.doubts import doubts_of
from qualcode.model.participant import Consent, Participant
from qualcode.model.study import Study
from qualcode.store.folder import StudyFolder
from qualcode.workflows.asked import Asked
from qualcode.workflows.codebooks import DEFAULT, read_codebook
from qualcode.workflows.importing import Understood, understand
from qualcode.workflows.progress import Progress, silent

__all__ = ["OpenStudy", "open_files", "open_study"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStudy:
    """A study with suggestions, and what wants a look.

    ``files`` tells which loose file became which transcript.
    """

    study: Study
    problems: tuple[Problem, ...] = ()
    files: tuple[tuple[str, Path], ...] = ()


def open_study(folder: StudyFolder, *, codebook: str = "") -> OpenStudy:
    """Load a study and suggest codings with its codebook, or with another.

    Raises:
        QualcodeError: with all problems of the files that people write.
    """
    from qualcode.matching.suggest import suggest
    from qualcode.store.cache import FileCache
    from qualcode.store.studies import load

    loaded = load(folder)
    study = loaded.study
    if codebook:
        study = replace(study, codebook=read_codebook(codebook))
    cache = FileCache(folder.path / ".qualcode")
    found = suggest(study.codebook, study.transcripts, cache=cache)
    study = replace(study, suggestions=found)
    problems = (*loaded.problems, *doubts_of(study))
    return OpenStudy(study=study, problems=problems)


def open_files(
    paths: Sequence[Path],
    asked: Asked,
    *,
    codebook: str = "",
    consent: str = "",
    progress: Progress = silent,
) -> OpenStudy:
    """Make a study of loose files in memory and suggest codings.

    A person is a label in a file, never joined across files (semantics 3). Without
    ``consent`` none is recorded: persons count, their words are not quoted.

    Raises:
        QualcodeError: with all problems of the files.
    """
    from qualcode.matching.suggest import suggest

    found, problems = understand(paths, asked, progress=progress)
    if problems:
        raise TranscriptError.of(problems)
    book = read_codebook(codebook or DEFAULT)
    study = loose_study(found, book, Consent(consent) if consent else None)
    study = replace(study, suggestions=suggest(book, study.transcripts))
    return OpenStudy(
        study=study,
        problems=tuple(problem for one in found for problem in one.problems),
        files=tuple((one.placed.id, one.path) for one in found),
    )


def loose_study(
    found: Sequence[Understood], codebook: Codebook, consent: Consent | None
) -> Study:
    """Return the study that loose files are: every label of every file a person."""
    transcripts = sorted((one.transcript for one in found), key=lambda one: one.id)
    persons = {
        speaker.participant: Participant(id=speaker.participant, consent=consent)
        for transcript in transcripts
        for speaker in transcript.speakers
        if speaker.participant
    }
    return Study(
        id="files",
        participants=tuple(persons.values()),
        transcripts=tuple(transcripts),
        codebook=codebook,
    )
