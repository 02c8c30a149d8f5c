"""Explaining: why a code is suggested for a passage, or why not, in lines of text."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from qualcode.errors import OptionError
from qualcode.formats.text import decode
from qualcode.formats.speakers import transcript_of
from qualcode.model.codebook import Codebook
from qualcode.model.transcript import Draft, Source, Transcript
from qualcode.spelling import closest
from qualcode.workflows.codebooks import DEFAULT, read_codebook
from qualcode.workflows.coding import stored_transcripts
from qualcode.workflows.inputs import study_at

__all__ = ["explain_text", "explain_turn"]
