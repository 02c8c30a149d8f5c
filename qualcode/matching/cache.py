"""What the engine keeps between runs: a protocol, and arrays as bytes.

In:  named numpy arrays and a little JSON.
Out: one block of bytes with a checksum, and back. Whoever implements `Cache` keeps the
     blocks; losing, damaging or mixing them up costs time, never a result.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from qualcode.matching.keys import MATCHING_VERSION, digest, json_bytes

__all__ = [
    "MATCHING_VERSION",
    "Block",
    "Cache",
    "Ints",
    "MemoryCache",
    "digest",
    "pack",
    "unpack",
]

Ints = npt.NDArray[np.integer[Any]]

_MAGIC = b"qualcode1"
_HEAD = len(_MAGIC) + 12
_TYPES = frozenset({"|u1", "<i4", "<i8"})


class Cache(Protocol):
    """A place for bytes under a key; it may forget anything at any time."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under ``key``, or None."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key`` (letters, digits, hyphens)."""
        ...


@dataclass(slots=True)
class MemoryCache:
    """A cache that lives as long as the process."""

    kept: dict[str, bytes] = field(default_factory=dict, repr=False)

    def get(self, key: str) -> bytes | None:
        """Return what was put under ``key``, or None."""
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``."""
        self.kept[key] = data


@dataclass(frozen=True, slots=True)
class Block:
    """Arrays by name, and what JSON can say about them."""

    arrays: Mapping[str, Ints]
    about: Mapping[str, Any]


def pack(arrays: Mapping[str, Ints], about: Mapping[str, Any]) -> bytes:
    """Write arrays of whole numbers and ``about`` as one block of bytes."""
    bodies = {name: _stored(array) for name, array in arrays.items()}
    head = json_bytes(
        {
            "about": about,
            "arrays": [
                [name, body.dtype.str, len(body)] for name, body in bodies.items()
            ],
        }
    )
    parts = [len(head).to_bytes(8, "little"), head, bytes(-len(head) % 8)]
    for body in bodies.values():
        parts += [body.tobytes(), bytes(-body.nbytes % 8)]
    rest = b"".join(parts)
    return _MAGIC + bytes(8) + zlib.crc32(rest).to_bytes(4, "little") + rest


def unpack(data: bytes | None) -> Block | None:
    """Read a block; None when there is none, or it is not whole.

    >>> block = unpack(pack({"n": np.arange(3)}, {"of": "numbers"}))
    >>> block.arrays["n"].tolist(), block.about["of"], unpack(b"something else")
    ([0, 1, 2], 'numbers', None)
    """
    if data is None or len(data) < _HEAD + 8 or not data.startswith(_MAGIC):
        return None
    if (
        zlib.crc32(memoryview(data)[_HEAD:]).to_bytes(4, "little")
        != (data[_HEAD - 4 : _HEAD])
    ):
        return None
    size = int.from_bytes(data[_HEAD : _HEAD + 8], "little")
    place = _HEAD + 8
    head = json.loads(data[place : place + size])
    place += size + -size % 8
    arrays: dict[str, Ints] = {}
    for name, kind, length in head["arrays"]:
        if kind not in _TYPES:
            return None
        arrays[name] = np.frombuffer(data, kind, length, place)
        size = arrays[name].nbytes
        place += size + -size % 8
    return Block(arrays, head["about"])


def _stored(array: Ints) -> Ints:
    kind = {1: "|u1", 8: "<i8"}.get(array.dtype.itemsize, "<i4")
    return np.ascontiguousarray(array, kind)
