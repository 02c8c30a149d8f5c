"""The shelf: segments of the index and the reasons of rules, between runs.

In:  transcripts, rules, and a cache.
Out: for each segment the reasons of each rule. Only transcripts that are in no segment
     are indexed, only rules never asked of a segment are asked; a segment is not even
     loaded when all its answers are there. Without a cache, everything is done anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field

import numpy as np

from qualcode.matching.ask import Asker
from qualcode.matching.bundle import read_bundle, write_bundle
from qualcode.matching.cache import (
    MATCHING_VERSION,
    Cache,
    Ints,
    MemoryCache,
    digest,
    pack,
    unpack,
)
from qualcode.matching.compiled import compile_rules
from qualcode.matching.hits import Library
from qualcode.matching.index import build, transcript_key
from qualcode.matching.reasons import Reasons, reasons_of
from qualcode.matching.segment import Segment
from qualcode.matching.tokens import spacy_version
from qualcode.model import Codebook, Rule, Transcript

__all__ = ["Answer", "ask_rules"]

# More segments than this are put together into one.
_MOST_SEGMENTS = 12
# More rules than this are forgotten when they are not in use.
_MOST_RULES = 20_000
_NEED_TEXT = frozenset(("regex", "spacy"))


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """What one segment has to say to all rules.

    ``order`` tells for each transcript of the segment its place in this run, or -1;
    ``reasons`` are those of each rule, in the rules' order.
    """

    order: Ints
    reasons: Sequence[Reasons]


def ask_rules(
    codebook: Codebook,
    rules: Sequence[Rule],
    transcripts: Sequence[Transcript],
    *,
    cache: Cache | None = None,
) -> tuple[Answer, ...]:
    """Ask rules of transcripts; what was asked before is taken from the cache.

    Raises:
        CodebookError: a rule cannot be used.
    """
    shelf = _Shelf(
        codebook, rules, transcripts, MemoryCache() if cache is None else cache
    )
    try:
        return shelf.answers()
    except _DamagedError:
        shelf.forget()
        return shelf.answers()


class _DamagedError(Exception):
    """A segment that ought to be in the cache is not whole."""


@dataclass(eq=False, slots=True)
class _Shelf:
    codebook: Codebook
    rules: Sequence[Rule]
    transcripts: Sequence[Transcript]
    cache: Cache
    built: dict[str, Segment] = field(default_factory=dict)

    def answers(self) -> tuple[Answer, ...]:
        keys = self._keys()
        held = self._held(keys)
        place = {key: number for number, key in enumerate(keys)}
        return tuple(
            self._answer(name, np.array([place.get(key, -1) for key in inside]))
            for name, inside in held.items()
            if not place.keys().isdisjoint(inside)
        )

    def forget(self) -> None:
        self.cache.put(self._contents(), b"")

    def _keys(self) -> list[str]:
        """Return the transcripts' keys; equal transcripts are numbered."""
        seen: dict[str, int] = {}
        keys: list[str] = []
        for transcript in self.transcripts:
            key = transcript_key(transcript, self.codebook.language)
            seen[key] = seen.get(key, 0) + 1
            keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
        return keys

    def _contents(self) -> str:
        version = (MATCHING_VERSION, spacy_version(), self.codebook.language)
        return f"index-{digest(*version)}"

    def _held(self, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return which segments hold which transcripts, all of this run among them."""
        held = _read_contents(self.cache.get(self._contents()))
        inside = {key for keys in held.values() for key in keys}
        new = [number for number, key in enumerate(keys) if key not in inside]
        if not new:
            return held
        if len(held) >= _MOST_SEGMENTS:
            held, new = {}, list(range(len(keys)))
        added = [keys[number] for number in new]
        name = digest(added)
        chosen = [self.transcripts[number] for number in new]
        self.built[name] = build(chosen, added, self.codebook.language)
        self.cache.put(f"segment-{name}", self.built[name].to_bytes())
        held = {**held, name: added}
        self.cache.put(self._contents(), pack({}, held))
        return held

    def _answer(self, name: str, order: Ints) -> Answer:
        bundle = f"reasons-{name}"
        known = read_bundle(self.cache.get(bundle))
        names = self._rule_names()
        new = {
            each: rule
            for each, rule in zip(names, self.rules, strict=True)
            if each not in known
        }
        if new:
            asked = self._ask(name, order, tuple(new.values()))
            found = dict(zip(new, asked, strict=True))
            kept = {
                each: found[each]
                for each, rule in new.items()
                if rule.kind not in _NEED_TEXT or (order >= 0).all()
            }
            if len(known) + len(kept) > _MOST_RULES:
                known = {each: known[each] for each in names if each in known}
            self.cache.put(bundle, write_bundle({**known, **kept}))
            known = {**known, **found}
        return Answer(order, [known[each] for each in names])

    def _ask(
        self, name: str, order: Ints, rules: Sequence[Rule]
    ) -> tuple[Reasons, ...]:
        language = self.codebook.language
        lists = self.codebook.lists
        compiled = compile_rules(rules, lists, language, cache=self.cache)
        texts = [self.transcripts[at] if at >= 0 else None for at in order.tolist()]
        library = Library(Asker(self._segment(name)), texts, language)
        return tuple(reasons_of(rule, library) for rule in compiled)

    def _segment(self, name: str) -> Segment:
        if name not in self.built:
            segment = Segment.from_bytes(self.cache.get(f"segment-{name}"))
            if segment is None:
                raise _DamagedError
            self.built[name] = segment
        return self.built[name]

    def _rule_names(self) -> list[str]:
        """Return a hash of all that each rule's reasons depend on, beside the index."""
        lists = {
            each.id: digest([entry.written for entry in each.entries])
            for each in self.codebook.lists
        }
        version = (MATCHING_VERSION, spacy_version(), self.codebook.language)
        return [
            digest(*version, rule.kind, *_condition(rule, lists)) for rule in self.rules
        ]


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


def _read_contents(data: bytes | None) -> Mapping[str, Sequence[str]]:
    block = unpack(data)
    return block.about if block else {}
