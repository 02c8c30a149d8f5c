"""Files of spaCy and lemminflect, read without importing these packages.

In:  a package's name and a file in it.
Out: the file's bytes. Importing spaCy takes longer than all that a run does otherwise.
"""

import re
from functools import cache
from importlib.util import find_spec

__all__ = ["package_file", "spacy_version"]

_VERSION = re.compile(rb'^__version__ *= *"([^"]+)"', re.MULTILINE)


def package_file(package: str, path: str) -> bytes:
    """Return a file of an installed package, as its own loader reads it.

    Raises:
        OSError: there is no such file.
    """
    spec = find_spec(package)
    get_data = getattr(spec.loader, "get_data", None) if spec else None
    if spec is None or get_data is None or not spec.submodule_search_locations:
        raise FileNotFoundError(package)
    data: bytes = get_data(f"{spec.submodule_search_locations[0]}/{path}")
    return data


@cache
def spacy_version() -> str:
    """Return spaCy's version without importing spaCy.

    >>> spacy_version()[:2]
    '3.'
    """
    if found := _VERSION.search(package_file("spacy", "about.py")):
        return found[1].decode()
    from importlib.metadata import version

    return version("spacy")
