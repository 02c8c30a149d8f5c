"""Hits: where a rule's condition holds, for the turns it may fire in.

In:  a compiled rule, and an index with its transcripts.
Out: matches as word positions: inside the turns of those whom the rule hears, without
     those that an `unless` blocks or that lack their `context`. Matches in questions
     are kept apart, for an answer to decide on (semantics 25).

A question is a sentence with a question mark, or the last sentence of an interviewer's
turn; what was stated before it is not asked. In an interviewer's turn *you* is the
person who answers (`addressed`), also where it is the context of an answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from qualcode.matching.addressed import addressed
from qualcode.matching.ask import Asker
from qualcode.matching.cache import Ints
from qualcode.matching.clauses import split
from qualcode.matching.compiled import Chain, CompiledRule
from qualcode.matching.expert import regex_matches, spacy_matches
from qualcode.matching.found import Found, Mask, longest
from qualcode.matching.near import near
from qualcode.matching.ragged import positions
from qualcode.matching.reading import TurnWords
from qualcode.matching.segment import (
    FIRES_ANY,
    FIRES_PARTICIPANT,
    IS_INTERVIEWER,
    Segment,
)
from qualcode.model import Rule, Transcript

__all__ = ["Library", "fires_in", "said", "spoken", "words_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """A segment that can be asked, and its transcripts, where they are at hand."""

    asker: Asker
    transcripts: Sequence[Transcript | None]
    language: str
    _words: dict[int, TurnWords] = field(default_factory=dict, repr=False)

    def words(self, turn: int) -> TurnWords:
        """Return the words of a turn as the guards read them."""
        if turn not in self._words:
            segment = self.asker.segment
            first, last = segment.turn_token[turn : turn + 2].tolist()
            forms = segment.form[first:last].tolist()
            said = tuple(map(segment.vocabulary.__getitem__, forms))
            self._words[turn] = TurnWords(said)
        return self._words[turn]


def said(compiled: CompiledRule, library: Library) -> Found:
    """Return where a rule's condition holds, whoever speaks: disjoint, sorted."""
    rule, asker = compiled.rule, library.asker
    segment = asker.segment
    if rule.kind == "regex":
        return longest(regex_matches(rule, segment, library.transcripts))
    if rule.kind == "spacy":
        return longest(
            spacy_matches(rule, segment, library.transcripts, library.language)
        )
    found = [asker.chain(chain) for chain in compiled.chains]
    if rule.kind == "near":
        of_sentence = segment.sentence_of_word
        if rule.within == "turn":
            of_turn = segment.sentence_turn[of_sentence]
            return near(found, of_turn, rule.within)
        return near(found, of_sentence, rule.within)
    return longest(found[0])


def spoken(compiled: CompiledRule, library: Library) -> tuple[Found, Found]:
    """Return a rule's hits in the turns it may fire in, and those in questions."""
    flags = library.asker.segment.turn_flags
    found = said(compiled, library)
    heard = fires_in(compiled.rule, flags[_turns(library, found)])
    fires = _allowed(compiled, library, found.at(heard))
    asking = addressed(compiled)
    if asking.chains != compiled.chains:
        found = said(asking, library)
    asked = flags[_turns(library, found)] == IS_INTERVIEWER
    asked &= _in_question(library.asker.segment, found)
    return fires, _allowed(asking, library, found.at(asked))


def _allowed(compiled: CompiledRule, library: Library, found: Found) -> Found:
    """Leave out what an exception blocks, and what lacks its context."""
    found = found.at(~_blocked(compiled.unless, library, found))
    if not compiled.context:
        return found
    return found.at(_in_context(compiled, library, _turns(library, found)))


def _in_question(segment: Segment, found: Found) -> Mask:
    """Whether matches lie in sentences that ask, from their first to their last."""
    first, last = (
        segment.sentence_of_word[words] for words in (found.start, found.end - 1)
    )
    return segment.asks[first] & segment.asks[last]


def fires_in(rule: Rule, flags: Ints) -> Mask:
    """Return whether turns with these flags are heard by a rule."""
    needed = FIRES_ANY if rule.speaker == "any" else FIRES_PARTICIPANT
    return (flags & needed) > 0


def _turns(library: Library, found: Found) -> Ints:
    segment = library.asker.segment
    return segment.sentence_turn[segment.sentence_of_word[found.start]]


def _blocked(unless: Iterable[Chain], library: Library, found: Found) -> Mask:
    """Which matches overlap an exception, or share a clause with it."""
    blocked = np.zeros(len(found), dtype=bool)
    of = library.asker.segment.sentence_of_word
    for chain in unless:
        other = library.asker.chain(chain)
        near = np.flatnonzero(~blocked & np.isin(of[found.start], of[other.start]))
        for place in near.tolist():
            same = other.at(of[other.start] == of[found.start[place]])
            blocked[place] = _touches(library.asker.segment, found, place, same)
    return blocked


def _touches(segment: Segment, found: Found, place: int, others: Found) -> bool:
    start, end = int(found.start[place]), int(found.end[place])
    if ((others.start < end) & (start < others.end)).any():
        return True
    sentence = int(segment.sentence_of_word[start])
    first, last = segment.sentence_token[sentence : sentence + 2].tolist()
    said = [segment.vocabulary[form] for form in segment.form[first:last].tolist()]
    starts = np.array([clause.start for clause in split(said, range(len(said)))])

    def clauses(taken: Ints) -> set[int]:
        tokens = segment.word_token[words_of(taken)] - first
        return set(np.searchsorted(starts, tokens, "right").tolist())

    own = clauses(found.taken[place])
    return any(own & clauses(taken) for taken in others.taken)


def words_of(taken: Ints) -> Ints:
    """Return the words of a match, in order."""
    starts, ends = taken[0::2], taken[1::2]
    return np.sort(positions(starts, ends - starts))


def _in_context(compiled: CompiledRule, library: Library, turns: Ints) -> Mask:
    """Which turns, or the questions before them, speak of what a rule needs."""
    segment = library.asker.segment
    spoken_of = _turns_with(compiled.context, library)
    asked_of = _turns_with(addressed(compiled).context, library)
    asked_of &= segment.turn_flags == IS_INTERVIEWER
    # And False for those before whom nobody asked, who have -1
    either = np.append(spoken_of | asked_of, [False])
    kept: Mask = either[turns] | either[segment.question_of_turn[turns]]
    return kept


def _turns_with(context: Iterable[Chain], library: Library) -> Mask:
    found = np.zeros(len(library.asker.segment.turn_flags), dtype=bool)
    for chain in context:
        found[_turns(library, library.asker.chain(chain))] = True
    return found
