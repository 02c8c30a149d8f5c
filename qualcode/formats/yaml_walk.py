"""YAML as people write it, read strictly: text stays text, every node keeps its place.

In:  the bytes of a codebook or of settings.
Out: `Scalar`, `Items`, `Entries` with line and column, and problems. A scalar is the
     text as written (``no``, ``NO``, ``012`` are words); anchors, aliases, custom
     types, second documents, duplicate keys, deep nesting are refused. Nodes are built
     from the parser's events, so that nothing is composed before it was judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias
from unicodedata import normalize

import yaml

from qualcode.errors import Location, Problem
from qualcode.formats.yaml_text import decode_yaml, strays

__all__ = ["Entries", "Items", "Node", "Scalar", "walk_yaml"]

DEEPEST = 20
MOST_NODES = 200_000
WRITE_OUT = "write it out; or put it in quotes, if it is text"
SPLIT = "check that this is the file you mean; keep it simple"
DELETE = "delete it; or put it in quotes, if it is text"
LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. ``lead`` is how many characters its quote takes, -1 if that varies.

    ``plain`` is False for text in quotes or in a block.
    """

    text: str
    where: Location
    lead: int = 0
    plain: bool = True

    def at(self, offset: int) -> Location:
        """Return the place of ``text[offset]`` in the file, as exactly as known."""
        column = self.where.column
        if self.lead < 0 or column is None:
            return self.where
        return Location(self.where.file, self.where.line, column + self.lead + offset)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: "tuple[Node, ...]"
    where: Location


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping: keys are unique, order is that of the file."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    where: Location

    def get(self, key: str) -> "Node | None":
        """Return the value of ``key``, or None."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node: TypeAlias = Scalar | Items | Entries


def walk_yaml(data: bytes, name: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read one YAML document; the node is None when it cannot be read at all.

    >>> node, problems = walk_yaml(b"country: NO", "study.yaml")
    >>> isinstance(node, Entries) and node.pairs[0][1]
    Scalar(text='NO', where=Location(file='study.yaml', line=1, column=10, cell=''), \
lead=0, plain=True)
    """
    text, problems = decode_yaml(data, name)
    if problems:
        return None, problems
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if not builder.take(event):
                return None, tuple(builder.problems)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(error, name))
        return None, tuple(builder.problems)
    except (yaml.YAMLError, ValueError, OverflowError):
        # Without libyaml an escape beyond Unicode is a ValueError without a place
        fix = "look for an escape such as \\U in double quotes"
        builder.problems.append(Problem("this is not YAML", Location(name), fix))
        return None, tuple(builder.problems)
    if builder.foreign:
        # What an alias or a custom type stands for is not known: judge no further
        return None, tuple(builder.problems)
    if builder.root is None:
        where = Location(name, 1, 1)
        builder.problems.append(
            Problem("the file is empty", where, "write into it, or copy one")
        )
    return builder.root, tuple(builder.problems)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    where: Location
    is_mapping: bool
    nodes: list[Node] = field(default_factory=list)
    keys: dict[str, int | None] = field(default_factory=dict)

    def close(self) -> Node:
        if not self.is_mapping:
            return Items(tuple(self.nodes), self.where)
        pairs = zip(self.nodes[::2], self.nodes[1::2], strict=True)
        first: dict[str, tuple[Scalar, Node]] = {}
        for key, value in pairs:
            if isinstance(key, Scalar):
                first.setdefault(key.text, (key, value))
        return Entries(tuple(first.values()), self.where)


class _Mark(Protocol):
    """A place as either of the two parsers tells it, from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _Builder:
    """Makes nodes of events, and notes what is not allowed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.documents = 0
        self.foreign = False
        self.count = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False when reading further would be of no use."""
        where = _place(event.start_mark, self.name)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                fix = "keep one document a file: delete the `---`"
                self.problems.append(Problem("a second document begins", where, fix))
            return self.documents == 1
        if isinstance(event, yaml.NodeEvent):
            foreign = tuple(_not_allowed(event, where))
            self.foreign = self.foreign or bool(foreign)
            self.problems.extend(foreign)
            return self._take_node(event, where)
        if isinstance(event, yaml.CollectionEndEvent):
            self._add(self.open.pop().close())
        return True

    def _take_node(self, event: yaml.NodeEvent, where: Location) -> bool:
        self.count += 1
        if self.count > MOST_NODES:
            self.problems.append(Problem("the file has too many entries", where, SPLIT))
            return False
        if isinstance(event, yaml.CollectionStartEvent):
            if len(self.open) >= DEEPEST:
                self.problems.append(
                    Problem("lists are nested too deeply", where, SPLIT)
                )
                return False
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self._expect_key(where, is_text=False)
            self.open.append(_Open(where, is_mapping))
        elif isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event, where))
        else:
            self._add(Scalar("", where, -1))
        return True

    def _scalar(self, event: yaml.ScalarEvent, where: Location) -> Scalar:
        if stray := strays(event.value):
            message = f"an escape stands for a control character, {stray}"
            self.problems.append(Problem(message, where, "delete the escape"))
        value = event.value if event.value.isascii() else normalize("NFC", event.value)
        quotes = 1 if event.style in {"'", '"'} else 0
        end = _place(event.end_mark, self.name)
        as_written = end.line == where.line and (
            (end.column or 0) - (where.column or 0) == len(value) + 2 * quotes
        )
        scalar = Scalar(value, where, quotes if as_written else -1, not event.style)
        self._expect_key(where, is_text=True, key=value)
        return scalar

    def _expect_key(self, where: Location, *, is_text: bool, key: str = "") -> None:
        """Judge a node that stands where a mapping expects a key."""
        if not self.open or not self.open[-1].is_mapping:
            return
        if len(self.open[-1].nodes) % 2:
            return
        if not is_text:
            fix = "write a word before the colon"
            self.problems.append(Problem("a key is not a word", where, fix))
            return
        keys = self.open[-1].keys
        if key in keys:
            message = f"`{_short(key)}` stands here twice"
            fix = f"keep one; the first is on line {keys[key]}"
            self.problems.append(Problem(message, where, fix))
        keys.setdefault(key, where.line)

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1].nodes.append(node)
        else:
            self.root = node


def _not_allowed(event: yaml.NodeEvent, where: Location) -> Iterator[Problem]:
    if isinstance(event, yaml.AliasEvent):
        message = f"`*{_short(event.anchor)}` refers to another place in the file"
        yield Problem(
            message, where, "write it out; or put it in quotes, if it is text"
        )
    elif event.anchor is not None:
        message = f"`&{_short(event.anchor)}` is not allowed here"
        yield Problem(message, where, DELETE)
    tag = getattr(event, "tag", None)
    if tag is not None:
        message = f"`{_short(tag)}` is not allowed here"
        yield Problem(message, where, DELETE)


def _short(text: str | None, most: int = 40) -> str:
    line = re.sub(r"\s+", " ", text or "")
    return line if len(line) <= most else line[: most - 1] + "…"


def _place(mark: _Mark | None, name: str) -> Location:
    assert mark is not None, "only events made by hand have no marks"
    return Location(name, mark.line + 1, mark.column + 1)


# What the parser says (with and without libyaml), and what that means to a person
_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (
        r"mapping values are not allowed",
        "a colon stands where none may stand",
        "put the whole value in quotes",
    ),
    (
        r"cannot start any token",
        "a value starts with a character that YAML keeps for itself",
        "put the whole value in quotes",
    ),
    (
        r"unexpected end of stream|document separator",
        "a quote that opens here is never closed",
        "close it with the same quote",
    ),
    (
        r"expected ',' or|expected the ',' or",
        "a list in brackets is not closed, or lacks a comma",
        "write `[one, two]`",
    ),
    (
        r"escape",
        "a backslash in double quotes means something else here",
        "use single quotes, in which a backslash is a backslash",
    ),
    (
        r"expected key|expected '-'|expected <block end>|<document start>",
        "this line does not fit the lines above it",
        "line it up with its neighbours; or put the value in quotes",
    ),
)


def _syntax_problem(error: yaml.MarkedYAMLError, name: str) -> Problem:
    said = error.problem or ""
    mark = error.problem_mark or error.context_mark
    if "end of stream" in said and error.context_mark is not None:
        mark = error.context_mark
    where = _place(mark, name)
    for pattern, message, fix in _SYNTAX:
        if re.search(pattern, said):
            return Problem(message, where, fix)
    fix = "compare it with a codebook that works; quotes are never wrong"
    return Problem("this is not YAML", where, fix)
