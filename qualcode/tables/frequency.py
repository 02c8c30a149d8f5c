"""How many persons, interviews and passages speak of each code and each theme.

In:  a `Study`. Out: a row a code, and a row a theme, zeros shown, in the order of the
codebook. A code with parts counts its own passages and its parts'; a theme those of its
codes: each person and each passage once (semantics 13-18). Co-occurrence, groups and
perpetrators have tables of their own.
"""

from collections.abc import Sequence

import pandas as pd

from qualcode.model import Code, Codebook, Study
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.numbers import NUMBERS, SUGGESTED, largest_share, numbers, twinned
from qualcode.tables.statements import Statement, by_unit

__all__ = [
    "CODES_COLUMNS",
    "THEMES_COLUMNS",
    "codes_table",
    "context_themes",
    "themes_table",
    "units_of_codes",
    "units_of_themes",
]

_NUMBERS = tuple(both for name in NUMBERS for both in (name, name + SUGGESTED))
_COUNTED = (
    "group_persons",
    *_NUMBERS,
    *("largest_contributor_share", "largest_contributor_share_suggested"),
    *("first_date", "first_date_suggested", "rule_share", "recall", "reading_note"),
)
CODES_COLUMNS = (
    *("theme", "theme_label", "code", "code_label", "code_kind", "parent", "level"),
    *_COUNTED,
)
THEMES_COLUMNS = ("theme", "theme_label", *_COUNTED)
RECALL_UNKNOWN = "recall unknown"


def codes_table(source: Study | Counted) -> pd.DataFrame:
    """Count persons, interviews, passages and documents for every code.

    Returns:
        A row for each code of the codebook, in reading order, with `CODES_COLUMNS`.
        Persons are distinct affected persons out of ``group_persons``; ``…_suggested``
        is the same of suggestions that nobody has read, never to be added.

    >>> list(codes_table(Study(id="empty")).columns[:4])
    ['theme', 'theme_label', 'code', 'code_label']
    """
    view = counted(source)
    book = view.study.codebook
    themes = {theme.id: theme.label for theme in book.themes}
    found = by_unit(view.passages, units_of_codes(book))
    return frame_of(
        (
            {
                "theme": code.theme,
                "theme_label": themes.get(code.theme, code.theme),
                "code": code.id,
                "code_label": code.label,
                "code_kind": code.kind,
                "parent": code.parent,
                "level": _level(code, book),
                **_counts(found[code.id], view, context=code.kind == "context"),
            }
            for code in book.codes
        ),
        CODES_COLUMNS,
    )


def themes_table(source: Study | Counted) -> pd.DataFrame:
    """Count persons, interviews, passages and documents for every theme.

    A person who affirms two codes of a theme counts once. Codes of the kind context
    are left out where the theme has others.

    >>> len(themes_table(Study(id="empty")))
    0
    """
    view = counted(source)
    book = view.study.codebook
    found = by_unit(view.passages, units_of_themes(book))
    context = context_themes(book)
    return frame_of(
        (
            {
                "theme": theme.id,
                "theme_label": theme.label,
                **_counts(found[theme.id], view, context=theme.id in context),
            }
            for theme in book.themes
        ),
        THEMES_COLUMNS,
    )


def units_of_codes(book: Codebook) -> dict[str, tuple[str, ...]]:
    """Name, for every code, itself and its parts, their parts included.

    A violation's parts of the kind context do not belong to it.
    """
    return {code.id: tuple(_with_parts(code, book)) for code in book.codes}


def units_of_themes(book: Codebook) -> dict[str, tuple[str, ...]]:
    """Name the codes of every theme: its violations, or all if it has none."""
    units = {}
    for theme in book.themes:
        codes = [code for code in book.codes if code.theme == theme.id]
        violations = [code for code in codes if code.kind == "violation"]
        units[theme.id] = tuple(code.id for code in violations or codes)
    return units


def context_themes(book: Codebook) -> set[str]:
    """Name the themes that have context codes only."""
    violations = {code.theme for code in book.codes if code.kind == "violation"}
    return {code.theme for code in book.codes} - violations


def _with_parts(code: Code, book: Codebook) -> list[str]:
    found = [code]
    for each in found:  # grows while it is read: parts of parts too
        found.extend(
            part
            for part in book.children(each.id)
            if part not in found and part.kind in {code.kind, "violation"}
        )
    return [each.id for each in found]


def _level(code: Code, book: Codebook) -> int:
    level, seen = 0, {code.id}
    while (parent := book.code(code.parent)) and parent.id not in seen:
        level, code = level + 1, parent
        seen.add(parent.id)
    return level


def _counts(
    statements: Sequence[Statement], view: Counted, *, context: bool
) -> dict[str, object]:
    decided = [each for each in statements if each.decided]
    suggested = [each for each in statements if not each.decided]
    counts = numbers(statements)
    return {
        "group_persons": len(view.base),
        **counts,
        **twinned(_unlike_counts(decided), _unlike_counts(suggested)),
        "rule_share": _rule_share(decided),
        "recall": RECALL_UNKNOWN,
        "reading_note": "; ".join(_notes(counts, decided, context=context)),
    }


def _unlike_counts(statements: Sequence[Statement]) -> dict[str, object]:
    dates = {
        each.date
        for each in statements
        if each.date and each.kind == "affected" and each.class_ != "hearsay"
    }
    return {
        "largest_contributor_share": largest_share(statements),
        "first_date": min(dates, default=""),
    }


def _rule_share(decided: Sequence[Statement]) -> float:
    rows = {row.key: row for each in decided for row in each.rows}
    found_by_rule = [row for row in rows.values() if row.rule]
    return len(found_by_rule) / len(rows) if rows else float("nan")


def _notes(
    counts: dict[str, int], decided: Sequence[Statement], *, context: bool
) -> list[str]:
    """Say what a reader of this row might otherwise miss."""
    notes = ["context, not a violation"] if context else []
    if not decided and counts["persons_raised_suggested"]:
        notes.append("nothing decided yet: only suggestions")
    if counts["persons_raised"] == 1 and counts["passages"] > 1:
        notes.append("a single voice")
    elif counts["passages"] > 2 and largest_share(decided) > 1 / 2:
        notes.append("one person gives more than half of the passages")
    if counts["persons_denied"] or counts["key_informants_denied"]:
        notes.append("also denied: see Contrary")
    return notes
