"""Governors: what the clauses above say of a clause ("I don't think they did").

In:  the words of a turn, the clauses of a sentence, and which of them holds the hit.
Out: pairs of kind and position: ``negation`` and ``fear`` and the like for the hit,
     ``hearsay`` for where the speaker has it from, ``doubled`` for a denied denial
     ("I can't say nobody hit me"), ``quoted`` when somebody else's words are given.
"""

from collections.abc import Iterator, Sequence

from qualcode.matching import cues
from qualcode.matching.clauses import Clause

__all__ = ["governors"]

_DEEP = 3  # clauses up
_SKIPPED = frozenset(
    ("that", "me", "us", "him", "her", "them", "you", "it", ",", "to", ":")
)
_FIRST_PERSON = frozenset(("i", "we"))
_IS = frozenset(("is", "was", "'s"))
_PUNCTUATION = cues.STOPS | cues.PAUSES
_SAID = cues.SAY | cues.TELL
_SOURCES = _SAID | cues.HEAR
_DISBELIEF = frozenset(("can", "could"))


def governors(
    words: Sequence[str], clauses: Sequence[Clause], at: int, *, denied: bool
) -> Iterator[tuple[str, int]]:
    """Yield what the clauses above clause ``at`` make of it, the nearest first.

    >>> said = "i do not think they evicted anybody".split()
    >>> two = [Clause(0, 4, "start"), Clause(4, 7, "that")]
    >>> list(governors(said, two, 1, denied=False))
    [('negation', 2)]
    """
    for level in range(at, max(at - _DEEP, -1), -1):
        clause = clauses[level]
        if clause.link == "if":
            yield _condition(words, clauses, level)
            return
        if clause.link == "and" and _inside_condition(words, clauses, level):
            yield "condition", clause.start
            return
        if level == 0 or clause.link not in {"that", "stop"}:
            return
        above = _above(words, clauses, level)
        place = _governor(words, above, clause)
        if place < 0:
            return
        if clause.link == "stop":
            yield from _quoted(words, above, place)
            return
        yield from _verdict(words, above, place, denied=denied)


def _above(words: Sequence[str], clauses: Sequence[Clause], level: int) -> Clause:
    """Return the clause above; "what I fear | is | that" is one."""
    above = clauses[level - 1]
    if level > 1 and above.end - above.start == 1 and words[above.start] in _IS:
        return Clause(clauses[level - 2].start, above.end, clauses[level - 2].link)
    return above


def _condition(
    words: Sequence[str], clauses: Sequence[Clause], at: int
) -> tuple[str, int]:
    clause = clauses[at]
    before = words[clauses[at - 1].start : clause.start] if at else ()
    asked = any(word in cues.ASKED for word in before[-4:])
    unsure = words[clause.start] == "whether" or asked
    return ("uncertain" if unsure else "condition"), clause.start


def _inside_condition(words: Sequence[str], clauses: Sequence[Clause], at: int) -> bool:
    while at > 0 and clauses[at].link == "and" and words[clauses[at].start] == "and":
        if words[clauses[at].start - 1] in cues.PAUSES:
            return False
        at -= 1
        if clauses[at].link == "if":
            return True
    return False


def _governor(words: Sequence[str], above: Clause, clause: Clause) -> int:
    """Return the position of the verb or noun that a clause hangs on, or -1."""
    looked = 5 if words[clause.start] == "that" else 3
    place = clause.start - 1
    while place >= above.start and (
        words[place] in _PUNCTUATION or words[place] in _IS or words[place] == "of"
    ):
        place -= 1
    if words[clause.start] == "that" and words[place] in {"not", "be"}:
        return place  # "it's not that", "it could be that"
    strict = words[clause.start] != "that" and clause.link != "stop"
    for step in range(looked):
        here = place - step
        if here < above.start:
            return -1
        word = words[here]
        if word in cues.ATTITUDE:
            named = (
                strict
                and step
                and word not in cues.TELL
                and not _objects(words, here, place)
            )
            return -1 if named else here
    return -1


def _objects(words: Sequence[str], start: int, end: int) -> bool:
    return all(
        word in _SKIPPED or word in cues.ADVERB for word in words[start + 1 : end + 1]
    )


def _verdict(
    words: Sequence[str], above: Clause, place: int, *, denied: bool
) -> Iterator[tuple[str, int]]:
    word, before = words[place], words[place - 1] if place else ""
    kind = _of_idiom(word, before)
    negated = next(
        (p for p in range(above.start, place) if words[p] in cues.NEGATION), -1
    )
    if not kind and negated >= 0:
        kind, place = _when_denied(words, above, place, denied=denied), negated
    elif not kind:
        kind = _KINDS.get(word, "")
        if kind == "hearsay" and _own(words, above, word):
            return
    if kind:
        yield kind, place


def _of_idiom(word: str, before: str) -> str:
    if word in cues.LIE or word == "not":
        return "negation"
    if word == "case" and before == "in":
        return "condition"
    return "uncertain" if word == "be" and before in cues.MODAL else ""


_KINDS = {
    **dict.fromkeys(_SOURCES, "hearsay"),
    **dict.fromkeys(cues.DOUBT, "uncertain"),
    **dict.fromkeys(cues.HOPE, "wish"),
    **dict.fromkeys(cues.THREAT, "threat"),
    **dict.fromkeys(cues.FEAR, "fear"),
}


def _when_denied(
    words: Sequence[str], above: Clause, place: int, *, denied: bool
) -> str:
    word, before = words[place], words[above.start : place]
    if word in cues.THINK:
        # "nobody believed that", "I could not believe that": it happened
        own = any(one in _FIRST_PERSON for one in before)
        return "negation" if own and not _DISBELIEF.intersection(before) else ""
    if word in cues.TRUE:
        return "negation"
    if word in cues.SAY:
        return "doubled" if denied else "uncertain"
    if word in cues.SURE:
        return "uncertain"
    return "fear" if word in cues.FEAR else ""


def _own(words: Sequence[str], above: Clause, word: str) -> bool:
    """Say whether the speaker told it: "I told them", not "I heard"."""
    if word in cues.HEAR:
        return False
    return any(one in _FIRST_PERSON for one in words[above.start : above.end])


def _quoted(
    words: Sequence[str], above: Clause, place: int
) -> Iterator[tuple[str, int]]:
    said = words[place] in _SAID
    rest = words[place + 1 : above.end]
    if said and all(one in _SKIPPED or one in cues.STOPS for one in rest):
        own = any(one in _FIRST_PERSON for one in words[above.start : place])
        if not own:
            yield "quoted", place
