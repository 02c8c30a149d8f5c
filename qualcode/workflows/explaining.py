"""Explaining: why a code is suggested for a passage, or why not, in lines of text."""

from pathlib import Path

from qualcode.errors import OptionError
from qualcode.formats.speakers import transcript_of
from qualcode.formats.spelling import one_of
from qualcode.formats.text import decode
from qualcode.model.codebook import Codebook
from qualcode.model.transcript import Draft, Source, Transcript
from qualcode.workflows.codebook_cards import source_or_study
from qualcode.workflows.codebooks import read_codebook
from qualcode.workflows.coding import stored_transcripts
from qualcode.workflows.inputs import study_at

__all__ = ["explain_text", "explain_turn"]


def explain_text(code: str, data: bytes, *, codebook: str = "") -> str:
    """Explain a code for a text, with or without speaker labels.

    Args:
        code: the code's id.
        data: the text; without labels it is one participant's.
        codebook: a file or a shipped one; else the study's here, else the shipped one.

    Raises:
        OptionError: there is no such code.
        TranscriptError: the text cannot be decoded.
    """
    text = decode(data, "standard input").text.strip()
    draft = Draft(text=text, source=Source(format="txt", sha256=""))
    transcript, _, _ = transcript_of(draft, id="text", loose=True)
    book = read_codebook(source_or_study(codebook))
    return _explained(book, code, transcript, None)


def explain_turn(
    folder: Path | None, code: str, transcript: str, turn: int | None, codebook: str
) -> str:
    """Explain a code for a turn of a study's transcript, or for all its turns.

    Raises:
        OptionError: there is no such code, transcript or turn.
    """
    study = study_at(folder)
    book = read_codebook(codebook) if codebook else study.codebook()
    known = {one.id: one for one in stored_transcripts(study)}
    if transcript not in known:
        fix = one_of(transcript, list(known))
        raise OptionError(f"there is no transcript {transcript}", fix=fix)
    turns = len(known[transcript].turns)
    if turn is not None and not 1 <= turn <= turns:
        fix = f"its turns are numbered 1 to {turns}"
        raise OptionError(f"{transcript} has no turn {turn}", fix=fix)
    return _explained(book, code, known[transcript], turn)


def _explained(
    book: Codebook, code: str, transcript: Transcript, turn: int | None
) -> str:
    from qualcode.matching.explain import explain, render

    if book.code(code) is None:
        fix = one_of(code, [each.id for each in book.codes])
        raise OptionError(f"the codebook has no code {code}", fix=fix)
    return render(explain(book, code, transcript, turn=turn))
