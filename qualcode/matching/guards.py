"""Guards: is a hit affirmed, denied, feared or unclear, and who is it about?

In:  the words of a turn, the sentence, and the positions that a rule matched.
Out: a `Reading` with the cue words it rests on. Scope is the clause, not the sentence.

What the words are taken for (English):

- *denied*: not, never, nobody, no + noun, neither, without -ing, refused to,
  prevented from, "it is not true that", "I don't think that", "it never happened".
- *feared*: a threat to do it, fear of it, if, unless, in case, will, would, might,
  can, going to, wanted to; nearly and almost; what would have happened.
- *unclear*: maybe, might have, tried to, "I don't know if", "I never said that", did
  not want or see, pleas ("don't hit me"), questions that nobody answers.
- *affirmed*: the rest. So are: what stopped or is "no longer" (it had happened),
  "would" with every night or always, weak hedges (I think, probably), questions with
  why, tags.
- *hearsay*: I heard, people say, she told me, apparently, in the news; unless it is
  about the speaker ("the doctor said I was hit"), an order ("told me to leave") or what
  was heard happening ("heard them beating him"). Ignored, it leaves who it is about.

A participant is taken to speak of themselves when no word says otherwise.
"""

from collections.abc import Sequence

from qualcode.matching import cues
from qualcode.matching.clauses import Clause, split
from qualcode.matching.conditions import conditions, question
from qualcode.matching.experiencer import who
from qualcode.matching.matrix import governors
from qualcode.matching.negation import denials
from qualcode.matching.persons import Who
from qualcode.matching.reading import Reading, TurnWords
from qualcode.model.codebook import Guards
from qualcode.model.coding import Assertion, Experiencer

__all__ = ["Reading", "TurnWords", "read"]

DEFAULT = Guards()
Cues = list[tuple[str, int]]
_WINDOW = 60  # words of a run-on sentence read on each side of the hit
_FEARED = frozenset(("condition", "fear", "threat", "wish"))
_MAYBE_FEARED = frozenset(("modal", "intention", "nearly"))
_UNCLEAR = frozenset(("uncertain", "attempt", "question", "open"))
_NEGATIONS = frozenset(("negation", "open", "ended", "question_no", "doubled"))
_SOURCES = frozenset(("hearsay", "quoted"))


def read(
    turn: TurnWords,
    sentence: range,
    matched: Sequence[int],
    modes: Guards = DEFAULT,
) -> Reading:
    """Read one hit in its clause.

    Args:
        turn: the words of the whole turn.
        sentence: the positions of the sentence that holds the hit.
        matched: the positions of the matched words, ascending, at least one; a word
            that is itself matched is never a cue (semantics 23).
        modes: what the rule asks of each guard. ``negation`` governs what denies,
            ``hypothetical`` all else that changes the assertion, ``hearsay`` whose
            words they are. A guard in mode ``block`` blocks what it would flag.

    >>> said = TurnWords("they did not arrest her , they arrested me".split())
    >>> read(said, range(9), [7]).assertion
    'affirmed'
    >>> read(said, range(9), [3])
    Reading(assertion='denied', experiencer='other', cues=(('negation', 2), \
('other', 4)), blocked=False)
    """
    words = turn.words
    near = range(
        max(sentence.start, matched[0] - _WINDOW),
        min(sentence.stop, matched[-1] + _WINDOW),
    )
    clauses = split(words, near)
    at = 0
    while clauses[at].end <= matched[0]:
        at += 1
    if clauses[at].end <= matched[-1]:
        clauses = _hit_in_one(clauses, at, matched[-1])
    found = _assertion_cues(words, near, clauses, at, matched)
    sources = [cue for cue in found if cue[0] in _SOURCES] if found else found
    if sources:
        found = [cue for cue in found if cue[0] not in _SOURCES]
    assertion, decisive, blocked = _assertion(found, modes)
    person = who(words, clauses, at, matched)
    if sources and any(kind == "quoted" for kind, _ in sources):
        person = _in_quotes(words, clauses[at], person)
    told = _hearsay(words, clauses, at, person, sources)
    if told and assertion != "feared" and modes.hearsay != "ignore":
        experiencer: Experiencer = "hearsay"
        decisive.append(told)
        blocked = blocked or modes.hearsay == "block"
    else:
        experiencer, decisive = _whom(words, clauses, at, person, decisive)
    return Reading(assertion, experiencer, _ordered(decisive), blocked)


def _ordered(found: Cues) -> tuple[tuple[str, int], ...]:
    if len(found) > 1:
        found = sorted(set(found), key=lambda cue: (cue[1], cue[0]))
    return tuple(found)


def _hit_in_one(clauses: list[Clause], at: int, last: int) -> list[Clause]:
    """Join the clauses over which the matched words spread."""
    end = next(i for i, clause in enumerate(clauses) if clause.end > last)
    one = Clause(clauses[at].start, clauses[end].end, clauses[at].link)
    return [*clauses[:at], one, *clauses[end + 1 :]]


def _assertion_cues(
    words: Sequence[str],
    sentence: range,
    clauses: Sequence[Clause],
    at: int,
    matched: Sequence[int],
) -> Cues:
    clause = clauses[at]
    found = list(denials(words, clause, matched))
    denied = bool(found) and any(kind == "negation" for kind, _ in found)
    found += conditions(words, clause, matched)
    found += governors(words, clauses, at, denied=denied)
    asked = question(words, sentence, clauses, at)
    if asked:
        found = [cue for cue in found if cue[0] != "question"]
        found.append(asked)
    if found and any(kind == "modal" for kind, _ in found):
        found = _habitual(words, sentence, found)
    return found


def _habitual(words: Sequence[str], sentence: range, found: Cues) -> Cues:
    """Take "would" for what used to happen, when the sentence says how often."""
    if any(kind in _FEARED or kind == "hearsay" for kind, _ in found):
        return found
    for place in sentence:
        if words[place] in cues.HABITUAL:
            kept = [c for c in found if c[0] != "modal" or words[c[1]] not in _WOULD]
            perfect = [c for c in found if words[c[1] + 1] in {"have", "'ve"}]
            return found if perfect else [*kept, ("habitual", place)]
    return found


_WOULD = frozenset(("would", "'d"))


def _assertion(found: Cues, modes: Guards) -> tuple[Assertion, Cues, bool]:
    """Return the verdict, the cues that made it, and whether it is blocked."""
    if not found:
        return "affirmed", [], False
    kept = [
        (kind, place)
        for kind, place in found
        if (modes.negation if kind in _NEGATIONS else modes.hypothetical) != "ignore"
    ]
    kinds = {kind for kind, _ in kept}
    verdict = _verdict(kinds, sum(kind == "negation" for kind, _ in kept))
    if verdict == "affirmed":
        return verdict, [cue for cue in kept if cue[0] in _EXPLAINS], False
    made_by = _NEGATIONS if verdict == "denied" else kinds - {"negation"}
    decisive = [cue for cue in kept if cue[0] in made_by]
    negated = verdict == "denied" or kinds <= _NEGATIONS
    mode = modes.negation if negated else modes.hypothetical
    return verdict, decisive, mode == "block"


_EXPLAINS = frozenset(("ended", "habitual", "doubled", "question_yes"))


def _verdict(kinds: set[str], negations: int) -> Assertion:
    if "doubled" in kinds or "ended" in kinds:
        return "affirmed"
    if kinds & _FEARED:
        return "denied" if negations and not kinds & _WISHED else "feared"
    if kinds & _UNCLEAR:
        return "feared" if "uncertain" in kinds and "modal" in kinds else "unclear"
    if negations or "question_no" in kinds:
        return "denied"
    return "feared" if kinds & _MAYBE_FEARED else "affirmed"


_WISHED = frozenset(("condition", "fear", "wish"))


def _in_quotes(words: Sequence[str], clause: Clause, person: Who | None) -> Who | None:
    """Turn the persons of a quote round: their "you" is the speaker."""
    for place in range(clause.start, clause.end):
        if words[place] in {"you", "your"}:
            return "self", "self", place
    if person and person[0] in {"self", "group"}:
        return "other", "other", person[2]
    return person


def _hearsay(
    words: Sequence[str],
    clauses: Sequence[Clause],
    at: int,
    person: Who | None,
    sources: Cues,
) -> tuple[str, int] | None:
    """Return the cue that the speaker has it from others, if it is not about them."""
    clause = clauses[at]
    for place in range(clause.start, clause.end - 2):
        if words[place] in cues.HEAR and _ABOUT.intersection(
            words[place + 1 : place + 3]
        ):
            return "hearsay", place
    if person and person[0] != "other" and person[1] != "generic":
        return None
    for kind, place in sources:
        if kind == "hearsay" and not _announced(words, clauses, at, place):
            return "hearsay", place
    return _source_named(words, clauses, at)


_ABOUT = frozenset(("about", "of", "stories"))


def _announced(
    words: Sequence[str], clauses: Sequence[Clause], at: int, place: int
) -> bool:
    """Say whether the one who told it did it: "he told me he was arresting him"."""
    said = words[clauses[at].start : clauses[at].end]
    doer = next((word for word in said if word in cues.NOMINATIVE), "")
    done_to = any(word in cues.BE for word in said)
    if not doer or (done_to and not any(word.endswith("ing") for word in said)):
        return False
    for earlier in range(place - 1, max(place - 4, -1), -1):
        if words[earlier] in cues.NOMINATIVE:
            return words[earlier] == doer
        if words[earlier] in cues.ROLE:
            return True
    return False


def _source_named(
    words: Sequence[str], clauses: Sequence[Clause], at: int
) -> tuple[str, int] | None:
    clause = clauses[at]
    for place in range(clauses[0].start, clause.end):
        word = words[place]
        if word in cues.APPARENTLY:
            return "hearsay", place
        if word in cues.MEDIA and {"in", "on"}.intersection(words[place - 2 : place]):
            return "hearsay", place
        if word == "according":
            return "hearsay", place
    return _told_after(words, clauses, at)


def _told_after(
    words: Sequence[str], clauses: Sequence[Clause], at: int
) -> tuple[str, int] | None:
    if at + 1 >= len(clauses):
        return None
    after = clauses[at + 1]
    said = [words[p] for p in range(after.start, min(after.start + 4, after.end))]
    if said[:1] and said[0] in {"she", "he", "they", "people"}:
        for step, word in enumerate(said):
            told = word in cues.TELL and "me" in said
            if told or (word in cues.SAY and step == 1):
                return "hearsay", after.start + step
    return None


def _whom(
    words: Sequence[str],
    clauses: Sequence[Clause],
    at: int,
    person: Who | None,
    decisive: Cues,
) -> tuple[Experiencer, Cues]:
    if person:
        return person[0], [*decisive, (person[1], person[2])]
    if at and clauses[at].link == "that":  # "they told us that they would ..."
        for place in range(clauses[at].start - 1, clauses[at - 1].start - 1, -1):
            if words[place] in cues.GROUP:
                return "group", [*decisive, ("group", place)]
    return "self", decisive
