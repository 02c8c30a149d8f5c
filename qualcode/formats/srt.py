"""SubRip captions as turns.

In:  bytes of a .srt file.
Out: a draft in which each speaker's run of captions is a turn with its time.
"""

from qualcode.errors import Location, Problem, TranscriptError
from qualcode.formats.captions import Cue, blocks_of, cue_of, turns_of
from qualcode.formats.spoken import draft_of
from qualcode.formats.text import decode
from qualcode.model import Draft

__all__ = ["parse_srt"]


def parse_srt(data: bytes, name: str, encoding: str = "") -> Draft:
    r"""Read SubRip: ``LABEL: words`` in a caption names the speaker.

    Raises:
        TranscriptError: with every caption that has no times.

    >>> parse_srt(b"1\n00:00:01,000 --> 00:00:02,500\nP1: They came.\n", "i01.srt").text
    '[00:00:01] P1: They came.\n'
    """
    decoded = decode(data, name, encoding=encoding)
    read = [cue_of(block, name) for block in blocks_of(decoded.text)]
    if problems := [one for one in read if isinstance(one, Problem)]:
        raise TranscriptError.of(problems)
    spoken, doubts = turns_of([one for one in read if isinstance(one, Cue)])
    if not spoken:
        raise TranscriptError("the file holds no captions", where=Location(name))
    return draft_of(
        spoken, data, "srt", encoding=decoded.encoding, warnings=tuple(doubts)
    )
