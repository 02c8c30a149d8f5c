"""Parts of a codebook that are not rules: format, ids, word lists, themes, rights.

In:  the fields of a codebook file.
Out: their values; what does not fit becomes a problem with a place.
"""

import re
from collections.abc import Mapping

from qualcode.errors import Location, Problem
from qualcode.formats.fields import Fields, Problems, one_line
from qualcode.formats.spelling import one_of
from qualcode.formats.yaml_walk import Entries, Items, Node, Scalar
from qualcode.model.codebook import Right, Theme, WordList
from qualcode.model.pattern import (
    Alternative,
    Element,
    Pattern,
    PatternError,
    parse_pattern,
)

__all__ = [
    "FORMAT",
    "label_of",
    "newer_format",
    "read_format",
    "read_id",
    "read_lists",
    "read_pattern",
    "read_rights",
    "read_themes",
]

FORMAT = 1
THEME_KEYS = ("id", "label", "definition")
UNNAMED_RIGHT = "(right not named)"
_ID = re.compile(r"[a-z][a-z0-9_-]*")
LONGEST_ID = 60


def read_format(fields: Fields, warnings: Problems) -> None:
    """Judge the ``qualcode:`` entry: the version of the file's format."""
    scalar = fields.scalar("qualcode")
    if scalar is None:
        fix = f"write `qualcode: {FORMAT}` at the top: the version of the format"
        warnings.add("`qualcode` is missing", Location(fields.where.file, 1, 1), fix)
        return
    if scalar.text == str(FORMAT):
        return
    message, fix = "this is not a version of the format", f"write `qualcode: {FORMAT}`"
    fields.problems.add(message, scalar.where, fix)


def newer_format(root: Entries) -> Problem | None:
    """Return what to say of a file that a newer qualcode made."""
    node = root.get("qualcode")
    if not isinstance(node, Scalar) or not re.fullmatch(r"[1-9][0-9]*", node.text):
        return None
    if len(node.text) <= len(str(FORMAT)) and int(node.text) <= FORMAT:
        return None
    message = f"made by a newer qualcode (format {node.text[:9]})"
    return Problem(message, node.where, "install the newer version of qualcode")


def read_id(scalar: Scalar, problems: Problems, what: str = "id") -> str:
    """Return an id if it is one: a small letter, then a-z, 0-9, ``_``, ``-``."""
    if _ID.fullmatch(scalar.text) and len(scalar.text) <= LONGEST_ID:
        return scalar.text
    better = re.sub(r"[^a-z0-9_-]+", "_", scalar.text.casefold()).strip("_-")
    fix = f"use small letters, digits, `_` and `-`, up to {LONGEST_ID}"
    if _ID.fullmatch(better) and len(better) <= LONGEST_ID:
        fix = f"write `{better}`"
    message = f"`{scalar.text[:40]}` cannot be {'an' if what == 'id' else 'a'} {what}"
    problems.add(message, scalar.where, fix)
    return ""


def label_of(id: str) -> str:
    """Return a label for something that has only an id.

    >>> label_of("forced_eviction")
    'Forced eviction'
    """
    words = re.sub(r"[_-]+", " ", id).strip()
    return words[:1].upper() + words[1:]


def read_pattern(
    scalar: Scalar, lists: Mapping[str, WordList], problems: Problems
) -> Pattern | None:
    """Return the pattern in a scalar, its lists known, or note what is wrong."""
    try:
        pattern = parse_pattern(scalar.text)
    except PatternError as error:
        problems.add(error.message, scalar.at(error.offset), error.fix)
        return None
    unknown = [name for name in pattern.lists if name not in lists]
    for name in dict.fromkeys(unknown):
        where = scalar.at(scalar.text.index(f"@{name}"))
        fix = one_of(name, sorted(lists))
        problems.add(f"there is no list `{name}`", where, fix)
    return None if unknown else pattern


def read_lists(fields: Fields) -> dict[str, WordList]:
    """Return the word lists by name, in the order of the file."""
    found: dict[str, WordList] = {}
    for key, node in fields.pairs("lists"):
        name = read_id(key, fields.problems, "list's name")
        scalars = fields.scalars_of(node, key.text[:40])
        if isinstance(node, Items) and not node.nodes:
            fix = "write its words in brackets: [one, two]"
            fields.problems.add(f"the list `{key.text[:40]}` is empty", key.where, fix)
        entries = [_read_entry(scalar, fields.problems) for scalar in scalars]
        # A list with a mistake is kept: its name must not become a second mistake
        known = tuple(entry for entry in entries if entry is not None)
        found[name or key.text] = WordList(
            id=name or key.text, entries=known, line=key.where.line or 0
        )
    return found


def _read_entry(scalar: Scalar, problems: Problems) -> Pattern | None:
    """Return a word or phrase as one element with one alternative."""
    try:
        elements = parse_pattern(scalar.text).elements
    except PatternError as error:
        problems.add(error.message, scalar.at(error.offset), error.fix)
        return None
    options = [element.alternatives for element in elements]
    fix = "write each word or phrase as an entry of its own"
    if any(element.gap for element in elements):
        problems.add("a list holds words and phrases, not gaps", scalar.where, fix)
    elif any(len(option) > 1 for option in options):
        problems.add("a list's entry is one word or phrase", scalar.where, fix)
    elif any(option[0].list for option in options):
        problems.add("a list cannot hold another list", scalar.where, fix)
    else:
        words = tuple(word for option in options for word in option[0].words)
        return Pattern((Element((Alternative(words),)),), scalar.text)
    return None


def read_themes(fields: Fields) -> dict[str, Theme]:
    """Return the themes by id: from a list of ids or mappings, or from id: label."""
    found: dict[str, Theme] = {}
    node = fields.node("themes")
    if isinstance(node, Entries):
        for key, value in node.pairs:
            _add_theme(found, _theme_of_pair(key, value, fields.problems), key, fields)
        return found
    for item in fields.items("themes"):
        if isinstance(item, Scalar):
            theme = _theme(item, "", "", fields.problems)
            _add_theme(found, theme, item, fields)
        elif isinstance(item, Entries):
            inner = Fields(item, THEME_KEYS, fields.problems)
            id = inner.scalar("id")
            if id is None:
                fields.problems.add("a theme has no id", item.where, "add `id: …`")
                continue
            label, definition = inner.text("label"), inner.text("definition")
            theme = _theme(id, label, definition, fields.problems)
            _add_theme(found, theme, id, fields)
        else:
            fix = "write `- {id: housing, label: Housing}`"
            fields.problems.add("a theme has an id and a label", item.where, fix)
    return found


def _theme_of_pair(key: Scalar, value: Node, problems: Problems) -> Theme:
    if isinstance(value, Scalar):
        return _theme(key, one_line(value.text), "", problems)
    if isinstance(value, Entries):
        inner = Fields(value, THEME_KEYS[1:], problems)
        return _theme(key, inner.text("label"), inner.text("definition"), problems)
    problems.add("a theme takes a label", value.where, f"write `{key.text[:40]}: …`")
    return _theme(key, "", "", problems)


def _theme(id: Scalar, label: str, definition: str, problems: Problems) -> Theme:
    name = read_id(id, problems, "theme's id") or id.text
    line = id.where.line or 0
    return Theme(
        id=name, label=label or label_of(name), definition=definition, line=line
    )


def _add_theme(
    found: dict[str, Theme], theme: Theme, where: Scalar, fields: Fields
) -> None:
    if theme.id in found:
        fix = f"the first is on line {found[theme.id].line}; give each its own id"
        message = f"the theme `{theme.id[:40]}` stands here twice"
        fields.problems.add(message, where.where, fix)
    found.setdefault(theme.id, theme)


def read_rights(fields: Fields) -> tuple[Right, ...]:
    """Return rights and the articles that protect them, in the order of the file."""
    node = fields.node("rights")
    if node is None:
        return ()
    if isinstance(node, Scalar):
        return (Right(name=one_line(node.text)),)
    if isinstance(node, Entries):
        return tuple(
            Right(name=one_line(key.text), instruments=_instruments(fields, value))
            for key, value in node.pairs
        )
    if all(isinstance(item, Scalar) for item in node.nodes):
        instruments = _instruments(fields, node)
        return (Right(name=UNNAMED_RIGHT, instruments=instruments),) * bool(instruments)
    return tuple(_read_right(item, fields) for item in node.nodes)


def _read_right(item: Node, fields: Fields) -> Right:
    if not isinstance(item, Entries):
        fix = "write `- {right: Privacy, instruments: [ICCPR 17]}`"
        fields.problems.add("a right is named with `right:`", item.where, fix)
        return Right(name=UNNAMED_RIGHT)
    inner = Fields(item, ("right", "instruments"), fields.problems)
    name = inner.text("right")
    if not name:
        fields.problems.add("a right has no name", item.where, "add `right: …`")
    return Right(name=name or UNNAMED_RIGHT, instruments=inner.texts("instruments"))


def _instruments(fields: Fields, node: Node) -> tuple[str, ...]:
    if isinstance(node, Scalar) and not node.text.strip():
        return ()
    scalars = fields.scalars_of(node, "rights")
    return tuple(one_line(scalar.text) for scalar in scalars)
