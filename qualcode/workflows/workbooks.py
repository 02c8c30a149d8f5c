"""The theme workbook: which tables stand on which sheets, and what leads where.

In:  a study as it counts today.
Out: all tables of an edition, and sheets of them for `qualcode.formats.workbook`, in
     the order of counting.md 7.1. Words stand in them only as consent allows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from qualcode.formats.codebook_out import codebook_sheet
from qualcode.formats.workbook import Block, Chart, Link, Sheet, Stamp, render_workbook
from qualcode.model.codebook import Codebook
from qualcode.model.column import Column, ColumnKind
from qualcode.model.span import Span
from qualcode.model.study import Study
from qualcode.model.wording import printable
from qualcode.tables import (
    contrary,
    cooccurrence,
    frequency,
    groups,
    matrix,
    notes,
    passages,
    perpetrators,
    quotes,
    rights,
    sources,
    summary,
)
from qualcode.tables.columns import columns_for
from qualcode.tables.counted import Counted
from qualcode.workflows.sheet_plans import PLANS, SheetPlan

__all__ = [
    "Edition",
    "codebook_workbook",
    "edition_of",
    "sheet_workbook",
    "theme_workbook",
]

NOT_PRINTED = "(not printed: consent)"
CLASSES = ("affirmed", "feared", "denied", "unclear", "hearsay")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """All tables made of a study at once, by name; ``by`` is what "By group" shows."""

    view: Counted = field(repr=False)
    frames: Mapping[str, pd.DataFrame] = field(repr=False)
    by: str = "group"

    def columns(self, name: str) -> list[Column]:
        """Return the definitions of the columns of a table, in its order."""
        frame = self.frames[name]
        if name == "codebook":
            return [_codebook_column(str(column)) for column in frame]
        return columns_for(frame)


def edition_of(
    view: Counted,
    provenance: Sequence[tuple[str, str]] = (),
    *,
    by: str = "group",
    options: quotes.QuoteOptions | None = None,
) -> Edition:
    """Make every table of an edition.

    Args:
        view: the study as it is counted, with the filters in force.
        provenance: what the notes say of versions, hashes and the command.
        by: the attribute of persons that "By group" shows.
        options: which quotes.
    """
    study = view.study
    frames = {
        "summary": summary.facts_table(view),
        "themes": frequency.themes_table(view),
        "codes": frequency.codes_table(view),
        "by_group": groups.groups_table(view, by),
        "rights": rights.rights_table(view),
        "perpetrators": perpetrators.perpetrators_table(view),
        "together": cooccurrence.cooccurrence_table(view),
        "contrary": contrary.contrary_table(view),
        "case_by_code": matrix.matrix_table(view),
        "quotes": quotes.quotes_table(view, options),
        "passages": _in_order(_withheld(passages.passages_table(view), study), study),
        "codebook": codebook_frame(study.codebook),
        "sources": sources.sources_table(view),
        "notes": notes.notes_table(view, provenance),
    }
    return Edition(view=view, frames=frames, by=by)


def theme_workbook(edition: Edition, stamp: Stamp) -> bytes:
    """Write the theme workbook: the sheets of `PLANS`, the summary first."""
    title = edition.view.study.settings.title or "Themes"
    sheets = [_summary(edition, title), *(_sheet(plan, edition) for plan in PLANS)]
    return render_workbook(sheets, title=title, stamp=stamp)


def sheet_workbook(edition: Edition, names: Sequence[str], stamp: Stamp) -> bytes:
    """Write some sheets of the theme workbook as a workbook of their own."""
    title = edition.view.study.settings.title or "Themes"
    sheets = [_sheet(plan, edition) for plan in PLANS if plan.name in names]
    return render_workbook(sheets, title=title, stamp=stamp)


def codebook_workbook(codebook: Codebook, stamp: Stamp) -> bytes:
    """Write the codebook alone as a workbook."""
    frame = codebook_frame(codebook)
    columns = [_codebook_column(str(name)) for name in frame]
    title = codebook.title or codebook.id
    sheet = Sheet(name="Codebook", title=title, frame=frame, columns=columns, bars=())
    return render_workbook([sheet], title=title, stamp=stamp)


def codebook_frame(codebook: Codebook) -> pd.DataFrame:
    """Return the codebook as a table: a row a code, in reading order."""
    columns, rows = codebook_sheet(codebook)
    return pd.DataFrame(rows, columns=list(columns), dtype=object)


def _codebook_column(name: str) -> Column:
    label = name.replace("_", " ").capitalize()
    text = name in {"theme", "code", "label", "parent", "kind"}
    words = f"{label}, as in the codebook."
    kind: ColumnKind = "text" if text else "long"
    return Column(name=name, label=label, definition=words, kind=kind)


def _withheld(frame: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Blank the words that consent does not let out."""
    persons = {person.id: person for person in study.participants}
    texts = {transcript.id: transcript for transcript in study.transcripts}
    words = [
        quote
        if transcript not in texts
        or printable(texts[transcript], Span(start, end), persons)
        else NOT_PRINTED
        for transcript, start, end, quote in zip(
            frame["transcript"],
            frame["start"],
            frame["end"],
            frame["quote"],
            strict=True,
        )
    ]
    return frame.assign(quote=pd.Series(words, index=frame.index, dtype=object))


def _in_order(frame: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Sort passages as they are looked up: by code, decided first, by class."""
    codes = {code.id: place for place, code in enumerate(study.codebook.codes)}
    keys = pd.DataFrame(
        {
            "code": [codes.get(code, len(codes)) for code in frame["code"]],
            "unread": [status == "suggested" for status in frame["status"]],
            "class": [CLASSES.index(each) for each in frame["class"]],
        },
        index=frame.index,
    )
    order = keys.sort_values(["code", "unread", "class"], kind="stable").index
    return frame.reindex(order).reset_index(drop=True)


def _summary(edition: Edition, title: str) -> Sheet:
    view = edition.view
    groups_frame = summary.group_bases_table(view)
    top = summary.top_themes_table(view, len(view.study.codebook.themes))
    facts = edition.frames["summary"]
    above = summary.headline(view)
    return Sheet(
        name="Summary",
        title=title,
        frame=top,
        columns=[c for c in columns_for(top) if c.name != "theme"],
        intro=[above] if above else [],
        facts=list(zip(facts["fact_label"], facts["value"], strict=True)),
        above=[
            Block("Groups of persons", groups_frame, _without(groups_frame, "group"))
        ],
        notes=[*summary.HOW_TO_READ, *summary.footers(view)],
        chart=_theme_chart(top, len(view.base)),
    )


def _theme_chart(top: pd.DataFrame, base: int) -> Chart | None:
    if top.empty:
        return None
    return Chart(
        title=f"Persons by theme, of {base} affected persons",
        category="theme_label",
        series=("persons_affirmed", "persons_affirmed_suggested"),
    )


def _without(frame: pd.DataFrame, *names: str) -> list[Column]:
    return [column for column in columns_for(frame) if column.name not in names]


def _sheet(plan: SheetPlan, edition: Edition) -> Sheet:
    frame = edition.frames[plan.table]
    if plan.table == "codebook":
        # Dozens of lines a cell would hide the definitions; the CSV twin has them.
        lines = frame["rules"].map(lambda cell: cell.count("\n") + bool(cell))
        frame = frame.assign(rules=lines.astype("int64"))
    base = len(edition.view.base)
    above = summary.headline(edition.view)
    intro = [
        " ".join(line.format(base=base, by=edition.by).split()) for line in plan.intro
    ]
    return Sheet(
        name=plan.name,
        title=plan.title,
        frame=frame,
        columns=[c for c in edition.columns(plan.table) if c.name not in plan.hidden],
        intro=[above, *intro] if above and plan.numbers else intro,
        notes=summary.footers(edition.view) if plan.numbers else (),
        links=_links(plan, frame, edition.frames["passages"]),
        levels=_levels(plan, frame),
        indented=plan.indented,
        bars=plan.bars,
        frozen=plan.frozen,
        csv=f"csv/{plan.table}.csv",
        chart=_chart(plan, frame, base),
        empty=plan.empty,
    )


def _levels(plan: SheetPlan, frame: pd.DataFrame) -> list[int]:
    return [int(level) + 1 for level in frame["level"]] if plan.indented else []


def _chart(plan: SheetPlan, frame: pd.DataFrame, base: int) -> Chart | None:
    if not plan.chart or frame.empty:
        return None
    series = ("persons_affirmed", "persons_affirmed_suggested")
    title = plan.chart.format(base=base)
    return Chart(title=title, category=plan.category, series=series)


def _links(
    plan: SheetPlan, frame: pd.DataFrame, found: pd.DataFrame
) -> dict[tuple[int, str], Link]:
    """Lead from each number of persons to the first passage that it counts."""
    if not plan.key:
        return {}
    firsts: dict[tuple[str, str, bool], int] = {}
    for place, (unit, class_, status) in enumerate(
        zip(found[plan.key], found["class"], found["status"], strict=True)
    ):
        firsts.setdefault((unit, class_, status == "suggested"), place)
    links: dict[tuple[int, str], Link] = {}
    for place, unit in enumerate(frame[plan.key]):
        for class_ in CLASSES:
            for unread, twin in ((False, ""), (True, "_suggested")):
                row = firsts.get((unit, class_, unread))
                column = f"persons_{class_}{twin}"
                if row is not None and frame[column].iloc[place]:
                    links[place, column] = Link("Passages", row)
    return links
