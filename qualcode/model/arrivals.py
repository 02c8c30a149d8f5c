"""Arrivals: which ids transcripts get when they come into a study (semantics 5).

In:  the texts that arrive, with the stems of their files, and the texts that are there.
Out: an id for each, the same whatever the order of the files; and a problem for each
     that must not come in, such as a changed copy of a transcript that is there.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count

from qualcode.errors import Location, Problem
from qualcode.model.transcript import Draft

__all__ = ["Arrival", "Placed", "is_id", "place_arrivals", "shared_lines"]

ALIKE = 0.8
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38}[A-Za-z0-9])?")
# I01, P-07, p7: never a name with a number.
_STEM = re.compile(r"(?:[A-Z]{1,3}|[a-z])[-_]?\d{1,4}")
# What Windows does not allow as a folder's name.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A text that comes in: its draft, the stem of its file, an id if one was given."""

    draft: Draft
    stem: str = field(default="", repr=False)
    id: str = ""
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An arrival and the id it gets; ``known``: this very text is there already."""

    id: str
    arrival: Arrival
    known: bool = False


def is_id(text: str) -> bool:
    """Say whether a text can be the id of an interview or document.

    >>> is_id("I01"), is_id("../I01"), is_id("con")
    (True, False, False)
    """
    return bool(_ID.fullmatch(text)) and not _DEVICE.fullmatch(text)


def place_arrivals(
    arrivals: Sequence[Arrival],
    stored: Mapping[str, str],
    *,
    taken: Collection[str] = (),
    prefix: str = "I",
) -> tuple[tuple[Placed, ...], tuple[Problem, ...]]:
    """Give each arrival an id: its own, its stem if that looks like one, or a free one.

    Free ones are given in the order of the texts' hashes, so the order of the files
    does not matter.

    Args:
        arrivals: what comes in.
        stored: the texts that are there, by id.
        taken: further ids that must not be given to an unnamed text.
        prefix: of free ids, as in ``I01``.

    Returns:
        The arrivals that may come in, by id, and the problems of the others.

    >>> from qualcode.model.transcript import Source
    >>> draft = Draft(text="P1: Yes.", source=Source(format="txt", sha256="0"))
    >>> placed, problems = place_arrivals([Arrival(draft=draft, stem="Amina")], {})
    >>> [one.id for one in placed]
    ['I01']
    """
    by_hash = sorted(arrivals, key=_digest)
    known = {_hash(text): id for id, text in stored.items()}
    free = _free_ids(prefix, {*stored, *taken, *filter(None, map(_named, arrivals))})
    alike = _alike(by_hash, stored)
    placed: dict[str, Placed] = {}
    problems: list[Problem] = []
    for at, arrival in enumerate(by_hash):
        if there := known.get(_hash(arrival.draft.text)):
            placed[there.casefold()] = Placed(id=there, arrival=arrival, known=True)
            continue
        id = _named(arrival) or next(free)
        problem = alike.get(at) or _wrong_id(id, arrival, stored, placed)
        if problem:
            problems.append(problem)
        else:
            placed[id.casefold()] = Placed(id=id, arrival=arrival)
    return tuple(sorted(placed.values(), key=lambda one: one.id)), tuple(problems)


def shared_lines(text: str, other: str) -> float:
    r"""Return the share of a text's filled lines that stand in the other text too.

    >>> shared_lines("one\ntwo\n", "two\nthree\nfour\n")
    0.5
    """
    lines, others = Counter(_lines(text)), Counter(_lines(other))
    return (lines & others).total() / max(1, lines.total())


def _digest(arrival: Arrival) -> tuple[str, str, str]:
    return _hash(arrival.draft.text), arrival.id, arrival.stem


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _named(arrival: Arrival) -> str:
    return arrival.id or (arrival.stem if _STEM.fullmatch(arrival.stem) else "")


def _free_ids(prefix: str, taken: Collection[str]) -> Iterator[str]:
    used = {id.casefold() for id in taken}
    ids = (f"{prefix}{number:02}" for number in count(1))
    return (id for id in ids if id.casefold() not in used)


def _wrong_id(
    id: str, arrival: Arrival, stored: Mapping[str, str], placed: Mapping[str, Placed]
) -> Problem | None:
    where = Location(arrival.name) if arrival.name else None
    if not is_id(id):
        fix = "use letters, digits, `-` and `_`, as in I01"
        return Problem("this cannot be an id", where, fix)
    if id.casefold() in {there.casefold() for there in stored}:
        fix = f"use --replace if this is a new state of {id}; else give another --id"
        return Problem(f"there is another transcript {id}", where, fix)
    if id.casefold() in placed:
        message = f"two of the files would get the id {id}"
        return Problem(message, where, "give one of them another --id")
    return None


def _alike(
    arrivals: Sequence[Arrival], stored: Mapping[str, str]
) -> Mapping[int, Problem]:
    """Which arrivals are changed copies of a stored text, or of one that arrives."""
    holders: dict[str, dict[int | str, int]] = defaultdict(dict)
    texts: dict[int | str, str] = {id: stored[id] for id in sorted(stored)}
    texts |= {at: arrival.draft.text for at, arrival in enumerate(arrivals)}
    for key, text in texts.items():
        for line, times in Counter(_lines(text)).items():
            holders[line][key] = times
    found: dict[int, Problem] = {}
    for at, arrival in enumerate(arrivals):
        shared: Counter[int | str] = Counter()
        lines = Counter(_lines(arrival.draft.text))
        for line, times in lines.items():
            for key, theirs in holders[line].items():
                shared[key] += min(times, theirs)
        del shared[at]
        enough = [key for key in shared if shared[key] >= ALIKE * lines.total()]
        if enough:
            best = min(enough, key=lambda key: (-shared[key], str(key)))
            found[at] = _looks_like(best, arrival)
    return found


def _looks_like(key: int | str, arrival: Arrival) -> Problem:
    where = Location(arrival.name) if arrival.name else None
    if isinstance(key, int):
        message = "two of the files hold nearly the same words"
        return Problem(message, where, "import one of them")
    return Problem(f"looks like {key}", where, f"use --replace {key}")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
