"""Conversations, rules and codebooks in a line or two; the text is the fixture."""

from collections.abc import Sequence
from typing import Any

from qualcode.matching.suggest import suggest
from qualcode.model import (
    Code,
    Codebook,
    Pattern,
    Rule,
    Source,
    Span,
    Speaker,
    Suggestion,
    Transcript,
    Turn,
    parse_pattern,
)
from qualcode.model.transcript import Role

ROLES: dict[str, Role] = {"I": "interviewer", "T": "interpreter", "O": "other"}


def conversation(
    said: str, id: str = "I01", interpreted: str | None = None
) -> Transcript:
    """One line a turn: `I:` asks, `T:` interprets, `O:` is another, the rest answer."""
    turns: list[Turn] = []
    place = 0
    for line in said.split("\n"):
        label, _, words = line.partition(": ")
        start = place + len(label) + 2
        role = ROLES.get(label, "participant")
        person = {"participant": label, "interpreter": interpreted}.get(role)
        speaker = Speaker(label=label, role=role, participant=person)
        if words:
            span = Span(start, start + len(words))
            turns.append(Turn(speaker=speaker, span=span, number=len(turns) + 1))
        place += len(line) + 1
    source = Source(format="txt", sha256="")
    return Transcript(id=id, text=said, turns=tuple(turns), interview=id, source=source)


def patterns(*written: str) -> tuple[Pattern, ...]:
    return tuple(map(parse_pattern, written))


def rule(written: str, **other: Any) -> Rule:
    code = other.pop("code", "code")
    fields = {"kind": "pattern", "patterns": patterns(written), **other}
    return Rule(id=f"{code}/{written}", code=code, written=written, **fields)


def near(*written: str, within: int | str = "sentence", **other: Any) -> Rule:
    return rule(
        written[0],
        kind="near",
        patterns=patterns(*written),
        within=within,
        **other,
    )


def codebook(*rules: Rule, **other: Any) -> Codebook:
    codes = dict.fromkeys(rule.code for rule in rules)
    return Codebook(
        id="test",
        codes=tuple(
            Code(
                id=code,
                label=code,
                theme="theme",
                rules=tuple(rule for rule in rules if rule.code == code),
            )
            for code in codes
        ),
        **other,
    )


def found(book: Codebook | Rule, said: str) -> tuple[Suggestion, ...]:
    book = codebook(book) if isinstance(book, Rule) else book
    return suggest(book, [conversation(said)])


def quotes(book: Codebook | Rule, said: str) -> list[str]:
    return [suggestion.quote for suggestion in found(book, said)]


def words(suggestions: Sequence[Suggestion], said: str) -> list[list[str]]:
    """The matched words of each reason."""
    return [
        [span.of(said) for span in reason.matched]
        for suggestion in suggestions
        for reason in suggestion.reasons
    ]
