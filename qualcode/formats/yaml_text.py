"""The characters of a YAML file that people wrote, before any parser sees them.

In:  the bytes of a file.
Out: its text with LF lines, or all characters in it that do not belong there: bytes
     that are not UTF-8, tabs, invisible characters, the marks of an unfinished merge.
"""

import re
from unicodedata import category

from qualcode.errors import Location, Problem

__all__ = ["decode_yaml", "place_of", "strays", "without_strays"]

LARGEST = 8_000_000
_MERGE = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
# YAML counts these as line breaks; no editor shows them as such
_BREAKS = "\x85\u2028\u2029"
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ufff9-\ufffb\ud800-\udfff]"
)


def decode_yaml(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Return the text of ``data``, and what must not stand in it.

    The text is only to be parsed when there are no problems.

    >>> text, problems = decode_yaml(b"a:\tb\n", "hrv.yaml")
    >>> print(problems[0])
    hrv.yaml:1:3: there is a tab
      fix: use spaces; YAML does not allow tabs
    """
    if len(data) > LARGEST:
        fix = f"keep it under {LARGEST // 1_000_000} MB"
        return "", (Problem("the file is too large", Location(name), fix),)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        fix = "save it as UTF-8"
        return "", (Problem("the file is in UTF-16", Location(name, 1, 1), fix),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig")
        where = place_of(_lines(before), len(_lines(before)), name)
        byte = f"0x{error.object[error.start]:02X}"
        message = f"byte {byte} is not UTF-8"
        return "", (Problem(message, where, "save the file as UTF-8"),)
    text = _lines(text)
    return text, (*_merge_marks(text, name), *_forbidden(text, name))


def place_of(text: str, offset: int, name: str) -> Location:
    """Return line and column, from 1, of ``offset`` in ``text``."""
    start = text.rfind("\n", 0, offset) + 1
    return Location(name, text.count("\n", 0, offset) + 1, offset - start + 1)


def strays(value: str) -> str:
    r"""Name the first character in a scalar that no text should hold, or return "".

    Escapes bring in what the file itself may not hold.

    >>> strays("fine\nand\tfine"), strays("\x07")
    ('', 'U+0007')
    """
    for char in "" if value.isprintable() else value:
        if category(char) in {"Cc", "Cs"} and char not in "\n\t":
            return f"U+{ord(char):04X}"
    return ""


def without_strays(text: str) -> str:
    r"""Return text without what `decode_yaml` refuses; breaks become spaces.

    >>> without_strays("a\ufeff\x07b\x85c")
    'ab c'
    """
    return _FORBIDDEN.sub(lambda found: " " if found.group().isspace() else "", text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _merge_marks(text: str, name: str) -> list[Problem]:
    fix = "keep one of the two versions and delete the marks"
    return [
        Problem("an unfinished merge", place_of(text, mark.start(), name), fix)
        for mark in _MERGE.finditer(text)
    ]


def _forbidden(text: str, name: str) -> list[Problem]:
    if not _FORBIDDEN.search(text):
        return []
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _FORBIDDEN.search(line):
            where = Location(name, number, found.start() + 1)
            problems.append(_forbidden_problem(found.group(), where))
    return problems


def _forbidden_problem(char: str, where: Location) -> Problem:
    if char == "\t":
        fix = "use spaces; YAML does not allow tabs"
        return Problem("there is a tab", where, fix)
    fix = "delete it; it is invisible in most editors"
    if char in _BREAKS:
        fix = "use an ordinary new line"
    return Problem(f"there is a control character, U+{ord(char):04X}", where, fix)
