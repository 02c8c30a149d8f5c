"""Quotes: from the table of candidates to a quote book, and files of either.

In:  an edition's tables. Consent has been applied in `qualcode.tables.quotes`: a row of
     a person who allows only a paraphrase has no words.
Out: a `QuoteBook`; the bytes of .docx, .md, .xlsx, .csv or .jsonl.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from qualcode.errors import OptionError
from qualcode.formats.archive import Stamp
from qualcode.formats.quote_book import QuoteBook, QuoteCode, QuoteEntry, QuoteSection
from qualcode.model.codebook import Code
from qualcode.tables import summary
from qualcode.tables.columns import columns_for
from qualcode.tables.quotes import PARAPHRASE
from qualcode.workflows.workbooks import Edition

__all__ = ["KINDS", "quote_book", "render_quotes"]

KINDS = (".docx", ".md", ".xlsx", ".csv", ".jsonl")
UNREAD_FLAG = "suggested, unread"  # the book marks these in its own way
IN_NUMBERS = (
    "{affirmed} of {base} affected persons affirm it; {raised} speak of it, {denied} "
    "of them only to deny it. Suggested by rules and unread: {suggested} persons."
)


def quote_book(edition: Edition, *, title: str = "") -> QuoteBook:
    """Return the quote book: themes, codes and quotes in the codebook's order."""
    study = edition.view.study
    frame = edition.frames["quotes"]
    rows = [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
    themes = edition.frames["themes"].to_dict("records")
    numbers = {row["theme"]: row for row in themes}
    counted = edition.frames["codes"].to_dict("records")
    of_codes = {str(row["code"]): row for row in counted}
    sections = tuple(
        QuoteSection(
            theme=theme.label,
            in_numbers=_in_numbers(numbers[theme.id]),
            codes=codes,
        )
        for theme in study.codebook.themes
        if (codes := _codes(theme.id, study.codebook.codes, rows, of_codes))
    )
    left_out = frame.attrs.get("left_out", {})
    return QuoteBook(
        title=title or f"Quotes: {study.settings.title or 'transcripts'}",
        persons=len({row["person"] for row in rows}),
        sections=sections,
        notes=(*_left_out(left_out), *summary.footers(edition.view)),
        provenance=tuple(_provenance(edition)),
    )


def render_quotes(edition: Edition, kind: str, stamp: Stamp) -> bytes:
    """Write the quotes as ``kind``, one of `KINDS`.

    Raises:
        OptionError: the kind is none of these.
    """
    frame = edition.frames["quotes"]
    if kind == ".docx":
        from qualcode.formats.quotes_docx import render_quotes_docx

        return render_quotes_docx(quote_book(edition), stamp=stamp)
    if kind == ".md":
        from qualcode.formats.quotes_md import render_quotes_md

        return render_quotes_md(quote_book(edition), stamp=stamp)
    if kind == ".xlsx":
        from qualcode.workflows.workbooks import sheet_workbook

        return sheet_workbook(edition, ("Quotes", "Notes & provenance"), stamp)
    if kind == ".csv":
        from qualcode.formats.csv_out import render_csv

        return render_csv(frame, columns_for(frame), bom=True)
    if kind == ".jsonl":
        from qualcode.formats.jsonl_out import render_jsonl

        return render_jsonl(frame, columns_for(frame))
    fix = f"end the file's name in one of: {' '.join(KINDS)}"
    raise OptionError(f"quotes are not written as {kind!r}", fix=fix)


def _codes(
    theme: str,
    codes: Sequence[Code],
    rows: Sequence[Mapping[str, Any]],
    numbers: Mapping[str, Mapping[Hashable, Any]],
) -> tuple[QuoteCode, ...]:
    return tuple(
        QuoteCode(
            label=code.label,
            definition=_defined(code, numbers.get(code.id)),
            entries=entries,
        )
        for code in codes
        if code.theme == theme
        and (entries := tuple(_entry(row) for row in rows if row["code"] == code.id))
    )


def _defined(code: Code, row: Mapping[Hashable, Any] | None) -> str:
    """The definition, and how many persons affirm the code."""
    if row is None:
        return code.definition
    persons = f"{row['persons_affirmed']} of {row['group_persons']} affected persons"
    unread = row["persons_affirmed_suggested"]
    counted = f"In numbers: {persons} affirm it; by rules, unread: {unread}."
    return f"{code.definition} {counted}".strip()


def _entry(row: Mapping[str, Any]) -> QuoteEntry:
    suggested = row["status"] == "suggested"
    return QuoteEntry(
        id=row["quote_id"],
        text=row["quote"],
        attribution=row["attribution_line"],
        locator=row["locator"],
        words=int(row["words"]),
        decided="" if suggested else f"confirmed by {row['confirmed_by']}",
        suggested=suggested,
        consent=str(row["consent"]).replace("_", " "),
        paraphrase=row["use"] == PARAPHRASE,
        remarks=tuple(
            flag for flag in row["flags"].split("; ") if flag not in {"", UNREAD_FLAG}
        ),
    )


def _in_numbers(row: Mapping[Hashable, Any]) -> str:
    return IN_NUMBERS.format(
        affirmed=row["persons_affirmed"],
        base=row["group_persons"],
        raised=row["persons_raised"],
        denied=row["persons_denied"],
        suggested=row["persons_affirmed_suggested"],
    )


def _left_out(reasons: Mapping[str, int]) -> Collection[str]:
    return [f"Left out, {reason}: {number}" for reason, number in reasons.items()]


def _provenance(edition: Edition) -> list[tuple[str, str]]:
    notes: pd.DataFrame = edition.frames["notes"]
    pairs = list(zip(notes["note"], notes["text"], strict=True))
    start = next((i for i, (note, _) in enumerate(pairs) if note == "Edition"), 0)
    return pairs[start:]
