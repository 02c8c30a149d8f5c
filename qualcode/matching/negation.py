"""Negation: which "not" of a clause is about the hit.

In:  the words of a turn, a clause, and the matched positions in it.
Out: the positions of the words that deny it, or what else became of them: a denied
     wish leaves it *open*, what "no longer" happens has *ended* and so did happen.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from qualcode.matching import cues
from qualcode.matching.clauses import Clause

__all__ = ["denials"]

_FEW = 4  # words between "without" and what it denies


def denials(
    words: Sequence[str], clause: Clause, matched: Sequence[int]
) -> Iterator[tuple[str, int]]:
    """Yield the cues of negation as pairs of kind and position.

    Kinds: ``negation`` denies; ``open`` leaves open (did not want, did not see);
    ``ended`` says that it happened once (no longer, stopped hitting).

    >>> said = "he did not stop hitting me".split()
    >>> list(denials(said, Clause(0, 6, "start"), [4]))
    []
    """
    for place in range(clause.start, matched[-1]):
        word = words[place]
        if word not in _CUES or place in matched:
            continue
        if word in cues.NEGATION:
            kind = _kind(words, clause, place, matched)
            if kind:
                yield kind, place
        elif not _denied_before(words, clause, place):
            kind = _of_verb(words, place, matched)
            if kind:
                yield kind, place
    yield from _after(words, clause, matched)


_CUES = cues.NEGATION | cues.PREVENTS | cues.STOPPED | cues.ESCAPED


def _kind(
    words: Sequence[str], clause: Clause, place: int, matched: Sequence[int]
) -> str:
    word, last = words[place], matched[-1]
    if _pseudo(words, clause, place, last):
        return ""
    between = [words[p] for p in range(place + 1, last) if p not in matched]
    if words[place - 1] in cues.MODAL and words[place + 1] in {"have", "'ve"}:
        return "open"  # "they would not have come": then they did
    if word in {"no", "not"} and any(one in {"longer", "anymore"} for one in between):
        return "ended"
    for one in between:
        if one in _GRANTED or one in cues.OPEN_WHEN_DENIED:
            return "" if one in _GRANTED else "open"
    if word == "without":
        return "negation" if last - place <= _FEW else ""
    return "ended" if _any_more(words, clause, last) else _plea(words, clause, place)


def _plea(words: Sequence[str], clause: Clause, place: int) -> str:
    if words[place] not in {"not", "never"}:
        return "negation"
    before = words[clause.start : place]
    begged = any(one in _BEGS for one in before)
    bare = before in (["do"], ("do",), ["please", "do"], ("please", "do"))
    return "open" if begged or bare else "negation"


_GRANTED = cues.GOES_ON | cues.PREVENTS | cues.GRANTED_WHEN_DENIED
_PERSONS = cues.SELF | cues.GROUP | cues.OTHER | {"her"}
_BEGS = frozenset(("beg", "begged", "begging", "asked", "pleaded", "told", "please"))


def _pseudo(words: Sequence[str], clause: Clause, place: int, last: int) -> bool:
    word = words[place]
    following = words[place + 1]
    if following in cues.NOT_REALLY_AFTER:
        return True
    before = words[place - 1] if place > clause.start else ""
    if word == "not":
        contrast = following in _PERSONS
        first = "first" in words[place + 1 : place + 4]
        return before == "why" or contrast or first
    if word in {"no", "nothing"}:
        interjected = word == "no" and following in cues.PAUSES
        object_ = word == "nothing" and following == "but"
        said = before in cues.SAY
        granted = before in cues.PREPOSITION_BEFORE_NO and not said
        return interjected or object_ or granted
    return word in {"hardly", "barely"} and place < last and following == "had"


def _any_more(words: Sequence[str], clause: Clause, last: int) -> bool:
    after = words[last + 1 : clause.end]
    return "anymore" in after or any(
        one == "any" and other in {"more", "longer"} for one, other in pairwise(after)
    )


def _denied_before(words: Sequence[str], clause: Clause, place: int) -> bool:
    return any(one in cues.NEGATION for one in words[clause.start : place])


def _of_verb(words: Sequence[str], place: int, matched: Sequence[int]) -> str:
    between = words[place + 1 : matched[0]]
    word = words[place]
    head = words[matched[0]]
    if word in cues.STOPPED:
        return "negation" if "from" in between else _ended(between, head)
    if word in cues.ESCAPED:
        return "negation" if {"from", "being"}.intersection(between) else ""
    if word in {"instead", "rather"}:
        return "negation" if between[:1] in (["of"], ("of",), ["than"]) else ""
    infinitive = "to" in between or "from" in between or "being" in between
    return "negation" if infinitive or head.endswith("ing") or not between else ""


def _ended(between: Sequence[str], head: str) -> str:
    return "ended" if not between and head.endswith("ing") else ""


def _after(
    words: Sequence[str], clause: Clause, matched: Sequence[int]
) -> Iterator[tuple[str, int]]:
    following = matched[-1] + 1
    while following < clause.end and words[following] in cues.ADVERB:
        following += 1
    if following >= clause.end:
        return
    word = words[following]
    if word in {"nobody", "none", "neither"} or (
        word == "no" and words[following + 1 : following + 2] in (["one"], ("one",))
    ):
        yield "negation", following
        return
    for place in range(matched[-1] + 1, min(clause.end, following + 5)):
        if words[place] in {"not", "never"}:
            ahead = words[place + 1 : place + 3]
            if any(one in cues.HAPPEN for one in ahead):
                yield "negation", place
            return
