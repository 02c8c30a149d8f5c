"""What the guards read and what they answer: the values between engine and guards.

In:  the words of a turn as `qualcode.matching.tokens` normalises them.
Out: `Reading`, the verdict on one hit. How it is reached is in `guards`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from qualcode.model.coding import Assertion, Experiencer

__all__ = ["Reading", "TurnWords"]


@dataclass(frozen=True, slots=True)
class TurnWords:
    """A turn as the guards see it: normalised tokens, punctuation among them.

    Case folded, straight apostrophes, notes left out; spaCy's tokens, with "n't" as
    "not", "ca" as "can", "wo" as "will", and hyphens and dashes as tokens of their own.
    """

    words: Sequence[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a hit is meant: whether it happened, to whom, and which words say so.

    ``cues`` are pairs of kind and token position in the turn, in order of position.
    ``blocked`` is True when a guard in mode ``block`` refused the hit.
    """

    assertion: Assertion = "affirmed"
    experiencer: Experiencer = "self"
    cues: tuple[tuple[str, int], ...] = ()
    blocked: bool = False
