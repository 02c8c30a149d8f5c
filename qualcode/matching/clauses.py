"""Clauses: the stretches of a sentence in which a "not" can be heard.

In:  the normalised words of a turn, and one sentence of it.
Out: its clauses in order. No grammar is parsed: a clause begins after a strong mark, at
     a conjunction or a comma that a subject or a finite verb follows, at a word like
     *when* or *who*, and at a bare *he* or *they* that no auxiliary precedes.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from qualcode.matching import cues
from qualcode.matching.vocabulary import words as words_of

__all__ = ["Clause", "Link", "split"]

Link = Literal["start", "stop", "and", "when", "if", "that", "who"]

_FINITE_AUXILIARY = words_of("is was are were has had will would can could did does")
_MARKS = (
    cues.NOMINATIVE
    | cues.STOPS
    | cues.PAUSES
    | cues.SUBORDINATE
    | cues.MAYBE_SUBORDINATE
    | cues.RELATIVE
    | {"and", "but", "or", "then", "that", "yet", "&", "you", "it"}
    | (cues.SOMEBODY | cues.DETERMINER | {"no"})
    | _FINITE_AUXILIARY
)
_SUBORDINATE = frozenset(("who", "when", "that"))
_COORDINATORS = frozenset(("and", "but", "or", "then", "yet", "&"))  # but "not yet"
_SUBJECTS = cues.NOMINATIVE | cues.SOMEBODY | {"you", "that"}
_SUBJECTS_OR_NOUNS = _SUBJECTS | cues.DETERMINER | {"no"}
_IF = cues.CONDITIONAL | {"whether"}
_OBJECTS = frozenset(("me", "us", "him", "her", "them", "you"))
_NOT_BEFORE_SUBJECT = (
    cues.AUXILIARY
    | cues.SUBORDINATE
    | cues.MAYBE_SUBORDINATE
    | cues.RELATIVE
    | {"and", "but", "or", "that", "than", "&", "either", "neither", "nor"}
)


_NOT_BEFORE_VERB = (
    _NOT_BEFORE_SUBJECT
    | cues.NOMINATIVE
    | cues.NEGATION
    | cues.ADVERB
    | cues.DETERMINER
    | cues.SOMEBODY
    | {"you"}
)


class Clause(NamedTuple):
    """A clause: its positions, half-open, and how it hangs on the one before.

    ``stop``: after punctuation. ``and``: coordinated. ``when``: subordinate, as a fact.
    ``if``: conditional. ``that``: may depend on a verb of saying or thinking at the end
    of the clause before. ``who``: relative.
    """

    start: int
    end: int
    link: Link


def split(words: Sequence[str], sentence: range) -> list[Clause]:
    """Split a sentence into clauses that cover it, in order.

    >>> said = "they did not arrest her , they arrested me".split()
    >>> [(said[c.start : c.end][0], c.link) for c in split(said, range(len(said)))]
    [('they', 'start'), ('they', 'stop')]
    """
    clauses: list[Clause] = []
    start, link = sentence.start, _first_link(words, sentence)
    place = sentence.start
    stop = sentence.stop
    for place in sentence:
        if place < start or words[place] not in _MARKS:
            continue
        if words[place] in _FINITE_AUXILIARY:
            found = _resumed(words, start, place) if link in _SUBORDINATE else None
        else:
            found = _boundary(words, sentence, start, place)
        if found and start <= found[0] < stop:
            begin, kind = found
            if begin > start:
                clauses.append(Clause(start, begin, link))
            start, link = begin, kind
    clauses.append(Clause(start, stop, link))
    return clauses


def _resumed(words: Sequence[str], start: int, place: int) -> tuple[int, Link] | None:
    """Return where the main clause goes on: "the man who hit me | was not arrested"."""
    before = words[place - 1] if place > start else ""
    if not before or before in _NOT_BEFORE_VERB:
        return None
    earlier = words[start : place - 1]
    finite = any(_finite(one) or one in cues.AUXILIARY for one in (*earlier, before))
    return (place, "and") if finite else None


def _first_link(words: Sequence[str], sentence: range) -> Link:
    first = words[sentence.start] if sentence else ""
    if first in cues.CONDITIONAL:
        return "if"
    return "when" if first in cues.SUBORDINATE else "start"


def _boundary(
    words: Sequence[str], sentence: range, start: int, place: int
) -> tuple[int, Link] | None:
    """Return where a clause begins because of the word at ``place``, and its link."""
    word = words[place]
    if word in cues.STOPS:
        return place + 1, "stop"
    if word in cues.SUBORDINATE:
        return place, "if" if word in _IF else "when"
    if word in cues.RELATIVE:
        return place, "who"
    if word in cues.PAUSES:
        return _after_pause(words, sentence, start, place)
    if word in _COORDINATORS and (word, words[place - 1]) != ("yet", "not"):
        return _coordinated(words, sentence, start, place)
    return _at_subject(words, sentence, start, place)


def _after_pause(
    words: Sequence[str], sentence: range, start: int, place: int
) -> tuple[int, Link] | None:
    before = words[place - 1] if place > start else ""
    if before in cues.AUXILIARY or before in {"not", "never"}:
        return None
    if _inside_parenthesis(words, start, place):
        return None
    following = place + 1
    if following >= sentence.stop:
        return None
    word = words[following]
    if word == "or" or (word in cues.PREPOSITION and word not in {"to", "without"}):
        return None
    if word not in _SUBJECTS and word not in cues.ADVERB and not _finite(word):
        ahead = words[following : min(following + 7, sentence.stop)]
        if "or" in ahead and word not in _NOT_BEFORE_SUBJECT:
            return None
    return following, "stop"


def _inside_parenthesis(words: Sequence[str], start: int, place: int) -> bool:
    for earlier in range(place - 1, max(start, place - 7), -1):
        if words[earlier] in cues.PAUSES:
            opener = words[earlier - 1]
            return opener in cues.AUXILIARY or opener in {"not", "never"}
    return False


def _coordinated(
    words: Sequence[str], sentence: range, start: int, place: int
) -> tuple[int, Link] | None:
    following = _past_adverbs(words, place + 1, sentence.stop)
    if words[place] == "but":
        return (place, "and") if words[place - 1] != "nothing" else None
    if following >= sentence.stop:
        return None
    if words[place] == "or":
        return (place, "and") if words[following] in cues.NOMINATIVE else None
    if place - 1 == start and words[start] in _OBJECTS:  # "me and my friend"
        return None
    return _joined_clause(words, sentence, start, (place, following))


def _joined_clause(
    words: Sequence[str], sentence: range, start: int, places: tuple[int, int]
) -> tuple[int, Link] | None:
    place, following = places
    word = words[following]
    if word in cues.NOMINATIVE or word in cues.SUBORDINATE or word in cues.AUXILIARY:
        return _unless_pair(words, following, sentence.stop, place)
    if word in cues.DETERMINER or word in cues.SOMEBODY or word == "no":
        ahead = words[following + 1 : min(following + 4, sentence.stop)]
        verb = any(_finite(one) or one in cues.AUXILIARY for one in ahead)
        return (place, "and") if verb else None
    if _finite(word) and not _still_denied(words, start, place, word):
        return place, "and"
    return None


def _unless_pair(
    words: Sequence[str], following: int, stop: int, place: int
) -> tuple[int, Link] | None:
    # "they beat my sister and I" ends there
    last = following + 1 >= stop or words[following + 1] in cues.STOPS
    return None if words[following] == "i" and last else (place, "and")


def _still_denied(words: Sequence[str], start: int, place: int, verb: str) -> bool:
    # "was not beaten and robbed", "did not come and beat us" are one denial each;
    # "did not ask and threw us out" is not
    clause = words[start:place]
    bare = verb in cues.BARE_PAST
    return any(
        word == "not" and (before in cues.BE or (bare and before in cues.AUXILIARY))
        for before, word in pairwise(clause)
    )


def _at_subject(
    words: Sequence[str], sentence: range, start: int, place: int
) -> tuple[int, Link] | None:
    word = words[place]
    if word == "that":
        return _at_that(words, sentence, place)
    if word in cues.MAYBE_SUBORDINATE:
        return _at_maybe(words, sentence, start, place)
    if place == start:
        return None
    before = place - 1
    while before > start and words[before] in cues.ADVERB:
        before -= 1
    if word in cues.NOMINATIVE:
        return _at_pronoun(words, start, before)
    return _at_other(words, sentence, before, place)


def _at_other(
    words: Sequence[str], sentence: range, before: int, place: int
) -> tuple[int, Link] | None:
    word = words[place]
    verb = before
    if words[before] in _OBJECTS and before > sentence.start:
        verb -= 1
    if words[verb] in cues.ATTITUDE and word in _SUBJECTS_OR_NOUNS:
        return before + 1, "that"
    if word in {"you", "it"} and _next(words, place, sentence) in cues.AUXILIARY:
        return (place, "that") if words[place - 1] not in _NOT_BEFORE_SUBJECT else None
    return None


def _at_pronoun(
    words: Sequence[str], start: int, before: int
) -> tuple[int, Link] | None:
    previous = words[before]
    if previous in {"not", "never"} and before > start:
        previous = words[before - 1]
    if previous in _NOT_BEFORE_SUBJECT or before < start:
        return None
    if words[before] in cues.ADVERB:  # the clause so far is adverbs only
        return None
    return before + 1, "that"


def _at_that(
    words: Sequence[str], sentence: range, place: int
) -> tuple[int, Link] | None:
    following = _past_adverbs(words, place + 1, sentence.stop)
    after = words[following] if following < sentence.stop else ""
    before = words[place - 1] if place > sentence.start else ""
    if before in cues.PERSON or before in {"one", "police"}:
        return place, "who"
    if after in _SUBJECTS_OR_NOUNS or before in cues.ATTITUDE:
        return (
            (place, "that") if after not in {"man", "woman", "day", "night"} else None
        )
    if _finite(after) and place > sentence.start and before not in cues.STOPS:
        return place, "who"
    return None


def _at_maybe(
    words: Sequence[str], sentence: range, start: int, place: int
) -> tuple[int, Link] | None:
    if place > start and words[place - 1] == "not" and words[place] != "so":
        return None
    after = _next(words, place, sentence)
    if after in _SUBJECTS or (
        words[place] in {"after", "before", "since"} and after.endswith("ing")
    ):
        return place, "if" if words[place] in cues.CONDITIONAL else "when"
    if words[place] == "so" and (after in cues.DETERMINER or after == "that"):
        return place, "when"
    return None


def _past_adverbs(words: Sequence[str], place: int, stop: int) -> int:
    while place < stop and words[place] in cues.ADVERB:
        place += 1
    return place


def _next(words: Sequence[str], place: int, sentence: range) -> str:
    return words[place + 1] if place + 1 < sentence.stop else ""


def _finite(word: str) -> bool:
    return word in cues.IRREGULAR or (word[-2:] == "ed" and word not in cues.NOT_PAST)
