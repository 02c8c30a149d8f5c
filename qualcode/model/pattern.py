"""The rule language: a pattern as written, and what it means word by word.

In:  one string of the codebook, as `change ~2 lock/bolt` or `=out ~2 @home`.
Out: a `Pattern` of elements; which forms a word stands for is decided when
     `qualcode.matching` compiles it.

    evict        the word in all its inflections       beat/hit/kick   any of these
    =out         exactly this form                     deport*         any word so begun
    @authority   any entry of the codebook's list      half_a_day      words in a row
    throw ~3 =out   up to 3 words between, in the same sentence

`_` and a space both mean next to each other, `_` binding tighter; `=` binds one
alternative; patterns have no capital letters (semantics 24).
"""

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Alternative", "Element", "Pattern", "PatternError", "Word", "parse_pattern"]

WordKind = Literal["inflected", "exact", "prefix"]
LARGEST_GAP = 50
_GAP = re.compile(r"~(\d+)")
# Letters, digits, and the marks that stand inside words: don't, sex-worker, 9.30
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*['’]?(?:\+)?")
_LIST = re.compile(r"[a-z][a-z0-9_-]*")


class PatternError(ValueError):
    """A pattern that cannot be read; ``offset`` is the place of the mistake in it."""

    def __init__(self, message: str, offset: int, fix: str) -> None:
        super().__init__(message)
        self.message, self.offset, self.fix = message, offset, fix


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a pattern and how it is meant."""

    text: str
    kind: WordKind = "inflected"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words in a row, or a reference to a word list (then ``words`` is empty)."""

    words: tuple[Word, ...] = ()
    list: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: any of its alternatives.

    ``gap`` is the largest number of words between the element before and this one.
    """

    alternatives: tuple[Alternative, ...]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in the order in which they must occur in one sentence."""

    elements: tuple[Element, ...]
    written: str

    @property
    def lists(self) -> tuple[str, ...]:
        """The ids of the word lists it names, in order of appearance."""
        return tuple(
            option.list
            for element in self.elements
            for option in element.alternatives
            if option.list
        )


def parse_pattern(written: str) -> Pattern:
    """Read one pattern of the rule language.

    Raises:
        PatternError: at the first mistake, with its offset and how to put it right.

    >>> [e.gap for e in parse_pattern("throw/kick ~3 =out of @home").elements]
    [0, 3, 0, 0]
    >>> parse_pattern("half_a_day").elements[0].alternatives[0].words[2].text
    'day'
    """
    elements: list[Element] = []
    gap: int | None = None
    end = 0
    for match in re.finditer(r"\S+", written):
        part, offset, end = match.group(), match.start(), match.end()
        if part.startswith("~"):
            gap = _read_gap(part, offset, first=not elements or gap is not None)
        else:
            options = _read_alternatives(part, offset)
            elements.append(Element(options, gap or 0))
            gap = None
    if not elements:
        raise PatternError("the pattern is empty", 0, "write at least one word")
    if gap is not None:
        fix = "write a word after the gap, or remove the gap"
        raise PatternError("the pattern ends in a gap", end, fix)
    return Pattern(tuple(elements), written)


def _read_gap(part: str, offset: int, *, first: bool) -> int:
    if first:
        fix = "write a word between `~` and what comes before it"
        raise PatternError("a gap needs a word before it", offset, fix)
    found = _GAP.fullmatch(part)
    if not found or int(found[1]) > LARGEST_GAP:
        fix = f"write ~ and a number up to {LARGEST_GAP}, as in `throw ~3 =out`"
        raise PatternError(f"`{part}` is not a gap", offset, fix)
    return int(found[1])


def _read_alternatives(part: str, offset: int) -> tuple[Alternative, ...]:
    options: list[Alternative] = []
    for option in part.split("/"):
        if not option:
            fix = "write a word on both sides of `/`, without spaces"
            raise PatternError("an alternative is empty", offset, fix)
        options.append(_read_alternative(option, offset))
        offset += len(option) + 1
    return tuple(options)


def _read_alternative(option: str, offset: int) -> Alternative:
    if option.startswith("@"):
        if not _LIST.fullmatch(option[1:]):
            fix = "write @ and the list's name alone, as in `@landlord`"
            raise PatternError(f"`{option}` is not a list's name", offset, fix)
        return Alternative(list=option[1:])
    exact = option.startswith("=")
    words: list[Word] = []
    place = offset + exact
    for text in option[exact:].split("_"):
        words.append(_read_word(text, place, exact=exact))
        place += len(text) + 1
    return Alternative(tuple(words))


def _read_word(text: str, offset: int, *, exact: bool) -> Word:
    stem = text.removesuffix("*")
    if text.endswith("*") and exact:
        fix = "leave out either `=` (this form only) or `*` (any ending)"
        raise PatternError("`=` and `*` contradict each other", offset, fix)
    if stem != stem.lower():
        fix = f"write `{text.lower()}`; case never matters to a rule"
        raise PatternError(f"`{text}` has a capital letter", offset, fix)
    if not _WORD.fullmatch(stem):
        raise PatternError(f"`{text}` is not a word", offset, _fix_for(text))
    kind: WordKind = "exact" if exact else "prefix" if text != stem else "inflected"
    return Word(stem, kind)


def _fix_for(text: str) -> str:
    if not text:
        return "put one word on each side of `_`"
    if "*" in text:
        return "put `*` at the end of a word, as in `deport*`"
    if "@" in text or "=" in text:
        return "put `@` or `=` at the start of an alternative: `a/=b`, not `a=b`"
    if "~" in text:
        return "put a space before `~`, as in `throw ~3 =out`"
    return "use letters and digits; punctuation never matters to a rule"
