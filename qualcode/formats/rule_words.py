"""Rules in plain words, for the readers of a report who will not learn a language.

In:  a `Rule` or a `Pattern`.
Out: one sentence, as: “throw/kick” then within 3 words “out”.
"""

from qualcode.model.codebook import Rule
from qualcode.model.pattern import Alternative, Element, Pattern

__all__ = ["pattern_in_words", "rule_in_words"]


def rule_in_words(rule: Rule) -> str:
    """Say what a rule looks for and what it needs around that.

    >>> from qualcode.model.pattern import parse_pattern
    >>> pattern = parse_pattern("change ~2 lock")
    >>> rule_in_words(Rule(id="a/b", code="a", kind="pattern", written="",
    ...                    patterns=(pattern,), unless=(parse_pattern("lock ~1 key"),)))
    '“change” then within 2 words “lock”; unless “lock” then within 1 word “key”'
    """
    parts = [_condition(rule)]
    if rule.context:
        parts.append(f"where the turn has {_any_of(rule.context)}")
    if rule.unless:
        parts.append(f"unless {_any_of(rule.unless)}")
    if rule.guards.negation == "ignore":
        parts.append("denials are not read")
    if rule.speaker == "any":
        parts.append("whoever speaks, but not the interviewer")
    if rule.tier == "net":
        parts.append("only lists passages to read")
    if rule.perpetrator:
        parts.append(f"perpetrator: {rule.perpetrator}")
    return "; ".join(parts)


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
