"""The codebook: themes, codes, and the rules that suggest them.

Order is reading order. Ids are never reused. `qualcode.formats` reads and writes the
YAML; `qualcode.matching` compiles the rules; here are only the values.
"""

from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.coding import Tier
from qualcode.model.pattern import Pattern

__all__ = [
    "Code",
    "Codebook",
    "GuardMode",
    "Guards",
    "Right",
    "Rule",
    "RuleKind",
    "RuleSpeaker",
    "Theme",
    "Unit",
    "WordList",
]

GuardMode = Literal["flag", "ignore", "block"]
Unit = Literal["sentence", "match", "turn"]
RuleSpeaker = Literal["participant", "any"]
RuleKind = Literal["pattern", "near", "regex", "spacy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guards:
    """What a rule does with a denial, a condition, another's word (semantics 23)."""

    negation: GuardMode = "flag"
    hypothetical: GuardMode = "flag"
    hearsay: GuardMode = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """A named list of words and phrases, written ``@id`` in patterns."""

    id: str
    entries: tuple[Pattern, ...]
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way of recognising a code in words.

    ``kind`` tells which field holds the condition: ``pattern`` (one in ``patterns``),
    ``near`` (all of ``patterns`` in any order within ``within``), ``regex``, ``spacy``
    (a token pattern as JSON text). ``within`` is words, or ``"sentence"``/``"turn"``.
    ``unless`` and ``context`` are the code's defaults already merged with the rule's.
    ``written`` is the condition as the author wrote it.
    """

    id: str
    code: str
    kind: RuleKind
    written: str
    patterns: tuple[Pattern, ...] = ()
    within: int | Literal["sentence", "turn"] = "sentence"
    regex: str = ""
    spacy: str = ""
    unless: tuple[Pattern, ...] = ()
    context: tuple[Pattern, ...] = ()
    speaker: RuleSpeaker = "participant"
    guards: Guards = field(default_factory=Guards)
    unit: Unit = "sentence"
    tier: Tier = "code"
    perpetrator: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A right that may be engaged, and the articles that protect it."""

    name: str
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A heading of the report; it is rolled up to, never applied."""

    id: str
    label: str
    definition: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a passage may be coded as, when it is and when it is not.

    A code with children is applied only when ``codable`` (semantics 13). ``kind``
    ``context`` keeps a code out of totals of violations.
    """

    id: str
    label: str
    theme: str
    parent: str = ""
    codable: bool = True
    kind: Literal["violation", "context"] = "violation"
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()
    perpetrators: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Themes and codes in reading order.

    ``hash`` is the SHA-256 of the file's bytes, ``file`` its name as it was given.
    """

    id: str
    version: str = ""
    title: str = ""
    language: str = "en"
    lists: tuple[WordList, ...] = ()
    themes: tuple[Theme, ...] = ()
    codes: tuple[Code, ...] = ()
    hash: str = ""
    file: str = field(default="codebook.yaml", compare=False)

    def code(self, id: str) -> Code | None:
        """Return the code with this id, or None."""
        return next((code for code in self.codes if code.id == id), None)

    def children(self, id: str) -> tuple[Code, ...]:
        """Return the codes whose parent is ``id``, in reading order."""
        return tuple(code for code in self.codes if code.parent == id)
