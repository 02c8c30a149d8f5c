"""Recording: what people decided goes into the ledgers of a study.

In:  events as `qualcode.model.events` drafts them, of any number of transcripts.
Out: the events as written, with id, time, batch and the writer's stamps. When the
     function returns, they are on the disk; when it raises, the study is as it was,
     except that transcripts of the same batch written before the failure keep theirs.
"""

import datetime as dt
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from qualcode.errors import LedgerError
from qualcode.formats.ledger import render_event
from qualcode.model.events import Event
from qualcode.store.folder import StudyFolder, version_of
from qualcode.store.ledgers import append_to, require_writable
from qualcode.store.locks import study_lock
from qualcode.store.person import writer_id

__all__ = ["Clock", "now", "record"]

Clock = Callable[[], str]


def now() -> str:
    """Return the time as ledgers have it: ISO, UTC, whole seconds."""
    time = dt.datetime.now(dt.UTC)  # noqa: TID251 # when it was decided
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def record(
    study: StudyFolder,
    events: Iterable[Event],
    *,
    coder: str,
    batch: str = "",
    clock: Clock = now,
) -> tuple[Event, ...]:
    """Write events to the ledgers, one write for each transcript.

    Args:
        study: the study.
        events: drafts; those without an id get a random one.
        coder: whose ledgers are written to; an event keeps its own ``coder``.
        batch: the name under which they can be undone together; without one, random.
        clock: tells the time.

    Raises:
        LedgerError: a text changed meanwhile, or a newer qualcode wrote here.
        StudyError: a transcript is not in the study, or the disk refuses.
    """
    at, batch = clock(), batch or secrets.token_hex(6)
    grouped: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        id = event.id or secrets.token_hex(8)
        grouped[event.transcript].append(replace(event, id=id, at=at, batch=batch))
    writer = writer_id(coder)
    written: list[Event] = []
    with study_lock(study.identity()[0]):
        for transcript in sorted(grouped):
            _check(study, transcript, grouped[transcript])
        for transcript in sorted(grouped):
            unit = study.unit(transcript)
            written.extend(append_to(unit, grouped[transcript], writer=writer))
    return tuple(written)


def _check(study: StudyFolder, transcript: str, events: Iterable[Event]) -> None:
    """Keep each text that the events name, and refuse what cannot be written later."""
    require_writable(study.unit(transcript))
    text = study.text(transcript)
    today = version_of(text)
    for version in sorted({event.version for event in events} - {""}):
        if version == today:
            study.keep_version(transcript, text)
        elif study.version(transcript, version) is None:
            fix = "read the transcript again, and code it as it is now"
            message = f"the text of {transcript} changed meanwhile"
            raise LedgerError(message, fix=fix)
    for event in events:
        try:
            render_event(event)
        except ValueError as error:
            message = "a text in this change holds characters that are not Unicode"
            raise LedgerError(message, fix="type it anew") from error
