"""Bundles: the reasons of many rules as one block of bytes.

In:  reasons by rule.
Out: bytes, and back; what is not whole is an empty bundle.
"""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from qualcode.matching.cache import Ints, pack, unpack
from qualcode.matching.ragged import pointers
from qualcode.matching.reasons import WIDTH, Reasons

__all__ = ["read_bundle", "write_bundle"]

_WIDTHS = {"row": WIDTH, "matched": 2, "cues": 3}


def write_bundle(reasons: Mapping[str, Reasons]) -> bytes:
    """Return the bytes of reasons by the names of their rules."""
    arrays: dict[str, Ints] = {}
    for name, width in _WIDTHS.items():
        parts = [getattr(each, name) for each in reasons.values()]
        flat = np.concatenate(parts) if parts else np.zeros((0, width), np.int32)
        arrays[name] = flat.ravel()
        counts = np.array([len(part) for part in parts], np.int64)
        arrays[f"{name}_of"] = pointers(counts)
    about = {
        "rules": list(reasons),
        "kinds": [list(each.kinds) for each in reasons.values()],
    }
    return pack(arrays, about)


def read_bundle(data: bytes | None) -> dict[str, Reasons]:
    """Return reasons by the names of their rules."""
    block = unpack(data)
    if block is None:
        return {}
    columns = [
        [
            flat[low:high]
            for flat in [block.arrays[name].reshape(-1, width)]
            for low, high in pairwise(block.arrays[f"{name}_of"].tolist())
        ]
        for name, width in _WIDTHS.items()
    ]
    return {
        rule: Reasons(row=row, matched=matched, cues=cues, kinds=tuple(kinds))
        for rule, kinds, row, matched, cues in zip(
            block.about["rules"], block.about["kinds"], *columns, strict=True
        )
    }
