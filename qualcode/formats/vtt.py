"""WebVTT captions as turns.

In:  bytes of a .vtt file.
Out: a draft in which each speaker's run of cues is a turn with its time.
Source: WebVTT, W3C Candidate Recommendation, 4 April 2019, section 4.
"""

from qualcode.errors import Location, Problem, TranscriptError
from qualcode.formats.captions import Block, Cue, blocks_of, cue_of, turns_of
from qualcode.formats.spoken import draft_of
from qualcode.formats.text import decode
from qualcode.model import Draft

__all__ = ["parse_vtt"]

NOT_CUES = ("STYLE", "REGION")


def parse_vtt(data: bytes, name: str, encoding: str = "") -> Draft:
    r"""Read WebVTT: notes and styles are left out, voices and labels name speakers.

    Raises:
        TranscriptError: with every caption that has no times.

    >>> cue = b"00:01.000 --> 00:02.500\n<v Amina>They came.\n"
    >>> parse_vtt(b"WEBVTT\n\n" + cue, "i01.vtt").text
    '[00:00:01] Amina: They came.\n'
    """
    decoded = decode(data, name, encoding=encoding)
    blocks = blocks_of(decoded.text)
    warnings: list[str] = []
    if blocks and blocks[0].lines[0].split()[0] == "WEBVTT":
        blocks = blocks[1:]
    else:
        warnings.append("the line WEBVTT at the top is missing")
    notes = sum(_opens(block, "NOTE") for block in blocks)
    if notes:
        warnings.append(f"notes not read: {notes}")
    read = [
        cue_of(block, name) for block in blocks if not _opens(block, "NOTE", *NOT_CUES)
    ]
    if problems := [one for one in read if isinstance(one, Problem)]:
        raise TranscriptError.of(problems)
    cues = [one for one in read if isinstance(one, Cue)]
    spoken, doubts = turns_of(cues)
    if not spoken:
        raise TranscriptError("the file holds no captions", where=Location(name))
    return draft_of(
        spoken,
        data,
        "vtt",
        encoding=decoded.encoding,
        warnings=(*warnings, *doubts),
    )


def _opens(block: Block, *words: str) -> bool:
    return block.lines[0].split()[0] in words and "-->" not in block.lines[0]
