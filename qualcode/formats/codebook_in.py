"""Codebooks: the YAML file that people write, read strictly and judged as a whole.

In:  the bytes of a codebook (semantics 21-24).
Out: a `Codebook`; or a `CodebookError` with every problem, each with line and column.
     Only ``codes`` with their ids are required; what is unknown is refused, with the
     word that was probably meant. Whether rules find what they should is judged by
     `qualcode.matching`.
"""

import re
from hashlib import sha256

from qualcode.errors import CodebookError, Problem
from qualcode.formats.codebook_codes import read_codes
from qualcode.formats.codebook_parts import (
    newer_format,
    read_format,
    read_id,
    read_lists,
    read_themes,
)
from qualcode.formats.fields import Fields, Problems
from qualcode.formats.yaml_walk import Entries, walk_yaml
from qualcode.model.codebook import Codebook

__all__ = ["parse_codebook", "parse_codebook_with_warnings"]

KEYS = ("qualcode", "id", "version", "title", "language", "lists", "themes", "codes")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def parse_codebook(data: bytes, name: str) -> Codebook:
    """Read a codebook.

    Raises:
        CodebookError: with all the problems of the file, in the order of its lines.

    >>> book = parse_codebook(b"codes: [{id: eviction, rules: [evict]}]", "hrv.yaml")
    >>> book.codes[0].rules[0].id, book.codes[0].theme
    ('eviction/evict', 'other')
    """
    return parse_codebook_with_warnings(data, name)[0]


def parse_codebook_with_warnings(
    data: bytes, name: str
) -> tuple[Codebook, tuple[Problem, ...]]:
    """Read a codebook, and return with it what could be better.

    Raises:
        CodebookError: as `parse_codebook` does.

    >>> _, warnings = parse_codebook_with_warnings(b"codes: [{id: a}]", "hrv.yaml")
    >>> print(*[warning.message for warning in warnings], sep="; ")
    `qualcode` is missing; the code `a` has no theme
    """
    root, found = walk_yaml(data, name)
    problems, warnings = Problems(name, found), Problems(name)
    if root is not None and not isinstance(root, Entries):
        fix = "begin with `qualcode: 1`, then `codes:`"
        problems.add("this is not a codebook", root.where, fix)
    if not isinstance(root, Entries):
        raise CodebookError.of(problems.in_order())
    if newer := newer_format(root):
        raise CodebookError.of([newer])
    book = _read(Fields(root, KEYS, problems), warnings, data)
    if problems.found:
        raise CodebookError.of(problems.in_order())
    return book, warnings.in_order()


def _read(fields: Fields, warnings: Problems, data: bytes) -> Codebook:
    read_format(fields, warnings)
    lists = read_lists(fields)
    themes = read_themes(fields)
    codes, all_themes = read_codes(fields, lists, themes, warnings)
    id = fields.scalar("id")
    return Codebook(
        id=read_id(id, fields.problems) if id is not None else _id_of(fields),
        version=fields.text("version"),
        title=fields.text("title"),
        language=_read_language(fields),
        lists=tuple(lists.values()),
        themes=all_themes,
        codes=codes,
        hash=sha256(data).hexdigest(),
        file=fields.where.file,
    )


def _read_language(fields: Fields) -> str:
    scalar = fields.scalar("language")
    if scalar is None:
        return "en"
    if not _LANGUAGE.fullmatch(scalar.text):
        fix = "write its code, as in `language: en`"
        fields.problems.add("this is not a language", scalar.where, fix)
    return scalar.text


def _id_of(fields: Fields) -> str:
    """Return the id of a codebook that has none: the stem of its file's name."""
    stem = re.split(r"[/\\]", fields.problems.file)[-1].partition(".")[0]
    plain = re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-")
    return plain.lstrip("0123456789-") or "codebook"
