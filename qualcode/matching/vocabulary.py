"""Word lists of English written as a sentence of words.

In:  words between white space.
Out: a frozen set of them.
"""

__all__ = ["words"]


def words(written: str) -> frozenset[str]:
    """Return the words of ``written``.

    >>> sorted(words("not never no"))
    ['never', 'no', 'not']
    """
    return frozenset(written.split())
