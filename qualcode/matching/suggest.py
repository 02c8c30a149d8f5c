"""Suggestions: what the rules of a codebook find in transcripts.

In:  a codebook and transcripts.
Out: suggestions, one per (transcript, code, passage), each with all its reasons; or
     only their numbers, for `counts`, which needs no object for each.

Passages of one code and tier that share a character are one suggestion, whose passage
is their union. It takes assertion, experiencer and rule from its strongest hit
(semantics 7). Suggestions never cross a turn, and are never stored.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.errors import CodebookError
from qualcode.matching.cache import MATCHING_VERSION, Cache
from qualcode.matching.compiled import named
from qualcode.matching.counts import TIERS
from qualcode.matching.gather import Gathered, gather
from qualcode.matching.reasons import Row
from qualcode.matching.shelf import ask_rules
from qualcode.model import (
    ASSERTIONS,
    EXPERIENCERS,
    Codebook,
    Cue,
    Reason,
    Rule,
    Span,
    Suggestion,
    Transcript,
)
from qualcode.model.coding import Tier

__all__ = ["MATCHING_VERSION", "numbers_of", "suggest"]

_TRANSCRIPT = Row._fields.index("transcript")
_ASSERTION = Row._fields.index("assertion")


def suggest(
    codebook: Codebook,
    transcripts: Sequence[Transcript],
    *,
    cache: Cache | None = None,
    codes: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """Apply a codebook's rules to transcripts.

    Args:
        codebook: its rules; of all codes, or of ``codes`` only.
        transcripts: in any order; it decides the order of the suggestions alone.
        cache: keeps the index and the answers between runs.
        codes: ids of codes; none means all.

    Returns:
        Suggestions of both tiers, by transcript, start, end, the code's place in the
        codebook, and tier.

    Raises:
        CodebookError: a rule cannot be used.
    """
    rules, gathered = _gathered(codebook, transcripts, cache, codes)
    maker = _Maker(transcripts, rules, gathered)
    return tuple(map(maker.suggestion, gathered.order.tolist()))


def numbers_of(
    codebook: Codebook,
    transcripts: Sequence[Transcript],
    asked: Sequence[tuple[str, Tier]],
    *,
    cache: Cache | None = None,
    codes: Collection[str] = (),
) -> list[tuple[int, int, list[int]]]:
    """Return for each code and tier asked for what `counts` tells of it."""
    _, found = _gathered(codebook, transcripts, cache, codes)
    places = {code.id: number for number, code in enumerate(codebook.codes)}
    return [_numbers(found, places[code], tier) for code, tier in asked]


def _gathered(
    codebook: Codebook,
    transcripts: Sequence[Transcript],
    cache: Cache | None,
    codes: Collection[str],
) -> tuple[list[Rule], Gathered]:
    rules = [
        rule
        for code in codebook.codes
        if not codes or code.id in codes
        for rule in code.rules
    ]
    try:
        answers = ask_rules(codebook, rules, transcripts, cache=cache)
    except CodebookError as error:
        raise CodebookError.of(named(error.problems, codebook.file)) from None
    places = {code.id: number for number, code in enumerate(codebook.codes)}
    return rules, gather(answers, rules, [places[rule.code] for rule in rules])


def _numbers(found: Gathered, code: int, tier: Tier) -> tuple[int, int, list[int]]:
    which = (found.code == code) & (found.tier == TIERS.index(tier))
    row = found.row[found.strongest[which]]
    each = np.bincount(row[:, _ASSERTION], minlength=len(ASSERTIONS)).tolist()
    return len(row), len(set(row[:, _TRANSCRIPT].tolist())), each


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes suggestions of what was gathered."""

    transcripts: Sequence[Transcript]
    rules: Sequence[Rule]
    gathered: Gathered

    def suggestion(self, number: int) -> Suggestion:
        found = self.gathered
        hits = range(int(found.first[number]), int(found.first[number + 1]))
        strongest = int(found.strongest[number])
        span = Span(int(found.start[number]), int(found.end[number]))
        row = Row(*found.row[strongest].tolist())
        transcript = self.transcripts[row.transcript]
        rule = self.rules[int(found.rule[strongest])]
        return Suggestion(
            transcript=transcript.id,
            span=span,
            code=rule.code,
            quote=span.of(transcript.text),
            turn=row.turn,
            rule=rule.id,
            tier=rule.tier,
            assertion=ASSERTIONS[row.assertion],
            experiencer=EXPERIENCERS[row.experiencer],
            reasons=tuple(map(self.reason, hits)),
        )

    def reason(self, hit: int) -> Reason:
        found = self.gathered
        row = Row(*found.row[hit].tolist())
        rule = self.rules[int(found.rule[hit])]
        words = int(found.matched_of[hit])
        cues = int(found.cues_of[hit])
        return Reason(
            rule=rule.id,
            matched=tuple(
                Span(start, end)
                for start, end in found.matched[words : words + row.matched].tolist()
            ),
            assertion=ASSERTIONS[row.assertion],
            experiencer=EXPERIENCERS[row.experiencer],
            cues=tuple(
                Cue(kind=found.kinds[kind], span=Span(start, end))
                for kind, start, end in found.cues[cues : cues + row.cues].tolist()
            ),
            question=bool(row.question),
            perpetrator=rule.perpetrator,
        )
