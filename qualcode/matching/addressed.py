"""Second person: a rule's words in the mouth of those who ask.

In:  a compiled rule.
Out: the same rule for the interviewer's turns, where *you* and *your* are the person
     who answers: "Did the police hit you?" asks for `hit ~3 =me`, "Did they take your
     phone?" for `take ~3 =my phone`.

Wherever a rule's words, lists, exceptions or contexts have a form of the first person,
the forms of the second stand beside it. Expressions (`regex:`, `spacy:`) stay as they
are written.
"""

from dataclasses import replace
from functools import cache

from qualcode.matching.compiled import Chain, CompiledRule, Place, Step

__all__ = ["addressed"]

_SECOND = {
    **dict.fromkeys(("i", "me", "we", "us"), ("you",)),
    **dict.fromkeys(("my", "our"), ("your",)),
    **dict.fromkeys(("mine", "ours"), ("yours",)),
    **dict.fromkeys(("myself", "ourself", "ourselves"), ("yourself", "yourselves")),
    "'m": ("'re",),
}


def addressed(rule: CompiledRule) -> CompiledRule:
    """Return a rule as it is asked of an interviewer's turn; itself if it is the same.

    >>> from qualcode.matching.compiled import compile_rules
    >>> from qualcode.model import Rule, parse_pattern
    >>> hit = Rule(id="r", code="c", kind="pattern", written="hit =me",
    ...     patterns=(parse_pattern("hit =me"),))
    >>> addressed(compile_rules([hit], (), "en")[0]).chains[0][1].sequences[0][0].forms
    ('me', 'you')
    """
    chains = tuple(map(_chain, rule.chains))
    unless = tuple(map(_chain, rule.unless))
    context = tuple(map(_chain, rule.context))
    if (chains, unless, context) == (rule.chains, rule.unless, rule.context):
        return rule
    return replace(rule, chains=chains, unless=unless, context=context)


@cache
def _place(place: Place) -> Place:
    more = {form for each in place.forms for form in _SECOND.get(each, ())}
    return replace(place, forms=tuple(sorted(more.union(place.forms))))


def _chain(chain: Chain) -> Chain:
    return tuple(
        Step(tuple(tuple(map(_place, each)) for each in step.sequences), step.gap)
        for step in chain
    )
