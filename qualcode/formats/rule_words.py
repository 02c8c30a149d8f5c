"""Rules in plain words, for the readers of a report who will not learn a language.

In:  a `Rule` or a `Pattern`.
Out: one sentence, as: “throw/kick” then within 3 words “out”.
"""

from collections.abc import Sequence
from dataclasses import replace

from qualcode.model.codebook import Guards, Rule
from qualcode.model.pattern import Alternative, Element, Pattern

__all__ = ["pattern_in_words", "rule_in_words", "rules_in_words"]


def rule_in_words(rule: Rule) -> str:
    """Say what a rule looks for and what it needs around that.

    >>> from qualcode.model.pattern import parse_pattern
    >>> pattern = parse_pattern("change ~2 lock")
    >>> rule_in_words(Rule(id="a/b", code="a", kind="pattern", written="",
    ...                    patterns=(pattern,), unless=(parse_pattern("lock ~1 key"),)))
    '“change” then within 2 words “lock”; unless “lock” then within 1 word “key”'
    """
    parts = [_condition(rule), *_needs(rule)]
    if rule.speaker == "any":
        parts.append("whoever speaks, but not the interviewer")
    if rule.tier == "net":
        parts.append("only lists passages to read")
    if rule.perpetrator:
        parts.append(f"perpetrator: {rule.perpetrator}")
    return "; ".join(parts)


def rules_in_words(rules: Sequence[Rule]) -> list[str]:
    """Say each rule; what all of them need comes last, and only once.

    >>> from qualcode.model.pattern import parse_pattern
    >>> rules = [Rule(id=f"a/{w}", code="a", kind="pattern", written=w,
    ...               patterns=(parse_pattern(w),), unless=(parse_pattern("joke"),))
    ...          for w in ("hit", "kick")]
    >>> rules_in_words(rules)
    ['“hit”', '“kick”', 'all of these: unless “joke”']
    """
    if len(rules) == 1:
        return [rule_in_words(rules[0])]
    common = _common(rules)
    if common is None:
        return [rule_in_words(rule) for rule in rules]
    lines = [rule_in_words(_without(rule, common)) for rule in rules]
    return [*lines, f"all of these: {'; '.join(_needs(common))}"]


def pattern_in_words(pattern: Pattern) -> str:
    """Say what a pattern matches.

    >>> from qualcode.model.pattern import parse_pattern
    >>> pattern_in_words(parse_pattern("throw/kick ~3 =out of @home"))
    '“throw/kick” then within 3 words “out” (this form) then “of” then any of “home”'
    """
    text = ""
    for element in pattern.elements:
        if text and element.gap:
            unit = "word" if element.gap == 1 else "words"
            text += f" then within {element.gap} {unit} "
        elif text:
            text += " then "
        text += _element(element)
    return text


def _needs(rule: Rule) -> list[str]:
    parts = []
    if rule.context:
        parts.append(f"where the turn has {_any_of(rule.context)}")
    if rule.unless:
        parts.append(f"unless {_any_of(rule.unless)}")
    if rule.guards.negation == "ignore":
        parts.append("denials are not read")
    return parts


def _common(rules: Sequence[Rule]) -> Rule | None:
    """Return a rule with only those needs that all ``rules`` have, if any."""
    if not rules:
        return None
    first = rules[0]
    same_context = all(rule.context == first.context for rule in rules)
    ignored = all(rule.guards.negation == "ignore" for rule in rules)
    common = replace(
        first,
        context=first.context if same_context else (),
        unless=tuple(
            each for each in first.unless if all(each in rule.unless for rule in rules)
        ),
        guards=Guards(negation="ignore" if ignored else "flag"),
    )
    return common if _needs(common) else None


def _without(rule: Rule, common: Rule) -> Rule:
    ignored = common.guards.negation == "ignore"
    return replace(
        rule,
        context=() if common.context else rule.context,
        unless=tuple(each for each in rule.unless if each not in common.unless),
        guards=Guards() if ignored else rule.guards,
    )


def _condition(rule: Rule) -> str:
    if rule.kind == "regex":
        return f"the expression “{rule.regex}”"
    if rule.kind == "spacy":
        return f"the tokens {rule.spacy}"
    if rule.kind == "near":
        words = " and ".join(pattern_in_words(each) for each in rule.patterns)
        if isinstance(rule.within, int):
            return f"{words} within {rule.within} words, in any order"
        return f"{words} in one {rule.within}, in any order"
    return pattern_in_words(rule.patterns[0])


def _any_of(patterns: tuple[Pattern, ...]) -> str:
    return " or ".join(pattern_in_words(pattern) for pattern in patterns)


def _element(element: Element) -> str:
    kinds = {_kind(option) for option in element.alternatives}
    if len(kinds) == 1:
        kind = kinds.pop()
        words = "/".join(_words(option) for option in element.alternatives)
        if kind == "list":
            return f"any of “{words}”"
        return f"“{words}” (this form)" if kind == "exact" else f"“{words}”"
    options = (
        f"any of “{_words(option)}”"
        if option.list
        else f"“{_words(option)}”" + " (this form)" * (_kind(option) == "exact")
        for option in element.alternatives
    )
    return " or ".join(options)


def _kind(option: Alternative) -> str:
    if option.list:
        return "list"
    exact = option.words and option.words[0].kind == "exact"
    return "exact" if exact else "words"


def _words(option: Alternative) -> str:
    if option.list:
        return option.list.replace("_", " ")
    return " ".join(word.text + "…" * (word.kind == "prefix") for word in option.words)
