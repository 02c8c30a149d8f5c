"""Drafts: transcripts cut at white space, before any token is known.

In:  texts with their turns.
Out: for each its stretches without white space, its sentences and turns, as arrays.
     Much text is drafted in other processes, while this one does something else; the
     result does not depend on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from warnings import catch_warnings, simplefilter

import numpy as np

from qualcode.matching.cache import Ints
from qualcode.matching.found import Mask
from qualcode.matching.notes import note_spans
from qualcode.matching.sentences import sentence_spans
from qualcode.model import Span

__all__ = ["Draft", "drafted"]

# Characters from which on other processes save more time than they cost
_MUCH = 1_500_000
_MOST_WORKERS = 4
_HIGHEST_SPACE = 0x3000
_SPACES = np.array([chr(code).isspace() for code in range(_HIGHEST_SPACE + 2)])


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """One transcript: where its stretches start, and which they are.

    ``numbers`` are places in ``distinct``, in the order of the text. ``sentences`` has
    rows of start, end, turn.
    """

    size: int
    distinct: tuple[str, ...] = field(repr=False)
    numbers: Ints = field(repr=False)
    starts: Ints = field(repr=False)
    sentences: Ints = field(repr=False)

    @classmethod
    def of(cls, text: str, turns: Sequence[tuple[int, int]]) -> "Draft":
        """Draft one text with its turns, given by start and end.

        >>> draft = Draft.of("P: out [sighs] out", [(3, 18)])
        >>> draft.distinct, draft.numbers.tolist(), draft.starts.tolist()
        (('out',), [0, 0], [3, 15])
        """
        spoken: list[str] = []
        kept = np.zeros(len(text) + 1, dtype=bool)
        begins = np.zeros(len(text) + 1, dtype=bool)
        sentences: list[tuple[int, int, int]] = []
        for number, (place, end) in enumerate(turns):
            turn = Span(place, end)
            begins[place] = True
            start = place
            for note in note_spans(text, turn):
                spoken.append(text[start : note.start])
                kept[start : note.start] = True
                start = note.end
            spoken.append(text[start:end])
            kept[start:end] = True
            sentences += [
                (each.start, each.end, number) for each in sentence_spans(text, turn)
            ]
        seen: dict[str, int] = {}
        numbers = [
            seen.setdefault(each, len(seen)) for each in " ".join(spoken).split()
        ]
        return cls(
            len(text),
            tuple(seen),
            np.array(numbers, np.int32),
            _starts(text, kept, begins).astype(np.int32),
            np.array(sentences, np.int32).reshape(-1, 3),
        )


def drafted(
    texts: Sequence[tuple[str, Sequence[tuple[int, int]]]],
    meanwhile: Callable[[], object],
) -> list[Draft]:
    """Draft texts with their turns, and call ``meanwhile`` once in the meantime."""
    if sum(len(text) for text, _ in texts) < _MUCH or len(texts) == 1:
        meanwhile()
        return [Draft.of(*each) for each in texts]
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import cpu_count

    workers = min(_MOST_WORKERS, cpu_count(), len(texts))
    try:
        with catch_warnings():
            # numpy's idle threads, which a forked process has no use for
            simplefilter("ignore", DeprecationWarning)
            with ProcessPoolExecutor(workers) as pool:
                chunk = -(-len(texts) // (4 * workers))
                found = pool.map(_draft, texts, chunksize=chunk)
                meanwhile()
                return list(found)
    except (BrokenExecutor, OSError, ImportError):  # no processes to be had here
        return [Draft.of(*each) for each in texts]


def _draft(each: tuple[str, Sequence[tuple[int, int]]]) -> Draft:
    return Draft.of(*each)


def _starts(text: str, kept: Mask, begins: Mask) -> Ints:
    """Where stretches without white space start; every turn starts a new one."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    kept[:-1] &= ~_SPACES[np.minimum(codes, _HIGHEST_SPACE + 1)]
    before = np.concatenate(([False], kept[:-1]))
    return np.flatnonzero(kept & (begins | ~before))
