"""The first sheet: facts of the study, its groups, the themes most spoken of.

In:  a `Study`. Out: small tables, and the sentences that stand above and below every
table: how to read it, and what did not count.
"""

from collections import Counter
from datetime import date

import pandas as pd

from qualcode.model import Study
from qualcode.tables.contrary import contrary_table
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.frequency import context_themes, themes_table
from qualcode.tables.numbers import SUGGESTED
from qualcode.tables.people import groups_of

__all__ = [
    "HOW_TO_READ",
    "facts_table",
    "footers",
    "group_bases_table",
    "headline",
    "top_themes_table",
]

HOW_TO_READ = (
    (
        "Numbers are of persons, unless a column says otherwise; a person counts once,"
        " however often they speak of something."
    ),
    (
        "Every number exists twice: decided by people, and suggested by rules and not"
        " yet read. The two are never added."
    ),
    (
        "Affirmed, feared, denied and unclear are told apart; what is only known of or"
        " from others stands under hearsay."
    ),
    (
        "Raised means that a person spoke of it, not that everyone was asked; who did"
        " not raise a thing has not denied it."
    ),
    (
        "Key informants and documents have columns of their own and are never among the"
        " affected persons."
    ),
)


def facts_table(source: Study | Counted) -> pd.DataFrame:
    """Return the facts of the study: persons, interviews, passages, window.

    Columns ``fact``, ``fact_label``, ``value``; values are whole numbers or text. Weeks
    are distinct ISO weeks with at least one dated interview.

    >>> list(facts_table(Study(id="empty"))["fact"])[:3]
    ['persons', 'persons_affected', 'persons_key_informant']
    """
    view = counted(source)
    people = [each for each in view.people.values() if each.speaks]
    heard = {each.interview for each in view.transcripts}
    kinds = Counter(each.kind for each in people)
    passages = Counter(each.decided for each in view.passages)
    facts: list[tuple[str, str, object]] = [
        ("persons", "Persons heard", len(people)),
        ("persons_affected", "… of affected groups", kinds["affected"]),
        ("persons_key_informant", "… of key-informant groups", kinds["key_informant"]),
        ("base", "Affected persons counted (base)", len(view.base)),
        ("interviews", "Interviews with a transcript", len(heard)),
        ("transcripts", "Transcripts", len(view.transcripts)),
        ("documents", "Quoted documents", len(view.study.documents)),
        ("passages", "Passages decided", passages[True]),
        ("passages_suggested", "Passages suggested, unread", passages[False]),
        *_window(view, heard),
        (
            "without_consent",
            "Persons without recorded consent (counted, never quoted)",
            sum(not each.recorded for each in people),
        ),
        (
            "not_counted",
            "Persons whose consent does not allow numbers",
            sum(not each.counts for each in people),
        ),
    ]
    names = ("fact", "fact_label", "value")
    return frame_of((dict(zip(names, fact, strict=True)) for fact in facts), names)


def group_bases_table(source: Study | Counted) -> pd.DataFrame:
    """Return how many persons of each group there are, are heard, and count.

    >>> group_bases_table(Study(id="empty")).shape[0]
    0
    """
    view = counted(source)
    names = ("group", "group_label", "kind", "persons_total", "persons_speaking")
    used = {each.group for each in view.people.values()}
    groups = [(each.id, each.label, each.kind) for each in groups_of(view.study)]
    unknown = [("", "not recorded", "affected")] if "" in used else []
    rows = []
    for id, label, kind in (*groups, *unknown):
        members = [each for each in view.people.values() if each.group == id]
        speaking = [each for each in members if each.speaks]
        figures = (len(members), len(speaking), sum(each.counts for each in speaking))
        row = dict(zip(names, (id, label, kind, *figures[:2]), strict=True))
        rows.append({**row, "persons_counted": figures[2]})
    return frame_of(rows, (*names, "persons_counted"))


def top_themes_table(source: Study | Counted, limit: int = 10) -> pd.DataFrame:
    """Return the themes that most affected persons affirm, the most spoken of first.

    Sorted by decided numbers; by suggested ones while nothing is decided. Themes of
    context codes are left out. ``contrary`` are passages listed in the contrary table
    under codes of the theme.

    >>> top_themes_table(Study(id="empty")).shape[0]
    0
    """
    view = counted(source)
    themes = themes_table(view)
    contrary = Counter(contrary_table(view)["theme"])
    themes["contrary"] = [contrary[theme] for theme in themes["theme"]]
    twin = SUGGESTED if view.nothing_decided else ""
    keys = [f"persons_affirmed{twin}", f"persons_raised{twin}", f"passages{twin}"]
    about = ~themes["theme"].isin(context_themes(view.study.codebook))
    ranked = themes[about].sort_values(keys, ascending=False, kind="stable")
    numbers = ("persons_affirmed", "persons_raised", "passages")
    columns = [
        *("theme", "theme_label"),
        *(name + both for name in numbers for both in ("", SUGGESTED)),
        *("group_persons", "contrary"),
    ]
    return ranked[columns].head(limit).reset_index(drop=True)


def headline(source: Study | Counted) -> str:
    """Return the sentence that stands above every table, or nothing.

    >>> headline(Study(id="empty"))
    ''
    """
    view = counted(source)
    if view.nothing_decided:
        return (
            "Nothing is decided yet: all numbers here are suggestions of rules that"
            " nobody has read; rows are sorted by them."
        )
    return ""


def footers(source: Study | Counted) -> tuple[str, ...]:
    """Return what stands under every table and export: what did not count, in numbers.

    >>> footers(Study(id="empty"))
    ()
    """
    view = counted(source)
    states = Counter(each.state for each in view.resolved.unplaced)
    disputed = len(view.resolved.disputed)
    missing = sum(not each.recorded for each in view.people.values() if each.speaks)
    said = (
        (
            states["ambiguous"],
            "coding fits",
            "codings fit",
            "several places",
        ),
        (states["lost"], "coding has", "codings have", "no place in today's text"),
        (disputed, "coding is", "codings are", "disputed between coders"),
        (
            missing,
            "person has",
            "persons have",
            "no recorded consent: not quoted",
        ),
    )
    lines = tuple(
        f"{number} {one if number == 1 else more} {rest}"
        for number, one, more, rest in said
        if number
    )
    filters = " and ".join(condition.written for condition in view.where)
    return (*lines, f"Only where {filters}") if filters else lines


def _window(view: Counted, heard: set[str]) -> list[tuple[str, str, object]]:
    dates = sorted(
        each.date for each in view.study.interviews if each.id in heard and each.date
    )
    days = [day for day in map(_day, dates) if day]
    weeks = {day.isocalendar()[:2] for day in days}
    settings = view.study.settings
    outside = [
        each
        for each in dates
        if (settings.window_from and each < settings.window_from)
        or (settings.window_to and each > settings.window_to)
    ]
    return [
        ("first_interview", "First interview", dates[0] if dates else ""),
        ("last_interview", "Last interview", dates[-1] if dates else ""),
        ("weeks", "Weeks with interviews", len(weeks)),
        ("outside_window", "Interviews outside the declared window", len(outside)),
    ]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
