"""Question and answer: "Did they evict you?" "Yes, in March." (semantics 25).

In:  the interviewer's words with the positions a rule matched in them, and the words of
     the answer.
Out: an `AnswerReading`, or None when the answer does not open with a yes or a no.

The answer must open with a listed yes (yes, of course, exactly, many times, they did)
or no (no, never, not at all, I was not). Yes and no at once ("yes and no", "no, they
did"), and every answer to a negated question ("They didn't hit you?"), are unclear. Yes
to a question about a fear, a threat or a possibility is feared. *You* in the question
is the answerer, *your friend* and *anybody* are others. Only the last question of a
turn is answered; questions with why or when, and "can you tell me about", are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qualcode.matching import cues
from qualcode.matching.clauses import Clause, split
from qualcode.matching.conditions import conditions
from qualcode.matching.experiencer import who
from qualcode.matching.matrix import governors
from qualcode.matching.negation import denials
from qualcode.matching.persons import people_named
from qualcode.matching.vocabulary import words
from qualcode.model.coding import Assertion, Experiencer

__all__ = ["AnswerReading", "Side", "read_answer"]

Side = Literal["question", "answer"]
Said = Literal["yes", "no", "both"]

_FILLERS = words("""
    uh um er erm ehm eh oh ah ahm hm hmm mm well so and but like ok okay you know , . …
    ... .. - – — ! : ' " “ ”
""")
_FEARED = frozenset(("condition", "fear", "threat", "wish", "modal", "intention"))
_ENDS = frozenset((".", "?", "!", "?!", "!?"))
_TOLD = cues.TELLING | {"talk", "speak", "describe"}
_SHORT = 8  # words after yes that say who it was: "yes, my friend"

# The longest phrase that fits wins.
_YES = """
    yes|yeah|yep|yup|yea|aye|sure|certainly|definitely|absolutely|exactly|indeed|right|
    correct|true|of course|for sure|mhm|mm hmm|uh huh|mm - hmm|uh - huh|that is right|
    that 's right|that is true|that 's true|that 's correct|it is true|it 's true|
    many times|several times|so many times|two times|three times|a lot|often|always|
    sometimes|once|twice|every day|every night|every week|all the time|it happened|
    it did|it does|it was|they did|they do|they have|he did|he does|he has|she did|
    she does|she has|i did|i was|i have|i am|we did|we were|we have|we are|i think so|
    i guess so|unfortunately yes|sadly yes|thank god yes
"""
_NO = """
    no|no one|nope|nah|never|not|not at all|not really|not me|not us|not yet|not once|
    not that i know|they did not|they do not|they have not|he did not|he does not|
    he has not|she did not|she does not|i did not|i was not|i have not|i am not|
    we did not|we were not|we have not|it did not|it was not|nobody|none|nothing|
    i do not think so|thank god no|luckily no|luckily not|fortunately no|
    fortunately not|thank god not
"""
_BOTH = (
    "yes and no|yeah no|yes no|no yes|no yeah|no and yes|not only|not just|not once but"
)
# "No comment", "not sure": neither a yes nor a no
_NO_ANSWER = words("one doubt problem comment wonder idea matter need sure certain")


def _phrases(written: str) -> tuple[tuple[str, ...], ...]:
    found = (tuple(phrase.split()) for phrase in written.split("|"))
    return tuple(sorted(found, key=len, reverse=True))


_OPENINGS: tuple[tuple[Said, tuple[tuple[str, ...], ...]], ...] = (
    ("both", _phrases(_BOTH)),
    ("no", _phrases(_NO)),
    ("yes", _phrases(_YES)),
)


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """What an answer makes of the words matched in the question.

    ``cues`` are kind, side (whether the position is in the question or the answer),
    and position.
    """

    assertion: Assertion
    experiencer: Experiencer
    cues: tuple[tuple[str, Side, int], ...]


def read_answer(
    question: Sequence[str], matched: Sequence[int], answer: Sequence[str]
) -> AnswerReading | None:
    """Read an answer together with the question before it.

    Args:
        question: the words of the interviewer's turn, as in `TurnWords`.
        matched: positions of the matched words in it, ascending.
        answer: the words of the turn that answers, or of its first sentence.

    >>> question = "did they evict you ?".split()
    >>> read_answer(question, [2], "yes , in march .".split())
    AnswerReading(assertion='affirmed', experiencer='self', \
cues=(('question_yes', 'answer', 0), ('self', 'question', 3)))
    >>> read_answer(question, [2], "i moved in march .".split()) is None
    True
    """
    sentence = _asked(question, matched)
    opening = _opening(answer) if sentence else None
    if sentence is None or opening is None:
        return None
    clauses = split(question, sentence)
    at = next(i for i, clause in enumerate(clauses) if clause.end > matched[0])
    if _takes_for_granted(question, clauses, at, matched):
        return None
    said, place = opening
    said = _contradicted(question, matched, answer, said, place)
    assertion, cue = _assertion(question, clauses, at, matched, said)
    experiencer, named = _experiencer(question, clauses, at, matched)
    told = _named_after(answer, place) if said == "yes" else None
    if told:
        experiencer, named = told[0], (told[1], "answer", told[2])
    kind = "question_no" if said == "no" else "question_yes"
    found: tuple[Cue | None, ...] = (cue, (kind, "answer", place), named)
    return AnswerReading(assertion, experiencer, tuple(c for c in found if c))


Cue = tuple[str, Side, int]


def _asked(question: Sequence[str], matched: Sequence[int]) -> range | None:
    """Return the sentence of the match, unless another question follows it."""
    start = matched[0]
    while start > 0 and question[start - 1] not in _ENDS:
        start -= 1
    end = matched[-1]
    while end < len(question) and question[end] not in _ENDS:
        end += 1
    end = min(end + 1, len(question))
    return None if any("?" in word for word in question[end:]) else range(start, end)


def _opening(answer: Sequence[str]) -> tuple[Said, int] | None:
    place = 0
    while place < len(answer) and answer[place] in _FILLERS:
        place += 1
    spoken = [word for word in answer[place : place + 8] if word not in {",", ".", "-"}]
    for said, phrases in _OPENINGS:
        for phrase in phrases:
            if tuple(spoken[: len(phrase)]) == phrase and not _goes_on(phrase, spoken):
                return said, place
    return None


def _goes_on(phrase: tuple[str, ...], spoken: Sequence[str]) -> bool:
    """Say whether the phrase begins something else: "right now", "i was at home"."""
    following = spoken[len(phrase)] if len(spoken) > len(phrase) else ""
    if phrase[-1] in {"right", "sure"} and len(phrase) == 1:
        return following in {"now", "after", "there", "away", "before", "i"}
    if phrase[0] in cues.NOMINATIVE and phrase[-1] in cues.AUXILIARY:
        return following not in {"", "and", "but", "yes", "many", "several", "because"}
    if phrase == ("once",):
        return following in cues.NOMINATIVE
    return phrase[0] in {"no", "not"} and following in _NO_ANSWER


def _contradicted(
    question: Sequence[str],
    matched: Sequence[int],
    answer: Sequence[str],
    said: Said,
    place: int,
) -> Said:
    """Return both when the answer goes on to say the contrary of how it opens."""
    rest: list[str] = []
    for word in answer[place + 1 :]:
        if word in _ENDS and rest:
            break
        rest.append(word)
    stems = {question[p][:4] for p in matched}
    repeated = any(word[:4] in stems for word in rest)
    negated = any(word in cues.NEGATION for word in rest)
    if said == "no":
        did = any(
            tuple(rest[i : i + 2]) in _DID and rest[i + 2 : i + 3] != ["not"]
            for i in range(min(len(rest), 4))
        )
        named = people_named(rest, Clause(0, len(rest), "start")) if rest else None
        of_others = named is not None and named[0] == "other"
        return "both" if did or (repeated and not negated and not of_others) else said
    return "both" if said == "yes" and repeated and negated else said


_DID = frozenset((("they", "did"), ("he", "did"), ("she", "did"), ("it", "did")))


def _takes_for_granted(
    question: Sequence[str],
    clauses: Sequence[Clause],
    at: int,
    matched: Sequence[int],
) -> bool:
    clause = clauses[at]
    first = clause.start
    while first < clause.end - 1 and question[first] in _FILLERS:
        first += 1
    above = clauses[at - 1].start if at and clause.link == "that" else first
    of_time = question[above - 1] in {"time", "case", "situation"} if above else False
    if not of_time and {question[first], question[above]} & cues.QUESTION_WORDS:
        return True
    before = question[clause.start : matched[0]]
    polite = any(word in {"can", "could", "would", "will"} for word in before)
    return polite and any(word in _TOLD for word in before)


def _assertion(
    question: Sequence[str],
    clauses: Sequence[Clause],
    at: int,
    matched: Sequence[int],
    said: Said,
) -> tuple[Assertion, Cue | None]:
    clause = clauses[at]
    denied = list(denials(question, clause, matched))
    if denied:
        return "unclear", ("negation", "question", denied[0][1])
    if said == "both":
        return "unclear", None
    if said == "no":
        return "denied", None
    found = [
        *conditions(question, clause, matched),
        *governors(question, clauses, at, denied=False),
    ]
    for kind, place in found:
        if kind in _FEARED:
            return "feared", (kind, "question", place)
        if kind == "attempt":
            return "unclear", (kind, "question", place)
    return "affirmed", None


def _experiencer(
    question: Sequence[str],
    clauses: Sequence[Clause],
    at: int,
    matched: Sequence[int],
) -> tuple[Experiencer, Cue | None]:
    found = who(question, clauses, at, matched)
    if not found:
        return "self", None
    experiencer, kind, place = found
    if question[place] in {"you", "your"}:
        after = question[place + 1 : place + 3]
        several = any(word in {"all", "both", "guys", "and"} for word in after)
        before = question[place - 1] if place else ""
        of_you = before == "of"
        experiencer = "group" if several or of_you else "self"
        return experiencer, (experiencer, "question", place)
    return experiencer, (kind, "question", place)


def _named_after(
    answer: Sequence[str], place: int
) -> tuple[Experiencer, str, int] | None:
    """Read who it was from a short answer: "yes, my friend", "yes, all of us"."""
    end = next(
        (p for p in range(place + 1, len(answer)) if answer[p] in _ENDS), len(answer)
    )
    if end - place > _SHORT:
        return None
    return people_named(answer, Clause(place + 1, end, "start"))
