"""Who a hit is about: the speaker, the speaker's group, somebody else.

In:  the words of a turn, the clauses of a sentence, which of them holds the hit, and
     the matched positions.
Out: an experiencer and the cue it rests on, or None when no word says who.

No grammar is parsed. In an active clause the person stands after the verb ("beat me",
"took my phone", "deported his wife"), in a passive one before it ("my friend was
evicted"). *My friend* is another person, *my phone* is mine. *You* said of nobody in
particular ("they stop you and search you") is the speaker's group; *people*, *everyone*
are others, since a wrong *self* would be counted.
"""

from collections.abc import Sequence
from itertools import pairwise

from qualcode.matching import cues
from qualcode.matching.clauses import Clause
from qualcode.matching.persons import Who, person_at, those_like_us
from qualcode.model.coding import Experiencer

__all__ = ["who"]

_FAR = 9  # words after the hit that may name the person
_LIKE_US = (
    "like",
    "one",
    "all",
    "some",
    "both",
    "two",
    "three",
    "many",
    "most",
    "none",
)
_ADJUNCT = cues.BESIDE | {"front"}
_OBJECTS = frozenset(("me", "us", "him", "her", "them"))
_MINE = frozenset(("my", "our"))
_NOMINATIVE: dict[str, Experiencer] = {
    "i": "self",
    "we": "group",
    **dict.fromkeys(("he", "she", "they"), "other"),
}
_OPENERS = frozenset(("and", "so", "or", "well", "then"))
_BETWEEN_OWNER = frozenset(("own", "first", "second", "last", "forced", "whole"))
_WE_TOO = cues.SELF | cues.GROUP | {"i"}
_SELF_WORDS = cues.SELF | {"i"}
_GROUP_WORDS = cues.GROUP | {"we"}


def who(
    words: Sequence[str],
    clauses: Sequence[Clause],
    at: int,
    matched: Sequence[int],
) -> Who | None:
    """Return who the hit is about.

    >>> said = "they deported my husband".split()
    >>> who(said, [Clause(0, 4, "start")], 0, [1])
    ('other', 'other', 3)
    """
    clause = clauses[at]
    head = next((p for p in matched if words[p] not in cues.BE), matched[0])
    for place in matched if _has_be(words, clause) else ():
        helper = _passive(words, clause, place)
        if helper >= 0:
            done_to = _participle(words[place])
            found = _subject(words, clauses, at, helper, own=not done_to)
            if found or done_to:
                return found
    if any(words[place] in cues.STATE for place in matched):
        return _subject(words, clauses, at, head)
    return (
        _owner(words, clause, head)
        or _object(words, clause, matched)
        or _fallback(words, clauses, at, matched)
    )


def _has_be(words: Sequence[str], clause: Clause) -> bool:
    return not cues.BE.isdisjoint(words[clause.start : clause.end])


def _participle(word: str) -> bool:
    return word in cues.PARTICIPLE or word.endswith(("ed", "en"))


def _passive(words: Sequence[str], clause: Clause, head: int) -> int:
    """Return the *was* or *got* of "was beaten", "was very afraid", or -1."""
    after = words[head + 1] if head + 1 < clause.end else ""
    if after in _OBJECTS or words[head].endswith("ing") or words[head] in cues.BE:
        return -1  # "nobody's hit me"
    place = head - 1
    while place >= clause.start and (
        words[place] in cues.ADVERB or words[place] in {"not", "never", "ever"}
    ):
        place -= 1
    if place >= clause.start and words[place] in cues.BE:
        return place
    if not _participle(words[head]):
        return -1
    first = clause.start
    while first < head and words[first] in _OPENERS:
        first += 1
    return head if words[first] in cues.BE else -1  # "was your friend arrested?"


def _owner(words: Sequence[str], clause: Clause, head: int) -> Who | None:
    """Read "my arrest", "her eviction"; "my landlord threw us out" is no such owner."""
    place = head - 2 if words[head - 1] in _BETWEEN_OWNER else head - 1
    word = words[place] if place >= clause.start else ""
    if words[head] in cues.ROLE or words[head] in cues.PERSON:
        return None
    if word == "my":
        return "self", "self", place
    if word == "our":
        return "group", "group", place
    return ("other", "other", place) if word in cues.THEIRS else None


def _object(words: Sequence[str], clause: Clause, matched: Sequence[int]) -> Who | None:
    weak: Who | None = None
    end = min(clause.end, matched[-1] + _FAR)
    place = matched[0]
    while place < end:
        found = person_at(words, clause, place, matched)
        if found and not _beside(words, place, matched[0]):
            if found[1] == "weak":
                weak = weak or ("other", "other", found[2])
            else:
                return _joined(words, found, min(end + 3, clause.end))
        elif found:
            place = found[2]
        place += 1
    return weak


def _beside(words: Sequence[str], place: int, head: int) -> bool:
    before = place - 1
    while before > head and words[before] in cues.DETERMINER:
        before -= 1
    if words[before] == "of":
        return before > 0 and words[before - 1] in {"front", "because", "instead"}
    return before > head and words[before] in _ADJUNCT


def _pairs(found: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(found))


def _joined(words: Sequence[str], found: Who, end: int) -> Who | None:
    """Make a group of "me and my sister", "my neighbour and me", "everyone, us too"."""
    experiencer, kind, place = found
    if kind == "own":
        return None
    after = words[place + 1 : end]
    if "and" not in after and "," not in after:
        return found
    if experiencer == "self" and words[place] == "me":
        joined = any(
            one == "and"
            and (other in cues.OTHER or other in cues.PERSON or other == "my")
            for one, other in _pairs(after)
        )
    else:
        joined = experiencer == "other" and any(
            one in {"and", ","} and other in _WE_TOO for one, other in _pairs(after)
        )
    return ("group", "group", place) if joined else found


def _subject(
    words: Sequence[str],
    clauses: Sequence[Clause],
    at: int,
    helper: int,
    *,
    own: bool = False,
) -> Who | None:
    """Return whom the subject names; of ``own`` clause only, or of the one before."""
    clause = clauses[at]
    inside: Who | None = None  # "a girl from my village was hit"
    for place in range(helper - 1, clause.start - 1, -1):
        found = _subject_at(words, clause, place)
        if not found:
            continue
        if words[place] in _MINE and words[place - 1] in cues.PREPOSITION:
            inside = inside or found
        elif _relative(words, clauses, at, place, helper):
            break
        else:
            return _with_me(words, clause, found)
    if inside:
        return inside
    if own or at == 0 or clause.link == "when":
        return None
    return _subject_above(words, clauses, at)


def _subject_above(
    words: Sequence[str], clauses: Sequence[Clause], at: int
) -> Who | None:
    """Return whom the subject of the clause before names: "I went home and was hit"."""
    clause = clauses[at]
    level = at - 1
    if words[clause.start] in cues.AUXILIARY:  # "the man who hit me | was arrested"
        while level and clauses[level].link in {"who", "when"}:
            level -= 1
    above = clauses[level]
    backwards = clause.link in {"who", "that"}
    places = range(above.start, above.end)
    for place in reversed(places) if backwards else places:
        found = _subject_at(words, above, place)
        if found:
            return found
    return None


def _subject_at(words: Sequence[str], clause: Clause, place: int) -> Who | None:
    word = words[place]
    if place and words[place - 1] == "not" and word in {"me", "us"}:
        return "other", "other", place  # "it was not me who was hit"
    if word in cues.NOMINATIVE:
        return _NOMINATIVE[word], _NOMINATIVE[word], place
    if word in cues.ROLE:  # the officer, not the one who speaks of "my officers"
        return "other", "other", place
    if word in {"no", "nobody", "none"}:
        return "other", "generic", place
    if word in cues.PERSON and place > clause.start and words[place - 1] in _LIKE_US:
        return those_like_us(words, clause, place)
    return person_at(words, clause, place, ())


def _relative(
    words: Sequence[str], clauses: Sequence[Clause], at: int, place: int, helper: int
) -> bool:
    """Say whether "I" belongs to a relative clause: "a woman I work with was hit"."""
    if words[place] not in cues.NOMINATIVE or at == 0:
        return False
    between = words[place + 1 : helper]
    verb = any(
        word not in cues.ADVERB and word not in cues.AUXILIARY and word != "not"
        for word in between
    )
    return verb and words[clauses[at - 1].end - 1] in cues.PERSON


def _with_me(words: Sequence[str], clause: Clause, found: Who) -> Who:
    joined = any(
        one == "and" and two in {"me", "i"}
        for one, two in _pairs(words[clause.start : found[2] + 1])
    ) or any(
        one in {"me", "i"} and two == "and"
        for one, two in _pairs(words[clause.start : found[2] + 1])
    )
    return ("group", "group", found[2]) if joined else found


def _fallback(
    words: Sequence[str],
    clauses: Sequence[Clause],
    at: int,
    matched: Sequence[int],
) -> Who | None:
    clause, head = clauses[at], matched[0]
    antecedent = words[clause.start - 1] if clause.start else ""
    if clause.link == "that" and antecedent in cues.PERSON:
        return "other", "other", clause.start - 1
    for place in range(head - 1, clause.start - 1, -1):
        word = words[place]
        if word in _SELF_WORDS:
            return "self", "self", place
        if word in _GROUP_WORDS:
            return "group", "group", place
        if word in cues.OTHER or word == "her":
            return "other", "other", place
    return None
