"""Counts: how many suggestions each code has, without making them.

In:  a codebook and transcripts.
Out: a `CodeCount` for each code. Where the transcripts' keys are known without reading
     them, the numbers are kept: a run in which nothing changed loads one small block,
     and imports neither numpy nor the engine.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.matching.keys import Keyed, digest, json_bytes, rule_keys
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import ASSERTIONS, Assertion, Tier
from qualcode.model.transcript import Transcript

if TYPE_CHECKING:
    from qualcode.matching.cache import Cache

__all__ = ["TIERS", "CodeCount", "count"]

TIERS: tuple[Tier, ...] = ("code", "net")
_DIGITS = 32

# Suggestions, transcripts, and suggestions of each assertion
_Numbers = tuple[int, int, list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCount:
    """How many suggestions a code has in one tier, by assertion, and where.

    ``transcripts`` is the number of transcripts with at least one of them.
    """

    code: str
    tier: Tier
    suggestions: int
    transcripts: int
    assertions: tuple[tuple[Assertion, int], ...]


def count(
    codebook: Codebook,
    transcripts: Sequence[Transcript],
    *,
    cache: "Cache | None" = None,
    codes: Collection[str] = (),
) -> tuple[CodeCount, ...]:
    """Count suggestions as `suggest` makes them, without making them.

    Returns:
        One for each code with rules of the tier, in reading order, zeros included.

    Raises:
        CodebookError: a rule cannot be used.
    """
    wanted = [code for code in codebook.codes if not codes or code.id in codes]
    asked = [
        (code.id, tier)
        for code in wanted
        for tier in TIERS
        if any(rule.tier == tier for rule in code.rules)
    ]
    key = ""
    numbers: Sequence[_Numbers] | None = None
    if cache is not None and isinstance(transcripts, Keyed):
        key = _key(codebook, wanted, transcripts.keys(codebook.language))
        numbers = _unpacked(cache.get(key))
    if numbers is None:
        from qualcode.matching.suggest import numbers_of

        numbers = numbers_of(codebook, transcripts, asked, cache=cache, codes=codes)
        if cache is not None and key:
            cache.put(key, _packed(numbers))
    return tuple(
        CodeCount(
            code=code,
            tier=tier,
            suggestions=suggestions,
            transcripts=found_in,
            assertions=tuple(zip(ASSERTIONS, each, strict=True)),
        )
        for (code, tier), (suggestions, found_in, each) in zip(
            asked, numbers, strict=True
        )
    )


def _key(codebook: Codebook, codes: Sequence[Code], keys: Sequence[str]) -> str:
    """Return a hash of rules, their codes and tiers, and transcripts in any order."""
    rules = [rule for code in codes for rule in code.rules]
    places = [
        (number, rule.tier) for number, code in enumerate(codes) for rule in code.rules
    ]
    return f"counts-{digest(rule_keys(codebook, rules), places, sorted(keys))}"


def _packed(numbers: Sequence[_Numbers]) -> bytes:
    data = json_bytes(numbers)
    return digest(data).encode() + data


def _unpacked(data: bytes | None) -> Sequence[_Numbers] | None:
    if not data or digest(data[_DIGITS:]).encode() != data[:_DIGITS]:
        return None
    found: Sequence[_Numbers] = json.loads(data[_DIGITS:])
    return found
