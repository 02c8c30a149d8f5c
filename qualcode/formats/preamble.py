"""The block of facts that many transcripts open with, which nobody said.

In:  a transcript's lines.
Out: how many lines at the top belong to such a block ("Date: …", "Interviewer: …").
"""

import re
from collections.abc import Sequence

from qualcode.formats.labels import no_label

__all__ = ["header_lines"]

FACT = re.compile(r"[\s*_>-]*([^\W\d_][^:：\n]{0,39}?)[\s*_]*[:：]")
HEADING = re.compile(r"\s*(#{1,6}\s|[=_*-]{3,}\s*$)")
MOST = 40


def header_lines(lines: Sequence[str]) -> int:
    """Return the number of lines in the block of facts at the top, or 0.

    The block reaches to the last line that opens with a fact's name ("Date", "Place")
    in an unbroken run of facts, headings and blanks; in the last paragraph of the run
    other facts ("Interviewer: …") belong to it too when a blank line closes it.

    >>> header_lines(["# Interview", "", "Date: 2024", "Interviewer: B", "", "I: Yes"])
    4
    >>> header_lines(["I: Yes", "P: No"])
    0
    """
    last = 0
    for number, line in enumerate(lines[:MOST], 1):
        fact = FACT.match(line)
        if fact and no_label(fact[1]):
            last = number
        elif line.strip() and not fact and not HEADING.match(line):
            break
    if not last:
        return 0
    end = last
    while end < len(lines) and FACT.match(lines[end]):
        end += 1
    closed = end < len(lines) and not lines[end].strip()
    return end if closed else last
