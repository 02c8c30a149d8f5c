"""Dialects: how one line can open a turn.

In:  a line of a transcript.
Out: a `Head`: label, time, and where the words begin, or None. Whether a head is
     believed is decided in `turns`, which sees all of them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from qualcode.formats.labels import key, role_of, tidy

__all__ = ["HEADS", "NAMES", "Head", "clock", "milliseconds"]

HOUR, MINUTE = 3600, 60
# A mark of direction may stand before a label in right-to-left text.
MARK = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]{0,4}"
TIME = r"(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?"
INNER = r'[^:：\n\[\](){}<>"“”«»?!;,،؟\\*|=]'
LABEL = rf"(?P<label>[^\W\d_]{INNER}{{0,39}}?)"
BOLD = r"(?P<bold>\*\*|__)?"
GAP = r"[ \t]{0,8}"  # bounded: several gaps meet, and lines may be hostile
END_BOLD = r"(?(bold)(?P=bold))"


def _range(group: str) -> str:
    return rf"(?P<{group}>{TIME})(?:\s*(?:-->|-|–)\s*(?P<{group}_end>{TIME}))?"


def _bracketed(group: str) -> str:
    return rf"\\?[\[(]\s*{_range(group)}\s*\\?[\])]"


def _bracketed_or_bare(group: str) -> str:
    return rf"(?:{_bracketed(group)}|{_range(group + '_bare')})"


COLON = (
    rf"{BOLD}{MARK}{LABEL}{MARK}{GAP}"
    rf"(?:{_bracketed('inner')}{GAP})?"
    rf"(?:[\[(](?P<note>[^\])\n]{{0,40}})[\])]{GAP})?"
    rf"(?:[:：]{END_BOLD}|{END_BOLD}{GAP}[:：])(?!//|(?<=\d[:：])\d)[ \t]*"
    rf"(?:{_bracketed('after')}[ \t]*)?"
)
START = rf"[ \t]*{MARK}"
PATTERNS = {
    "colon": re.compile(START + COLON),
    "time_label": re.compile(
        rf"{START}(?:{_bracketed_or_bare('time')}[ \t]*[-–]?[ \t]*)?{COLON}"
    ),
    "label_time": re.compile(
        rf"{START}{BOLD}{LABEL}{END_BOLD}:?(?P<gap>[ \t]{{1,40}})"
        rf"{_bracketed_or_bare('time')}[ \t]*$"
    ),
    "label_line": re.compile(rf"{START}{BOLD}{LABEL}:?{END_BOLD}:?[ \t]*$"),
    "q_a": re.compile(
        rf"{START}{BOLD}(?P<label>[QA])\d{{0,3}}[.:)]{END_BOLD}(?:[ \t]+|$)"
    ),
    "initial": re.compile(
        rf"{START}(?P<label>[^\W\d_]{{1,3}}\d{{0,3}})[ \t]*"
        r"(?:[:：](?=\s|$)|[-–—](?=[ \t]))[ \t]*"
    ),
}
NAMES: Mapping[str, str] = {
    "colon": "label and colon before the words",
    "time_label": "time, label and colon before the words",
    "label_time": "label and time on a line of their own",
    "label_line": "label on a line of its own",
    "q_a": "Q and A before the words",
    "initial": "initials before the words",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The opening of a turn: offsets are of the line until `turns` shifts them.

    ``certain`` means that the line itself leaves no doubt: bold or with a time in
    brackets. ``note`` is what stands in brackets after the label.
    ``shape`` tells how it is written; heads of one transcript look alike.
    """

    label: str
    words: int
    start_ms: int | None = None
    end_ms: int | None = None
    certain: bool = False
    shape: str = ""
    note: str = ""


def milliseconds(clock_time: str) -> int:
    """Return the milliseconds of ``h:mm:ss.fff``, ``m:ss`` or ``h:mm:ss,fff``.

    >>> milliseconds("1:02"), milliseconds("01:00:00,5")
    (62000, 3600500)
    """
    whole, _, fraction = clock_time.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * MINUTE + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0") or 0)


def clock(ms: int) -> str:
    """Return ``hh:mm:ss``, rounded down to the second.

    >>> clock(3_723_900)
    '01:02:03'
    """
    seconds = ms // 1000
    hours, rest = divmod(seconds, HOUR)
    return f"{hours:02}:{rest // MINUTE:02}:{rest % MINUTE:02}"


def _colon(line: str) -> Head | None:
    return _head(PATTERNS["colon"].match(line))


def _time_label(line: str) -> Head | None:
    return _head(PATTERNS["time_label"].match(line))


def _label_time(line: str) -> Head | None:
    found = PATTERNS["label_time"].match(line)
    head = _head(found)
    if not head or not found:
        return None
    wide = "wide" if found["gap"] != " " else "narrow"
    return replace(head, certain=False, shape=wide)


def _label_line(line: str) -> Head | None:
    found = PATTERNS["label_line"].match(line)
    head = _head(found)
    if not head or not found:
        return None
    common = role_of(head.label) and len(key(head.label)) > 1
    loud = head.label.isupper() and sum(map(str.isalpha, head.label)) > 1
    if not (found["bold"] or loud or common):
        return None
    return replace(head, certain=False)


def _q_a(line: str) -> Head | None:
    found = PATTERNS["q_a"].match(line)
    return Head(found["label"].upper(), found.end()) if found else None


def _initial(line: str) -> Head | None:
    found = PATTERNS["initial"].match(line)
    if not found or not found["label"].isupper():
        return None
    return Head(found["label"], found.end(), shape="initial")


HEADS: Mapping[str, Callable[[str], Head | None]] = {
    "colon": _colon,
    "time_label": _time_label,
    "label_time": _label_time,
    "label_line": _label_line,
    "q_a": _q_a,
    "initial": _initial,
}


def _head(found: re.Match[str] | None) -> Head | None:
    if not found:
        return None
    label = tidy(found["label"])
    groups = found.groupdict()
    starts = ("time", "time_bare", "inner", "after")
    start = next((groups[name] for name in starts if groups.get(name)), None)
    ends = (f"{name}_end" for name in starts)
    end = next((groups[name] for name in ends if groups.get(name)), None)
    return Head(
        label=label,
        words=found.end(),
        start_ms=milliseconds(start) if start else None,
        end_ms=milliseconds(end) if end else None,
        certain=bool(groups.get("bold") or (start and not groups.get("time_bare"))),
        shape="bold" if groups.get("bold") else "plain",
        note=tidy(groups.get("note") or ""),
    )
