"""Persons: whom a word of a clause names, if any.

In:  the words of a turn, a clause, and a place in it.
Out: a `Who`: an experiencer, the kind of its cue, and the cue's position. Kinds: self,
     group, other; ``generic`` for *you*, *people*, *everyone*; ``weak`` for another's
     thing ("her passport") and ``own`` for the doer's ("he pulled his knife").
"""

from collections.abc import Sequence
from itertools import pairwise

from qualcode.matching import cues
from qualcode.matching.clauses import Clause
from qualcode.model.coding import Experiencer

__all__ = ["Who", "people_named", "person_at", "those_like_us"]

Who = tuple[Experiencer, str, int]  # experiencer, kind of cue, position
_DOER = {"his": "he", "her": "she", "their": "they"}
_OWNERS = cues.THEIRS | {"my", "our", "your"}


def people_named(words: Sequence[str], clause: Clause) -> Who | None:
    """Return whom a fragment without a verb names: "my friend", "not me", "all of us".

    >>> people_named("only my sister".split(), Clause(0, 3, "start"))
    ('other', 'other', 2)
    """
    for place in range(clause.start, clause.end):
        found = person_at(words, clause, place, ())
        if found and found[1] not in {"own", "weak", "generic"}:
            if place > clause.start and words[place - 1] == "not":
                return "other", "other", place
            return found
    return None


def person_at(
    words: Sequence[str], clause: Clause, place: int, matched: Sequence[int]
) -> Who | None:
    """Return whom the word at ``place`` names; matched nouns name nobody.

    >>> person_at("they took my phone".split(), Clause(0, 4, "start"), 2, ())
    ('self', 'self', 2)
    """
    word = words[place]
    if word in cues.PERSON:
        return those_like_us(words, clause, place) if place not in matched else None
    if word in _OWNERS:
        return _owned(words, clause, place)
    return _pronoun(word, place)


def _owned(words: Sequence[str], clause: Clause, place: int) -> Who:
    word = words[place]
    if word == "my":
        return _possessed(words, clause, place, "self")
    if word in {"our", "your"}:
        found = _possessed(words, clause, place, "group")
        generic = word == "your" and found[0] == "group"
        return ("group", "generic", place) if generic else found
    if word == "her" and not _noun_follows(words, clause, place):
        return "other", "other", place
    return _their(words, clause, place)


def _pronoun(word: str, place: int) -> Who | None:
    if word in cues.SELF:
        return "self", "self", place
    if word in cues.GROUP:
        return "group", "group", place
    if word in cues.OTHER or word == "[":  # "they took [NAME]"
        return "other", "other", place
    return ("group", "generic", place) if word == "you" else None


def _possessed(
    words: Sequence[str], clause: Clause, place: int, mine: Experiencer
) -> Who:
    for noun in range(place + 1, min(place + 4, clause.end)):
        if words[noun] in cues.PERSON:
            return "other", "other", noun
        if words[noun] in cues.PREPOSITION or words[noun] in cues.PAUSES:
            break
    return mine, mine, place


def _noun_follows(words: Sequence[str], clause: Clause, place: int) -> bool:
    following = place + 1
    if following >= clause.end:
        return False
    word = words[following]
    return not (
        word in cues.PREPOSITION
        or word in cues.ADVERB
        or word in cues.PAUSES
        or word in cues.STOPS
        or word in {"and", "or", "out", "up", "away", "back", "down", "again", "so"}
    )


def _their(words: Sequence[str], clause: Clause, place: int) -> Who:
    for noun in range(place + 1, min(place + 4, clause.end)):
        if words[noun] in cues.PERSON:
            return "other", "other", noun
        if words[noun] in cues.PREPOSITION:
            break
    # "he pulled his knife": his own, unless nobody else is named
    own = _DOER[words[place]] in words[clause.start : place]
    return "other", "own" if own else "weak", place


def those_like_us(words: Sequence[str], clause: Clause, place: int) -> Who:
    """Return who people are: others, or the group in "girls like us".

    >>> those_like_us("girls like us".split(), Clause(0, 3, "start"), 0)
    ('group', 'group', 0)
    """
    after = words[place + 1 : min(place + 4, clause.end)]
    if any(one == "like" and other in {"us", "me"} for one, other in pairwise(after)):
        return "group", "group", place
    kind = "generic" if words[place] in cues.GENERIC else "other"
    return "other", kind, place
