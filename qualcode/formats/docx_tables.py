"""Tables of a Word document as lines: a row of speaker and words becomes a turn.

In:  rows of cells as text.
Out: lines: ``LABEL: words``, ``[00:01:02] LABEL: words``, or cells divided by tabs.
"""

import re
from collections import Counter
from collections.abc import Sequence

from qualcode.formats.dialects import TIME, milliseconds
from qualcode.formats.labels import key, no_label, role_of
from qualcode.formats.spoken import Spoken, render

__all__ = ["table_lines"]

CLOCK = re.compile(rf"\s*[\[(]?\s*({TIME})\s*[\])]?\s*(?:(?:-->|-|–).*)?")
HEADERS = frozenset({"speaker", "name", "label", "who", "role", "time", "timestamp"})
LONGEST = 40
RECURS = 2


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    r"""Return the lines of a table; empty rows are left out.

    >>> table_lines([["I", "When?"], ["P1", "In spring."]])
    ['I: When?', '', 'P1: In spring.']
    >>> table_lines([["Date", "2024"], ["Place", "a town"]])
    ['Date\t2024', 'Place\ta town']
    """
    filled = [
        [cell.strip() for cell in row] for row in rows if any(map(str.strip, row))
    ]
    if filled and key(filled[0][0]) in HEADERS:
        body, spoken = filled[1:], True
    else:
        body, spoken = filled, False
    turns = [_turn(row) for row in body]
    labels = [key(turn.label) for turn in turns if turn and turn.label]
    if body and all(turns) and (spoken or _are_speakers(labels)):
        return render(turn for turn in turns if turn).rstrip("\n").split("\n")
    return ["\t".join(cell.replace("\n", " ") for cell in row) for row in filled]


def _turn(row: Sequence[str]) -> Spoken | None:
    """Read a row as a turn: one short cell for the speaker, one for words, a time."""
    times = [cell for cell in row if cell and CLOCK.fullmatch(cell)]
    start = CLOCK.fullmatch(times[0]) if times else None
    cells = [cell for cell in row if cell not in times]
    if len(cells) > len(("label", "words")):
        cells = [cell for cell in cells if cell]
    if len(cells) not in {1, 2}:
        return None
    label, words = ("", cells[0]) if len(cells) == 1 else cells
    label = label.rstrip(" :.")
    if len(label) > LONGEST or "\n" in label:
        return None
    return Spoken(label, words, milliseconds(start[1]) if start else None)


def _are_speakers(labels: Sequence[str]) -> bool:
    """Say whether first cells are speakers: common labels, or names that recur."""
    counts = Counter(labels)
    if any(map(no_label, counts)):
        return False
    known = sum(count for label, count in counts.items() if role_of(label))
    recurring = sum(count for count in counts.values() if count >= RECURS)
    return 2 * max(known, recurring) >= len(labels) > 0
