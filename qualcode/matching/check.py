"""Checking a codebook: do its examples fire, and what looks like a mistake?

In:  a codebook as read.
Out: problems, by line, each with a remedy; none when all is well.

An example must give a suggestion of its code (tier `code`), however the guards read it.
A near-miss must not give one that is affirmed and of the speaker's own or their group:
a reading as denied, feared, unclear, another's or hearsay is no miss, since it counts
as such everywhere. Both are one participant's turn without a question before it; each
paragraph of theirs may be a `Q:` line, which then is the interviewer's.
"""

from collections.abc import Iterator, Mapping, Sequence

from qualcode.errors import CodebookError, Location, Problem
from qualcode.matching.compiled import compile_codebook, named
from qualcode.matching.lint import lint
from qualcode.matching.suggest import suggest
from qualcode.model import (
    Code,
    Codebook,
    Source,
    Span,
    Speaker,
    Suggestion,
    Transcript,
    Turn,
)

__all__ = ["check_codebook"]

_MEANT = frozenset(("self", "group"))


def check_codebook(codebook: Codebook) -> tuple[Problem, ...]:
    """Run a codebook's examples and near-misses, and look for likely mistakes."""
    found = list(lint(codebook))
    try:
        compile_codebook(codebook)
        found += _examples(codebook)
    except CodebookError as error:
        found += error.problems
    return tuple(sorted(named(found, codebook.file), key=_place))


def _place(problem: Problem) -> tuple[int, int, str]:
    where = problem.where
    line, column = (where.line, where.column) if where else (0, 0)
    return line or 0, column or 0, problem.message


def _examples(codebook: Codebook) -> Iterator[Problem]:
    told = {
        f"{code.id} {kind} {number}": _told(text)
        for code in codebook.codes
        for kind, texts in (("example", code.examples), ("near_miss", code.near_misses))
        for number, text in enumerate(texts, start=1)
    }
    transcripts = [_transcript(id, turns) for id, turns in told.items()]
    found: dict[str, list[Suggestion]] = {}
    for each in suggest(codebook, transcripts):
        if each.tier == "code":
            found.setdefault(each.transcript, []).append(each)
    for code in codebook.codes:
        if code.rules:
            yield from _of_code(code, found)


def _of_code(
    code: Code, found: Mapping[str, Sequence[Suggestion]]
) -> Iterator[Problem]:
    where = Location("", code.line)
    for number in range(1, len(code.examples) + 1):
        fired = found.get(f"{code.id} example {number}", ())
        if not any(each.code == code.id for each in fired):
            message = f"example {number} of `{code.id}` fires none of its rules"
            fix = f"see why with `qualcode explain {code.id}`; mend a rule"
            yield Problem(message, where, fix)
    for number in range(1, len(code.near_misses) + 1):
        for each in found.get(f"{code.id} near_miss {number}", ()):
            if each.code == code.id and _is_meant(each):
                message = f"near-miss {number} of `{code.id}` fires `{each.rule}`"
                fix = "narrow the rule, or say when not under `unless:`"
                yield Problem(message, where, fix)
    yield from _missing(code, where)


def _is_meant(suggestion: Suggestion) -> bool:
    return suggestion.assertion == "affirmed" and suggestion.experiencer in _MEANT


def _missing(code: Code, where: Location) -> Iterator[Problem]:
    if not any(rule.tier == "code" for rule in code.rules):
        return
    for name, texts in (("example", code.examples), ("near_miss", code.near_misses)):
        if not texts:
            fix = f"add `{name}:`, a sentence that must{_NOT[name]} fire"
            yield Problem(f"`{code.id}` has no {name}", where, fix)


_NOT = {"example": "", "near_miss": " not"}


def _told(text: str) -> list[tuple[bool, str]]:
    """Return the paragraphs, each with whether it is a question."""
    return [
        (line.startswith("Q:"), line.removeprefix("Q:").removeprefix("A:").strip())
        for line in text.split("\n")
        if line.strip()
    ]


def _transcript(id: str, told: Sequence[tuple[bool, str]]) -> Transcript:
    asks = Speaker(label="Q", role="interviewer")
    tells = Speaker(label="A", role="participant", participant="A")
    if not any(question for question, _ in told):
        told = [(False, " ".join(words for _, words in told))]
    turns: list[Turn] = []
    place = 0
    for question, words in told:
        if words:
            span = Span(place, place + len(words))
            speaker = asks if question else tells
            turns.append(Turn(speaker=speaker, span=span, number=len(turns) + 1))
        place += len(words) + 1
    return Transcript(
        id=id,
        text="\n".join(words for _, words in told),
        turns=tuple(turns),
        interview=id,
        source=Source(format="", sha256=""),
    )
