"""Studies: making one, checking one, saying what it holds and what is left to read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from pathlib import Path

from qualcode.errors import Location, Problem
from qualcode.formats.codebook_in import parse_codebook_with_warnings
from qualcode.model.participant import Consent
from qualcode.model.resolve import Resolved, resolve
from qualcode.model.study import Settings, Study
from qualcode.store.folder import StudyFolder
from qualcode.store.studies import create
from qualcode.workflows.codebooks import DEFAULT, codebook_bytes

__all__ = ["Status", "check_study", "forget_lost", "init_study", "status_of"]


def init_study(path: Path, *, title: str = "", codebook: str = "") -> StudyFolder:
    """Make a study's folder with settings, empty tables and a codebook to adapt.

    Raises:
        StudyError: there is a study already, or the folder cannot be written.
        CodebookError: the codebook cannot be read.
    """
    data, name = codebook_bytes(codebook or DEFAULT)
    book, _ = parse_codebook_with_warnings(data, name)
    settings = Settings(title=title or path.resolve().name, language=book.language)
    return create(path, settings, codebook=data)


def check_study(folder: StudyFolder) -> tuple[Problem, ...]:
    """Return everything in a study that wants a look; empty if nothing does.

    Raises:
        QualcodeError: the study cannot be read at all; with all problems.
    """
    from qualcode.workflows.opening import open_study

    opened = open_study(folder)
    return (*opened.problems, *_doubts(opened.study))


def forget_lost(folder: StudyFolder) -> None:
    """Take the ledgers as they are: lines that are gone are not missed any more."""
    from qualcode.store.remembered import forget

    forget(folder.identity()[0])


def _doubts(study: Study) -> Iterator[Problem]:
    yield from _of_persons(study)
    yield from _of_transcripts(study)
    yield from _of_differences(study)
    yield from _of_verdicts(study)


def _of_persons(study: Study) -> Iterator[Problem]:
    known = {person.id for person in study.participants}
    heard = {s.participant for t in study.transcripts for s in t.speakers}
    for person in study.participants:
        if person.consent is None:
            fix = "fill the column consent; until then: counted, never quoted"
            yield Problem(f"{person.id} has no recorded consent", fix=fix)
        if person.level is Consent.WITHDRAWN and person.id in heard:
            message = f"{person.id} has withdrawn, and words of theirs are here"
            fix = "remove the interview's folder, or the person's turns"
            yield Problem(message, fix=fix)
    for id in sorted(filter(None, heard - known)):
        fix = "add a row to participants.csv"
        yield Problem(f"{id} speaks, and is not in participants.csv", fix=fix)


def _of_transcripts(study: Study) -> Iterator[Problem]:
    told = {interview.id for interview in study.interviews}
    for transcript in study.transcripts:
        if transcript.id not in told:
            fix = "add a row to interviews.csv"
            yield Problem(f"{transcript.id} is not in interviews.csv", fix=fix)


READ = ("assertion", "experiencer", "time_scope")


def _of_differences(study: Study) -> Iterator[Problem]:
    """Say where coders gave the same words of a transcript the same code differently.

    That is no dispute: each counts as its coder has it. But a person should know.
    """
    texts = {transcript.id: transcript for transcript in study.transcripts}
    decided = resolve(study).decided
    by_place = sorted(decided, key=lambda one: (one.transcript, one.code, one.span))
    for _, group in groupby(by_place, key=lambda one: (one.transcript, one.code)):
        for one, other in combinations(group, 2):
            names = [
                name for name in READ if getattr(one, name) != getattr(other, name)
            ]
            if names and one.coder != other.coder and one.span.overlaps(other.span):
                found = texts.get(one.transcript)
                turns = found.turns_in(one.span) if found else ()
                where = f"{one.transcript} turn {turns[0].number if turns else '?'}"
                coders = " and ".join(sorted((one.coder, other.coder)))
                message = f"{coders} read {one.code} differently: {', '.join(names)}"
                yield Problem(message, Location(where), "talk it over; both count")


def _of_verdicts(study: Study) -> Iterator[Problem]:
    for coding in resolve(study).disputed:
        place = f"{coding.transcript} {coding.span.start}-{coding.span.end}"
        message = f"{coding.code} at {place} is confirmed by one coder, rejected by one"
        yield Problem(message, fix="settle it: until then it is in no number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a study holds, and what of its suggestions nobody has read."""

    study: Study
    resolved: Resolved
    problems: Sequence[Problem]

    def facts(self) -> Iterator[tuple[str, int]]:
        """Give what there is of each thing, by its name."""
        yield "transcripts", len(self.study.transcripts)
        yield "participants", len(self.study.participants)
        yield "documents", len(self.study.documents)
        yield "codes in the codebook", len(self.study.codebook.codes)
        yield "codings that count", len(self.resolved.decided)
        yield "codings in dispute", len(self.resolved.disputed)
        yield "codings that lost their place", len(self.resolved.unplaced)
        yield "suggestions not read yet", len(self.resolved.open)
        yield "suggestions rejected", len(self.resolved.rejected)
        yield "to look at (`qualcode check`)", len(self.problems)

    def left(self, by: str) -> list[tuple[str, int, int]]:
        """Count, by ``code`` or ``transcript``: codings that count, unread suggestions.

        In the order of the codebook or of the transcripts; those with neither left out.
        """
        decided = Counter(getattr(each, by) for each in self.resolved.decided)
        unread = Counter(getattr(each, by) for each in self.resolved.open)
        units = self.study.codebook.codes if by == "code" else self.study.transcripts
        return [
            (unit.id, decided[unit.id], unread[unit.id])
            for unit in units
            if decided[unit.id] or unread[unit.id]
        ]


def status_of(folder: StudyFolder) -> Status:
    """Say what a study holds.

    Raises:
        QualcodeError: with all problems of the files that people write.
    """
    from qualcode.workflows.opening import open_study

    opened = open_study(folder)
    resolved = resolve(opened.study)
    found = (*opened.problems, *_doubts(opened.study))
    return Status(study=opened.study, resolved=resolved, problems=found)
