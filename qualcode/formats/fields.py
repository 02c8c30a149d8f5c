"""The entries of a mapping in a hand-written file, read one by one.

In:  `Entries` and the keys that are known there.
Out: texts, lists and choices; and a problem for every key or value that does not fit,
     collected, so that a person sees all of them at once.
"""

from collections.abc import Sequence
from typing import TypeVar

from qualcode.errors import Location, Problem
from qualcode.formats.spelling import one_of
from qualcode.formats.yaml_walk import Entries, Items, Node, Scalar

__all__ = ["Fields", "Problems", "one_line"]

Choice = TypeVar("Choice", bound=str)
YES = frozenset({"yes", "true", "on", "y"})
NO = frozenset({"no", "false", "off", "n"})


class Problems:
    """The problems of one file, in the order in which they were found."""

    def __init__(self, file: str, problems: Sequence[Problem] = ()) -> None:
        self.file, self.found = file, list(problems)

    def add(self, message: str, where: Location | None, fix: str = "") -> None:
        """Note one problem."""
        self.found.append(Problem(message, where, fix))

    def in_order(self) -> tuple[Problem, ...]:
        """Return them by their place in the file."""
        return tuple(sorted(self.found, key=_place))


def _place(problem: Problem) -> tuple[int, int]:
    where = problem.where
    return (where.line or 0, where.column or 0) if where else (0, 0)


def one_line(text: str) -> str:
    r"""Return text with every run of white space as one space.

    >>> one_line("a definition\n  on two lines\n")
    'a definition on two lines'
    """
    return " ".join(text.split())


class Fields:
    """One mapping, its known keys, and the place where problems go."""

    def __init__(
        self, entries: Entries, known: Sequence[str], problems: Problems
    ) -> None:
        self.entries, self.problems = entries, problems
        self.where = entries.where
        for key, _ in entries.pairs:
            if key.text not in known:
                fix = one_of(key.text, known)
                problems.add(f"`{key.text[:40]}` is not known here", key.where, fix)

    def __contains__(self, key: str) -> bool:
        """Say whether ``key`` is written at all."""
        return self.entries.get(key) is not None

    def node(self, key: str) -> Node | None:
        """Return the value of ``key`` unless it is missing or left empty."""
        node = self.entries.get(key)
        if isinstance(node, Scalar) and node.plain and not node.text:
            return None
        return node

    def place(self, key: str) -> Location:
        """Return where the value of ``key`` stands, or else the mapping."""
        node = self.entries.get(key)
        return node.where if node is not None else self.where

    def scalar(self, key: str) -> Scalar | None:
        """Return the text of ``key`` with its place."""
        node = self.node(key)
        if node is None or isinstance(node, Scalar):
            return node
        self.problems.add(f"`{key}` takes a text", node.where, f"write `{key}: …`")
        return None

    def text(self, key: str, default: str = "") -> str:
        """Return the text of ``key`` on one line."""
        scalar = self.scalar(key)
        return one_line(scalar.text) if scalar is not None else default

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """Return the texts of ``key``: a text alone counts as a list of one."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node,)
        return self.scalars_of(node, key)

    def scalars_of(self, node: Node, key: str) -> tuple[Scalar, ...]:
        """Return the texts of a list; ``key`` is what to call it."""
        if isinstance(node, Scalar):
            return (node,)
        if isinstance(node, Entries):
            self.problems.add(f"`{key}` takes a list", node.where, "write `[one, two]`")
            return ()
        found = []
        for item in node.nodes:
            if isinstance(item, Scalar) and item.text.strip():
                found.append(item)
            elif isinstance(item, Scalar):
                self.problems.add(f"an entry of `{key}` is empty", item.where)
            else:
                fix = "put the entry in quotes; a colon in it needs them"
                self.problems.add(f"`{key}` takes texts", item.where, fix)
        return tuple(found)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of ``key``, each on one line."""
        return tuple(one_line(scalar.text) for scalar in self.scalars(key))

    def choice(self, key: str, options: Sequence[Choice], default: Choice) -> Choice:
        """Return the text of ``key`` if it is one of ``options``."""
        scalar = self.scalar(key)
        if scalar is None:
            return default
        for option in options:
            if option == scalar.text:
                return option
        message = f"`{key}` cannot be `{scalar.text[:40]}`"
        self.problems.add(message, scalar.where, one_of(scalar.text, options))
        return default

    def flag(self, key: str, *, default: bool) -> bool:
        """Return whether ``key`` says yes."""
        scalar = self.scalar(key)
        if scalar is None:
            return default
        said = scalar.text.strip().casefold()
        if said not in YES | NO:
            fix = f"write `{key}: yes` or `{key}: no`"
            self.problems.add(f"`{key}` is neither yes nor no", scalar.where, fix)
            return default
        return said in YES

    def number(self, key: str, default: int, *, least: int, most: int) -> int:
        """Return the whole number of ``key`` if it lies in the range."""
        scalar = self.scalar(key)
        if scalar is None:
            return default
        digits = scalar.text.strip()
        if digits.isascii() and digits.isdigit() and len(digits) <= len(str(most)):
            number = int(digits)
            if least <= number <= most:
                return number
        message = f"`{key}` is not a whole number from {least} to {most}"
        self.problems.add(message, scalar.where, f"write `{key}: {default}`")
        return default

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the entries of the list ``key``."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Items):
            return node.nodes
        fix = "begin each of its entries with `- `"
        self.problems.add(f"`{key}` takes a list", node.where, fix)
        return ()

    def pairs(self, key: str) -> tuple[tuple[Scalar, Node], ...]:
        """Return the entries of the mapping ``key``."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Entries):
            return node.pairs
        fix = "write `name: value` on lines of their own under it"
        self.problems.add(f"`{key}` takes names and values", node.where, fix)
        return ()
