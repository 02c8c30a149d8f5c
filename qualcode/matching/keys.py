"""Keys: short hashes of all that a result of the engine depends on.

In:  rules, lists, versions.
Out: hex digits under which `Cache` keeps the result. Nothing here needs numpy, so that
     a run that finds everything in the cache does not import it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from hashlib import sha256
from typing import Protocol, runtime_checkable

from qualcode.matching.packages import spacy_version
from qualcode.model.codebook import Codebook, Rule

__all__ = ["MATCHING_VERSION", "Keyed", "digest", "json_bytes", "rule_keys"]

# Part of every key: raise it when tokens, forms, hits or readings may change.
MATCHING_VERSION = "4"


@runtime_checkable
class Keyed(Protocol):
    """Transcripts whose keys are known without reading them again."""

    def keys(self, language: str) -> Sequence[str]:
        """Return the `transcript_key` of each transcript, in their order."""
        ...


def digest(*parts: object) -> str:
    """Return 32 hex digits that stand for ``parts`` (JSON values or bytes).

    >>> digest("evict", 3) == digest("evict", 3) != digest("evict", "3")
    True
    """
    hashed = sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else json_bytes(part)
        hashed.update(len(data).to_bytes(8, "little"))
        hashed.update(data)
    return hashed.hexdigest()[:32]


def json_bytes(value: object) -> bytes:
    """Return a value as JSON; halves of characters survive."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.encode("utf-8", "surrogatepass")


def rule_keys(codebook: Codebook, rules: Sequence[Rule]) -> list[str]:
    """Return a hash of all that each rule's reasons depend on, beside the index."""
    lists = {
        each.id: digest([entry.written for entry in each.entries])
        for each in codebook.lists
    }
    version = (MATCHING_VERSION, spacy_version(), codebook.language)
    return [digest(*version, rule.kind, *_condition(rule, lists)) for rule in rules]


def _condition(rule: Rule, lists: Mapping[str, str]) -> tuple[object, ...]:
    patterns = (*rule.patterns, *rule.unless, *rule.context)
    return (
        [pattern.written for pattern in rule.patterns],
        [pattern.written for pattern in rule.unless],
        [pattern.written for pattern in rule.context],
        [lists.get(name, "") for pattern in patterns for name in pattern.lists],
        (rule.within, rule.regex, rule.spacy, rule.speaker, rule.unit),
        astuple(rule.guards),
    )
