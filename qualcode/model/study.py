"""A study: all that is known, as one immutable value."""

from dataclasses import dataclass, field

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Memo, Review, Suggestion
from qualcode.model.participant import Document, Group, Interview, Participant
from qualcode.model.transcript import Transcript

__all__ = ["Settings", "Study"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What ``study.yaml`` says: wording, speakers, groups, quote lengths.

    ``speakers`` maps labels (case folded) to roles for all transcripts; ``attribution``
    is the template of the line under a quote, per consent level elsewhere documented.
    """

    title: str = ""
    language: str = "en"
    codebook: str = "codebook.yaml"
    groups: tuple[Group, ...] = ()
    speakers: tuple[tuple[str, str], ...] = ()
    attribution: str = "{pseudonym}, {group_label}"
    quote_words_min: int = 5
    quote_words_max: int = 120
    window_from: str = ""
    window_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Everything of a study, in stable order; nothing in it changes.

    ``suggestions`` are those of today's codebook on today's texts, before review.
    ``codings`` and ``reviews`` are what the ledgers say today, re-anchored.
    """

    id: str
    settings: Settings = field(default_factory=Settings)
    participants: tuple[Participant, ...] = ()
    interviews: tuple[Interview, ...] = ()
    transcripts: tuple[Transcript, ...] = ()
    documents: tuple[Document, ...] = ()
    codebook: Codebook = field(default_factory=lambda: Codebook(id="empty"))
    codings: tuple[Coding, ...] = ()
    reviews: tuple[Review, ...] = ()
    memos: tuple[Memo, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
