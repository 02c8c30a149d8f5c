"""What a rule looks for: patterns, words near each other, expressions, tokens.

In:  the fields of a rule.
Out: the condition as written and its patterns; None after a problem was noted.
"""

import json
import math
import re
import warnings
from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from qualcode.formats.codebook_parts import read_pattern
from qualcode.formats.fields import Fields, Problems
from qualcode.formats.yaml_walk import Entries, Items, Node, Scalar
from qualcode.model.codebook import RuleKind, WordList
from qualcode.model.pattern import LARGEST_GAP, Pattern

__all__ = [
    "KINDS",
    "Condition",
    "Lists",
    "read_condition",
    "read_patterns",
    "read_within",
]

KINDS: tuple[RuleKind, ...] = get_args(RuleKind)
LONGEST_REGEX = 1000
MOST_REPEATS = 10_000  # each copy takes memory when the expression is compiled
MOST_GROUPS = 50
FEWEST_NEAR = 2
Within: TypeAlias = int | Literal["sentence", "turn"]
Lists: TypeAlias = Mapping[str, WordList]
Condition: TypeAlias = tuple[Scalar, tuple[Pattern, ...]]


def read_patterns(fields: Fields, key: str, lists: Lists) -> tuple[Pattern, ...]:
    """Return the patterns of ``key`` that can be read."""
    found = (
        read_pattern(scalar, lists, fields.problems) for scalar in fields.scalars(key)
    )
    return tuple(pattern for pattern in found if pattern is not None)


def read_within(fields: Fields, kind: RuleKind) -> Within:
    """Return how near to each other the patterns of `near` must stand."""
    scalar = fields.scalar("within")
    if scalar is None:
        return "sentence"
    if kind != "near":
        fix = "use `near:` for words in any order, or `~3` for a gap in a pattern"
        fields.problems.add("`within` belongs to `near`", scalar.where, fix)
        return "sentence"
    if scalar.text == "turn":
        return "turn"
    if scalar.text == "sentence":
        return "sentence"
    return fields.number("within", 8, least=1, most=LARGEST_GAP)


def read_condition(fields: Fields, kind: RuleKind, lists: Lists) -> Condition | None:
    """Return what is written under ``kind``, and its patterns if it has any."""
    if kind == "near":
        return _read_near(fields, lists)
    if kind == "spacy":
        return _read_spacy(fields)
    scalar = fields.scalar(kind)
    if scalar is None or not scalar.text.strip():
        fields.problems.add(f"`{kind}` is empty", fields.place(kind), "write it")
        return None
    if kind == "regex":
        return _check_regex(scalar, fields.problems)
    pattern = read_pattern(scalar, lists, fields.problems)
    return (scalar, (pattern,)) if pattern is not None else None


def _read_near(fields: Fields, lists: Lists) -> Condition | None:
    scalars = fields.scalars("near")
    patterns = read_patterns(fields, "near", lists)
    if len(scalars) < FEWEST_NEAR:
        fix = "write `near: [one, two]`; for one pattern, `pattern:`"
        fields.problems.add("`near` takes two or more", fields.place("near"), fix)
        return None
    written = " + ".join(scalar.text for scalar in scalars)
    return Scalar(written, fields.place("near"), -1), patterns


def _repeated(regex: str) -> int:
    """How often a part may be copied at most, if all its counts lie in each other."""
    counts = re.findall(r"\{(\d*)(?:,(\d*))?\}", regex)
    return math.prod(int(most or least or 1) or 1 for least, most in counts)


def _check_regex(scalar: Scalar, problems: Problems) -> Condition | None:
    import regex

    if len(scalar.text) > LONGEST_REGEX:
        fix = f"keep it under {LONGEST_REGEX} characters, or make it several rules"
        problems.add("the regular expression is too long", scalar.where, fix)
        return None
    if scalar.text.count("(") > MOST_GROUPS:
        fix = f"use up to {MOST_GROUPS} brackets, or make it several rules"
        problems.add("the regular expression has too many groups", scalar.where, fix)
        return None
    if _repeated(scalar.text) > MOST_REPEATS:
        fix = "repeat less, or make it several rules"
        problems.add("the regular expression repeats too often", scalar.where, fix)
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            regex.compile(scalar.text)
    except regex.error as error:
        what, _, rest = str(error).partition(" at position ")
        offset = int(rest) if rest.isdigit() else 0
        message = f"this is not a regular expression: {what}"
        fix = "correct it; `\\` before a sign takes it as it stands"
        problems.add(message, scalar.at(offset), fix)
        return None
    return scalar, ()


def _read_spacy(fields: Fields) -> Condition | None:
    node = fields.node("spacy")
    tokens = node.nodes if isinstance(node, Items) else ()
    if not tokens or not all(isinstance(token, Entries) for token in tokens):
        fix = "write a list of tokens: `spacy: [{LOWER: evicted}, {POS: NOUN}]`"
        fields.problems.add("`spacy` takes a token pattern", fields.place("spacy"), fix)
        return None
    text = json.dumps([_plain(token) for token in tokens], ensure_ascii=False)
    return Scalar(text, fields.place("spacy"), -1), ()


def _plain(node: Node) -> object:
    """Return a node as JSON knows it; only here do words become numbers or truths."""
    if isinstance(node, Entries):
        return {key.text: _plain(value) for key, value in node.pairs}
    if isinstance(node, Items):
        return [_plain(item) for item in node.nodes]
    if node.plain and node.text.casefold() in {"true", "false"}:
        return node.text.casefold() == "true"
    if node.plain and re.fullmatch(r"-?[0-9]{1,9}", node.text):
        return int(node.text)
    return node.text
