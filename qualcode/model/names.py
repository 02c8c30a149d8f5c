"""Names that people typed: what they probably meant, and how to show them.

In:  a name that is not known, and those that are.
Out: a remedy in words. A cell that looks like speech is never shown.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["meant", "shown", "skeleton"]

_TOKEN = re.compile(r"[\w.-]{1,40}")
# Letters of other scripts that look like Latin ones; enough for ids.
_LOOKALIKES = str.maketrans("авекмнорстухіјѕԁһǀοανι", "abekmhopctyxijsdhloavi")


def shown(name: str) -> str:
    """Return a name as messages show it; what may be speech is only spoken of.

    >>> print(shown("tortur"), "/", shown("they came at night"))
    'tortur' / what stands here
    """
    return ascii(name) if _TOKEN.fullmatch(name) else "what stands here"


def skeleton(name: str) -> str:
    """Return what is left of a name without case, spaces, marks and scripts.

    >>> skeleton(" Torture_X"), skeleton("t\N{CYRILLIC SMALL LETTER O}rture-x")
    ('torturex', 'torturex')
    """
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_LOOKALIKES)
    return "".join(letter for letter in plain if letter.isalnum())


def meant(name: str, known: Iterable[str]) -> str:
    """Say which known name to write instead, and what tells them apart.

    >>> meant("Torture", ["torture", "theft"])
    'write `torture`; only capitals, spaces or hyphens differ'
    >>> meant("thieft", ["torture", "theft"])
    'did you mean `theft`?'
    >>> meant("x", [])
    ''
    """
    options = list(known)
    for option in options:
        if skeleton(option) == skeleton(name):
            same_script = name.isascii() == option.isascii()
            differ = (
                "capitals, spaces or hyphens" if same_script else "look-alike letters"
            )
            return f"write `{option}`; only {differ} differ"
    close = get_close_matches(name.casefold(), options, n=1, cutoff=0.7)
    return f"did you mean `{close[0]}`?" if close else ""
