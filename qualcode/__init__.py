"""Code interview transcripts: rules that suggest, people who decide.

>>> import qualcode
>>> len(qualcode.codebook("rights-violations").codes)
60
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.workflows.library import codebook, open, read, table  # noqa: A004

__all__ = ["codebook", "open", "read", "table"]


def __getattr__(name: str) -> object:
    """Import the library's verbs when they are first used: pandas is slow."""
    if name not in __all__:
        raise AttributeError(f"module 'qualcode' has no attribute {name!r}")
    from qualcode.workflows import library  # noqa: PLC0415  # lazily, see above

    return getattr(library, name)
