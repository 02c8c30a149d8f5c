"""Sources: what the numbers rest on, a row a transcript, interview or document."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from qualcode.model import Document, Interview, Study, Transcript
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.locators import word_count
from qualcode.tables.people import natural

__all__ = ["SOURCES_COLUMNS", "sources_table"]

SOURCES_COLUMNS = (
    *("source", "source_type", "interview", "title", "persons", "group", "kind"),
    *("consent", "date", "place", "language", "interpreter", "turns", "words"),
    *("decided_codings", "open_suggestions"),
)
NONE_RECORDED = "none recorded"


def sources_table(source: Study | Counted) -> pd.DataFrame:
    """List transcripts, interviews without a transcript, and quoted documents.

    ``words`` are of turns that are not an interviewer's. Natural order of ids within
    each type. Where several persons speak, their groups and levels of consent are in
    the order of ``persons``, each once.

    >>> sources_table(Study(id="empty")).shape[0]
    0
    """
    return frame_of(_rows(counted(source)), SOURCES_COLUMNS)


def _rows(view: Counted) -> Iterator[dict[str, object]]:
    known = {each.id: each for each in view.study.interviews}
    held = Counter((row.transcript, row.decided) for row in view.rows)
    for transcript in view.transcripts:
        interview = known.get(transcript.interview) or Interview(
            id=transcript.interview
        )
        yield {
            **_of_interview(interview, view, _persons(transcript, view)),
            "source": transcript.id,
            "source_type": "transcript",
            "turns": len(transcript.turns),
            "words": _words(transcript),
            "decided_codings": held[transcript.id, True],
            "open_suggestions": held[transcript.id, False],
        }
    if not view.where:
        yield from _without_transcript(view)
        for document in sorted(view.study.documents, key=lambda one: natural(one.id)):
            yield _of_document(document, held[document.id, True])


def _without_transcript(view: Counted) -> Iterator[dict[str, object]]:
    heard = {each.interview for each in view.study.transcripts}
    for interview in sorted(view.study.interviews, key=lambda one: natural(one.id)):
        if interview.id not in heard:
            persons = [each for each in interview.participants if each in view.people]
            yield {
                **_of_interview(interview, view, persons),
                "source": interview.id,
                "source_type": "interview without transcript",
                "turns": 0,
                "words": 0,
                "decided_codings": 0,
                "open_suggestions": 0,
            }


def _of_interview(
    interview: Interview, view: Counted, ids: list[str]
) -> dict[str, object]:
    persons = [view.people[id] for id in ids]
    levels = [str(each.level) if each.recorded else NONE_RECORDED for each in persons]
    return {
        "interview": interview.id,
        "title": "",
        "persons": tuple(ids),
        "group": _each_once([each.group_label for each in persons]),
        "kind": _each_once([each.kind for each in persons]),
        "consent": _each_once(levels),
        "date": interview.date,
        "place": interview.place,
        "language": interview.language,
        "interpreter": interview.interpreter,
    }


def _of_document(document: Document, codings: int) -> dict[str, object]:
    described = (document.title, document.issuer, document.kind)
    return {
        **dict.fromkeys(SOURCES_COLUMNS, ""),
        "source": document.id,
        "source_type": "document",
        "title": ", ".join(each for each in described if each),
        "kind": "document",
        "date": document.year,
        "persons": (),
        "turns": 0,
        "words": word_count(document.text),
        "decided_codings": codings,
        "open_suggestions": 0,
    }


def _persons(transcript: Transcript, view: Counted) -> list[str]:
    heard = {turn.speaker.participant for turn in transcript.turns}
    return [id for id in view.people if id in heard]


def _words(transcript: Transcript) -> int:
    return sum(
        word_count(turn.span.of(transcript.text))
        for turn in transcript.turns
        if turn.speaker.role != "interviewer"
    )


def _each_once(values: list[str]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))
