"""The rules of one code: patterns, what they need around them, and their ids.

In:  the fields of a code.
Out: `Rule` values with the code's defaults merged in. A rule's own setting takes the
     place of the code's, except that its ``unless`` comes on top, and that each guard
     is set by itself. A rule's id comes from what it says, never from its place.
"""

import re
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import get_args

from qualcode.errors import Location
from qualcode.formats.codebook_conditions import (
    KINDS,
    Condition,
    Lists,
    read_condition,
    read_patterns,
    read_within,
)
from qualcode.formats.codebook_parts import read_id, read_pattern
from qualcode.formats.fields import Fields, Problems
from qualcode.formats.yaml_walk import Entries, Items, Node, Scalar
from qualcode.model.codebook import (
    GuardMode,
    Guards,
    Rule,
    RuleKind,
    RuleSpeaker,
    Unit,
)
from qualcode.model.coding import PERPETRATORS, Tier
from qualcode.model.pattern import Pattern

__all__ = ["DEFAULT_KEYS", "read_rules", "slug"]

DEFAULT_KEYS = ("unless", "context", "guards", "speaker", "unit", "tier")
RULE_KEYS = (*KINDS, "within", "id", *DEFAULT_KEYS, "perpetrator")
GUARD_KEYS = ("negation", "hypothetical", "hearsay")
LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Defaults:
    """What a code says for all of its rules."""

    unless: tuple[Pattern, ...] = ()
    context: tuple[Pattern, ...] = ()
    guards: Guards = field(default_factory=Guards)
    speaker: RuleSpeaker = "participant"
    unit: Unit = "sentence"
    tier: Tier = "code"


def read_rules(fields: Fields, code: str, lists: Lists) -> tuple[Rule, ...]:
    """Return the rules of a code, in the order of the file."""
    defaults = _read_defaults(fields, lists, _Defaults())
    node = fields.node("rules")
    if isinstance(node, Scalar):
        nodes: tuple[Node, ...] = (node,)
    else:
        nodes = fields.items("rules")
    rules: list[Rule] = []
    for item in nodes:
        rule = _read_rule(item, code, lists, defaults, fields.problems)
        if rule is not None:
            rules.append(rule)
    return _with_ids(rules, fields.problems)


def slug(written: str) -> str:
    """Return the words of a condition as a short id, without its signs.

    >>> slug("throw/kick ~3 =out"), slug("@landlord ~4 half_a_day")
    ('throw-kick-3-out', 'landlord-4-half-a-day')
    """
    words = re.sub(r"[\W_]+", "-", written.casefold()).strip("-")
    if len(words) <= LONGEST_SLUG:
        return words
    return f"{words[:LONGEST_SLUG].rstrip('-')}-{_short_hash(written)}"


def _short_hash(written: str) -> str:
    return sha256(written.encode()).hexdigest()[:6]


def _read_defaults(fields: Fields, lists: Lists, base: _Defaults) -> _Defaults:
    """Return ``base`` with what is written here in its place."""
    problems = fields.problems
    context = read_patterns(fields, "context", lists)
    return _Defaults(
        unless=(*base.unless, *read_patterns(fields, "unless", lists)),
        context=context if "context" in fields else base.context,
        guards=_read_guards(fields.node("guards"), problems, base.guards),
        speaker=fields.choice("speaker", get_args(RuleSpeaker), base.speaker),
        unit=fields.choice("unit", get_args(Unit), base.unit),
        tier=fields.choice("tier", get_args(Tier), base.tier),
    )


def _read_guards(node: Node | None, problems: Problems, base: Guards) -> Guards:
    if node is None:
        return base
    if not isinstance(node, Entries):
        fix = "write `guards: {negation: ignore}`"
        problems.add("`guards` takes names and values", node.where, fix)
        return base
    inner = Fields(node, GUARD_KEYS, problems)
    modes: tuple[GuardMode, ...] = get_args(GuardMode)
    return Guards(
        negation=inner.choice("negation", modes, base.negation),
        hypothetical=inner.choice("hypothetical", modes, base.hypothetical),
        hearsay=inner.choice("hearsay", modes, base.hearsay),
    )


def _read_rule(
    node: Node, code: str, lists: Lists, defaults: _Defaults, problems: Problems
) -> Rule | None:
    if isinstance(node, Scalar):
        pattern = read_pattern(node, lists, problems)
        patterns = () if pattern is None else (pattern,)
        return _rule(code, "pattern", (node, patterns), defaults) if patterns else None
    if isinstance(node, Items):
        fix = "write one pattern in quotes; for words in any order, `near: [one, two]`"
        problems.add("a rule is a pattern, not a list", node.where, fix)
        return None
    fields = Fields(node, RULE_KEYS, problems)
    written = [kind for kind in KINDS if kind in fields]
    if len(written) != 1:
        fix = f"write one of: {', '.join(KINDS)}"
        which = "several" if written else "no"
        problems.add(f"a rule with {which} conditions", node.where, fix)
        return None
    return _read_mapping(fields, written[0], code, lists, defaults)


def _read_mapping(
    fields: Fields, kind: RuleKind, code: str, lists: Lists, defaults: _Defaults
) -> Rule | None:
    before = len(fields.problems.found)
    merged = _read_defaults(fields, lists, defaults)
    within = read_within(fields, kind)
    perpetrator = ""
    if fields.node("perpetrator") is not None:
        perpetrator = fields.choice("perpetrator", PERPETRATORS, "unknown")
    given = _read_rule_id(fields, code)
    condition = read_condition(fields, kind, lists)
    if condition is None or len(fields.problems.found) > before:
        return None
    rule = _rule(code, kind, condition, merged)
    return replace(rule, id=given, within=within, perpetrator=perpetrator)


def _rule(code: str, kind: RuleKind, condition: Condition, defaults: _Defaults) -> Rule:
    written, patterns = condition
    return Rule(
        id="",
        code=code,
        kind=kind,
        written=written.text,
        patterns=patterns,
        regex=written.text if kind == "regex" else "",
        spacy=written.text if kind == "spacy" else "",
        unless=defaults.unless,
        context=defaults.context,
        speaker=defaults.speaker,
        guards=defaults.guards,
        unit=defaults.unit,
        tier=defaults.tier,
        line=written.where.line or 0,
        column=written.where.column or 0,
    )


def _read_rule_id(fields: Fields, code: str) -> str:
    scalar = fields.scalar("id")
    if scalar is None:
        return ""
    own = scalar.text.removeprefix(f"{code}/")
    id = read_id(Scalar(own, scalar.where), fields.problems, "rule's id")
    return f"{code}/{id}" if id else ""


def _with_ids(rules: list[Rule], problems: Problems) -> tuple[Rule, ...]:
    """Give every rule without an id its own; two that say the same are a problem."""
    written: dict[str, set[str]] = {}
    for rule in rules:
        if not rule.id:
            written.setdefault(_own_slug(rule), set()).add(rule.written)
    found: dict[str, Rule] = {}
    for rule in rules:
        name = _own_slug(rule)
        if len(written.get(name, ())) > 1:
            name = f"{name}-{_short_hash(rule.written)}"
        id = rule.id or f"{rule.code}/{name}"
        if id in found:
            where = Location(problems.file, rule.line, rule.column)
            message = f"two rules of `{rule.code}` have the id `{id}`"
            fix = f"remove one (the first is on line {found[id].line}), or add `id: …`"
            problems.add(message, where, fix)
        found.setdefault(id, replace(rule, id=id))
    return tuple(found.values())


def _own_slug(rule: Rule) -> str:
    if rule.kind == "spacy":
        return f"spacy-{_short_hash(rule.written)}"
    prefix = "" if rule.kind == "pattern" else f"{rule.kind}-"
    return prefix + (slug(rule.written) or _short_hash(rule.written))
