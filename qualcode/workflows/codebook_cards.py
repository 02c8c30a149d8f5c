"""A code's card: definition, rules in plain words, and every form its words match."""

from collections.abc import Iterator
from pathlib import Path

from qualcode.errors import OptionError, StudyError
from qualcode.formats.rule_words import rules_in_words
from qualcode.formats.spelling import one_of
from qualcode.model.codebook import Code, Codebook
from qualcode.workflows.codebooks import DEFAULT, read_codebook
from qualcode.workflows.inputs import study_at

__all__ = ["code_card", "code_words", "source_or_study", "study_codebook"]


def source_or_study(source: str) -> str:
    """Return the codebook asked for, else the study's here, else the shipped one."""
    if source:
        return source
    try:
        return study_codebook(None)
    except StudyError:
        return DEFAULT


def study_codebook(folder: Path | None) -> str:
    """Return the path of a study's codebook; of the nearest one without ``folder``.

    Raises:
        StudyError: there is no study.
    """
    study = study_at(folder)
    return str(study.path / study.identity()[1].codebook)


def code_card(id: str, source: str = "") -> Iterator[str]:
    """Give a code's card line by line.

    Raises:
        OptionError: the codebook has no such code.
    """
    book = read_codebook(source_or_study(source))
    code = _code(book, id)
    yield f"{code.id}: {code.label} (theme {code.theme})"
    for name in ("definition", "include", "exclude"):
        if text := getattr(code, name):
            yield f"  {name}: {text}"
    for name, sentences in (("example", code.examples), ("not", code.near_misses)):
        yield from (f"  {name}: “{sentence}”" for sentence in sentences)
    for right in code.rights:
        yield f"  right: {right.name} ({', '.join(right.instruments)})"
    yield f"  rules ({len(code.rules)}):"
    for line in rules_in_words(code.rules):
        yield f"    {line}"


def code_words(id: str, source: str = "") -> list[tuple[str, str, str]]:
    """Return rule, word and forms of each word in a code's rules.

    Raises:
        OptionError: the codebook has no such code.
    """
    from qualcode.matching.compiled import words

    book = read_codebook(source_or_study(source))
    _code(book, id)
    return [(written, word, forms) for _, written, _, word, forms in words(book, id)]


def _code(book: Codebook, id: str) -> Code:
    if code := book.code(id):
        return code
    fix = one_of(id, [code.id for code in book.codes])
    raise OptionError(f"the codebook has no code {id}", fix=fix)
