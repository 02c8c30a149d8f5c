"""Transcriber's notes inside speech: `[laughs]`, `(pause)`, `[00:01:02]`.

In:  a text and the span of one turn in it.
Out: the spans of its notes, which stay in the text and are invisible to rules
     (semantics 1).

Square and doubled round brackets hold a note, whatever they say, up to 60 characters on
one line. Placeholders of anonymised names are speech, not notes: in "they took [NAME]"
or "they took [my sister]" they tell who it happened to. Round, pointed and curly
brackets and asterisks hold a note only when they say nothing but listed stage
directions or lengths of time: "(he beat me, you know)" is speech.
"""

import re

from qualcode.matching.vocabulary import words
from qualcode.model import Span

__all__ = ["note_spans"]

_BRACKETS = re.compile(
    r"\[[^\[\]\n]{1,60}\]|\(\([^()\n]{1,60}\)\)|\([^()\n]{1,60}\)"
    r"|<[^<>\n]{1,60}>|\{[^{}\n]{1,60}\}|\*[^*\n]{1,30}\*"
)
_OPENER = re.compile(r"[\[(<{*]")
_WORD = re.compile(r"[^\W_]+")

# One of these makes a stage direction of what is in round brackets ...
_DIRECTIONS = words("""
    pause pauses paused pausing laugh laughs laughing laughter laughed giggle giggles
    giggling chuckle chuckles chuckling cry cries crying cried tears tearful weeping
    weeps sob sobs sobbing sigh sighs sighing silence silent inaudible unclear
    indistinct unintelligible incomprehensible crosstalk overlap overlapping overtalk
    interruption interrupts interrupted interrupting cough coughs coughing sniff sniffs
    sniffles sniffing exhales inhales gasp gasps nod nods nodding shrugs gestures
    gesturing smiles smiling whispers whispering mumbles mumbling stutters noise noises
    rings ringing knock knocks knocking barking redacted anonymised anonymized omitted
    sic beep bleep hesitates hesitation applause snorts groans claps yawns
""")
# ... and these may stand beside it.
_BESIDE = words("""
    a an the in of on to at from her his their with and through away down up background
    long short brief briefly loud loudly softly quietly slightly again still nervously
    clears throat breath breathes breathing deep deeply head hand hands eyes shoulders
    music door phone telephone doorbell baby child dog traffic recording recorder tape
    shakes points pointing speaks speaking translates translating language name names
    drinks eats stands leaves returns enters room outside someone woman man people
""")
_TIMES = words("second seconds sec secs s minute minutes min mins")
_PLACEHOLDERS = words("""
    name names surname nickname person people man woman girl girls boy friend friends
    husband wife partner boyfriend girlfriend sister brother mother father mum mom dad
    daughter son child children aunt uncle cousin niece nephew neighbour neighbor
    colleague landlord landlady owner boss employer manager client customer officer
    lawyer doctor caseworker organisation organization ngo company agency hotel hostel
    bar club shop restaurant school hospital church city town village country region
    district street area place location neighbourhood address nationality date month
""")
_PAUSE = 2  # digits of "(12)"; "(2019)" is a year
_BEFORE_NAMES = words("""
    my his her their our the a an another other first last of s social worker
""")


def note_spans(text: str, span: Span) -> tuple[Span, ...]:
    """Return the spans of the notes inside ``span``, brackets included, in order.

    >>> text = "They [laughs] beat [NAME] (he did, you know) (long pause)."
    >>> [note.of(text) for note in note_spans(text, Span(0, len(text)))]
    ['[laughs]', '(long pause)']
    """
    if not _OPENER.search(text, span.start, span.end):
        return ()
    return tuple(
        Span(*bracket.span())
        for bracket in _BRACKETS.finditer(text, span.start, span.end)
        if _is_note(bracket.group())
    )


def _is_note(bracket: str) -> bool:
    inside = _WORD.findall(bracket.casefold())
    if bracket.startswith("["):
        return not _is_placeholder(inside)
    if bracket.startswith("(("):
        return True
    if bracket.startswith("*") or not inside:
        return bracket.startswith("(") if not inside else inside[0] in _DIRECTIONS
    staged = any(word in _DIRECTIONS for word in inside)
    timed = inside[0].isdecimal() and (
        (len(inside) == 1 and len(inside[0]) <= _PAUSE)
        or inside[-1] in _TIMES
        or (len(inside) > 1 and inside[-1].isdecimal())
    )
    return (staged or timed) and all(
        word in _DIRECTIONS or word in _BESIDE or word in _TIMES or word.isdecimal()
        for word in inside
    )


def _is_placeholder(inside: list[str]) -> bool:
    return any(word in _PLACEHOLDERS for word in inside) and all(
        word in _PLACEHOLDERS
        or word in _BEFORE_NAMES
        or word.isdecimal()
        or len(word) == 1
        for word in inside
    )
