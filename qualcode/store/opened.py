"""A study's folder with its settings and tables read: texts become transcripts.

In:  a `StudyFolder`, its settings, persons and interviews.
Out: transcripts and documents; and what re-anchoring needs to know of earlier texts.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from qualcode.errors import Problem
from qualcode.model.anchoring import Speakers
from qualcode.model.participant import Document, Interview, Participant
from qualcode.model.reanchor import Texts
from qualcode.model.span import Span
from qualcode.model.study import Settings
from qualcode.model.transcript import Draft, Transcript
from qualcode.store.folder import StudyFolder, version_of

__all__ = ["Opened"]


@dataclass(frozen=True, slots=True)
class Opened:
    """What is needed to make a transcript of a stored text."""

    folder: StudyFolder
    settings: Settings
    participants: Sequence[Participant]
    interviews: Sequence[Interview]

    def transcript(self, id: str) -> tuple[Transcript, tuple[Problem, ...]]:
        """Return the transcript with this id, and doubts about its speakers.

        Raises:
            QualcodeError: its text or source cannot be read.
        """
        return self.split(self.folder.draft(id), id)

    def split(self, draft: Draft, id: str) -> tuple[Transcript, tuple[Problem, ...]]:
        """Return the turns of a text as those of the interview ``id``."""
        from qualcode.formats.speakers import transcript_of

        interview = next((one for one in self.interviews if one.id == id), None)
        transcript, _, problems = transcript_of(
            draft,
            id=id,
            interview=interview,
            participants=self.participants,
            roles=(*self.settings.speakers, *draft.source.labels),
            dialect=draft.source.dialect,
        )
        return transcript, problems

    def documents(self) -> tuple[Document, ...]:
        """Return the quoted documents with their texts, by id.

        Raises:
            QualcodeError: the table or a text cannot be read.
        """
        from qualcode.formats.people import parse_documents_table

        table = self.folder.documents_table()
        told = parse_documents_table(*table) if table else ()
        known = {document.id: document for document in told}
        return tuple(
            replace(known.get(id, Document(id=id)), text=self.folder.text(id))
            for id in self.folder.ids("documents")
        )

    def texts(self, id: str, today: str) -> Texts:
        """Return what re-anchoring in the transcript or document ``id`` needs."""

        @cache
        def speakers(text: str) -> Speakers:
            source = self.folder.source(id)
            transcript, _ = self.split(Draft(text=text, source=source), id)
            return _speakers(transcript)

        return Texts(
            today=today,
            version=version_of(today),
            kept=lambda version: self.folder.version(id, version),
            speakers=None if id in self.folder.ids("documents") else speakers,
        )


def _speakers(transcript: Transcript) -> Speakers:
    turns = transcript.turns
    ends = [turn.span.end for turn in turns]

    def within(span: Span) -> tuple[str, ...]:
        found: list[str] = []
        for turn in turns[bisect_right(ends, span.start) :]:
            if turn.span.start >= span.end:
                break
            found.append(turn.speaker.participant or turn.speaker.label)
        return tuple(found)

    return within
