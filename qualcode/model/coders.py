"""Coders: which names a coder may have.

A coder's name becomes part of file names and of cells in spreadsheets, so it is never
a path or a formula.
"""

import re

from qualcode.errors import Problem

__all__ = ["coder_problem"]

LONGEST = 60
_NAME = re.compile(r"\w(?:[\w .'’-]*[\w.])?")
FIX = "use letters, digits, spaces, dots, hyphens and apostrophes, as in `ann`"


def coder_problem(name: str) -> Problem | None:
    """Return what is wrong with a coder's name, or None.

    >>> coder_problem("Ann-Marie O'Neil"), coder_problem("=1+1").message
    (None, 'this cannot be the name of a coder')
    """
    if not name:
        return Problem("the coder's name is missing", fix="say who decided this")
    if len(name) > LONGEST:
        message = f"the coder's name is longer than {LONGEST} characters"
        return Problem(message, fix="use a short name or initials")
    if not _NAME.fullmatch(name) or ".." in name:
        return Problem("this cannot be the name of a coder", fix=FIX)
    return None
