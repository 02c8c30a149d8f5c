"""The shelf: segments of the index and the reasons of rules, between runs.

In:  transcripts, rules, and a cache.
Out: for each segment the reasons of each rule. Only transcripts that are in no segment
     are indexed, only rules never asked of a segment are asked; a segment is not even
     loaded when all its answers are there. Without a cache, everything is done anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.matching.bundle import read_bundle, write_bundle
from qualcode.matching.cache import Cache, Ints
from qualcode.matching.compiled import CompiledRule, compile_rules
from qualcode.matching.holdings import Index
from qualcode.matching.keys import rule_keys
from qualcode.matching.reasons import Reasons, reasons_of
from qualcode.model import Codebook, Rule, Transcript

__all__ = ["Answer", "ask_rules"]

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
    index = Index(transcripts, codebook.language, cache)
    shelf = _Shelf(codebook, rules, index)
    # Transcripts never indexed must be asked all rules
    index.meanwhile = lambda: shelf.learn(rules)
    return index.reliably(
        lambda: tuple(shelf.answer(name, order) for name, order in index.segments())
    )


@dataclass(eq=False, slots=True)
class _Shelf:
    codebook: Codebook
    rules: Sequence[Rule]
    index: Index

    def learn(self, rules: Sequence[Rule]) -> tuple[CompiledRule, ...]:
        lists, language = self.codebook.lists, self.codebook.language
        return compile_rules(rules, lists, language, cache=self.index.cache)

    def answer(self, name: str, order: Ints) -> Answer:
        bundle = f"reasons-{name}"
        known = read_bundle(self.index.cache.get(bundle))
        names = rule_keys(self.codebook, self.rules)
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
            self.index.cache.put(bundle, write_bundle({**known, **kept}))
            known = {**known, **found}
        return Answer(order, [known[each] for each in names])

    def _ask(
        self, name: str, order: Ints, rules: Sequence[Rule]
    ) -> tuple[Reasons, ...]:
        compiled = self.learn(rules)
        library = self.index.library(name, order)
        return tuple(reasons_of(rule, library) for rule in compiled)
