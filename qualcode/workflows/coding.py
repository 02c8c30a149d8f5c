"""Coding by rules: suggestions of a study or of loose files, or only their numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.codebook import Codebook
from qualcode.model.coding import ASSERTIONS, Cue, Reason, Suggestion
from qualcode.model.study import Study
from qualcode.model.transcript import Transcript
from qualcode.store.folder import StudyFolder
from qualcode.workflows.asked import Asked
from qualcode.workflows.inputs import is_study, study_at, transcript_files
from qualcode.workflows.progress import Progress, silent

if TYPE_CHECKING:
    from qualcode.matching.cache import Cache
    from qualcode.matching.counts import CodeCount
    from qualcode.workflows.opening import OpenStudy

__all__ = ["CodedStudy", "code_any", "code_study", "opened", "suggestion_objects"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedStudy:
    """How many suggestions the rules of a codebook make, and of what it was asked."""

    codebook: str
    rules: int
    transcripts: int
    counts: "tuple[CodeCount, ...]"

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give a row a code that has rules: code, transcripts, then assertions."""
        for one in self.counts:
            if one.tier == "code":
                found = dict(one.assertions)
                numbers = (found.get(each, 0) for each in ASSERTIONS)
                yield one.code, one.transcripts, one.suggestions, *numbers


def code_study(folder: StudyFolder, *, codebook: str = "") -> CodedStudy:
    """Apply a codebook to a study's transcripts and count what it suggests.

    What did not change since the last run is taken from the cache.

    Raises:
        QualcodeError: with all problems of the files.
    """
    from qualcode.store.cache import FileCache
    from qualcode.store.shelved import ShelvedTranscripts

    if codebook:
        from qualcode.workflows.codebooks import read_codebook

        book = read_codebook(codebook)
    else:
        book = folder.codebook()
    cache = FileCache(folder.path / ".qualcode")
    return _coded(book, ShelvedTranscripts(folder, cache), cache)


def code_any(
    paths: Sequence[Path], folder: Path | None, asked: Asked, *, codebook: str = ""
) -> CodedStudy:
    """Code the study or the loose files that a command was given, and count."""
    if not paths or (len(paths) == 1 and is_study(paths[0])):
        return code_study(study_at(paths[0] if paths else folder), codebook=codebook)
    from qualcode.workflows.opening import open_files

    study = open_files(transcript_files(paths), asked, codebook=codebook).study
    return _coded(study.codebook, study.transcripts, None)


def _coded(
    codebook: Codebook, transcripts: Sequence[Transcript], cache: "Cache | None"
) -> CodedStudy:
    from qualcode.matching.counts import count

    return CodedStudy(
        codebook=codebook.title or codebook.id,
        rules=sum(len(code.rules) for code in codebook.codes),
        transcripts=len(transcripts),
        counts=count(codebook, transcripts, cache=cache),
    )


def opened(
    paths: Sequence[Path],
    folder: Path | None,
    asked: Asked,
    *,
    codebook: str = "",
    consent: str = "",
    progress: Progress = silent,
) -> "OpenStudy":
    """Open the study or the loose files that a command was given.

    Args:
        paths: a study's folder, or files and folders of transcripts; none means the
            study ``folder``, or the nearest one.
        folder: a study's folder.
        asked: what was said about loose files.
        codebook: a file or a shipped one's name; else the study's.
        consent: of the persons in loose files.
        progress: is told of each file and step.
    """
    from qualcode.workflows.opening import open_files, open_study

    if len(paths) == 1 and is_study(paths[0]):
        return open_study(StudyFolder(paths[0]), codebook=codebook)
    if not paths:
        return open_study(study_at(folder), codebook=codebook)
    files = transcript_files(paths)
    return open_files(
        files, asked, codebook=codebook, consent=consent, progress=progress
    )


def stored_transcripts(folder: StudyFolder) -> tuple[Transcript, ...]:
    """Return a study's transcripts as they are today, without any coding."""
    from qualcode.store.opened import Opened

    _, settings = folder.identity()
    study = Opened(folder, settings, folder.participants(), folder.interviews())
    return tuple(study.transcript(id)[0] for id in folder.ids())


def suggestion_objects(study: Study) -> Iterator[dict[str, object]]:
    """Give each suggestion as JSON has it, in order; offsets are code points."""
    texts = {transcript.id: transcript for transcript in study.transcripts}
    for suggestion in study.suggestions:
        yield _suggestion(suggestion, texts[suggestion.transcript])


def _suggestion(found: Suggestion, transcript: Transcript) -> dict[str, object]:
    return {
        "transcript": found.transcript,
        "start": found.span.start,
        "end": found.span.end,
        "quote": found.quote,
        "code": found.code,
        "rule": found.rule,
        "tier": found.tier,
        "assertion": found.assertion,
        "experiencer": found.experiencer,
        "reasons": [_reason(reason, transcript.text) for reason in found.reasons],
    }


def _reason(reason: Reason, text: str) -> dict[str, object]:
    return {
        "rule": reason.rule,
        "matched": [
            {"start": span.start, "end": span.end, "words": span.of(text)}
            for span in reason.matched
        ],
        "assertion": reason.assertion,
        "experiencer": reason.experiencer,
        "cues": [_cue(cue, text) for cue in reason.cues],
        "question": reason.question,
    }


def _cue(cue: Cue, text: str) -> dict[str, object]:
    return {
        "kind": cue.kind,
        "start": cue.span.start,
        "end": cue.span.end,
        "words": cue.span.of(text),
    }
