"""Rules for experts: regular expressions, and spaCy's own token patterns.

In:  a rule of kind `regex` or `spacy`, a segment of the index, and its transcripts.
Out: matches as `ask` gives them: the words that the expression covers, in one sentence.

A regular expression sees the sentence with straight quotes and without notes; letter
case does not matter. One that runs out of time fails the run (semantics 26). A token
pattern sees spaCy's tokens without white space and notes; what needs a trained
pipeline (POS, LEMMA, ...) is refused.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from qualcode.errors import CodebookError, Location, Problem
from qualcode.matching.cache import Ints
from qualcode.matching.found import Found
from qualcode.matching.notes import note_spans
from qualcode.matching.segment import Segment
from qualcode.matching.tokens import tokeniser
from qualcode.matching.vocabulary import words
from qualcode.model import Rule, Transcript

if TYPE_CHECKING:
    import regex
    from spacy.matcher import Matcher

__all__ = ["expert_problem", "regex_matches", "spacy_matches"]

# For one sentence; good expressions take microseconds.
SECONDS = 2.0

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‑": "-"})
_NEEDS_PIPELINE = words(
    "POS TAG MORPH DEP LEMMA ENT_TYPE ENT_IOB ENT_ID ENT_KB_ID",
)


def expert_problem(rule: Rule, language: str) -> Problem | None:
    """Return what is wrong with a rule's expression or token pattern, if anything."""
    where = Location("codebook.yaml", rule.line, rule.column)
    if rule.kind == "regex":
        import regex

        try:
            regex.compile(rule.regex, regex.IGNORECASE)
        except regex.error as error:
            fix = "correct the expression, or write a pattern"
            return Problem(f"the regular expression has a mistake: {error}", where, fix)
    if rule.kind == "spacy":
        try:
            _matcher(rule, language)
        except ValueError as error:
            fix = 'write a list of tokens, as `[{"LOWER": "papers"}]`'
            return Problem(f"the token pattern has a mistake: {error}", where, fix)
    return None


def regex_matches(
    rule: Rule, segment: Segment, transcripts: Sequence[Transcript | None]
) -> Found:
    """Return what a regular expression covers; a match without a word is none.

    Raises:
        CodebookError: the expression ran out of time on some sentence.
    """
    import regex

    expression = regex.compile(rule.regex, regex.IGNORECASE)
    views = [each and _view(each) for each in transcripts]
    of = segment.turn_transcript[segment.sentence_turn].tolist()
    bounds = zip(
        segment.sentence_start.tolist(), segment.sentence_end.tolist(), strict=True
    )
    runs: list[tuple[int, int]] = []
    try:
        for number, (start, end) in enumerate(bounds):
            if view := views[of[number]]:
                sentence = view[start:end]
                for low, high in _covered(expression, sentence):
                    runs.append(_words(segment, number, start + low, start + high))
    except TimeoutError:
        where = Location("codebook.yaml", rule.line, rule.column)
        fix = "avoid repetitions inside repetitions, as in `(a+)+`, or write a pattern"
        message = f"the regular expression of rule `{rule.id}` ran out of time"
        raise CodebookError(message, where=where, fix=fix) from None
    return _as_found(runs)


def spacy_matches(
    rule: Rule,
    segment: Segment,
    transcripts: Sequence[Transcript | None],
    language: str,
) -> Found:
    """Return what a token pattern matches inside sentences."""
    from spacy.tokens import Doc

    matcher = _matcher(rule, language)
    runs: list[tuple[int, int]] = []
    for turn, row in enumerate(segment.turn_transcript.tolist()):
        if not (transcript := transcripts[row]):
            continue
        first, last = segment.turn_token[turn : turn + 2].tolist()
        places = list(
            zip(
                segment.start[first:last].tolist(),
                segment.length[first:last].tolist(),
                strict=True,
            )
        )
        said = [transcript.text[start : start + length] for start, length in places]
        for _, start, end in matcher(Doc(matcher.vocab, said)):
            sentences = segment.sentence[first + start : first + end]
            if sentences[0] == sentences[-1]:
                low, high = np.searchsorted(
                    segment.word_token, (first + start, first + end)
                )
                runs.append((int(low), int(high)))
    return _as_found(runs)


def _view(transcript: Transcript) -> str:
    """Return the text as expressions see it, of the same length."""
    text = transcript.text
    parts: list[str] = []
    place = 0
    for turn in transcript.turns:
        for note in note_spans(text, turn.span):
            parts += [text[place : note.start], " " * (note.end - note.start)]
            place = note.end
    return "".join((*parts, text[place:])).translate(_STRAIGHT)


def _covered(
    expression: "regex.Pattern[str]", sentence: str
) -> Iterator[tuple[int, int]]:
    for match in expression.finditer(sentence, timeout=SECONDS):
        yield match.span()


def _words(segment: Segment, sentence: int, start: int, end: int) -> tuple[int, int]:
    """Return the words of a sentence that share a character with start to end."""
    first, last = segment.sentence_token[sentence : sentence + 2].tolist()
    starts = segment.start[first:last]
    low = int(np.searchsorted(starts + segment.length[first:last], start, "right"))
    high = int(np.searchsorted(starts, end))
    words = np.searchsorted(segment.word_token, (first + low, first + high))
    return int(words[0]), int(words[1])


def _as_found(runs: Iterable[tuple[int, int]]) -> Found:
    kept = sorted({run for run in runs if run[0] < run[1]})
    if not kept:
        return Found.none()
    taken: Ints = np.array(kept, np.int64)
    return Found(taken[:, 0], taken[:, 1], taken[:, 1] - taken[:, 0], taken)


def _matcher(rule: Rule, language: str) -> "Matcher":
    from spacy.matcher import Matcher

    written = json.loads(rule.spacy)
    if not isinstance(written, list) or not written:
        raise ValueError("it is not a list of tokens")
    patterns = written if isinstance(written[0], list) else [written]
    for name in _attributes(patterns):
        if name.upper() in _NEEDS_PIPELINE:
            raise ValueError(f"{name} needs [nlp], a trained pipeline")
    matcher = Matcher(tokeniser(language).vocab, validate=True)
    matcher.add("rule", patterns)
    return matcher


def _attributes(written: Any) -> Iterator[str]:  # noqa: ANN401  # what JSON may hold
    if isinstance(written, dict):
        yield from written
    for part in written if isinstance(written, list) else ():
        yield from _attributes(part)
