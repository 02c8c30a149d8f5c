"""Finding: keyword in context over a study or loose files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.errors import CodebookError, Location, TranscriptError
from qualcode.model.codebook import WordList
from qualcode.model.pattern import Pattern, PatternError, parse_pattern
from qualcode.model.span import Span
from qualcode.model.transcript import Transcript
from qualcode.store.cache import FileCache
from qualcode.store.folder import StudyFolder
from qualcode.workflows.asked import Asked
from qualcode.workflows.coding import stored_transcripts
from qualcode.workflows.importing import understand
from qualcode.workflows.inputs import is_study, study_at, transcript_files

__all__ = ["Concordance", "find"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """One place: where, who speaks, and the words with ``width`` characters around."""

    transcript: str
    turn: int
    speaker: str
    span: Span
    before: str = field(repr=False)
    words: str = field(repr=False)
    after: str = field(repr=False)
    width: int = 40

    def line(self) -> str:
        """Return the place as a line, its words in one column."""
        where = f"{self.transcript} turn {self.turn} {self.speaker}"
        before = self.before.rjust(self.width)
        return f"{where:24.24}  {before}[{self.words}]{self.after}"

    def as_object(self) -> dict[str, object]:
        """Return the place as JSON has it; offsets are code points."""
        return {
            "transcript": self.transcript,
            "turn": self.turn,
            "speaker": self.speaker,
            "start": self.span.start,
            "end": self.span.end,
            "before": self.before,
            "words": self.words,
            "after": self.after,
        }


def find(
    written: str,
    paths: Sequence[Path],
    folder: Path | None,
    *,
    width: int = 40,
    speaker: str = "any",
) -> Iterator[Concordance]:
    """Find a pattern of the rule language in a study or loose files.

    Raises:
        CodebookError: the pattern cannot be read.
        QualcodeError: the files cannot be read.
    """
    from qualcode.matching.find import find as matches

    pattern = _pattern(written)
    transcripts, lists, cache = _where(paths, folder, pattern)
    texts = {transcript.id: transcript for transcript in transcripts}
    for found in matches(
        pattern, transcripts, lists=lists, speaker=speaker, cache=cache
    ):
        yield _in_context(texts[found.transcript], found.turn, found.span, width)


def _pattern(written: str) -> Pattern:
    try:
        return parse_pattern(written)
    except PatternError as error:
        where = Location("PATTERN", 1, error.offset + 1)
        raise CodebookError(error.message, where=where, fix=error.fix) from None


def _where(
    paths: Sequence[Path], folder: Path | None, pattern: Pattern
) -> tuple[Sequence[Transcript], Sequence[WordList], FileCache | None]:
    if not paths or (len(paths) == 1 and is_study(paths[0])):
        study = StudyFolder(paths[0]) if paths else study_at(folder)
        lists = study.codebook().lists if pattern.lists else ()
        cache = FileCache(study.path / ".qualcode")
        return stored_transcripts(study), lists, cache
    found, problems = understand(transcript_files(paths), Asked(by_stem=True))
    if problems:
        raise TranscriptError.of(problems)
    return [one.transcript for one in found], (), None


def _in_context(
    transcript: Transcript, number: int, span: Span, width: int
) -> Concordance:
    turn = transcript.turns[number - 1]
    text = transcript.text
    before = text[max(turn.span.start, span.start - width) : span.start]
    after = text[span.end : min(turn.span.end, span.end + width)]
    return Concordance(
        transcript=transcript.id,
        turn=number,
        speaker=turn.speaker.label,
        span=span,
        before=before.replace("\n", " "),
        words=span.of(text).replace("\n", " "),
        after=after.replace("\n", " "),
        width=width,
    )
