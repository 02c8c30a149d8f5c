"""Compiled rules: patterns as sequences of sets of forms, with gaps.

In:  a codebook.
Out: a `Compiled` codebook: every rule as chains of steps; lists and inflections are
     written out, words are cut into tokens as the text is. What the forms' numbers are
     is the index's affair (`ask`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from qualcode.errors import CodebookError, Location, Problem
from qualcode.matching.cache import Cache
from qualcode.matching.expansion import Expansion, prefix
from qualcode.matching.expert import expert_problem
from qualcode.model import Codebook, Pattern, Rule, WordList
from qualcode.model.pattern import Alternative, Element, Word

__all__ = [
    "Chain",
    "Compiled",
    "CompiledRule",
    "Place",
    "Sequence",
    "Step",
    "compile_codebook",
    "compile_pattern",
    "compile_rules",
    "named",
    "words",
]


@dataclass(frozen=True, slots=True)
class Place:
    """What one word of the text must be: any of ``forms``, or begin with a stem."""

    forms: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()


_AS_WRITTEN = {"exact": "={}", "inflected": "{}", "prefix": "{}*"}

# Words one after the other
Sequence = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Any of ``sequences``, after at most ``gap`` words."""

    sequences: tuple[Sequence, ...]
    gap: int = 0


# Steps in order, in one sentence
Chain = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its patterns, exceptions and contexts as chains."""

    rule: Rule
    chains: tuple[Chain, ...] = field(default=(), repr=False)
    unless: tuple[Chain, ...] = field(default=(), repr=False)
    context: tuple[Chain, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Compiled:
    """All rules of a codebook, in reading order."""

    language: str
    rules: tuple[CompiledRule, ...]


def compile_codebook(codebook: Codebook, *, cache: Cache | None = None) -> Compiled:
    """Compile all rules of a codebook.

    Raises:
        CodebookError: with every rule that cannot be used, and where it stands.
    """
    rules = tuple(rule for code in codebook.codes for rule in code.rules)
    return Compiled(
        codebook.language,
        compile_rules(rules, codebook.lists, codebook.language, cache=cache),
    )


def compile_rules(
    rules: Iterable[Rule],
    lists: Iterable[WordList],
    language: str,
    *,
    cache: Cache | None = None,
) -> tuple[CompiledRule, ...]:
    """Compile rules in their order.

    Raises:
        CodebookError: with every rule that cannot be used, and where it stands.
    """
    wanted = tuple(rules)
    maker = _Maker(Expansion(language, cache), {each.id: each for each in lists})
    maker.learn(wanted)
    found = tuple(maker.rule(rule) for rule in wanted)
    if maker.problems:
        raise CodebookError.of(maker.problems)
    return found


def compile_pattern(
    pattern: Pattern,
    lists: Iterable[WordList] = (),
    language: str = "en",
    *,
    cache: Cache | None = None,
) -> Chain:
    """Compile one pattern.

    Raises:
        CodebookError: it names a list that there is not.

    >>> from qualcode.model import parse_pattern
    >>> for step in compile_pattern(parse_pattern("throw ~3 =out")):
    ...     print(step.gap, *step.sequences[0][0].forms)
    0 threw throw throwing thrown throws
    3 out
    """
    maker = _Maker(Expansion(language, cache), {each.id: each for each in lists})
    found = maker.chain(pattern, None)
    if maker.problems:
        raise CodebookError.of(maker.problems)
    return found


def words(
    codebook: Codebook, code_id: str
) -> tuple[tuple[str, str, int, str, str], ...]:
    """Return what each word of a code's rules stands for.

    Returns:
        Rows of rule id, the rule as written, number of the place in the pattern (from
        1), the word or list as written, and its forms, separated by spaces; a form of
        several tokens has `_` between them. Exceptions and contexts are not in it.
    """
    code = codebook.code(code_id)
    expansion = Expansion(codebook.language)
    lists = {each.id: each for each in codebook.lists}
    rows: list[tuple[str, str, int, str, str]] = []
    for rule in code.rules if code else ():
        places = [place for pattern in rule.patterns for place in pattern.elements]
        for number, place in enumerate(places, start=1):
            for word, name in _named_words(place, lists):
                forms = _shown(word, expansion)
                rows.append((rule.id, rule.written, number, name, forms))
    return tuple(rows)


def _shown(word: Word, expansion: Expansion) -> str:
    if word.kind == "prefix":
        return f"{word.text}*"
    return " ".join("_".join(form) for form in expansion.of(word))


def _named_words(
    place: Element, lists: Mapping[str, WordList]
) -> Iterator[tuple[Word, str]]:
    """The words of a place, each with its name; words of lists with the list's."""
    for option in place.alternatives:
        for word in option.words:
            yield word, _AS_WRITTEN[word.kind].format(word.text)
        if option.list and option.list in lists:
            for entry in lists[option.list].entries:
                for element in entry.elements:
                    for word, name in _named_words(element, {}):
                        yield word, f"@{option.list}: {name}"


def _all_words(
    patterns: Iterable[Pattern], lists: Mapping[str, WordList]
) -> Iterator[Word]:
    for pattern in patterns:
        for place in pattern.elements:
            for word, _ in _named_words(place, lists):
                if word.kind != "prefix":
                    yield word


@dataclass(slots=True)
class _Maker:
    """Makes chains, each list and word once; collects what cannot be made."""

    expansion: Expansion
    lists: Mapping[str, WordList]
    problems: list[Problem] = field(default_factory=list)
    _of_list: dict[str, tuple[Sequence, ...]] = field(default_factory=dict)

    def learn(self, rules: Iterable[Rule]) -> None:
        """Look up all words of all rules in one go."""
        self.expansion.learn(
            word
            for rule in rules
            for word in _all_words(
                (*rule.patterns, *rule.unless, *rule.context), self.lists
            )
        )

    def rule(self, rule: Rule) -> CompiledRule:
        if rule.kind in {"regex", "spacy"}:
            problem = expert_problem(rule, self.expansion.language)
            self.problems += [problem] if problem else []
        return CompiledRule(
            rule,
            tuple(self.chain(pattern, rule) for pattern in rule.patterns),
            tuple(self.chain(pattern, rule) for pattern in rule.unless),
            tuple(self.chain(pattern, rule) for pattern in rule.context),
        )

    def chain(self, pattern: Pattern, rule: Rule | None) -> Chain:
        return tuple(
            Step(
                _together(
                    sequence
                    for option in place.alternatives
                    for sequence in self.option(option, rule)
                ),
                place.gap,
            )
            for place in pattern.elements
        )

    def option(self, option: Alternative, rule: Rule | None) -> Iterable[Sequence]:
        if option.list:
            return self.entries(option.list, rule)
        parts = [self.word(word) for word in option.words]
        return (sum(choice, ()) for choice in product(*parts))

    def word(self, word: Word) -> tuple[Sequence, ...]:
        if word.kind == "prefix":
            *whole, stem = prefix(word)
            return ((*(Place((form,)) for form in whole), Place(stems=(stem,))),)
        return _together(
            tuple(Place((form,)) for form in forms) for forms in self.expansion.of(word)
        )

    def entries(self, name: str, rule: Rule | None) -> tuple[Sequence, ...]:
        if name not in self.lists:
            self.problem(
                f"there is no list `@{name}`", f"add `{name}` to `lists:`", rule
            )
            return ()
        if name not in self._of_list:
            self._of_list[name] = ()  # a list that names itself adds nothing
            found = [
                sum(choice, ())
                for entry in self.lists[name].entries
                for choice in product(
                    *(step.sequences for step in self.chain(entry, rule))
                )
            ]
            self._of_list[name] = _together(found)
        return self._of_list[name]

    def problem(self, message: str, fix: str, rule: Rule | None) -> None:
        where = Location("codebook.yaml", rule.line, rule.column) if rule else None
        self.problems.append(Problem(message, where, fix))


def _together(sequences: Iterable[Sequence]) -> tuple[Sequence, ...]:
    """Put all single words into one place; keep longer sequences as they are."""
    forms: set[str] = set()
    stems: set[str] = set()
    longer: dict[Sequence, None] = {}
    for sequence in sequences:
        if len(sequence) == 1:
            forms.update(sequence[0].forms)
            stems.update(sequence[0].stems)
        elif sequence:
            longer[sequence] = None
    single = Place(tuple(sorted(forms)), tuple(sorted(stems)))
    return (*([(single,)] if forms or stems else []), *longer)


def named(problems: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    """Return problems of rules with the name of the codebook's file in their place."""
    return tuple(
        Problem(
            each.message,
            Location(file, each.where.line, each.where.column)
            if each.where
            else Location(file),
            each.fix,
        )
        for each in problems
    )
