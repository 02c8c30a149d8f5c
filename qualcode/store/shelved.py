"""A study's transcripts, read and split into turns only when somebody looks at one.

In:  a study's folder, and its cache.
Out: a sequence of transcripts by id, and for each its key in the index. The keys of
     files that did not change since the last run are remembered: stat first, hash on
     change.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import overload

from qualcode.matching.keys import MATCHING_VERSION
from qualcode.matching.packages import spacy_version
from qualcode.model.transcript import Transcript
from qualcode.store.cache import FileCache
from qualcode.store.files import read_file
from qualcode.store.folder import SETTINGS, TEXTS, StudyFolder
from qualcode.store.opened import Opened

__all__ = ["ShelvedTranscripts"]

# Raise it when turns or speakers may come out differently from the same files.
SPLIT_VERSION = "1"
# A file that changes twice within a tick of the clock may keep its time.
SETTLED_NS = 2_000_000_000

Stat = list[int]


@dataclass(eq=False)
class ShelvedTranscripts(Sequence[Transcript]):
    """The transcripts of a study as they are today, by id."""

    folder: StudyFolder
    cache: FileCache
    _read: dict[str, Transcript] = field(default_factory=dict, repr=False)
    _keys: dict[str, list[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the transcripts, sorted."""
        return self.folder.ids()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Transcript: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Transcript]: ...

    def __getitem__(self, place: int | slice) -> Transcript | Sequence[Transcript]:
        """Return a transcript, read now if nobody has looked at it before."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        id = self.ids[place]
        if id not in self._read:
            self._read[id] = self._opened.transcript(id)[0]
        return self._read[id]

    def keys(self, language: str) -> list[str]:
        """Return the key of each transcript in the index.

        Raises:
            QualcodeError: a changed file cannot be read.
        """
        if language not in self._keys:
            self._keys[language] = self._found_keys(language)
        return self._keys[language]

    def _found_keys(self, language: str) -> list[str]:
        # The keys that are remembered depend on what `transcript_key` depends on
        version = f"{MATCHING_VERSION}-{spacy_version()}"
        name = f"shelf-{self._common}-{version}-{language}"
        known: dict[str, tuple[Stat, str]] = json.loads(self.cache.get(name) or b"{}")
        found = {
            id: self._key(at, known.get(id), language) for at, id in enumerate(self.ids)
        }
        settled = {id: [stat, key] for id, (stat, key) in found.items() if stat}
        if settled != {id: list(pair) for id, pair in known.items()}:
            self.cache.put(name, json.dumps(settled).encode())
        return [key for _, key in found.values()]

    def _key(
        self, place: int, known: tuple[Stat, str] | None, language: str
    ) -> tuple[Stat, str]:
        stat = self._stat(self.ids[place])
        if known and stat and known[0] == stat:
            return stat, known[1]
        from qualcode.matching.index import transcript_key

        return stat, transcript_key(self[place], language)

    def _stat(self, id: str) -> Stat:
        """Say which files these are; nothing where one has only just changed."""
        unit = self.folder.unit(id)
        found: Stat = []
        for name in (TEXTS["interviews"], "source.yaml"):
            try:
                one = (unit / name).stat()
            except FileNotFoundError:
                found.append(0)
                continue
            if time.time_ns() - max(one.st_mtime_ns, one.st_ctime_ns) < SETTLED_NS:
                return []
            found += [one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns]
        return found

    @cached_property
    def _opened(self) -> Opened:
        _, settings = self.folder.identity()
        people, interviews = self.folder.participants(), self.folder.interviews()
        return Opened(self.folder, settings, people, interviews)

    @cached_property
    def _common(self) -> str:
        """A hash of the files that say who speaks, for all transcripts."""
        hashed = sha256(SPLIT_VERSION.encode())
        for stem in (
            SETTINGS,
            "participants.csv",
            "participants.xlsx",
            "interviews.csv",
            "interviews.xlsx",
        ):
            path = Path(self.folder.path, stem)
            data = read_file(path) if path.is_file() else b""
            hashed.update(len(data).to_bytes(8, "little") + data)
        return hashed.hexdigest()
