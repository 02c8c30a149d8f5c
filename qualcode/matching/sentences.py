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
_END = re.compile(
    r"[.!?…][.!?…]*[\"'”’»)\]]*(?=\s|$)"  # closed, then white space
    r"|(?<=[a-z][a-z])[.!?](?=[A-Z][a-z])"  # a forgotten space: "me.Then"
    r"|(?<=\w)(?:--|[—–])(?=\s+[A-Z])"  # broken off
    r"|\n[^\S\n]*(?=\n)"  # a blank line
)
_WORD_BEFORE = re.compile(r"[\w.'’-]*$")
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
    for end in _END.finditer(text, span.start, span.end):
        if _ends(text, end, start, span.end):
            _add(found, text, start, end.end())
            start = end.end()
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


def _ends(text: str, end: re.Match[str], start: int, stop: int) -> bool:
    mark = end.group()
    if mark.startswith("\n"):
        return True
    after = _NEXT.match(text, end.end(), stop)
    follower = after[1] if after else ""
    if not follower:
        return True
    if mark[0] in "-—–":
        return follower.casefold() in _STARTERS and follower[0] != "I"
    if mark[-1] in "\"'”’»" and (follower[0].islower() or _SAID.match(text, end.end())):
        return False
    if mark.startswith(("..", "…")):
        return follower[0].isupper() and follower.split("'")[0].split("’")[0] != "I"
    return mark[0] != "." or _ends_at_point(text, start, end.start(), follower)


def _ends_at_point(text: str, start: int, point: int, follower: str) -> bool:
    match = _WORD_BEFORE.search(text, max(start, point - 20), point)
    before = match.group().strip("'’-.") if match else ""
    word = before.casefold()
    if word in _TITLES or word in _NEVER:
        return False
    if word in _BEFORE_NUMBERS:
        return not follower[0].isdigit()
    if word in _MAYBE or (len(before) == 1 and before.isupper() and before != "I"):
        return follower[0].isupper() and follower.casefold() in _STARTERS
    return True
