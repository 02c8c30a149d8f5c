"""Values that the tests of renderers share: tables and quotes, all invented."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pandas as pd

from qualcode.formats.archive import Stamp
from qualcode.formats.quote_book import (
    QuoteBook,
    QuoteCode,
    QuoteEntry,
    QuoteSection,
)
from qualcode.formats.workbook import Block, Chart, Link, Sheet
from qualcode.model.column import Column, ColumnKind

STAMP = Stamp(
    at=datetime(2026, 5, 3, 12, tzinfo=UTC),
    edition="Edition of 3 May 2026 & data 1f2e3d",
    versions=(("qualcode", "0.1.0"), ("codebook", "1.0")),
)

# What people, machines and attackers write into cells.
HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.invalid")',
    "- no, he never came back",
    "+49 is not my number",
    "@all of them",
    "\t=1+1",
    "＝1+1",
    "_x0041_ as it stands",
    "_x005F_x0041_",
    "bell \x07 and nul \x00",
    "half \ud800 and \ufffe",
    "one\ntwo\r\nthree\rfour",
    "</t></is></c><f>1+1</f>",
    "مرحبا 😀 \u202eabc",
    "&amp; <b>'\"",
    "'quoted",
    " leading and trailing ",
)


def column(name: str, kind: ColumnKind = "text", label: str = "") -> Column:
    return Column(
        name=name,
        label=label or name.replace("_", " ").capitalize(),
        definition=f"What {name} means.",
        kind=kind,
    )


THEME = column("theme")
AFFIRMED = column("persons_affirmed", "count", "Persons: affirmed")
SUGGESTED = column("persons_affirmed_suggested", "count", "Persons: suggested")
QUOTE = column("quote_text", "long")


def themes_sheet(links: Mapping[tuple[int, str], Link] | None = None) -> Sheet:
    frame = pd.DataFrame(
        {
            "theme": ["Policing", "Housing", "Health"],
            "persons_affirmed": [9, 7, 0],
            "persons_affirmed_suggested": [3, 4, 2],
            "share": [0.75, None, 0.5],
        }
    )
    columns = (THEME, AFFIRMED, SUGGESTED, column("share", "share", "% of 12 women"))
    return Sheet(
        name="Themes",
        title="Themes",
        frame=frame,
        columns=columns,
        intro=("Persons, of 12 affected persons interviewed.",),
        notes=("Counted once, however often they spoke of it.",),
        links=links or {},
        levels=(0, 1, 1),
        chart=Chart(
            title="Persons by theme, of 12 interviewed",
            category="theme",
            series=("persons_affirmed", "persons_affirmed_suggested"),
        ),
    )


def quotes_sheet(quotes: Sequence[str] = HOSTILE) -> Sheet:
    frame = pd.DataFrame({"quote_text": pd.Series(list(quotes), dtype=object)})
    return Sheet(name="Quotes", title="Quotes", frame=frame, columns=(QUOTE,))


def summary_sheet() -> Sheet:
    groups = pd.DataFrame({"theme": ["Women"], "persons_affirmed": [12]})
    themes = themes_sheet()
    return Sheet(
        name="Summary",
        title="Summary",
        frame=themes.frame,
        columns=themes.columns,
        facts=(("Persons interviewed", 12), ("Window", "2026-03 to 2026-05")),
        above=(Block("Groups", groups, (THEME, AFFIRMED)),),
        chart=themes.chart,
    )


def quote_book(*texts: str) -> QuoteBook:
    entries = tuple(
        QuoteEntry(
            id=f"Q-{number:03}",
            text=text,
            attribution="“Mara”, a woman who works in the port district",
            locator="I03, turn 42, 00:12:31",
            words=len(text.split()),
            decided="confirmed by A",
            suggested=number % 2 == 0,
            consent="quote under pseudonym",
        )
        for number, text in enumerate(texts, 1)
    )
    paraphrase = QuoteEntry(
        id="Q-900",
        text="A participant spoke of a fine paid in cash.",
        attribution="A participant",
        consent="paraphrase",
        paraphrase=True,
    )
    codes = (
        QuoteCode(label="Fines", definition="Money demanded.", entries=entries),
        QuoteCode(label="Again", entries=(*entries[:1], paraphrase)),
        QuoteCode(label="Nothing"),
    )
    section = QuoteSection(theme="Policing", in_numbers="7 of 9 persons.", codes=codes)
    return QuoteBook(
        title="Harbour City: quotes",
        persons=3,
        sections=(section,),
        notes=("Anonymised before import.",),
        provenance=(("data", "1f2e3d"),),
    )
