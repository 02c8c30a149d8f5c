"""The dictionary: lemminflect's tables, read without importing it.

In:  a word in small letters.
Out: its inflections as lemminflect gives them, and whether it is a form of some word.

lemminflect imports spaCy, which takes longer than all else when one rule was edited.
Only words in no dictionary, which its model of endings inflects, need it.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from gzip import decompress

from qualcode.matching.packages import package_file

__all__ = ["inflections", "is_form", "made_by_rule"]

# What the columns of a line are, after word and kind; and what the word itself is
_COLUMNS = {
    "noun": (("NNS",), ("NN",)),
    "adj": (("JJR", "JJS"), ("JJ",)),
    "adv": (("RBR", "RBS"), ("RB",)),
    "verb": (("VBD", "VBN", "VBG", "VBZ"), ("VB", "VBP")),
}
# These stand in lemminflect's code, not in its tables
_AUXILIARY: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "can": {"VB": ("can",), "VBD": ("could",)},
    "may": {"VB": ("may",), "VBD": ("might",)},
    "will": {"VB": ("will",), "VBD": ("would",)},
    "shall": {"VB": ("shall",), "VBD": ("should",)},
    "must": {"VB": ("must",), "VBD": ("must",)},
    "ought": {"VB": ("ought",), "VBD": ("ought",)},
    "dare": {"VB": ("dare",)},
    "be": {
        "VB": ("be",),
        "VBD": ("was", "were"),
        "VBG": ("being",),
        "VBN": ("been",),
        "VBP": ("am", "are"),
        "VBZ": ("is",),
    },
}


def inflections(word: str) -> frozenset[str]:
    """Return the inflections of a dictionary word; none of any other word.

    >>> sorted(inflections("throw")), inflections("thrown")
    (['threw', 'throw', 'throwing', 'thrown', 'throws'], frozenset())
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in filter(None, _table().get(word, "").split("\n")):
        kind, *columns = line.split(",")
        names, itself = _COLUMNS[kind]
        for name, column in zip(names, columns, strict=False):
            if column:
                found[name] = tuple(column.split("/"))
        found.update(dict.fromkeys(itself, (word,)))
    found = dict(_AUXILIARY.get(word, found))
    found.update(_exceptions("infl").get(word, {}))
    return _flat(found)


def is_form(word: str) -> bool:
    """Say whether a word is a form of a dictionary word, or one itself.

    >>> is_form("thrown"), is_form("thrwn")
    (True, False)
    """
    return word in _forms() or word in _exceptions("lemma")


def made_by_rule(word: str) -> frozenset[str]:
    """Return how a noun and a verb of this ending would be inflected."""
    import lemminflect

    return frozenset().union(
        *(
            _flat(lemminflect.getAllInflectionsOOV(word, kind))
            for kind in ("NOUN", "VERB")
        )
    )


def _flat(found: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(form.lower() for forms in found.values() for form in forms)


@cache
def _table() -> Mapping[str, str]:
    """Return the rest of the lines of each word, one below the other."""
    found: dict[str, str] = {}
    for line in _lines("infl_lu.csv.gz"):
        word, _, rest = line.partition(",")
        found[word] = f"{found[word]}\n{rest}" if word in found else rest
    return found


@cache
def _forms() -> frozenset[str]:
    return frozenset(line.partition(",")[0] for line in _lines("lemma_lu.csv.gz"))


@cache
def _exceptions(name: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in _lines(f"{name}_overrides.csv"):
        if line.strip() and not line.startswith("#"):
            word, kind, form = line.strip().split(",")
            found.setdefault(word, {})[kind] = (form,)
    return found


def _lines(name: str) -> list[str]:
    data = package_file("lemminflect", f"resources/{name}")
    text = (decompress(data) if name.endswith(".gz") else data).decode()
    return text.rstrip("\n").split("\n")
