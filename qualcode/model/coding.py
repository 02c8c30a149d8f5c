"""Codings, suggestions, reviews: what is said about a passage, by whom, and why.

A `Suggestion` is a rule's, is never stored, and carries its reasons. A `Coding` is a
person's and lives in a ledger. They are never added up.
"""

from dataclasses import dataclass, field
from typing import Literal, get_args

from qualcode.model.span import Span

__all__ = [
    "ASSERTIONS",
    "EXPERIENCERS",
    "MODES",
    "PERPETRATORS",
    "STATES",
    "TIME_SCOPES",
    "AnchorState",
    "Assertion",
    "Coding",
    "Cue",
    "Experiencer",
    "Memo",
    "Mode",
    "Reason",
    "Review",
    "Suggestion",
    "Tier",
    "TimeScope",
    "Verdict",
]

Assertion = Literal["affirmed", "feared", "unclear", "denied"]
Experiencer = Literal["self", "group", "other", "hearsay"]
TimeScope = Literal["in", "before", "elsewhere"]
Mode = Literal["", "act", "threat", "omission", "rule"]
Verdict = Literal["confirmed", "rejected", "adjudicated"]
Tier = Literal["code", "net"]
AnchorState = Literal["kept", "moved", "ambiguous", "lost"]

# Strongest first: a suggestion takes the strongest value of its hits (semantics 7).
ASSERTIONS: tuple[Assertion, ...] = get_args(Assertion)
EXPERIENCERS: tuple[Experiencer, ...] = get_args(Experiencer)
TIME_SCOPES: tuple[TimeScope, ...] = get_args(TimeScope)
MODES: tuple[Mode, ...] = get_args(Mode)
STATES: tuple[AnchorState, ...] = get_args(AnchorState)

# Source: counting.md 1; in the order in which tables print them.
PERPETRATORS: tuple[str, ...] = (
    "police",
    "border_immigration",
    "prison_detention",
    "prosecution_courts",
    "military",
    "intelligence",
    "local_authority",
    "social_health_service",
    "state_law",
    "state_omission",
    "landlord",
    "accommodation_provider",
    "employer",
    "recruiter",
    "client",
    "partner_family",
    "third_party",
    "organised_group",
    "member_of_public",
    "neighbour_community",
    "media",
    "private_security",
    "service_provider",
    "unknown",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that a guard read, and what it took them for.

    ``kind``: negation, question_no, hypothetical, fear, threat, hearsay, generic,
    other, self, group, and what else `qualcode.matching` documents. ``span`` points
    into the transcript's text.
    """

    kind: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One hit of one rule: the words that matched, and what the guards made of it.

    ``matched`` are the spans of the matched words in text order; for a question and
    its answer they lie in the question, and ``question`` is True.
    """

    rule: str
    matched: tuple[Span, ...]
    assertion: Assertion = "affirmed"
    experiencer: Experiencer = "self"
    cues: tuple[Cue, ...] = ()
    question: bool = False
    perpetrator: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A rule's hit on a passage: to be confirmed or rejected by a person.

    One per (transcript, code, passage); ``rule``, ``assertion``, ``experiencer`` are
    those of the strongest of ``reasons`` (semantics 7). ``turn`` is the turn's number.
    """

    transcript: str
    span: Span
    code: str
    quote: str = field(repr=False)
    turn: int
    rule: str
    tier: Tier
    assertion: Assertion
    experiencer: Experiencer
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A passage under a code, as a person decided; ``quote == text[span]``.

    ``version`` is the first 12 hex digits of the SHA-256 of the text it was made on;
    ``before`` and ``after`` are up to 32 code points of context. ``state`` says how
    today's text still holds it; ``span`` points into today's text unless the state is
    ambiguous or lost, and then into ``version``'s. ``rule`` is the confirmed
    suggestion's rule, if it was one. ``order`` is its place among all events of the
    ledgers: of one coder's verdicts the later one wins.
    """

    id: str
    transcript: str
    span: Span
    code: str
    coder: str
    quote: str = field(repr=False)
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    version: str = ""
    assertion: Assertion = "affirmed"
    experiencer: Experiencer = "self"
    time_scope: TimeScope = "in"
    perpetrators: tuple[str, ...] = ()
    mode: Mode = ""
    event: str = ""
    memo: str = field(default="", repr=False)
    rule: str = ""
    at: str = ""
    batch: str = ""
    state: AnchorState = "kept"
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A coder's verdict on a passage under a code, kept by content (semantics 9).

    ``span`` is the reviewed passage in today's text (see `Coding.state`); a confirmed
    verdict also stands as a `Coding` with the same ``id``; an adjudicated one does so
    if it was for the code, and does not if it was against. ``of`` is the id of a
    coding when a coding, not a suggestion, was reviewed or adjudicated. ``order``: see
    `Coding`.
    """

    id: str
    transcript: str
    span: Span
    code: str
    coder: str
    verdict: Verdict
    quote: str = field(default="", repr=False)
    of: str = ""
    reason: str = ""
    at: str = ""
    batch: str = ""
    state: AnchorState = "kept"
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A coder's note on a transcript or a coding; working material, never counted."""

    id: str
    transcript: str
    coder: str
    text: str = field(repr=False)
    of: str = ""
    at: str = ""
    batch: str = ""
