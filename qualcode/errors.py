"""What can be wrong in the user's files or options, said with a place and a remedy.

In:  a problem in words, where it is, what to do about it.
Out: exceptions whose text is ready to print. A bug is never one of these: it stays a
     traceback. No message ever holds the words of a participant.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

__all__ = [
    "CodebookError",
    "CodingsError",
    "LedgerError",
    "Location",
    "OptionError",
    "Problem",
    "QualcodeError",
    "StudyError",
    "TableError",
    "TranscriptError",
]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: a line and column (from 1), or a spreadsheet cell.

    >>> print(Location("hrv.yaml", 12, 7), Location("p.xlsx", cell="B4"))
    hrv.yaml:12:7 p.xlsx!B4
    """

    file: str
    line: int | None = None
    column: int | None = None
    cell: str = ""

    def __str__(self) -> str:
        """Return ``file:line:column``, or ``file!cell``, as far as known."""
        if self.cell:
            return f"{self.file}!{self.cell}"
        known = (self.file, self.line, self.column)
        return ":".join(str(part) for part in known if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what, where, and how to put it right.

    >>> print(Problem("a rule is empty", Location("hrv.yaml", 3, 5), "write a word"))
    hrv.yaml:3:5: a rule is empty
      fix: write a word
    """

    message: str
    where: Location | None = None
    fix: str = ""

    def __str__(self) -> str:
        """Return ``where: message``, then the fix on a line of its own."""
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head}\n  fix: {self.fix}" if self.fix else head


class QualcodeError(Exception):
    """Something in the user's files or options that the user can put right.

    >>> print(QualcodeError("code id 'tortur' is not defined",
    ...                     where=Location("hrv.yaml", 12, 7), fix="use 'torture'"))
    hrv.yaml:12:7: code id 'tortur' is not defined
      fix: use 'torture'
    """

    def __init__(
        self, message: str, *, where: Location | None = None, fix: str = ""
    ) -> None:
        super().__init__(message)
        self.problems: Sequence[Problem] = (Problem(message, where, fix),)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Self:
        """Return one error that holds all ``problems`` of a file, in order.

        Raises:
            ValueError: there are none.

        >>> both = QualcodeError.of([Problem("one"), Problem("two")])
        >>> print(both)
        one
        two
        """
        found = tuple(problems)
        if not found:
            raise ValueError("an error needs at least one problem")
        error = cls(found[0].message)
        error.problems = found
        return error

    def __str__(self) -> str:
        """Return all problems, one under the other."""
        return "\n".join(str(problem) for problem in self.problems)


class TranscriptError(QualcodeError):
    """A transcript or quoted document that cannot be read."""


class CodebookError(QualcodeError):
    """A codebook that cannot be used."""


class TableError(QualcodeError):
    """A participants or interviews table that cannot be used."""


class CodingsError(QualcodeError):
    """A table of codings whose rows cannot all be used."""


class LedgerError(QualcodeError):
    """A ledger that must not be written, or a change it does not allow."""


class StudyError(QualcodeError):
    """A study folder, or its settings, that cannot be used."""


class OptionError(QualcodeError):
    """An option or argument that does not fit the study; exit code 2."""
