"""Small studies on disk for the tests of the store, and what to do with them."""

from pathlib import Path

from qualcode.model.arrivals import Arrival
from qualcode.model.events import Event, anchored
from qualcode.model.span import Span
from qualcode.model.transcript import Draft, Source
from qualcode.store.folder import StudyFolder, version_of
from qualcode.store.studies import create, load
from qualcode.store.transcripts import add_transcripts

TEXT = (
    "INT: What happened then?\n"
    "P1: They took my papers. They took my phone.\n"
    "INT: Who were they?\n"
    "P1: I don't know. They did not say.\n"
)
OTHER = "INT: Where did you live?\nP1: In a room above the harbour.\n"


def draft(text: str = TEXT) -> Draft:
    return Draft(text=text, source=Source(format="txt", sha256="0" * 64))


def arrival(text: str = TEXT, id: str = "I01") -> Arrival:
    return Arrival(draft=draft(text), id=id)


def study(path: Path) -> StudyFolder:
    folder = create(path)
    add_transcripts(folder, [arrival()])
    return folder


def coded(quote: str, *, text: str = TEXT, coder: str = "ann", id: str = "") -> Event:
    start = text.index(quote)
    return anchored(
        "code",
        text,
        Span(start, start + len(quote)),
        version=version_of(text),
        id=id,
        coder=coder,
        transcript="I01",
        code="theft",
    )


def ids(folder: StudyFolder) -> list[str]:
    return sorted(coding.id for coding in load(folder).study.codings)
