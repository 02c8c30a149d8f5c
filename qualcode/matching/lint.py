"""Lint: what in a codebook is legal and yet probably a mistake.

In:  a codebook as read.
Out: problems with their lines: misspelt words, lists that nobody uses or that are
     empty, rules that can never fire, the same rule twice, codes that do not say what
     they are or are not.
"""

from collections.abc import Iterator

from qualcode.errors import Location, Problem
from qualcode.matching.lexicon import known
from qualcode.model import Code, Codebook, Pattern, Rule

__all__ = ["lint"]


def lint(codebook: Codebook) -> Iterator[Problem]:
    """Return likely mistakes, in no particular order."""
    for code in codebook.codes:
        yield from _definitions(code)
    yield from _lists(codebook)
    yield from _twice(codebook)
    yield from _never(codebook)
    if codebook.language == "en":
        yield from _misspelt(codebook)


def _definitions(code: Code) -> Iterator[Problem]:
    where = Location("", code.line)
    if not code.definition.strip():
        fix = "add `definition:`, what the code stands for"
        yield Problem(f"`{code.id}` has no definition", where, fix)
    if code.rules and not code.exclude.strip():
        fix = "add `exclude:`, what looks like it and is not meant"
        yield Problem(f"`{code.id}` does not say what it excludes", where, fix)


def _patterns(rule: Rule) -> tuple[Pattern, ...]:
    return (*rule.patterns, *rule.unless, *rule.context)


def _rules(codebook: Codebook) -> Iterator[Rule]:
    for code in codebook.codes:
        yield from code.rules


def _lists(codebook: Codebook) -> Iterator[Problem]:
    used = {
        name
        for rule in _rules(codebook)
        for pattern in _patterns(rule)
        for name in pattern.lists
    }
    used |= {
        name
        for each in codebook.lists
        for entry in each.entries
        for name in entry.lists
    }
    for each in codebook.lists:
        where = Location("", each.line)
        if each.id not in used:
            fix = f"use it as `@{each.id}`, or remove it"
            yield Problem(f"no rule uses the list `{each.id}`", where, fix)
        if not each.entries:
            fix = "add words, or remove the list"
            yield Problem(f"the list `{each.id}` is empty", where, fix)


def _twice(codebook: Codebook) -> Iterator[Problem]:
    first: dict[tuple[object, ...], Rule] = {}
    for rule in _rules(codebook):
        condition = (
            rule.kind,
            tuple(sorted(_spaced(pattern) for pattern in rule.patterns)),
            (rule.regex, rule.spacy, rule.within),
            tuple(sorted(map(_spaced, rule.context))),
        )
        other = first.setdefault(condition, rule)
        if other is not rule:
            where = Location("", rule.line, rule.column)
            message = f"`{rule.id}` is the same rule as `{other.id}`"
            fix = "keep one, or let `context:` tell them apart"
            yield Problem(message, where, fix)


def _spaced(pattern: Pattern) -> str:
    return " ".join(pattern.written.split())


def _never(codebook: Codebook) -> Iterator[Problem]:
    empty = {each.id for each in codebook.lists if not each.entries}
    for rule in _rules(codebook):
        where = Location("", rule.line, rule.column)
        written = set(map(_spaced, rule.patterns))
        if written & set(map(_spaced, rule.unless)):
            fix = "remove the pattern from `unless:`"
            yield Problem(f"`{rule.id}` is blocked by its own `unless:`", where, fix)
        if any(
            all(option.list in empty for option in place.alternatives)
            for pattern in rule.patterns
            for place in pattern.elements
        ):
            fix = "add words to the list that it needs"
            yield Problem(f"`{rule.id}` can never match", where, fix)


def _misspelt(codebook: Codebook) -> Iterator[Problem]:
    """Words in no lexicon, each once, where it comes first."""
    places = [
        (Location("", each.line), entry)
        for each in codebook.lists
        for entry in each.entries
    ]
    places += [
        (Location("", rule.line, rule.column), pattern)
        for rule in _rules(codebook)
        for pattern in _patterns(rule)
    ]
    seen: set[str] = set()
    for where, pattern in places:
        for word in _inflected(pattern):
            if word not in seen and not known(word):
                fix = f"check the spelling, or write `={word}` to say that it is meant"
                yield Problem(f"`{word}` is in no lexicon", where, fix)
            seen.add(word)


def _inflected(pattern: Pattern) -> Iterator[str]:
    for place in pattern.elements:
        for option in place.alternatives:
            for word in option.words:
                if word.kind == "inflected":
                    yield word.text
