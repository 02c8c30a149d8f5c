"""Small studies for tests of tables: some built by hand, some drawn."""

from collections.abc import Sequence
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from qualcode.model import (
    ASSERTIONS,
    EXPERIENCERS,
    PERPETRATORS,
    Code,
    Codebook,
    Coding,
    Consent,
    Document,
    Group,
    Interview,
    Participant,
    Reason,
    Review,
    Right,
    Settings,
    Source,
    Span,
    Speaker,
    Study,
    Suggestion,
    Theme,
    Transcript,
    Turn,
)

# pandas is slow at first, and the laws are many.
quickly = settings(deadline=None, max_examples=12)

SOURCE = Source(format="txt", sha256="0" * 64)
GROUPS = (
    Group(id="women", label="Women"),
    Group(id="men", label="Men"),
    Group(id="officials", label="Officials", kind="key_informant"),
)
THEMES = (
    Theme(id="housing", label="Housing"),
    Theme(id="violence", label="Violence"),
    Theme(id="setting", label="Setting"),
)
HOME = Right(name="Home", instruments=("ICCPR 17", "ICESCR 11(1)"))
CODES = (
    Code(id="home_loss", label="Loss of home", theme="housing", rights=(HOME,)),
    Code(
        id="eviction",
        label="Eviction",
        theme="housing",
        parent="home_loss",
        rights=(HOME,),
        perpetrators=("landlord", "police"),
    ),
    Code(id="lockout", label="Lockout", theme="housing", parent="home_loss"),
    Code(
        id="beating",
        label="Beating",
        theme="violence",
        rights=(Right(name="Integrity", instruments=("CAT 1",)),),
        perpetrators=("police",),
    ),
    Code(id="reasons", label="Reasons", theme="violence", kind="context"),
    Code(
        id="positive_treatment", label="Fair treatment", theme="setting", kind="context"
    ),
)
CODEBOOK = Codebook(id="hrv", version="1", themes=THEMES, codes=CODES, hash="ab" * 32)
EMPTY = Study(id="empty")
BARE = Study(id="bare", codebook=CODEBOOK, settings=Settings(groups=GROUPS))


def person(
    id: str,
    group: str = "women",
    consent: Consent | None = Consent.QUOTE_NAMED_PSEUDONYM,
    **attributes: str,
) -> Participant:
    return Participant(
        id=id,
        pseudonym=f"Name-{id}",
        group=group,
        consent=consent,
        attributes=tuple(attributes.items()),
    )


def transcript(id: str, *said: tuple[str, str]) -> Transcript:
    """Build a transcript of (speaker, words); I is the interviewer, T/p1 interprets."""
    text, turns = "", []
    for number, (label, words) in enumerate(said, 1):
        start = len(text) + len(label) + 2
        text += f"{label}: {words}\n"
        span = Span(start, start + len(words))
        turns.append(
            Turn(speaker=_speaker(label), span=span, number=number, start_ms=number * 5)
        )
    return Transcript(id=id, text=text, turns=tuple(turns), interview=id, source=SOURCE)


def _speaker(label: str) -> Speaker:
    if label == "I":
        return Speaker(label=label, role="interviewer")
    if label.startswith("T/"):
        return Speaker(label=label, role="interpreter", participant=label[2:])
    return Speaker(label=label, role="participant", participant=label)


def study(
    participants: Sequence[Participant], *transcripts: Transcript, **fields: Any
) -> Study:
    interviews = tuple(
        Interview(id=each.id, date=f"2031-03-{number:02}", language="en")
        for number, each in enumerate(transcripts, 1)
    )
    given: dict[str, Any] = {
        "id": "s",
        "settings": Settings(groups=GROUPS, quote_words_min=1),
        "codebook": CODEBOOK,
        "participants": tuple(participants),
        "interviews": interviews,
        "transcripts": transcripts,
    }
    return Study(**(given | fields))


def coding(of: Transcript | Document, words: str, code: str, **fields: Any) -> Coding:
    """Build a coding of the first place where ``words`` stand."""
    start = of.text.index(words)
    return coding_at(of, Span(start, start + len(words)), code, **fields)


def coding_at(
    of: Transcript | Document, span: Span, code: str, **fields: Any
) -> Coding:
    given: dict[str, Any] = {
        "id": f"c-{of.id}-{span.start}-{span.end}-{code}-{fields.get('coder', 'ana')}",
        "coder": "ana",
        "quote": span.of(of.text),
    }
    return Coding(transcript=of.id, span=span, code=code, **(given | fields))


def suggestion(of: Transcript, words: str, code: str, **fields: Any) -> Suggestion:
    start = of.text.index(words)
    return suggestion_at(of, Span(start, start + len(words)), code, **fields)


def suggestion_at(of: Transcript, span: Span, code: str, **fields: Any) -> Suggestion:
    rule = f"{code}/word"
    given: dict[str, Any] = {
        "turn": of.turns_in(span)[0].number,
        "rule": rule,
        "tier": "code",
        "assertion": "affirmed",
        "experiencer": "self",
        "quote": span.of(of.text),
        "reasons": (Reason(rule=rule, matched=(Span(span.start, span.start + 1),)),),
    }
    return Suggestion(transcript=of.id, span=span, code=code, **(given | fields))


WORDS = "they came. we left at dawn. nobody said why. so it went."
IDS = ("p1", "p2", "p3", "p10")


@st.composite
def participants(draw: st.DrawFn) -> tuple[Participant, ...]:
    groups = st.sampled_from(["women", "men", "officials", ""])
    consents = st.sampled_from([*Consent, None, Consent.QUOTE_ROLE_ONLY])
    ages = st.sampled_from(["18-24", "25-40"])
    # p10 may be heard in a transcript and stand in no table
    known = draw(st.sets(st.sampled_from(IDS), min_size=1))
    return tuple(
        person(id, draw(groups), draw(consents), age=draw(ages)) for id in sorted(known)
    )


@st.composite
def transcripts(draw: st.DrawFn) -> tuple[Transcript, ...]:
    labels = st.sampled_from([*IDS, "I", "T/p2"])
    found = []
    for id in draw(st.sampled_from([(), ("I1",), ("I1", "I2"), ("I2", "I10", "I1")])):
        said = draw(st.lists(labels, min_size=1, max_size=5))
        found.append(transcript(id, *((label, WORDS) for label in said)))
    return tuple(found)


@st.composite
def studies(draw: st.DrawFn) -> Study:
    texts = draw(transcripts())
    document = Document(id="D1", title="A report", year="2030", text=WORDS)
    places: list[Transcript | Document] = [*texts, document]
    codings = tuple(
        draw(codings_in(draw(st.sampled_from(places)), number))
        for number in range(draw(st.integers(0, 8)))
    )
    suggested = {}
    for _ in range(draw(st.integers(0, 6)) if texts else 0):
        found = draw(suggestions_in(draw(st.sampled_from(texts))))
        suggested[found.transcript, found.code, found.span] = found
    reviews = tuple(
        draw(rejections([*suggested.values()], number))
        for number in range(draw(st.integers(0, 2)) if suggested else 0)
    )
    return study(
        draw(participants()),
        *texts,
        documents=(document,),
        codings=codings,
        suggestions=tuple(suggested.values()),
        reviews=reviews,
    )


@st.composite
def codings_in(draw: st.DrawFn, of: Transcript | Document, number: int) -> Coding:
    start = draw(st.integers(0, len(of.text) - 2))
    end = draw(st.integers(start + 1, min(start + 70, len(of.text) - 1)))
    return coding_at(
        of,
        Span(start, end),
        draw(codes()),
        id=f"c{number}",
        coder=draw(st.sampled_from(["ana", "ben"])),
        assertion=draw(st.sampled_from(ASSERTIONS)),
        experiencer=draw(st.sampled_from(EXPERIENCERS)),
        time_scope=draw(st.sampled_from(["in", "in", "in", "before"])),
        state=draw(st.sampled_from(["kept", "kept", "moved", "lost"])),
        perpetrators=draw(
            st.sampled_from([(), ("police",), ("landlord", PERPETRATORS[-1])])
        ),
        mode=draw(st.sampled_from(["", "act", "omission"])),
        event=draw(st.sampled_from(["", "", "E1"])),
        rule=draw(st.sampled_from(["", "eviction/word"])),
        order=number,
    )


@st.composite
def suggestions_in(draw: st.DrawFn, of: Transcript) -> Suggestion:
    turn = draw(st.sampled_from(of.turns))
    start = draw(st.integers(turn.span.start, turn.span.end - 1))
    end = draw(st.integers(start + 1, turn.span.end))
    return suggestion_at(
        of,
        Span(start, end),
        draw(codes()),
        assertion=draw(st.sampled_from(ASSERTIONS)),
        experiencer=draw(st.sampled_from(EXPERIENCERS)),
        tier=draw(st.sampled_from(["code", "code", "net"])),
    )


@st.composite
def rejections(draw: st.DrawFn, suggested: Sequence[Suggestion], number: int) -> Review:
    of = draw(st.sampled_from(suggested))
    return Review(
        id=f"r{number}",
        transcript=of.transcript,
        span=of.span,
        code=of.code,
        coder=draw(st.sampled_from(["ana", "ben"])),
        verdict="rejected",
        order=100 + number,
    )


def codes() -> st.SearchStrategy[str]:
    return st.sampled_from([*(code.id for code in CODES), "gone"])
