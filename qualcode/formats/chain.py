"""Chains: whether all lines that a writer wrote are here.

In:  the entries of all ledger files of one interview.
Out: a problem for each stretch of a writer's lines that is missing, and for each chain
     that forks. A fork is legal: a folder was copied with its writer, and both went on.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from qualcode.errors import Location, Problem
from qualcode.formats.ledger import Entry

__all__ = ["chain_problems"]


def chain_problems(entries: Iterable[Entry], name: str) -> tuple[Problem, ...]:
    """Return what is missing or doubled in the chains of the writers, by writer.

    >>> from qualcode.model.events import Event
    >>> line = Event(kind="memo", id="c", n=9, seq=3, prev="ff", coder="ann",
    ...              writer="ann-7f", memo="")
    >>> print(chain_problems([Entry(event=line, line=1, hash="00")], "I01")[0].message)
    2 events of ann are not here yet
    """
    chains: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        chains[entry.event.writer][entry.hash] = entry
    problems: list[Problem] = []
    for writer in sorted(chains):
        chain = sorted(chains[writer].values(), key=lambda entry: entry.event.seq)
        problems.extend(_missing(chain, chains[writer].keys(), name))
        problems.extend(_forks(chain, name))
    return tuple(problems)


def _missing(
    chain: Sequence[Entry], hashes: Iterable[str], name: str
) -> Iterator[Problem]:
    known = set(hashes)
    numbers = {entry.event.seq for entry in chain}
    missing: set[int] = set()
    for entry in chain:
        event = entry.event
        if event.prev and event.prev not in known and event.seq - 1 not in numbers:
            below = max((n for n in numbers if n < event.seq), default=0)
            missing.update(range(below + 1, min(event.seq, below + 1_000_000)))
    if missing:
        coder = chain[0].event.coder
        noun = "event" if len(missing) == 1 else "events"
        verb = "is" if len(missing) == 1 else "are"
        message = f"{len(missing)} {noun} of {coder} {verb} not here yet"
        fix = "wait for the sync tool, or bring the file back from a backup or from git"
        yield Problem(message, Location(name), fix)


def _forks(chain: Sequence[Entry], name: str) -> Iterator[Problem]:
    followers = Counter(entry.event.prev for entry in chain)
    if any(count > 1 for count in followers.values()):
        coder = chain[0].event.coder
        message = f"{coder} wrote in two copies of this study; all events are read"
        fix = "nothing; give the copy a device id of its own before going on in it"
        yield Problem(message, Location(name), fix)
