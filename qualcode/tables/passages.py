"""The passages table: stretches of one person's words under one code, each once.

In:  a `Study`. Out: a row a passage: codings of one code, transcript, person, assertion
and experiencer class that share a character, merged; adjacent sentences stay two, two
coders on one sentence are one, decided and suggested merge apart (semantics 16).
"""

import pandas as pd

from qualcode.model import Study
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.locators import locator, word_count
from qualcode.tables.statements import Statement

__all__ = ["PASSAGES_COLUMNS", "passages_table"]

PASSAGES_COLUMNS = (
    *("theme", "code", "transcript", "interview", "locator", "turn", "start", "end"),
    *("person", "pseudonym", "group", "kind", "class", "assertion", "status"),
    *("words", "quote", "coders", "rules", "codings"),
)


def passages_table(source: Study | Counted) -> pd.DataFrame:
    """Return the passages that numbers count, in order of transcript and place.

    ``codings`` holds the keys of the codings merged in a passage. A passage of two
    persons is a row for each; documents have a row without a person.

    >>> passages_table(Study(id="empty")).shape[0]
    0
    """
    view = counted(source)
    texts = {each.id: each.text for each in view.transcripts}
    texts |= {each.id: each.text for each in view.study.documents}
    return frame_of(
        (_row(each, texts[each.transcript]) for each in view.passages),
        PASSAGES_COLUMNS,
    )


def _row(passage: Statement, text: str) -> dict[str, object]:
    first, person = passage.rows[0], passage.person
    withdrawn = any(not row.quote for row in passage.rows)
    quote = "" if withdrawn else passage.span.of(text)
    return {
        "theme": first.theme,
        "code": passage.code,
        "transcript": passage.transcript,
        "interview": passage.interview,
        "locator": locator(first.transcript, first.turn),
        "turn": first.turn.number if first.turn else 0,
        "start": passage.span.start,
        "end": passage.span.end,
        "person": person.id if person else "",
        "pseudonym": person.pseudonym if person else "",
        "group": person.group if person else "",
        "kind": passage.kind,
        "class": passage.class_,
        "assertion": passage.assertion,
        "status": "confirmed" if passage.decided else "suggested",
        "words": word_count(quote),
        "quote": quote,
        "coders": "; ".join(sorted({row.coder for row in passage.rows} - {""})),
        "rules": "; ".join(sorted({row.rule for row in passage.rows} - {""})),
        "codings": tuple(row.key for row in passage.rows),
    }
