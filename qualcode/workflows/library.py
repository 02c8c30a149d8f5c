"""The few verbs a notebook needs; `qualcode` offers them by name.

In:  paths. Out: a `Study`, a `Codebook`, DataFrames.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import OptionError
from qualcode.model.codebook import Codebook
from qualcode.model.study import Study
from qualcode.store.folder import StudyFolder
from qualcode.workflows.asked import Asked
from qualcode.workflows.codebooks import read_codebook
from qualcode.workflows.inputs import transcript_files

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["codebook", "open", "read", "table"]

NAMES = (
    *("summary", "themes", "codes", "by_group", "rights", "perpetrators", "together"),
    *("contrary", "case_by_code", "quotes", "passages", "codebook", "sources", "notes"),
)


def open(folder: str | Path) -> Study:
    """Open a study's folder, with today's suggestions.

    Raises:
        QualcodeError: with all problems of the files that people write.
    """
    from qualcode.workflows.opening import open_study

    return open_study(StudyFolder(Path(folder))).study


def read(
    paths: Sequence[str | Path], codebook: str | Path, *, consent: str = ""
) -> Study:
    """Make a study of loose files; a person is a label in a file (semantics 3).

    Raises:
        QualcodeError: with all problems of the files.
    """
    from qualcode.workflows.opening import open_files

    files = transcript_files(Path(path) for path in paths)
    opened = open_files(files, Asked(), codebook=str(codebook), consent=consent)
    return opened.study


def codebook(source: str | Path) -> Codebook:
    """Read a codebook file, or a shipped codebook by name.

    Raises:
        CodebookError: with all problems of the file.

    >>> codebook("rights-violations").language
    'en'
    """
    return read_codebook(source)


def table(
    study: Study, name: str, *, where: Sequence[str] = (), by: str = "group"
) -> "pd.DataFrame":
    """Return a table of a study, as the workbook and the CSV twins have it.

    Args:
        study: as `open` or `read` return it.
        name: one of themes, codes, by_group, rights, perpetrators, together, contrary,
            case_by_code, quotes, passages, codebook, sources, notes, summary.
        where: conditions such as ``group=tenant``.
        by: what ``by_group`` groups persons by.

    Raises:
        OptionError: there is no such table, or a condition is unknown.

    >>> len(table(Study(id="empty"), "themes"))
    0
    """
    from qualcode.formats.spelling import one_of
    from qualcode.workflows.outputs import Wanted, make_edition

    if name not in NAMES:
        raise OptionError(f"there is no table {name}", fix=one_of(name, NAMES))
    return make_edition(study, Wanted(where=tuple(where), by=by)).frames[name]
