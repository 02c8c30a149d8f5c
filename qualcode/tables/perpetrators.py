"""Perpetrators and duty-bearers: who is named, by how many persons, under which code.

In:  a `Study`. Out: a row a code; a column for each kind of perpetrator that is coded
anywhere in the study, ``unknown`` always, and for each mode: act, threat, omission,
rule. Perpetrators are set by a person or by a rule's named slot, never inferred from a
code's usual ones (semantics 12).
"""

from collections.abc import Iterable, Sequence

import pandas as pd

from qualcode.model import MODES, PERPETRATORS, Study
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.frequency import units_of_codes
from qualcode.tables.numbers import SUGGESTED
from qualcode.tables.statements import Statement, by_unit

__all__ = ["perpetrators_table"]

_FIXED = ("theme", "code", "code_label", "persons_affirmed")


def perpetrators_table(source: Study | Counted) -> pd.DataFrame:
    """Count the persons who affirm each code by the perpetrator that is coded.

    A person who names two kinds counts in both columns, so columns do not add up to
    ``persons_affirmed``. ``perpetrator_unknown`` are passages coded as unknown;
    ``persons_unnamed`` persons for whom nothing is coded.

    >>> list(perpetrators_table(Study(id="empty")).columns[-2:])
    ['mode_rule', 'mode_rule_suggested']
    """
    view = counted(source)
    book = view.study.codebook
    named = {
        each
        for statement in view.statements
        for row in statement.rows
        for each in row.perpetrators
    }
    known = [each for each in PERPETRATORS if each in named or each == "unknown"]
    kinds = [*known, *sorted(named.difference(PERPETRATORS))]
    found = by_unit(view.passages, units_of_codes(book))
    columns = [
        *("persons_affirmed", *(f"perpetrator_{each}" for each in kinds)),
        *("persons_unnamed", *(f"mode_{mode}" for mode in MODES if mode)),
    ]
    return frame_of(
        (
            {
                "theme": code.theme,
                "code": code.id,
                "code_label": code.label,
                **_counts(found[code.id], kinds),
            }
            for code in book.codes
        ),
        [*_FIXED[:3], *(name + twin for name in columns for twin in ("", SUGGESTED))],
    )


def _counts(statements: Sequence[Statement], kinds: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for twin, decided in (("", True), (SUGGESTED, False)):
        affirming = [
            each
            for each in statements
            if each.decided is decided
            and each.kind == "affected"
            and each.class_ == "affirmed"
        ]
        persons = {each.source for each in affirming}
        by_kind = {kind: _naming(affirming, kind) for kind in kinds}
        naming = {s.source for s in affirming for r in s.rows if r.perpetrators}
        counts[f"persons_affirmed{twin}"] = len(persons)
        counts[f"persons_unnamed{twin}"] = len(persons - naming)
        for kind, naming_it in by_kind.items():
            counts[f"perpetrator_{kind}{twin}"] = len(naming_it)
        for mode in MODES:
            doing = {s.source for s in affirming for r in s.rows if r.mode == mode}
            counts[f"mode_{mode}{twin}"] = len(doing)
    return counts


def _naming(statements: Iterable[Statement], kind: str) -> set[str]:
    return {
        each.source for each in statements for r in each.rows if kind in r.perpetrators
    }
