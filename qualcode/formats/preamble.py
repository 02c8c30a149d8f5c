"""The block of facts that many transcripts open with, which nobody said.

In:  a transcript's lines.
Out: how many lines at the top belong to such a block ("Date: …", "Interviewer: …").
"""

import re
from collections.abc import Sequence

from qualcode.formats.labels import key, names_fact

__all__ = ["header_lines"]

FACT = re.compile(r"[\s*_>-]*([^\W\d_][^:：\n]{0,39}?)[\s*_]{0,8}[:：](?!//)")
HEADING = re.compile(r"\s*(#{1,6}\s|[=_*-]{3,}\s*$)")
MOST = 60
TITLE = 100  # characters
LONGEST_INITIALS = 3  # "Interviewer: …" may be a fact, "I: …" and "INT: …" are not


def header_lines(lines: Sequence[str]) -> int:
    """Return the number of lines in the block of facts at the top, or 0.

    Paragraphs at the top that hold a fact ("Date", "Place") and nothing but facts
    belong to it whole; where a turn follows without a blank line, up to the last fact
    before it.

    >>> header_lines(["# Interview", "", "Date: 2024", "Interviewer: B", "", "I: Yes"])
    4
    >>> header_lines(["Date: 2024", "I: Yes", "P: No"])
    1
    >>> header_lines(["Interview 7", "", "Date: 2024", "Interviewer: B", "", "I: Yes"])
    4
    >>> header_lines(["I: Yes", "P: No", "Date: it was May"])
    0
    """
    end = start = 0
    while start < min(len(lines), MOST):
        stop = start
        while stop < len(lines) and lines[stop].strip():
            stop += 1
        facts, whole = _facts(lines[start:stop])
        if facts:
            end = start + facts
        if not whole:
            break
        start = stop + 1
    return end


def _facts(paragraph: Sequence[str]) -> tuple[int, bool]:
    """Return how many lines are facts, and whether the paragraph is nothing else.

    A short line without a colon is a title; it is passed over above the first fact.
    """
    seen: set[str] = set()
    last = 0
    for number, line in enumerate(paragraph, 1):
        found = FACT.match(line)
        if not found and (HEADING.match(line) or (not seen and len(line) < TITLE)):
            continue
        name = key(found[1]) if found else ""
        if len(name) <= LONGEST_INITIALS or name in seen:
            return last, False
        seen.add(name)
        if names_fact(name):
            last = number
    return (len(paragraph), True) if last else (0, not seen)
