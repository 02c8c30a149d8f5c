"""Notes: the rules by which everything was counted, what was left out, and why.

In:  a `Study`, and what the caller knows of its making (versions, hashes, command).
Out: a row a note: what it is about, and what there is to know. Printed with every
export, so that a number can be explained and made again.
"""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from qualcode.model import Consent, Study
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.summary import footers

__all__ = ["COUNTING_RULES", "NOTES_COLUMNS", "notes_table"]

NOTES_COLUMNS = ("note", "text")
COUNTING_RULES = (
    ("Unit", "Numbers are of distinct persons. Passages and interviews say so."),
    (
        "Base",
        (
            "Affected persons with at least one turn in a transcript and consent"
            " of aggregate_only or more. A missing level counts as aggregate_only."
        ),
    ),
    (
        "State",
        (
            "For a code or theme a person is affirmed if any of their counted passages"
            " affirms it as their own or their group's; else feared; else denied; else"
            " unclear. These four make up persons raised."
        ),
    ),
    (
        "Hearsay",
        (
            "Passages on others, or known from others, enter only the hearsay columns;"
            " persons with nothing else are not among persons raised."
        ),
    ),
    (
        "Passages",
        (
            "Codings of one code, transcript, person, assertion and kind of experience"
            " that share a character are one passage; adjacent sentences stay two;"
            " several coders on one passage are one."
        ),
    ),
    (
        "Parents and themes",
        (
            "A code with parts counts its own passages and its parts', each person and"
            " passage once. Themes leave out context codes if they have violations."
        ),
    ),
    (
        "Decided and suggested",
        (
            "Decided: codings by hand, imports, confirmed suggestions, adjudications."
            " Suggested: of rules, unread; guards say how they were meant. Never added."
        ),
    ),
    (
        "Time and place",
        "Codings marked before or elsewhere enter no number.",
    ),
    ("Interviewers", "An interviewer's words credit nobody and enter no number."),
    ("Recall", "Not measured: how much the rules miss is unknown for every code."),
)


def notes_table(
    source: Study | Counted, provenance: Iterable[tuple[str, str]] = ()
) -> pd.DataFrame:
    """Return rules of counting, what was left out, and ``provenance`` as given.

    >>> notes_table(Study(id="empty"), [("Version", "0.1")])["note"].iloc[-1]
    'Version'
    """
    view = counted(source)
    notes = [
        *COUNTING_RULES,
        *_left_out(view),
        *(("Left out", line) for line in footers(view)),
        *_about_codebook(view.study),
        *provenance,
    ]
    return frame_of(
        (dict(zip(NOTES_COLUMNS, note, strict=True)) for note in notes), NOTES_COLUMNS
    )


def _left_out(view: Counted) -> list[tuple[str, str]]:
    """Say how many codings and persons enter no number, by reason."""
    reasons = Counter(row.why_not_counted for row in view.rows if row.why_not_counted)
    notes = [
        ("Not counted", f"{why}: codings or suggestions: {number}")
        for why, number in sorted(reasons.items())
    ]
    speaking = [each for each in view.people.values() if each.speaks]
    for level, words in (
        (Consent.BACKGROUND_ONLY, "for background only: heard, not counted"),
        (Consent.WITHDRAWN, "withdrew: their interviews should be deleted"),
    ):
        number = sum(each.level is level for each in speaking)
        if number:
            notes.append(("Not counted", f"persons, {words}: {number}"))
    silent = sum(not each.speaks for each in view.people.values())
    if silent:
        text = f"persons who speak in no transcript, and are in no base: {silent}"
        notes.append(("Not counted", text))
    return notes


def _about_codebook(study: Study) -> list[tuple[str, str]]:
    book = study.codebook
    named = " ".join(part for part in (book.title or book.id, book.version) if part)
    notes = [("Codebook", named)]
    if book.hash:
        notes.append(("Codebook SHA-256", book.hash))
    unread = [code.id for code in book.codes if _ignores_denials(study, code.id)]
    if unread:
        text = f"denials are not read for rules of: {', '.join(unread)}"
        notes.append(("Guards", text))
    return notes


def _ignores_denials(study: Study, id: str) -> bool:
    code = study.codebook.code(id)
    return code is not None and any(
        rule.guards.negation == "ignore" for rule in code.rules
    )
