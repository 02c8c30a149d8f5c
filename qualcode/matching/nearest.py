"""Near misses: how far a rule's condition got in a turn, and where it failed first.

In:  a compiled rule, and an index of one transcript.
Out: a `Miss`: which words were found, and in plain words what was not, as in "5 words
     between `changed` and `lock`, 2 allowed". Whether guards, exceptions or the speaker
     kept a complete match from counting is told as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product

from qualcode.matching.addressed import addressed
from qualcode.matching.compiled import Chain, CompiledRule, Step
from qualcode.matching.guards import read
from qualcode.matching.hits import Library, fires_in, said, spoken, words_of
from qualcode.matching.segment import IS_INTERVIEWER
from qualcode.model import Guards, Span

__all__ = ["Miss", "miss"]

_MOST_TRIED = 2000  # ways to place a pattern's elements in one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Why a rule did not fire in a turn.

    ``reached`` is how much of the condition held, from 0 to 1: 1 and more when all its
    words matched. ``words`` are the spans of those that were found.
    """

    rule: str
    turn: int
    reached: float
    why: str
    words: tuple[Span, ...] = ()


def miss(compiled: CompiledRule, library: Library, turn: int) -> Miss:
    """Return how near a rule came to fire in a turn (by its place, from 0)."""
    complete = _complete(compiled, library, turn)
    if complete:
        return complete
    if compiled.rule.kind in {"regex", "spacy"}:
        why = f"the {compiled.rule.kind} expression does not match"
        return _miss(compiled, library, turn, (0.0, why, ()))
    parts = [
        _chain(chain, written, library, turn) for chain, written in _named(compiled)
    ]
    if compiled.rule.kind != "near" or len(parts) == 1:
        return _miss(compiled, library, turn, parts[0])
    whole = [part for part in parts if part[0] >= 1]
    reached = sum(part[0] for part in parts) / len(parts)
    failed = next((part for part in parts if part[0] < 1), None)
    words = tuple(word for part in parts for word in part[2])
    if failed:
        return _miss(compiled, library, turn, (reached, failed[1], words))
    within = compiled.rule.within
    far = f"more than {within} words" if isinstance(within, int) else f"one {within}"
    why = f"its {len(whole)} parts are spread over {far}"
    return _miss(compiled, library, turn, (0.95, why, words))


_Part = tuple[float, str, tuple[int, ...]]  # reached, why, words


def _miss(compiled: CompiledRule, library: Library, turn: int, part: _Part) -> Miss:
    reached, why, words = part
    return Miss(
        rule=compiled.rule.id,
        turn=int(library.asker.segment.turn_number[turn]),
        reached=reached,
        why=why,
        words=tuple(_span(library, word) for word in words),
    )


def _span(library: Library, word: int) -> Span:
    segment = library.asker.segment
    return Span(*segment.place(int(segment.word_token[word])))


def _named(compiled: CompiledRule) -> Iterator[tuple[Chain, tuple[str, ...]]]:
    """Return each chain with its elements as written, gaps left out."""
    for chain, pattern in zip(compiled.chains, compiled.rule.patterns, strict=True):
        shown = (part for part in pattern.written.split() if not part.startswith("~"))
        yield chain, tuple(shown)


def _complete(compiled: CompiledRule, library: Library, turn: int) -> Miss | None:
    """Explain a match of all words that still did not count."""
    segment = library.asker.segment
    if segment.turn_flags[turn] == IS_INTERVIEWER:
        compiled = addressed(compiled)
    for taken in said(compiled, library).taken:
        words = tuple(words_of(taken).tolist())
        if segment.sentence_turn[segment.sentence_of_word[words[0]]] == turn:
            why = _kept_from_counting(compiled, library, turn, words)
            return _miss(compiled, library, turn, (2.0, why, words))
    return None


def _kept_from_counting(
    compiled: CompiledRule, library: Library, turn: int, words: Sequence[int]
) -> str:
    segment = library.asker.segment
    rule, flags = compiled.rule, segment.turn_flags[turn]
    if flags == IS_INTERVIEWER:
        if not segment.asks[segment.sentence_of_word[list(words)]].all():
            return "the interviewer says it, and does not ask"
        return "the interviewer says it, and no answer opens with yes or no"
    if not fires_in(rule, flags):
        return "its words are not a participant's; see `speaker:`"
    for chain, pattern in zip(compiled.unless, rule.unless, strict=True):
        if not _fires(replace(compiled, unless=(chain,), context=()), library, words):
            return f"blocked by unless `{pattern.written}`"
    if not _fires(replace(compiled, unless=()), library, words):
        needed = ", ".join(f"`{pattern.written}`" for pattern in rule.context)
        return f"no context: none of {needed} in the turn or the question before it"
    return _guarded(rule.guards, library, turn, words)


def _fires(compiled: CompiledRule, library: Library, words: Sequence[int]) -> bool:
    fires, _asked = spoken(compiled, library)
    return any(words_of(taken).tolist() == list(words) for taken in fires.taken)


def _guarded(modes: Guards, library: Library, turn: int, words: Sequence[int]) -> str:
    segment = library.asker.segment
    first = int(segment.turn_token[turn])
    sentence = int(segment.sentence_of_word[words[0]])
    low, high = segment.sentence_token[sentence : sentence + 2].tolist()
    matched = [int(segment.word_token[word]) - first for word in words]
    turn_words = library.words(turn)
    reading = read(turn_words, range(low - first, high - first), matched, modes)
    shown = ", ".join(f"“{turn_words.words[at]}” ({kind})" for kind, at in reading.cues)
    return f"blocked by a guard: {reading.assertion}, {reading.experiencer}: {shown}"


def _chain(chain: Chain, names: Sequence[str], library: Library, turn: int) -> _Part:
    """Return how much of a pattern stands in a turn, and what is missing."""
    places = [_places(step, library, turn) for step in chain]
    absent = [name for name, found in zip(names, places, strict=True) if not found]
    present = [found[0][0] for found in places if found]
    if absent:
        reached = 0.8 * len(present) / len(chain)
        element = names.index(absent[0]) + 1
        why = f"`{absent[0]}` (element {element} of {len(chain)}) is not in this turn"
        return reached, why, tuple(present)
    of = library.asker.segment.sentence_of_word
    shared = set.intersection(*({int(of[s]) for s, _ in found} for found in places))
    if not shared:
        return 0.85, "its words are not in one sentence", tuple(present)
    return _in_sentence(chain, places, library, shared)


def _places(step: Step, library: Library, turn: int) -> list[tuple[int, int]]:
    segment = library.asker.segment
    starts, ends = library.asker.step(step)
    of_turn = segment.sentence_turn[segment.sentence_of_word[starts]]
    inside = of_turn == turn
    return list(zip(starts[inside].tolist(), ends[inside].tolist(), strict=True))


def _in_sentence(
    chain: Chain,
    places: Sequence[Sequence[tuple[int, int]]],
    library: Library,
    shared: set[int],
) -> _Part:
    """Find the placing in order that breaks the gaps by the fewest words."""
    of = library.asker.segment.sentence_of_word
    gaps = [step.gap for step in chain[1:]]
    best: tuple[int, tuple[tuple[int, int], ...]] | None = None
    for sentence in sorted(shared):
        inside = [[p for p in found if of[p[0]] == sentence] for found in places]
        for placing in islice(product(*inside), _MOST_TRIED):
            between = [after[0] - before[1] for before, after in pairwise(placing)]
            if between and min(between) < 0:
                continue
            excess = sum(max(0, b - g) for b, g in zip(between, gaps, strict=True))
            if best is None or excess < best[0]:
                best = excess, placing
    if best is None:
        words = tuple(found[0][0] for found in places)
        return 0.9, "its words stand in another order", words
    words = tuple(word for start, end in best[1] for word in range(start, end))
    return (1.0 if best[0] == 0 else 0.95), _gap(best[1], gaps, library), words


def _gap(
    placing: Sequence[tuple[int, int]], gaps: Sequence[int], library: Library
) -> str:
    for (before, after), allowed in zip(pairwise(placing), gaps, strict=True):
        between = after[0] - before[1]
        if between > allowed:
            one, two = _form(library, before[1] - 1), _form(library, after[0])
            words = "word" if between == 1 else "words"
            return f"{between} {words} between “{one}” and “{two}”, {allowed} allowed"
    return ""  # a part of a `near` rule that is whole


def _form(library: Library, word: int) -> str:
    segment = library.asker.segment
    return segment.vocabulary[int(segment.form_of_word[word])]
