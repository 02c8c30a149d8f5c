"""Holdings: which segments of the index hold which transcripts, between runs.

In:  transcripts, and a cache.
Out: segments that hold them all. Only transcripts that are in no segment are indexed; a
     segment is loaded when somebody asks it. What is damaged is built anew.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, overload

import numpy as np

from qualcode.matching.ask import Asker
from qualcode.matching.cache import (
    MATCHING_VERSION,
    Cache,
    Ints,
    MemoryCache,
    digest,
    pack,
    unpack,
)
from qualcode.matching.hits import Library
from qualcode.matching.index import build, transcript_key
from qualcode.matching.keys import Keyed
from qualcode.matching.packages import spacy_version
from qualcode.matching.segment import Segment
from qualcode.model import Transcript

__all__ = ["Index"]

# More segments than this are put together into one.
_MOST_SEGMENTS = 12

_Result = TypeVar("_Result")


@dataclass(frozen=True, eq=False, slots=True)
class _Chosen(Sequence[Transcript | None]):
    """Some transcripts of a run, in an order of their own; -1 for others, None."""

    transcripts: Sequence[Transcript]
    order: Sequence[int]

    def __len__(self) -> int:
        return len(self.order)

    @overload
    def __getitem__(self, place: int) -> Transcript | None: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Transcript | None]: ...

    def __getitem__(
        self, place: int | slice
    ) -> Transcript | Sequence[Transcript | None] | None:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        at = self.order[place]
        return self.transcripts[at] if at >= 0 else None


class _DamagedError(Exception):
    """A segment that ought to be in the cache is not whole."""


@dataclass(eq=False, slots=True)
class Index:
    """The index of the transcripts of one run, as far as it is asked for.

    ``meanwhile`` is called while transcripts are indexed, if there are any to index.
    """

    transcripts: Sequence[Transcript]
    language: str
    given: Cache | None = None
    meanwhile: Callable[[], object] = bool
    cache: Cache = field(init=False)
    _built: dict[str, Segment] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Keep things for as long as this run, if nobody keeps them longer."""
        self.cache = MemoryCache() if self.given is None else self.given

    def reliably(self, ask: Callable[[], _Result]) -> _Result:
        """Return what ``ask`` returns; once more on a new index, if one is damaged."""
        try:
            return ask()
        except _DamagedError:
            self.cache.put(self._contents(), b"")
            return ask()

    def segments(self) -> Iterator[tuple[str, Ints]]:
        """Return the segments that hold transcripts of this run.

        With each, the place in this run of each of its transcripts; -1 for others.
        """
        keys = self._keys()
        place = {key: number for number, key in enumerate(keys)}
        for name, inside in self._held(keys).items():
            if not place.keys().isdisjoint(inside):
                yield name, np.array([place.get(key, -1) for key in inside], np.int64)

    def segment(self, name: str) -> Segment:
        """Return a segment, from the cache unless it was just built."""
        if name not in self._built:
            segment = Segment.from_bytes(self.cache.get(f"segment-{name}"))
            if segment is None:
                raise _DamagedError
            self._built[name] = segment
        return self._built[name]

    def library(self, name: str, order: Ints) -> Library:
        """Return a segment with its transcripts, ready to be asked."""
        texts = _Chosen(self.transcripts, order.tolist())
        return Library(Asker(self.segment(name)), texts, self.language)

    def _keys(self) -> list[str]:
        """Return the transcripts' keys; equal transcripts are numbered."""
        seen: dict[str, int] = {}
        keys: list[str] = []
        for key in self._found_keys():
            seen[key] = seen.get(key, 0) + 1
            keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
        return keys

    def _found_keys(self) -> Sequence[str]:
        if isinstance(self.transcripts, Keyed):
            return self.transcripts.keys(self.language)
        return [transcript_key(each, self.language) for each in self.transcripts]

    def _contents(self) -> str:
        return f"index-{digest(MATCHING_VERSION, spacy_version(), self.language)}"

    def _held(self, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return which segments hold which transcripts, all of this run among them."""
        block = unpack(self.cache.get(self._contents()))
        held: Mapping[str, Sequence[str]] = block.about if block else {}
        inside = {key for keys in held.values() for key in keys}
        new = [number for number, key in enumerate(keys) if key not in inside]
        if not new:
            return held
        if len(held) >= _MOST_SEGMENTS:
            held, new = {}, list(range(len(keys)))
        added = [keys[number] for number in new]
        name = digest(added)
        chosen = [self.transcripts[number] for number in new]
        self._built[name] = build(
            chosen, added, self.language, meanwhile=self.meanwhile
        )
        self.cache.put(f"segment-{name}", self._built[name].to_bytes())
        held = {**held, name: added}
        self.cache.put(self._contents(), pack({}, held))
        return held
