"""The model: frozen values in the words of the field; standard library only."""

from qualcode.model.codebook import (
    Code,
    Codebook,
    Guards,
    Right,
    Rule,
    Theme,
    WordList,
)
from qualcode.model.coding import (
    ASSERTIONS,
    EXPERIENCERS,
    MODES,
    PERPETRATORS,
    STATES,
    TIME_SCOPES,
    Coding,
    Cue,
    Memo,
    Reason,
    Review,
    Suggestion,
)
from qualcode.model.column import Column
from qualcode.model.participant import (
    Consent,
    Document,
    Group,
    Interview,
    Participant,
)
from qualcode.model.pattern import Pattern, PatternError, parse_pattern
from qualcode.model.span import Span, merged
from qualcode.model.study import Settings, Study
from qualcode.model.transcript import Draft, Source, Speaker, Transcript, Turn

__all__ = [
    "ASSERTIONS",
    "EXPERIENCERS",
    "MODES",
    "PERPETRATORS",
    "STATES",
    "TIME_SCOPES",
    "Code",
    "Codebook",
    "Coding",
    "Column",
    "Consent",
    "Cue",
    "Document",
    "Draft",
    "Group",
    "Guards",
    "Interview",
    "Memo",
    "Participant",
    "Pattern",
    "PatternError",
    "Reason",
    "Review",
    "Right",
    "Rule",
    "Settings",
    "Source",
    "Span",
    "Speaker",
    "Study",
    "Suggestion",
    "Theme",
    "Transcript",
    "Turn",
    "WordList",
    "merged",
    "parse_pattern",
]
