"""Sentences of speech, as transcribers write it down.

In:  a text and the span of one turn in it.
Out: the spans of its sentences, in order, without the white space around them.

A sentence ends at `.`, `!`, `?` (with what closes quotes and brackets after them), also
before a small letter, since transcripts of speech often start sentences so; and at a
blank line. It does not end

- at `...`, `…`, or a dash, unless a capital follows that is not "I";
- after a title (Mr.), an initial (J. Silva), an abbreviation (e.g.) or `No. 4`; but
  "9 a.m." and "M." do end one before a word that starts sentences ("They");
- inside a number (9.30), or before `he said` after a quote;
- at a line break, which may be wrapping; what counts is the punctuation before it.
"""

import re

from qualcode.matching.vocabulary import words
from qualcode.model import Span

__all__ = ["sentence_spans"]

# Words that start a sentence and are no names, to tell "M. They came" from "M. Silva".
_STARTERS = words("""
    a after all also and another anyway are as at because before both but by can did
    do every everybody everyone first for from he her here his how i i'd i'll i'm
    i've if in is it it's its later maybe most my never no nobody not nothing now of
    on once one or our people she since so some somebody someone sometimes still
    that that's the their them then there there's these they they're this those to
    today until was we we're well were what when where which while who why with yes
    yesterday yet you your
""")
_TITLES = words("""
    mr mrs ms mx dr prof st sgt insp capt lt col gen rev fr sen gov pres hon supt
    maj cpl pc det
""")
_NEVER = words("""
    e.g i.e eg ie vs cf viz approx ca
""")
_BEFORE_NUMBERS = words("""
    no nos nr art arts para paras sec p pp tel vol ch fig apt ext bldg rm
""")
_MAYBE = words("""
    a.m p.m am pm etc inc ltd co corp jr sr ave blvd dept est govt u.s u.k u.n e.u
    u.s.a jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur
    thurs fri sat sun ph.d b.a m.a
""")
# Where a sentence may end: one set of characters first, which is quick to search for.
_MARK = re.compile(r"[.!?…—–\n-][.!?…]*[\"'”’»)\]]*")
_BLANK = re.compile(r"[^\S\n]*\n")
_ABBREVIATIONS = _TITLES | _NEVER | _BEFORE_NUMBERS | _MAYBE
_LONGEST = 8  # characters of an abbreviation, and a quote before it
_NEXT = re.compile(r"[\s\"'“‘«(\[*-]*(?:\[[^\]]*\]\s*)*([\w'’]*)")
_SAID = re.compile(
    r"\s*(?:I|he|she|they|we|it|you|the \w+|my \w+)\s+(?:just\s+|would\s+|always\s+)?"
    r"(?:said|says|say|asked|asks|told|tells|thought|shouted|screamed|answered|replied"
    r"|yelled|goes|went|cried|kept)\b",
)


def sentence_spans(text: str, span: Span) -> tuple[Span, ...]:
    """Return the sentences of ``span``: disjoint, in order, all words covered.

    >>> text = "They came at 9.30 a.m. with Mr. Silva... and then? no letter. Nothing."
    >>> for sentence in sentence_spans(text, Span(0, len(text))):
    ...     print(sentence.of(text))
    They came at 9.30 a.m. with Mr. Silva... and then?
    no letter.
    Nothing.
    """
    found: list[Span] = []
    start = span.start
    for mark in _MARK.finditer(text, span.start, span.end):
        if _ends(text, mark, start, span.end):
            _add(found, text, start, mark.end())
            start = mark.end()
    _add(found, text, start, span.end)
    return tuple(found)


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    said = text[start:end]
    kept = said.strip()
    if not kept:
        return
    start += len(said) - len(said.lstrip())
    if found and not any(map(str.isalnum, kept)):
        # what holds no word belongs to the sentence before it
        start = found.pop().start
        kept = text[start:end].strip()
    found.append(Span(start, start + len(kept)))


def _ends(text: str, mark: re.Match[str], start: int, stop: int) -> bool:
    point, after = mark.span()
    first = text[point]
    if first == "\n":
        return bool(_BLANK.match(text, point + 1, stop))
    if first in "-—–":
        return _breaks_off(text, point, stop)
    if after < stop and not text[after].isspace():
        return _space_forgotten(text, point, after)
    last = text[after - 1]
    if last in ".!?" and after - point == 1:
        return last != "." or _ends_at_point(text, start, point, stop)
    return _ends_at_marks(text, start, mark.span(), stop)


def _ends_at_marks(text: str, start: int, mark: tuple[int, int], stop: int) -> bool:
    """Decide on several marks in a row: `...`, `?"`, `.)`."""
    point, after = mark
    follower = _follower(text, after, stop)
    if not follower:
        return True
    closed = text[after - 1] not in ".!?…"
    if closed and (follower[0].islower() or _SAID.match(text, after)):
        return False
    if text.startswith(("..", "…"), point):
        return follower[0].isupper() and re.split("['’]", follower)[0] != "I"
    return text[point] != "." or _ends_at_point(text, start, point, stop)


def _breaks_off(text: str, point: int, stop: int) -> bool:
    """Say whether a sentence breaks off at a dash: "I was going to— They came"."""
    double = text.startswith("--", point)
    after = point + 1 + double
    attached = point > 0 and text[point - 1].isalnum()
    if (text[point] == "-" and not double) or not attached or after >= stop:
        return False
    follower = _follower(text, after, stop) if text[after].isspace() else ""
    return follower[:1].isupper() and follower.casefold() in _STARTERS - {"i"}


def _space_forgotten(text: str, point: int, after: int) -> bool:
    """Say whether a sentence ends without a space after it: "me.Then"."""
    before, capital, small = (
        text[point - 2 : point],
        text[after],
        text[after + 1 : after + 2],
    )
    return (
        after - point == 1
        and before.islower()
        and before.isalpha()
        and (capital.isupper() and small.islower())
    )


def _follower(text: str, after: int, stop: int) -> str:
    following = _NEXT.match(text, after, stop)
    return following[1] if following else ""


def _ends_at_point(text: str, start: int, point: int, stop: int) -> bool:
    begin = max(start, point - _LONGEST)
    space = max(text.rfind(" ", begin, point), text.rfind("\n", begin, point))
    if space < 0 and begin > start:
        return True  # too long a word for an abbreviation
    before = text[max(space + 1, begin) : point].strip("'’-.(\"“‘")
    word = before.casefold()
    initial = len(before) == 1 and before.isupper() and before != "I"
    if word not in _ABBREVIATIONS and not initial:
        return True
    follower = _follower(text, point + 1, stop)
    if not follower:
        return True
    if word in _BEFORE_NUMBERS and not initial:
        return not follower[0].isdigit()
    if word in _MAYBE or initial:
        return follower[0].isupper() and follower.casefold() in _STARTERS
    return False
