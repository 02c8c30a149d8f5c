"""Mending ledgers: lines that a person corrected by hand get a crc that fits again.

In:  a study whose ledgers have lines that do not fit their crc.
Out: which lines those are, to be shown to a person; and the same files with new crcs
     once she agrees. Lines that are cut off or not an event stay as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.formats.ledger import parse_ledger, restamped
from qualcode.store.files import read_file, write_file
from qualcode.store.folder import TEXTS, StudyFolder
from qualcode.store.ledgers import ledger_files
from qualcode.store.locks import study_lock

__all__ = ["Mend", "mendable", "repair"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A line (from 1) of a ledger as it is, and as it would be with a crc that fits."""

    path: Path
    line: int
    was: bytes = field(repr=False)
    now: bytes = field(repr=False)


def mendable(study: StudyFolder) -> tuple[Mend, ...]:
    """Return the lines that are events but for their crc, in the order of the files.

    Raises:
        StudyError: a ledger cannot be read.
    """
    return tuple(
        mend
        for kind in TEXTS
        for id in study.ids(kind)
        for path in ledger_files(study.unit(id))
        for mend in _mends(path)
    )


def repair(study: StudyFolder, mends: Iterable[Mend]) -> int:
    """Write the mended lines; a line that changed since it was shown is left alone.

    Returns:
        How many lines were mended.

    Raises:
        StudyError: a ledger cannot be written; it is then as it was.
    """
    by_path: dict[Path, list[Mend]] = defaultdict(list)
    for mend in mends:
        by_path[mend.path].append(mend)
    mended = 0
    with study_lock(study.identity()[0]):
        for path in sorted(by_path):
            lines = read_file(path, follow=False).split(b"\n")
            for mend in by_path[path]:
                if lines[mend.line - 1] == mend.was:
                    lines[mend.line - 1] = mend.now
                    mended += 1
            write_file(path, b"\n".join(lines))
    return mended


def _mends(path: Path) -> Iterator[Mend]:
    lines = read_file(path, follow=False).split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip() or parse_ledger(line, path.name).entries:
            continue
        try:
            now = restamped(line.removesuffix(b"\r")).removesuffix(b"\n")
        except ValueError:
            continue
        if b'"crc"' in line and parse_ledger(now, path.name).entries:
            yield Mend(path=path, line=number, was=line, now=now)
