"""Import: what is understood of files is shown before anything is stored.

In:  files of any known format, and what a person says about them.
Out: for each what was understood; on request, transcripts in a study.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.errors import OptionError, Problem, TranscriptError
from qualcode.formats.speakers import transcript_of
from qualcode.formats.turns import SplitText
from qualcode.model.arrivals import Arrival, Placed, is_id, place_arrivals
from qualcode.model.doubts import no_interviewer
from qualcode.model.participant import Participant
from qualcode.model.transcript import Draft, Transcript
from qualcode.store.folder import StudyFolder
from qualcode.workflows.asked import Asked
from qualcode.workflows.progress import Progress, silent

__all__ = ["Understood", "import_files", "understand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One file as understood: its transcript, the evidence, and what was doubtful."""

    path: Path
    placed: Placed
    transcript: Transcript
    split: SplitText
    problems: tuple[Problem, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """All that a person should know, in sentences."""
        draft = self.placed.arrival.draft.warnings
        found = tuple(_sentence(problem) for problem in self.problems)
        known = (f"is in the study already, as {self.placed.id}",)
        return (*draft, *self.split.warnings, *found, *known * self.placed.known)

    @property
    def words(self) -> int:
        """Words in turns, parted by white space, without labels and times."""
        text = self.transcript.text
        return sum(len(turn.span.of(text).split()) for turn in self.transcript.turns)


def understand(
    paths: Sequence[Path],
    asked: Asked,
    study: StudyFolder | None = None,
    *,
    progress: Progress = silent,
) -> tuple[tuple[Understood, ...], tuple[Problem, ...]]:
    """Read files and say what they hold; nothing is stored.

    Args:
        paths: files, in any order.
        asked: what the person says about them.
        study: where they would go; its persons and ids are used.
        progress: is told of each file.

    Returns:
        The files that can come in, in the order of ``paths``; and the problems of the
        others.

    Raises:
        StudyError: the study cannot be read.
        OptionError: an id or speaker does not fit.
    """
    if len(paths) > 1 and (asked.id or asked.replace):
        what = "--id" if asked.id else "--replace"
        raise OptionError(f"{what} goes with one file", fix="import one file at a time")
    drafts, problems = _drafts(paths, asked, progress)
    ids = _ids(drafts, asked)
    arrivals = [
        Arrival(draft=draft, stem=path.stem, id=ids[path], name=str(path))
        for path, draft in drafts.items()
    ]
    placed, refused = _placed(arrivals, asked, study)
    by_name = {one.arrival.name: one for one in placed}
    found: list[Understood] = []
    for path in drafts:
        if one := by_name.get(str(path)):
            try:
                found.append(_understood(path, one, asked, study))
            except TranscriptError as error:
                problems.extend(error.problems)
    return tuple(found), (*problems, *refused)


def import_files(
    paths: Sequence[Path],
    asked: Asked,
    study: StudyFolder,
    *,
    keep_good: bool = False,
    progress: Progress = silent,
) -> tuple[tuple[Understood, ...], tuple[Problem, ...]]:
    """Read files into a study: all, or with ``keep_good`` those without problems.

    Returns:
        What came in, and the problems of what did not (only with ``keep_good``).

    Raises:
        TranscriptError: with all problems; nothing is stored.
    """
    from qualcode.store.transcripts import add_transcripts, replace_transcript

    found, problems = understand(paths, asked, study, progress=progress)
    if problems and not keep_good:
        raise TranscriptError.of(problems)
    if asked.replace and found:
        replace_transcript(study, asked.replace, found[0].placed.arrival.draft)
    elif found:
        add_transcripts(study, [_settled(one) for one in found])
    return found, problems


def _drafts(
    paths: Sequence[Path], asked: Asked, progress: Progress
) -> tuple[Mapping[Path, Draft], list[Problem]]:
    from qualcode.store.reading import ReadingChild, read_draft

    drafts: dict[Path, Draft] = {}
    problems: list[Problem] = []
    child = ReadingChild()
    try:
        for number, path in enumerate(paths, 1):
            progress("reading", number, len(paths))
            try:
                draft = read_draft(path, encoding=asked.encoding, child=child)
            except TranscriptError as error:
                problems.extend(error.problems)
            else:
                drafts[path] = _told(draft, asked)
    finally:
        child.close()
    return drafts, problems


def _ids(paths: Collection[Path], asked: Asked) -> Mapping[Path, str]:
    if not asked.by_stem:
        return dict.fromkeys(paths, asked.id or asked.replace)
    stems = Counter(path.stem.casefold() for path in paths)
    return {
        path: path.stem if stems[path.stem.casefold()] == 1 and is_id(path.stem) else ""
        for path in paths
    }


def _told(draft: Draft, asked: Asked) -> Draft:
    """Return the draft with what the person said about it, which is stored with it."""
    labels = (*draft.source.labels, *asked.speakers)
    dialect = asked.dialect or draft.source.dialect
    source = replace(draft.source, labels=labels, dialect=dialect)
    return replace(draft, source=source)


def _placed(
    arrivals: Sequence[Arrival], asked: Asked, study: StudyFolder | None
) -> tuple[tuple[Placed, ...], tuple[Problem, ...]]:
    from qualcode.store.transcripts import placed

    if study is None:
        return place_arrivals(arrivals, {})
    if asked.replace:
        if asked.replace not in study.ids():
            fix = "see `qualcode status` for the ids there are"
            raise OptionError(f"there is no transcript {asked.replace}", fix=fix)
        return tuple(Placed(id=asked.replace, arrival=one) for one in arrivals), ()
    return placed(study, arrivals)


def _understood(
    path: Path, placed: Placed, asked: Asked, study: StudyFolder | None
) -> Understood:
    interview, roles = None, asked.speakers
    participants: tuple[Participant, ...] = ()
    if study is not None:
        participants = study.participants()
        interviews = {one.id: one for one in study.interviews()}
        interview = interviews.get(placed.id)
        roles = (*study.identity()[1].speakers, *asked.speakers)
    transcript, split, problems = transcript_of(
        placed.arrival.draft,
        id=placed.id,
        interview=interview,
        participants=participants,
        roles=roles,
        dialect=asked.dialect,
        loose=study is None,
    )
    if doubt := no_interviewer(transcript):
        problems = (*problems, doubt)
    return Understood(
        path=path, placed=placed, transcript=transcript, split=split, problems=problems
    )


def _settled(one: Understood) -> Arrival:
    """Return the arrival with the id it was shown under and the dialect it has."""
    draft = one.placed.arrival.draft
    source = replace(draft.source, dialect=one.split.dialect)
    draft = replace(draft, source=source)
    return replace(one.placed.arrival, draft=draft, id=one.placed.id)


def _sentence(problem: Problem) -> str:
    return f"{problem.message}; {problem.fix}" if problem.fix else problem.message
