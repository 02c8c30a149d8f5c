"""What counts today: codings and suggestions after every verdict (semantics 8-10).

In:  a `Study`: re-anchored codings and reviews, and the suggestions of today.
Out: a `Resolved`: the codings that count, the suggestions nobody has read, and apart
     from both what is disputed, rejected, or has lost its place. Nothing is dropped:
     every coding and every suggestion of the study stands in exactly one of the tuples.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qualcode.model.coding import Coding, Review, Suggestion
from qualcode.model.span import Span
from qualcode.model.study import Study

__all__ = ["Resolved", "covers", "resolve"]

ANCHORED = ("kept", "moved")
Stand = Literal["confirmed", "rejected", "adjudicated_for", "adjudicated_against"]
Place = tuple[str, str]  # transcript, code


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Codings and suggestions by what they are worth today, in the study's order.

    Codings: ``decided`` count. ``adjudicated`` holds the ids of those of them that an
    adjudication put there. ``disputed`` stand confirmed by one coder and rejected by
    another: in neither column. ``overruled`` lost an adjudication, or their own coder
    rejected them later, or an adjudicated coding stands for them. ``unplaced`` are
    ambiguous or lost in today's text; they do not count (semantics 6).

    Suggestions: ``open`` are unread, of tier ``code``; ``net`` unread of tier ``net``.
    ``confirmed``, ``rejected`` and ``contested`` (disputed) are covered by verdicts.
    """

    decided: tuple[Coding, ...] = ()
    adjudicated: frozenset[str] = frozenset()
    disputed: tuple[Coding, ...] = ()
    overruled: tuple[Coding, ...] = ()
    unplaced: tuple[Coding, ...] = ()
    open: tuple[Suggestion, ...] = ()
    net: tuple[Suggestion, ...] = ()
    confirmed: tuple[Suggestion, ...] = ()
    rejected: tuple[Suggestion, ...] = ()
    contested: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    span: Span
    coder: str
    stand: Stand
    order: int
    id: str
    of: str = ""
    rule: str = ""


def resolve(study: Study) -> Resolved:
    """Say of every coding and suggestion of the study what it is worth today.

    A hand coding counts as confirmed by its coder. Of one coder's verdicts on one
    passage the last wins; between coders, confirmed against rejected is a dispute until
    an adjudication, and of adjudications the last one wins.

    >>> resolve(Study(id="empty")).decided
    ()
    """
    verdicts = _verdicts(study)
    codings: dict[str, list[Coding]] = defaultdict(list)
    adjudicated: set[str] = set()
    for coding in study.codings:
        worth = _worth_of_coding(coding, verdicts)
        if worth == "adjudicated":
            adjudicated.add(coding.id)
        codings["decided" if worth == "adjudicated" else worth].append(coding)
    suggestions: dict[str, list[Suggestion]] = defaultdict(list)
    for suggestion in study.suggestions:
        found = verdicts.get((suggestion.transcript, suggestion.code), ())
        covering = [one for one in found if covers(one.span, suggestion)]
        suggestions[_worth_of_suggestion(suggestion, covering)].append(suggestion)
    return Resolved(
        adjudicated=frozenset(adjudicated),
        decided=tuple(codings["decided"]),
        disputed=tuple(codings["disputed"]),
        overruled=tuple(codings["overruled"]),
        unplaced=tuple(codings["unplaced"]),
        open=tuple(suggestions["open"]),
        net=tuple(suggestions["net"]),
        confirmed=tuple(suggestions["confirmed"]),
        rejected=tuple(suggestions["rejected"]),
        contested=tuple(suggestions["contested"]),
    )


def covers(reviewed: Span, suggestion: Suggestion) -> bool:
    """Say whether a verdict on the passage ``reviewed`` is one on this suggestion.

    It is when all words that match today lie inside, whatever the rule (semantics 9).
    Where a question matched, its words lie elsewhere: then the passage must lie inside.
    """
    if reviewed.contains(suggestion.span):
        return True
    words = [word for reason in suggestion.reasons for word in reason.matched]
    if not words or any(reason.question for reason in suggestion.reasons):
        return False
    return all(reviewed.contains(word) for word in words)


def _verdicts(study: Study) -> Mapping[Place, Sequence[_Verdict]]:
    """All verdicts that have a place in today's text, in the order of the ledgers."""
    reviews = {review.id: review for review in study.reviews}
    found: dict[Place, list[_Verdict]] = defaultdict(list)
    codings = {coding.id for coding in study.codings}
    for coding in study.codings:
        if coding.state in ANCHORED:
            place = coding.transcript, coding.code
            found[place].append(_for(coding, reviews.get(coding.id)))
    for review in study.reviews:
        if review.id not in codings and review.state in ANCHORED:
            found[review.transcript, review.code].append(_against(review))
    for verdicts in found.values():
        verdicts.sort(key=lambda verdict: (verdict.order, verdict.id))
    return found


def _for(coding: Coding, review: Review | None) -> _Verdict:
    adjudicated = review is not None and review.verdict == "adjudicated"
    return _Verdict(
        span=coding.span,
        coder=coding.coder,
        stand="adjudicated_for" if adjudicated else "confirmed",
        order=coding.order,
        id=coding.id,
        of=review.of if review else "",
        rule=coding.rule,
    )


def _against(review: Review) -> _Verdict:
    adjudicated = review.verdict == "adjudicated"
    return _Verdict(
        span=review.span,
        coder=review.coder,
        stand="adjudicated_against" if adjudicated else "rejected",
        order=review.order,
        id=review.id,
        of=review.of,
    )


def _worth_of_coding(
    coding: Coding, verdicts: Mapping[Place, Sequence[_Verdict]]
) -> Literal["decided", "adjudicated", "disputed", "overruled", "unplaced"]:
    if coding.state not in ANCHORED:
        return "unplaced"
    found = [
        verdict
        for verdict in verdicts[coding.transcript, coding.code]
        if verdict.id != coding.id and _concerns(verdict, coding)
    ]
    own = next(v for v in verdicts[coding.transcript, coding.code] if v.id == coding.id)
    judged = [v for v in (*found, own) if v.stand.startswith("adjudicated")]
    if judged:
        last = max(judged, key=lambda verdict: (verdict.order, verdict.id))
        return "adjudicated" if last.id == coding.id else "overruled"
    if any(v.coder == coding.coder and _rejects_later(v, own) for v in found):
        return "overruled"
    others = _last_by_coder(v for v in found if v.coder != coding.coder).values()
    return "disputed" if any(v.stand == "rejected" for v in others) else "decided"


def _rejects_later(verdict: _Verdict, own: _Verdict) -> bool:
    later = (verdict.order, verdict.id) > (own.order, own.id)
    return later and verdict.stand == "rejected"


def _concerns(verdict: _Verdict, coding: Coding) -> bool:
    """Whether a verdict is about the same thing as a coding of the same code.

    A rejected sentence inside a long passage that a person coded by hand does not put
    the passage in doubt; one inside a confirmed suggestion does.
    """
    if verdict.of == coding.id or verdict.span.contains(coding.span):
        return True
    both_reviewed = coding.rule != "" or verdict.stand != "rejected"
    return both_reviewed and coding.span.contains(verdict.span)


def _worth_of_suggestion(
    suggestion: Suggestion, covering: Sequence[_Verdict]
) -> Literal["open", "net", "confirmed", "rejected", "contested"]:
    if not covering:
        return "open" if suggestion.tier == "code" else "net"
    judged = [v for v in covering if v.stand.startswith("adjudicated")]
    if judged:
        return "confirmed" if judged[-1].stand == "adjudicated_for" else "rejected"
    stands = {verdict.stand for verdict in _last_by_coder(covering).values()}
    if len(stands) > 1:
        return "contested"
    return "confirmed" if "confirmed" in stands else "rejected"


def _last_by_coder(verdicts: Iterable[_Verdict]) -> Mapping[str, _Verdict]:
    """The last verdict of each coder; ``verdicts`` come in order."""
    return {verdict.coder: verdict for verdict in verdicts}
