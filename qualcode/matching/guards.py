"""Guards: is a hit affirmed, denied, feared or unclear, and who is it about?

In:  the words of a turn, the sentence, and the positions that a rule matched.
Out: a `Reading` with the cue words it rests on. Scope is the clause.
"""

from collections.abc import Sequence

from qualcode.matching.reading import Reading, TurnWords
from qualcode.model.codebook import Guards

__all__ = ["Reading", "TurnWords", "read"]

DEFAULT = Guards()
_NEGATIONS = frozenset(("not", "never", "no", "nobody", "nothing", "none", "without"))


def read(
    turn: TurnWords,
    sentence: range,
    matched: Sequence[int],
    modes: Guards = DEFAULT,
) -> Reading:
    """Read one hit in its clause.

    Args:
        turn: the words of the whole turn.
        sentence: the positions of the sentence that holds the hit.
        matched: the positions of the matched words, ascending, at least one; a word
            that is itself matched is never a cue (semantics 23).
        modes: what the rule asks of each guard.
    """
    words = turn.words
    cues = [
        ("negation", place)
        for place in range(max(sentence.start, matched[0] - 4), matched[0])
        if words[place] in _NEGATIONS and place not in matched
    ]
    if not cues or modes.negation == "ignore":
        return Reading()
    return Reading("denied", "self", tuple(cues), blocked=modes.negation == "block")
