"""Quotes: passages as people may print them, with who speaks and where it stands.

In:  a `Study`, and what is wanted (`QuoteOptions`).
Out: a row a candidate, in reading order of codes, decided before suggested, spread over
     persons. Consent fails closed: without it no words leave the study (semantics 19).
     Choosing among candidates is for people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest

import pandas as pd

from qualcode.model import Consent, Span, Study, Transcript, Turn
from qualcode.tables.attribution import attribution_line, reference
from qualcode.tables.counted import Counted, counted
from qualcode.tables.frames import frame_of
from qualcode.tables.locators import locator, own_words, word_count
from qualcode.tables.people import Person, natural
from qualcode.tables.statements import Statement

__all__ = ["PARAPHRASE", "QUOTES_COLUMNS", "QuoteOptions", "quotes_table"]

QUOTES_COLUMNS = (
    *("quote_id", "key", "theme", "theme_label", "code", "code_label", "use", "quote"),
    *("words", "edits", "attribution_line", "person", "person_ref", "group", "kind"),
    *("consent", "assertion", "experiencer", "class", "perpetrators"),
    *("interview_month", "language", "interpreter", "interpreted", "locator"),
    *("transcript", "turn", "start", "end", "status", "confirmed_by", "flags"),
)
QUOTE = "quote"
PARAPHRASE = "paraphrase (not to be quoted)"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteOptions:
    """What quotes are wanted.

    ``classes`` of `CLASSES`; of key informants, whose own experience it is not, the
    assertion decides. ``limit`` is per code, ``per_person`` per code and person; 0 is
    all. ``words_min`` and ``words_max`` are the study's settings when None.
    """

    classes: Sequence[str] = ("affirmed",)
    include_suggested: bool = False
    limit: int = 0
    per_person: int = 0
    words_min: int | None = None
    words_max: int | None = None


def quotes_table(
    source: Study | Counted, options: QuoteOptions | None = None
) -> pd.DataFrame:
    """Return candidates for quotes, numbered Q-001 … in the order in which they stand.

    A quote never crosses a turn: a longer coding gives a candidate for each turn of
    the person. One candidate of each person comes first, then the second of each. Too
    long ones are flagged, never cut; too short ones are left out. Who allows only a
    paraphrase has a row without words. ``attrs["left_out"]`` counts by reason what
    could not be offered.

    Raises:
        OptionError: the study's template for the line under a quote has unknown fields.

    >>> quotes_table(Study(id="empty")).shape[0]
    0
    """
    view, wanted = counted(source), options or QuoteOptions()
    collected = _Collected(view, wanted)
    voices = _voices(view)
    seen: Counter[str] = Counter()
    rows = []
    for number, each in enumerate(collected.in_order(), 1):
        row = _row(each, view)
        content = f"{each.transcript.id}\0{each.passage.code}\0{each.words}"
        hashed = sha256(f"{content}\0{seen[content]}".encode()).hexdigest()
        seen[content] += 1
        single = (
            each.person.kind == "affected"
            and voices[each.passage.code, each.passage.decided] == 1
        )
        flags = [*each.flags, *(["single voice"] if single else [])]
        row |= {"quote_id": f"Q-{number:03}", "key": f"q-{hashed[:12]}"}
        rows.append(row | {"flags": "; ".join(flags)})
    frame = frame_of(rows, QUOTES_COLUMNS)
    frame.attrs["left_out"] = dict(sorted((+collected.left_out).items()))
    return frame


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    passage: Statement
    person: Person
    transcript: Transcript
    turn: Turn
    span: Span
    words: str
    flags: tuple[str, ...]

    @property
    def turn_key(self) -> tuple[str, int]:
        return self.transcript.id, self.turn.number

    @property
    def quotable(self) -> bool:
        return self.person.level.allows(Consent.QUOTE_ROLE_ONLY)


class _Collected:
    """The candidates by code, and how many were left out for which reason."""

    def __init__(self, view: Counted, wanted: QuoteOptions) -> None:
        settings = view.study.settings
        low, high = wanted.words_min, wanted.words_max
        self.shortest = settings.quote_words_min if low is None else low
        self.longest = settings.quote_words_max if high is None else high
        self.wanted = wanted
        self.order = [code.id for code in view.study.codebook.codes]
        self.left_out: Counter[str] = Counter()
        self.found: dict[str, list[_Candidate]] = defaultdict(list)
        transcripts = {each.id: each for each in view.transcripts}
        for passage in view.passages:
            if passage.person and self._is_wanted(passage):
                text = transcripts[passage.transcript]
                for part in own_words(passage.span, passage.person.id, text):
                    self._sort(part, passage, passage.person, text)

    def in_order(self) -> Iterator[_Candidate]:
        """Yield candidates: by code, decided first, words first, one a person."""
        for code in self.order:
            found = self._once(self.found[code])
            ranked = [
                each
                for kind in ((True, True), (True, False), (False, True), (False, False))
                for each in _spread(
                    one for one in found if (one.passage.decided, one.quotable) == kind
                )
            ]
            yield from self._limited(ranked)

    def _once(self, found: Sequence[_Candidate]) -> list[_Candidate]:
        """Leave out suggested words that a decided candidate already has."""
        decided: dict[tuple[str, int], list[Span]] = defaultdict(list)
        for each in found:
            if each.passage.decided:
                decided[each.turn_key].append(each.span)
        kept = [
            each
            for each in found
            if each.passage.decided
            or not any(map(each.span.overlaps, decided[each.turn_key]))
        ]
        self.left_out["suggested words that are decided"] += len(found) - len(kept)
        return kept

    def _limited(self, ranked: Iterable[_Candidate]) -> list[_Candidate]:
        """Keep as many as are wanted, of the code and of each person."""
        kept: list[_Candidate] = []
        of_person: Counter[str] = Counter()
        for each in ranked:
            of_person[each.person.id] += 1
            if not 0 < self.wanted.per_person < of_person[each.person.id]:
                kept.append(each)
        return kept[: self.wanted.limit or None]

    def _is_wanted(self, passage: Statement) -> bool:
        affected = passage.kind == "affected"
        said = passage.class_ if affected else passage.assertion
        if said not in self.wanted.classes:
            return False
        return passage.decided or self.wanted.include_suggested

    def _sort(
        self, part: tuple[Turn, Span], passage: Statement, who: Person, of: Transcript
    ) -> None:
        turn, span = part
        words = span.of(of.text)
        if not who.level.allows(Consent.PARAPHRASE):
            reason = "consent does not allow words"
            self.left_out[reason if who.recorded else "no recorded consent"] += 1
        elif word_count(words) < self.shortest:
            self.left_out[f"fewer than {self.shortest} words"] += 1
        else:
            candidate = _Candidate(
                passage=passage,
                person=who,
                transcript=of,
                turn=turn,
                span=span,
                words=words,
                flags=tuple(self._flags(words, passage, turn)),
            )
            self.found[passage.code].append(candidate)

    def _flags(self, words: str, passage: Statement, turn: Turn) -> Iterator[str]:
        if not passage.decided:
            yield "suggested, unread"
        if word_count(words) > self.longest:
            yield f"longer than {self.longest} words"
        if turn.speaker.role == "interpreter":
            yield "interpreted"
        if not turn.span.contains(passage.span):
            yield "part of a longer coding"
        if passage.class_ == "hearsay":
            yield "on others, or from others"


def _spread(alike: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """Yield the first candidate of each person, then the second of each, and so on."""
    persons: dict[str, list[_Candidate]] = defaultdict(list)
    for each in alike:
        persons[each.person.id].append(each)
    lines = [
        sorted(persons[id], key=lambda each: len(each.flags))
        for id in sorted(persons, key=natural)
    ]
    for round_ in zip_longest(*lines):
        yield from (each for each in round_ if each is not None)


def _voices(view: Counted) -> Counter[tuple[str, bool]]:
    """Return how many affected persons affirm each code, decided and suggested."""
    affirming = {
        (each.code, each.decided, each.source)
        for each in view.statements
        if each.kind == "affected" and each.class_ == "affirmed"
    }
    return Counter((code, decided) for code, decided, _ in affirming)


def _row(each: _Candidate, view: Counted) -> dict[str, object]:
    book, passage, person = view.study.codebook, each.passage, each.person
    code = book.code(passage.code)
    first, interview = passage.rows[0], passage.rows[0].interview
    themes = {theme.id: theme.label for theme in book.themes}
    named = {kind: None for row in passage.rows for kind in row.perpetrators}
    return {
        "theme": first.theme,
        "theme_label": themes.get(first.theme, first.theme),
        "code": passage.code,
        "code_label": code.label if code else passage.code,
        "use": QUOTE if each.quotable else PARAPHRASE,
        "quote": each.words if each.quotable else "",
        "words": word_count(each.words),
        "edits": "none",
        "attribution_line": attribution_line(
            view.study.settings.attribution, person, interview
        ),
        "person": person.id,
        "person_ref": reference(person),
        "group": person.group_label,
        "kind": person.kind,
        "consent": str(person.level),
        "assertion": passage.assertion,
        "experiencer": first.experiencer,
        "class": passage.class_,
        "perpetrators": tuple(named),
        "interview_month": interview.date[:7],
        "language": interview.language,
        "interpreter": interview.interpreter,
        "interpreted": each.turn.speaker.role == "interpreter",
        "locator": locator(each.transcript.id, each.turn),
        "transcript": each.transcript.id,
        "turn": each.turn.number,
        "start": each.span.start,
        "end": each.span.end,
        "status": "confirmed" if passage.decided else "suggested",
        "confirmed_by": "; ".join(sorted({row.coder for row in passage.rows} - {""})),
    }
