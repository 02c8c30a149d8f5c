"""Explain: why a code was suggested for a turn or a text, and why not.

In:  a codebook, a code's id, and a turn of a transcript or a plain text.
Out: an `Explanation`: the rules that fired with their words and what the guards made of
     them; of the others how near they came, the nearest first. `render` puts it into
     lines; nothing is printed here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qualcode.errors import CodebookError, Problem
from qualcode.matching.ask import Asker
from qualcode.matching.cache import Cache
from qualcode.matching.compiled import compile_rules
from qualcode.matching.hits import Library
from qualcode.matching.index import build
from qualcode.matching.nearest import Miss, miss
from qualcode.matching.suggest import suggest
from qualcode.model import (
    Codebook,
    Cue,
    Reason,
    Rule,
    Source,
    Span,
    Speaker,
    Transcript,
    Turn,
)

__all__ = ["Explanation", "Fired", "explain", "explain_text", "render"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that fired in a turn: its reason, and the words between its words.

    ``between`` counts the words between each matched word and the next.
    """

    rule: Rule
    turn: int
    reason: Reason
    between: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a code's rules make of a turn, or of all turns of a transcript.

    ``missed`` holds for each rule that fired in none of these turns the turn in which
    it came nearest, the nearest rule first.
    """

    code: str
    transcript: str
    rules: tuple[Rule, ...]
    fired: tuple[Fired, ...]
    missed: tuple[Miss, ...]
    text: str = field(repr=False)


def explain_text(codebook: Codebook, code_id: str, text: str) -> Explanation:
    """Explain a text as if a participant had said it in one turn.

    Raises:
        CodebookError: there is no such code, or a rule of it cannot be used.
    """
    speaker = Speaker(label="", role="participant", participant="text")
    whole = [Turn(speaker=speaker, span=Span(0, len(text)), number=1)] if text else []
    source = Source(format="txt", sha256="")
    transcript = Transcript(
        id="text", text=text, turns=tuple(whole), interview="text", source=source
    )
    return explain(codebook, code_id, transcript)


def explain(
    codebook: Codebook,
    code_id: str,
    transcript: Transcript,
    *,
    turn: int | None = None,
    cache: Cache | None = None,
) -> Explanation:
    """Explain a code in one turn, by its number, or in a whole transcript.

    Raises:
        CodebookError: there is no such code, or a rule of it cannot be used.
    """
    code = codebook.code(code_id)
    if code is None:
        fix = "`qualcode codebook show` lists the codes"
        raise CodebookError.of([Problem(f"there is no code '{code_id}'", fix=fix)])
    segment = build([transcript], ["transcript"], codebook.language)
    library = Library(Asker(segment), [transcript], codebook.language)
    rules = {rule.id: rule for rule in code.rules}
    fired = tuple(
        Fired(
            rule=rules[reason.rule],
            turn=suggestion.turn,
            reason=reason,
            between=_between(library, reason.matched),
        )
        for suggestion in suggest(codebook, [transcript], codes=(code_id,))
        if turn is None or suggestion.turn == turn
        for reason in suggestion.reasons
    )
    silent = [rule for rule in code.rules if rule.id not in {f.rule.id for f in fired}]
    places = [
        place
        for place, number in enumerate(segment.turn_number.tolist())
        if turn is None or number == turn
    ]
    compiled = compile_rules(silent, codebook.lists, codebook.language, cache=cache)
    nearest = [
        max((miss(rule, library, at) for at in places), key=_reached)
        for rule in compiled
        if places
    ]
    return Explanation(
        code=code_id,
        transcript=transcript.id,
        rules=code.rules,
        fired=fired,
        missed=tuple(sorted(nearest, key=_reached, reverse=True)),
        text=transcript.text,
    )


def _reached(missed: Miss) -> float:
    return missed.reached


def _between(library: Library, matched: Sequence[Span]) -> tuple[int, ...]:
    segment = library.asker.segment
    starts = segment.start[segment.word_token]
    words = starts.searchsorted([span.start for span in matched]).tolist()
    return tuple(after - before - 1 for before, after in pairwise(words))


def render(explanation: Explanation, *, missed: int = 3) -> str:
    """Return an explanation as lines of text, with the ``missed`` nearest rules.

    >>> from qualcode.model import Code, Rule, parse_pattern
    >>> rule = Rule(id="eviction/lock", code="eviction", kind="pattern",
    ...     written="change ~2 lock", patterns=(parse_pattern("change ~2 lock"),))
    >>> code = Code(id="eviction", label="Eviction", theme="housing", rules=(rule,))
    >>> book = Codebook(id="hrv", codes=(code,))
    >>> print(render(explain_text(book, "eviction", "They never changed the locks.")))
    eviction: 1 hit
    + eviction/lock: change ~2 lock
        matched “changed … locks” in turn 1, 1 word between
        a participant speaks
        denied, because of “never” (negation)
        about the speaker themselves, since no word says otherwise
    >>> print(render(explain_text(book, "eviction", "They changed the whole thing.")))
    eviction: no rule fired
    - eviction/lock: change ~2 lock
        `lock` (element 2 of 2) is not in this turn
        found “changed” in turn 1
    """
    number = len(explanation.fired)
    hits = "no rule fired" if not number else f"{number} hit{'s' * (number > 1)}"
    lines = [f"{explanation.code}: {hits}"]
    for fired in explanation.fired:
        lines += _fired_lines(fired, explanation.text)
    written = {rule.id: rule.written for rule in explanation.rules}
    for near in explanation.missed[:missed]:
        lines.append(f"- {near.rule}: {written[near.rule]}")
        lines.append(f"    {near.why}")
        if near.words:
            found = _quoted(near.words, explanation.text)
            lines.append(f"    found {found} in turn {near.turn}")
    return "\n".join(lines)


_WHO = {
    "self": "about the speaker themselves",
    "group": "about a group with the speaker in it",
    "other": "about somebody else",
    "hearsay": "heard from others",
}
_PLAINLY = ": no word of the clause denies it or makes it doubtful"
_BY_DEFAULT = "since no word says otherwise"
_PERSON_CUES = frozenset(("self", "group", "other", "generic", "hearsay", "weak"))


def _fired_lines(fired: Fired, text: str) -> Iterable[str]:
    rule, reason = fired.rule, fired.reason
    yield f"+ {rule.id}: {rule.written}"
    gaps = ""
    if any(fired.between):
        most = max(fired.between)
        gaps = f", {most} word{'s' if most > 1 else ''} between"
    where = "the question before turn" if reason.question else "turn"
    yield f"    matched {_quoted(reason.matched, text)} in {where} {fired.turn}{gaps}"
    spoken = "the interviewer asks and a participant answers"
    yield f"    {spoken if reason.question else 'a participant speaks'}"
    if rule.tier == "net":
        yield "    only queues the text for reading (tier: net)"
    yield f"    {_assertion(rule, reason, text)}"
    yield f"    {_experiencer(reason, text)}"


def _assertion(rule: Rule, reason: Reason, text: str) -> str:
    cues = [cue for cue in reason.cues if cue.kind not in _PERSON_CUES]
    because = f", because of {_cues(cues, text)}" if cues else _PLAINLY
    read = f"{reason.assertion}{because}"
    if rule.guards.negation == "ignore":
        return f"{read} (denials are not read for this rule)"
    return read


def _experiencer(reason: Reason, text: str) -> str:
    cues = [cue for cue in reason.cues if cue.kind in _PERSON_CUES]
    because = (
        f"because of {_cues(cues, text)}" if cues else "since no word says otherwise"
    )
    return f"{_WHO[reason.experiencer]}, {because}"


def _cues(cues: Sequence[Cue], text: str) -> str:
    return ", ".join(f"“{cue.span.of(text)}” ({cue.kind})" for cue in cues)


def _quoted(words: Sequence[Span], text: str) -> str:
    """Quote words as they stand: those next to each other as one, a gap as `…`."""
    shown: list[str] = []
    end = -1
    for span in sorted(set(words)):
        apart = text[end : span.start].strip() if end >= 0 else ""
        if end >= 0:
            shown.append(" … " if apart else text[end : span.start])
        shown.append(span.of(text))
        end = span.end
    return f"“{''.join(shown)}”"
