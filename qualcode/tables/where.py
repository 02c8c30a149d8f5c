"""Conditions that narrow tables: ``group=women``, ``assertion!=denied``, ``age=18|19``.

In:  expressions as typed after ``--where``, and the study they are about.
Out: `Condition` values, each on persons, on interviews or on codings. Conditions on
     persons and interviews narrow the base of every number too; conditions on codings
     never do. Several conditions must all hold; ``|`` separates alternatives.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from qualcode.errors import OptionError, Problem
from qualcode.model import (
    ASSERTIONS,
    EXPERIENCERS,
    MODES,
    PERPETRATORS,
    TIME_SCOPES,
    Interview,
    Study,
)
from qualcode.tables.people import Person, groups_of, people_of, value_of
from qualcode.tables.rows import CLASSES, Row

__all__ = [
    "Condition",
    "holds_for_interview",
    "holds_for_person",
    "holds_for_row",
    "parse_where",
]

Scope = Literal["person", "interview", "coding"]
STATUSES = ("confirmed", "suggested", "rejected", "disputed")
PERSON_KEYS = ("person", "group", "kind", "consent", "pseudonym")
INTERVIEW_KEYS = (
    "interview",
    "transcript",
    "date",
    "month",
    "place",
    "language",
    "interpreter",
)
CODING_KEYS = (
    "code",
    "theme",
    "assertion",
    "experiencer",
    "class",
    "status",
    "origin",
    "rule",
    "coder",
    "time_scope",
    "perpetrator",
    "mode",
    "event",
)
_FORM = re.compile(r"\s*([^=!]+?)\s*(!?=)\s*(.*?)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition: any of ``values`` (case folded), or none of them."""

    scope: Scope
    key: str
    values: tuple[str, ...]
    negated: bool = False
    written: str = ""


def parse_where(expressions: Iterable[str], study: Study) -> tuple[Condition, ...]:
    """Read conditions as typed, and check them against what ``study`` knows.

    Raises:
        OptionError: with every expression that cannot be read, names an unknown key,
            or a value that nothing in the study has.

    >>> parse_where(["assertion=denied|feared"], Study(id="s"))[0].values
    ('denied', 'feared')
    """
    problems: list[Problem] = []
    conditions: list[Condition] = []
    for written in expressions:
        found = _parse(written, study)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            conditions.append(found)
    if problems:
        raise OptionError.of(problems)
    return tuple(conditions)


def holds_for_person(conditions: Sequence[Condition], person: Person) -> bool:
    """Say whether all conditions on persons hold for ``person``."""
    return all(
        _holds(condition, _values_of_person(person, condition.key))
        for condition in conditions
        if condition.scope == "person"
    )


def holds_for_interview(
    conditions: Sequence[Condition], interview: Interview, transcript: str
) -> bool:
    """Say whether all conditions on interviews hold for one and its transcript."""
    return all(
        _holds(condition, _values_of_interview(interview, transcript, condition.key))
        for condition in conditions
        if condition.scope == "interview"
    )


def holds_for_row(conditions: Sequence[Condition], row: Row) -> bool:
    """Say whether all conditions on codings hold for ``row``."""
    return all(
        _holds(condition, _values_of_row(row, condition.key))
        for condition in conditions
        if condition.scope == "coding"
    )


def _holds(condition: Condition, values: Iterable[str]) -> bool:
    found = any(value.casefold() in condition.values for value in values)
    return found != condition.negated


def _values_of_person(person: Person, key: str) -> tuple[str, ...]:
    if key == "group":
        return person.group or value_of(person, key), person.group_label
    return (value_of(person, key),)


def _values_of_interview(
    interview: Interview, transcript: str, key: str
) -> tuple[str, ...]:
    known = {
        "interview": interview.id,
        "transcript": transcript,
        "date": interview.date,
        "month": interview.date[:7],
        "place": interview.place,
        "language": interview.language,
        "interpreter": interview.interpreter,
    }
    return (known[key] if key in known else dict(interview.attributes).get(key, ""),)


def _values_of_row(row: Row, key: str) -> tuple[str, ...]:
    if key == "origin":
        return (row.origin, "rule") if row.rule else (row.origin,)
    if key == "perpetrator":
        return row.perpetrators
    if key == "class":
        return (row.class_,)
    return (str(getattr(row, key)),)


def _parse(written: str, study: Study) -> Condition | Problem:
    form = _FORM.fullmatch(written)
    if not form:
        fix = "write key=value or key!=value, as in group=women or assertion=denied"
        return Problem(f"`{written}` is not a condition", fix=fix)
    named, sign, value = form.groups()
    key = named.casefold().replace(" ", "_")
    attributes = {name for each in study.participants for name, _ in each.attributes}
    of_interviews = {name for each in study.interviews for name, _ in each.attributes}
    places: tuple[tuple[Scope, Iterable[str]], ...] = (
        ("coding", CODING_KEYS),
        ("person", PERSON_KEYS),
        ("interview", INTERVIEW_KEYS),
        ("person", sorted(attributes)),
        ("interview", sorted(of_interviews)),
    )
    for scope, keys in places:
        folded = {each.casefold().replace(" ", "_"): each for each in keys}
        if key in folded:
            return _checked(scope, folded[key], (sign, value, written), study)
    known = [each for _, keys in places for each in keys]
    return Problem(f"`{named}` is nothing to choose by", fix=_did_you_mean(key, known))


def _checked(
    scope: Scope, key: str, said: tuple[str, str, str], study: Study
) -> Condition | Problem:
    sign, value, written = said
    values = tuple(part.strip().casefold() for part in value.split("|"))
    known = _known_values(scope, key, study)
    for each in values:
        if known is not None and each not in {one.casefold() for one in known}:
            message = f"`{written}`: nothing here has {key} `{each}`"
            return Problem(message, fix=_did_you_mean(each, known))
    if key == "code":
        values = _with_children(values, study)
    negated = sign == "!="
    return Condition(
        scope=scope, key=key, values=values, negated=negated, written=written.strip()
    )


def _known_values(scope: Scope, key: str, study: Study) -> list[str] | None:
    """Return what may stand after ``key``; None when anything may."""
    closed: dict[str, Sequence[str]] = {
        "assertion": ASSERTIONS,
        "experiencer": EXPERIENCERS,
        "class": CLASSES,
        "status": STATUSES,
        "time_scope": TIME_SCOPES,
        "mode": MODES,
        "perpetrator": PERPETRATORS,
        "origin": ["manual", "rule", *_rules(study)],
        "rule": _rules(study),
        "code": [code.id for code in study.codebook.codes],
        "theme": [theme.id for theme in study.codebook.themes],
    }
    if scope == "coding":
        return list(closed[key]) if key in closed else None
    if scope == "interview":
        return sorted(_interview_values(key, study))
    people = people_of(study).values()
    spoken = {value for each in people for value in _values_of_person(each, key)}
    groups = groups_of(study) if key == "group" else ()
    return sorted(spoken.union(*((each.id, each.label) for each in groups)) - {""})


def _interview_values(key: str, study: Study) -> set[str]:
    known = {each.id: each for each in study.interviews}
    found: set[str] = set()
    for each in study.transcripts:
        interview = known.get(each.interview) or Interview(id=each.interview)
        found.update(_values_of_interview(interview, each.id, key))
    return found


def _rules(study: Study) -> list[str]:
    """Return the ids of rules of today's codebook and of those confirmed before."""
    today = [rule.id for code in study.codebook.codes for rule in code.rules]
    used = {each.rule for each in study.codings if each.rule}
    return [*today, *sorted(used.difference(today))]


def _with_children(codes: Sequence[str], study: Study) -> tuple[str, ...]:
    found = list(codes)
    for id in found:  # grows while it is read: children of children too
        children = (each.id for each in study.codebook.children(id))
        found.extend(each for each in children if each not in found)
    return tuple(found)


def _did_you_mean(said: str, known: Sequence[str]) -> str:
    close = get_close_matches(said, list(known), n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"choose one of: {', '.join(known[:20])}" if known else "leave it out"
