"""Tokens: spaCy's own, each distinct stretch between white space tokenised once.

In:  stretches of text without white space, as they stand in turns.
Out: for each, the tokens' normalised forms, offsets and lengths in code points of the
     stretch as it stands.

The normalised form is NFC, case folded, with straight quotes; "n't" is "not", and "ca",
"wo", "sha" before it are "can", "will", "shall". Soft hyphens and characters of no
width are matched through; offsets always point into the text as it is (safety I20).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

__all__ = [
    "Token",
    "is_word",
    "normalise",
    "tokenise",
    "tokeniser",
    "word_forms",
]

# Invisible: soft hyphen, zero width, joiners, marks and overrides of direction, BOM
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff"
)
# For the tokenizer, which knows ' and ’ but none of their look-alikes
_SEEN: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _INVISIBLE)),
    **dict.fromkeys(map(ord, "ʼ＇‛"), "’"),
    **dict.fromkeys(map(ord, "‐‑"), "-"),
}
_FOLDED: dict[int, str | None] = {
    **_SEEN,
    **dict.fromkeys(map(ord, "’‘ʼ＇‛"), "'"),
    **dict.fromkeys(map(ord, "“”„‟"), '"'),
}
# Written so that no rule of English prefixes, suffixes, infixes or URLs applies inside
_PLAIN = re.compile(r"([A-Z]?[a-z]+[a-z])([.,?!]?)")
# spaCy's time for a run of marks grows with its square: cut what no one types
_LONGEST = 400
_NOT = frozenset({"n't", "nt"})
_BEFORE_NOT = {"ca": "can", "wo": "will", "sha": "shall"}


class Token(NamedTuple):
    """A token of a stretch: its normalised form and where it stands."""

    form: str
    start: int
    length: int


def normalise(text: str) -> str:
    """Return a token's or rule word's form for comparison.

    >>> normalise("He\u00adLLO’S")
    "hello's"
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFC", text).translate(_FOLDED).casefold()
    return unicodedata.normalize("NFC", folded)


def is_word(form: str) -> bool:
    """Say whether a form counts as a word in gaps: it has a letter or a digit.

    >>> [is_word(form) for form in ("home", "'s", "9.30", "-", "…", "👩")]
    [True, True, True, False, False, False]
    """
    return any(map(str.isalnum, form))


@cache
def tokeniser(language: str) -> "Tokenizer":
    """Return spaCy's tokenizer for a language, or that for any language."""
    import spacy

    try:
        return spacy.blank(language).tokenizer
    except ImportError:  # spaCy's answer to a language that it does not know
        return spacy.blank("xx").tokenizer


def tokenise(stretches: Sequence[str], language: str) -> list[tuple[Token, ...]]:
    """Tokenise stretches of text that hold no white space.

    >>> [token.form for token in tokenise(["(can’t", "sex-worker"], "en")[0]]
    ['(', 'can', 'not']
    """
    known = dict(_simple(stretches, language))
    known |= {s: _in_pieces(s, language) for s in stretches if len(s) > _LONGEST}
    rest = iter(_with_spacy([s for s in stretches if s not in known], language))
    return [known[s] if s in known else next(rest) for s in stretches]


def _in_pieces(stretch: str, language: str) -> tuple[Token, ...]:
    starts = range(0, len(stretch), _LONGEST)
    pieces = [stretch[at : at + _LONGEST] for at in starts]
    distinct = list(dict.fromkeys(pieces))
    tokens = dict(zip(distinct, _with_spacy(distinct, language), strict=True))
    return tuple(
        token._replace(start=token.start + at)
        for at, piece in zip(starts, pieces, strict=True)
        for token in tokens[piece]
    )


def _simple(stretches: Sequence[str], language: str) -> Mapping[str, tuple[Token, ...]]:
    """Tokenise what spaCy would not look into: a plain word, with one mark after it.

    Nine stretches of ten are such words, and spaCy takes thirty times as long.
    """
    if language != "en":
        return {}
    special = tokeniser(language).rules
    found: dict[str, tuple[Token, ...]] = {}
    for stretch in stretches:
        plain = _PLAIN.fullmatch(stretch)
        if plain and stretch not in special and plain[1] not in special:
            size = len(plain[1])
            word = Token(plain[1].lower(), 0, size)
            found[stretch] = (word, Token(plain[2], size, 1)) if plain[2] else (word,)
    return found


def _with_spacy(stretches: Sequence[str], language: str) -> list[tuple[Token, ...]]:
    seen = [stretch.translate(_SEEN) for stretch in stretches]
    # Line breaks keep spaCy's special cases from reaching over two stretches.
    doc = tokeniser(language)("\n".join(seen))
    words = [(word.idx, word.text) for word in doc if not word.is_space]
    found: list[tuple[Token, ...]] = []
    start = first = 0
    for stretch, visible in zip(stretches, seen, strict=True):
        end = start + len(visible)
        last = first
        while last < len(words) and words[last][0] < end:
            last += 1
        inside = [(place - start, word) for place, word in words[first:last]]
        found.append(_placed(inside, stretch, visible))
        start, first = end + 1, last
    return found


def word_forms(written: Iterable[str], language: str) -> dict[str, tuple[str, ...]]:
    """Tokenise words of rules as text is tokenised; only what counts as a word stays.

    >>> word_forms(["id", "sex-worker", "wouldn't"], "en")["id"]
    ('i', 'd')
    """
    distinct = sorted(set(written))
    return {
        word: tuple(token.form for token in tokens if is_word(token.form))
        for word, tokens in zip(distinct, tokenise(distinct, language), strict=True)
    }


def _placed(
    words: Sequence[tuple[int, str]], stretch: str, visible: str
) -> tuple[Token, ...]:
    forms = [normalise(word) for _, word in words]
    for place, (form, after) in enumerate(pairwise(forms)):
        if after in _NOT:
            forms[place] = _BEFORE_NOT.get(form, form)
    # Where each visible character stands in the stretch
    places: Sequence[int] = range(len(stretch))
    if visible != stretch and len(visible) != len(stretch):
        places = [
            place for place, char in enumerate(stretch) if _SEEN.get(ord(char), char)
        ]
    return tuple(
        Token(
            "not" if form in _NOT else form,
            places[start],
            places[start + len(word) - 1] + 1 - places[start],
        )
        for form, (start, word) in zip(forms, words, strict=True)
    )
