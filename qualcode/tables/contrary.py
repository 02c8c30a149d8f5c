"""What speaks against or qualifies: denials, fair treatment, official positions.

In:  a `Study`. Out: a row a passage, under the code it bears on. Words stand in it only
where consent allows quoting. A code without rows has been searched and nothing found.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from qualcode.model import Code, Consent, Study, Transcript
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.locators import locator, own_words
from qualcode.tables.numbers import states_of
from qualcode.tables.statements import Statement

__all__ = ["CONTRARY_COLUMNS", "contrary_table"]

# The code that says that somebody was treated well or was helped.
FAIR = "positive_treatment"
CONTRARY_COLUMNS = (
    *("theme", "code", "code_label", "contrary_kind", "source", "pseudonym", "group"),
    *("kind", "consent", "quotable", "quote", "locator", "status"),
)


def contrary_table(source: Study | Counted) -> pd.DataFrame:
    """List the passages that deny or qualify each code, in reading order.

    ``contrary_kind``: ``denied`` (an affected person), ``official position`` (a key
    informant denies it), ``document`` (a quoted one denies it), ``fair treatment`` (a
    passage of that code naming the same kind of duty-bearer, or naming none and in a
    transcript where it is raised), ``hearsay only`` (a person who reports it only of
    others). Suggested passages are marked in ``status``.

    >>> contrary_table(Study(id="empty")).shape[0]
    0
    """
    view = counted(source)
    by_code: dict[str, list[Statement]] = defaultdict(list)
    for passage in view.passages:
        by_code[passage.code].append(passage)
    transcripts = {each.id: each for each in view.transcripts}
    return frame_of(
        (
            _row(code, kind, passage, _words(passage, transcripts))
            for code in view.study.codebook.codes
            for kind, passage in _bearing_on(code, by_code)
        ),
        CONTRARY_COLUMNS,
    )


def _bearing_on(
    code: Code, by_code: Mapping[str, Sequence[Statement]]
) -> Iterator[tuple[str, Statement]]:
    own = by_code.get(code.id, ())
    for each in own:
        hearsay = each.kind == "affected" and each.class_ == "hearsay"
        if each.assertion == "denied" and not hearsay:
            yield _DENYING[each.kind], each
    if code.kind == "violation":
        fair = _of_same_kind(code, own, by_code.get(FAIR, ()))
        yield from (("fair treatment", each) for each in fair)
    for decided in (True, False):
        of_these = [each for each in own if each.decided is decided]
        states = states_of(of_these)
        for each in of_these:
            if states.get(each.source) == "hearsay":
                yield "hearsay only", each


_DENYING = {
    "affected": "denied",
    "key_informant": "official position",
    "document": "document",
}


def _of_same_kind(
    code: Code, own: Iterable[Statement], fair: Iterable[Statement]
) -> Iterator[Statement]:
    """Yield fair treatment by the same duty-bearers, or told in one transcript."""
    raised = [each for each in own if each.class_ != "hearsay"]
    if not raised:
        return
    named = {*code.perpetrators, *(p for e in raised for p in _named(e))}
    transcripts = {each.transcript for each in raised}
    for each in fair:
        by = _named(each)
        if by & named or (not by and each.transcript in transcripts):
            yield each


def _named(passage: Statement) -> set[str]:
    return {each for row in passage.rows for each in row.perpetrators} - {"unknown"}


def _words(passage: Statement, transcripts: Mapping[str, Transcript]) -> str:
    """Return the person's words as far as consent lets them out; a document's, all."""
    if passage.person is None:
        return passage.rows[0].quote
    if not passage.person.level.allows(Consent.QUOTE_ROLE_ONLY):
        return ""
    of = transcripts[passage.transcript]
    parts = own_words(passage.span, passage.person.id, of)
    return " […] ".join(span.of(of.text) for _, span in parts)


def _row(code: Code, kind: str, passage: Statement, words: str) -> dict[str, object]:
    person = passage.person
    return {
        "theme": code.theme,
        "code": code.id,
        "code_label": code.label,
        "contrary_kind": kind,
        "source": passage.source,
        "pseudonym": person.pseudonym if person else "",
        "group": person.group if person else "",
        "kind": passage.kind,
        "consent": str(person.level) if person else "",
        "quotable": bool(words),
        "quote": words,
        "locator": locator(passage.transcript, passage.rows[0].turn),
        "status": "confirmed" if passage.decided else "suggested",
    }
