"""Conditions, fears, threats, doubts and questions around a hit.

In:  the words of a turn, a clause or a question, and the matched positions.
Out: pairs of kind and position. Kinds that make a hit *feared*: condition, fear,
     threat, wish, modal, intention, nearly. Kinds that make it *unclear*: uncertain,
     attempt, question. ``habitual`` takes a "would" for what used to happen.
"""

from collections.abc import Iterator, Sequence

from qualcode.matching import cues
from qualcode.matching.clauses import Clause

__all__ = ["conditions", "question"]

_NEAR = 3
_CUES = (
    cues.FEAR
    | cues.THREAT
    | cues.HOPE
    | cues.MODAL
    | cues.INTENDS
    | cues.TRIES
    | cues.NEARLY
    | cues.UNCERTAIN
)
# "had they hit me, I ...", "was I hit, you want to know"
_INVERTED = {
    **dict.fromkeys(("was", "were", "did", "do", "have", "has"), "question"),
    **dict.fromkeys(("had", "should"), "condition"),
}
_YES = frozenset(("yes", "yeah", "yep", "sure", "exactly"))
_NO = frozenset(("no", "nope", "never", "not"))


def conditions(
    words: Sequence[str], clause: Clause, matched: Sequence[int]
) -> Iterator[tuple[str, int]]:
    """Yield the cues inside a clause, before the last matched word.

    >>> said = "he threatened to kill me".split()
    >>> list(conditions(said, Clause(0, 5, "start"), [3]))
    [('threat', 1)]
    """
    first, second = words[clause.start], words[clause.start + 1 : clause.start + 2]
    if first in _INVERTED and second and second[0] in cues.NOMINATIVE:
        yield _INVERTED[first], clause.start
    for place in range(clause.start, matched[-1]):
        word = words[place]
        if word in _CUES and place not in matched:
            kind = _kind(words, clause, place, matched)
            if kind:
                yield kind, place
    for place in range(matched[-1] + 1, clause.end):
        if words[place] in cues.UNCERTAIN:
            yield "uncertain", place


def _kind(
    words: Sequence[str], clause: Clause, place: int, matched: Sequence[int]
) -> str:
    word = words[place]
    before_hit = place < matched[0]
    if word in cues.UNCERTAIN:
        return "uncertain"
    if word in cues.MODAL:
        return _modal(words, clause, place, matched)
    if word in cues.NEARLY:
        return "nearly" if matched[-1] - place <= _NEAR else ""
    return _before_hit(words, clause, place, matched) if before_hit else ""


def _before_hit(
    words: Sequence[str], clause: Clause, place: int, matched: Sequence[int]
) -> str:
    word = words[place]
    if word in cues.FEAR:
        return "fear"
    if word in cues.THREAT:
        return "threat" if _governs(words, place, matched[0]) else ""
    if word in cues.HOPE:
        return "wish"
    return _verb(words, clause, place, matched)


def _governs(words: Sequence[str], place: int, head: int) -> bool:
    # "threatened to kill", "threat of eviction", not "threatened me at the station"
    between = words[place + 1 : head]
    return not between or any(one in {"to", "with", "of", "about"} for one in between)


def _verb(
    words: Sequence[str], clause: Clause, place: int, matched: Sequence[int]
) -> str:
    word, head = words[place], matched[0]
    following = words[place + 1]
    if word in cues.TRIES:
        return "attempt" if head - place <= _NEAR + 1 else ""
    if word in {"going", "gon", "wan"} or following == "to":
        inside = words[place + 2] if place + 2 < clause.end else ""
        if following not in {"to", "na"} or head - place > _NEAR + 3:
            return ""
        place_named = inside in cues.PLACES and place + 2 != head
        return "" if place_named else _wish_or_plan(words, clause, place)
    return ""


def _wish_or_plan(words: Sequence[str], clause: Clause, place: int) -> str:
    before = words[clause.start : place]
    return "" if words[place] == "supposed" and "not" in before else "intention"


def _modal(
    words: Sequence[str], clause: Clause, place: int, matched: Sequence[int]
) -> str:
    word = words[place]
    before = words[place - 1] if place > clause.start else ""
    rest = words[place + 1 : matched[-1] + 1]
    verb = next((one for one in rest if one not in _BETWEEN), "")
    if verb in cues.TELLING and place + 1 + list(rest).index(verb) < matched[0]:
        return ""
    denied = bool(rest) and rest[0] == "not"  # then the denial is what counts
    noun = word == "will" and before in cues.DETERMINER
    month = word == "may" and before in cues.MONTHLY
    had = word == "'d" and _perfect(verb)
    if denied or noun or month or had:
        return ""
    if word in {"might", "may", "must"}:
        have = bool(rest) and rest[0] in {"have", "'ve"}
        return "uncertain" if have else "" if word == "must" else "modal"
    return "modal"


_BETWEEN = cues.ADVERB | {"not", "be", "have", "'ve"}


def _perfect(verb: str) -> bool:
    """Say whether 'd before this form is "had": "they'd evicted us"."""
    return verb.endswith(("ed", "en")) or verb in _PARTICIPLE


_PARTICIPLE = cues.PARTICIPLE - cues.BARE_PAST


def question(
    words: Sequence[str], sentence: range, clauses: Sequence[Clause], at: int
) -> tuple[str, int] | None:
    """Return the cue of a question that the speaker asks, or None.

    ``question`` leaves the hit open, ``question_no`` and ``question_yes`` are questions
    that the speaker goes on to answer. Questions with *why* or *how* take for granted
    what they ask about, and so do tags.

    >>> said = "did they beat me ? no".split()
    >>> question(said, range(5), [Clause(0, 4, "start"), Clause(4, 5, "stop")], 0)
    ('question_no', 5)
    """
    mark = sentence.stop - 1
    while mark > sentence.start and words[mark] in {'"', "”", "'", "’", ")"}:
        mark -= 1
    if "?" not in words[mark] or not _asks(words, sentence, clauses, at, mark):
        return None
    answer = sentence.stop
    following = words[answer] if answer < len(words) else ""
    if following in _NO:
        return "question_no", answer
    return ("question_yes", answer) if following in _YES else ("question", mark)


def _asks(
    words: Sequence[str],
    sentence: range,
    clauses: Sequence[Clause],
    at: int,
    mark: int,
) -> bool:
    later = [
        clause
        for clause in clauses[at + 1 :]
        if clause.start < mark and words[clause.start] not in cues.STOPS
    ]
    if later:
        return False  # a tag, or another clause that asks
    clause = clauses[at]
    if clause.link in {"when", "if", "who"}:
        return False
    if at and clause.link == "that" and words[clauses[at - 1].start] in _WH:
        return False  # "how many times they hit us"
    first = clause.start
    while first < mark and words[first] in _OPENERS:
        first += 1
    tagged = words[mark - 1] in cues.TAGS and mark - 1 > first
    return not tagged and first >= sentence.start


_WH = cues.QUESTION_WORDS
_OPENERS = frozenset(("and", "so", "but", "well", "then", ",", "or"))
