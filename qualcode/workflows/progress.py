"""Progress: how long work tells how far it is, to whoever wants to show it."""

from collections.abc import Callable

__all__ = ["Progress", "silent"]

# What is being done, how many are done, of how many (0: nobody knows)
Progress = Callable[[str, int, int], None]


def silent(doing: str, done: int, total: int) -> None:
    """Show nothing.

    >>> silent("reading", 1, 2)
    """
    del doing, done, total
