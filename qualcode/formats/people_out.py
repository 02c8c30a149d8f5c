"""Participants and interviews as CSV tables that people go on filling in.

In:  participants or interviews; none gives the header alone, for a new study.
Out: the bytes of a CSV that `qualcode.formats.people` reads as the same values. It
     begins with a byte order mark: without it spreadsheets break letters with accents.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from qualcode.formats.people import INTERVIEW_COLUMNS, PARTICIPANT_COLUMNS
from qualcode.model.participant import Interview, Participant

__all__ = ["render_interviews_csv", "render_participants_csv"]


def render_participants_csv(
    participants: Sequence[Participant] = (), attributes: Sequence[str] = ()
) -> bytes:
    r"""Write the table of persons; ``attributes`` are columns beyond those in use.

    >>> render_participants_csv(attributes=["age"]).decode("utf-8-sig")
    'id,pseudonym,group,consent,age\n'
    """
    extra = _columns((person.attributes for person in participants), attributes)
    rows = [
        [person.id, person.pseudonym, person.group, person.consent or "", *cells]
        for person in participants
        for cells in [_cells(person.attributes, extra)]
    ]
    return _csv([*PARTICIPANT_COLUMNS, *extra], rows)


def render_interviews_csv(
    interviews: Sequence[Interview] = (), attributes: Sequence[str] = ()
) -> bytes:
    r"""Write the table of interviews; ``attributes`` are columns beyond those in use.

    >>> talk = Interview(id="I01", participants=("p07", "p08"))
    >>> render_interviews_csv([talk]).decode("utf-8-sig").split("\n")[1]
    'I01,,,,,p07; p08,'
    """
    extra = _columns((interview.attributes for interview in interviews), attributes)
    rows = [
        [
            interview.id,
            interview.date,
            interview.place,
            interview.language,
            interview.interpreter,
            "; ".join(interview.participants),
            "; ".join(f"{label}={whom}" for label, whom in interview.speakers),
            *_cells(interview.attributes, extra),
        ]
        for interview in interviews
    ]
    return _csv([*INTERVIEW_COLUMNS, *extra], rows)


def _columns(
    used: Iterable[tuple[tuple[str, str], ...]], wanted: Sequence[str]
) -> list[str]:
    names = (name for attributes in used for name, _ in attributes)
    return list(dict.fromkeys([*names, *wanted]))


def _cells(attributes: tuple[tuple[str, str], ...], columns: list[str]) -> list[str]:
    known = dict(attributes)
    return [known.get(column, "") for column in columns]


def _csv(header: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue().encode("utf-8-sig")
