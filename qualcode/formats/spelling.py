"""What was probably meant: the nearest known word, said as a remedy.

In:  a word nobody knows and the words that are known.
Out: a sentence for the ``fix`` of a `Problem`.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

__all__ = ["nearest", "one_of"]

SHOWN = 30


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like ``word``, or "" when none is like it.

    >>> nearest("definiton", ["definition", "label"])
    'definition'
    >>> nearest("courts", ["police", "prosecution_courts"])
    'prosecution_courts'
    """
    plain = word.strip().casefold().replace("-", "_").replace(" ", "_")
    options = list(known)
    by_plain = {option.casefold().replace("-", "_"): option for option in options}
    found = get_close_matches(plain, by_plain, n=1, cutoff=0.7)
    if found:
        return by_plain[found[0]]
    within = (by_plain[option] for option in by_plain if plain in option.split("_"))
    return next(within, "")


def one_of(word: str, known: Sequence[str]) -> str:
    """Say which known word to use instead of ``word``.

    >>> one_of("landlady", ["landlord", "police"])
    'did you mean `landlord`?'
    >>> one_of("x", ["affected", "key_informant"])
    'use one of: affected, key_informant'
    """
    if meant := nearest(word, known):
        return f"did you mean `{meant}`?"
    if not known:
        return "there is none to choose from yet"
    shown = ", ".join(known[:SHOWN])
    rest = len(known) - SHOWN
    return f"use one of: {shown}" + (f" and {rest} more" if rest > 0 else "")
