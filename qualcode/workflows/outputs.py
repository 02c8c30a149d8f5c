"""Outputs: the theme workbook with its CSV twins, the quotes, or all in one go.

In:  a study or loose files, already opened, and where to write.
Out: files, each written whole or not at all; their paths are returned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.errors import OptionError
from qualcode.model.study import Study
from qualcode.store.files import make_folder, write_file
from qualcode.workflows.progress import Progress, silent
from qualcode.workflows.quoting import KINDS, render_quotes
from qualcode.workflows.stamps import provenance_of, stamp_of
from qualcode.workflows.workbooks import Edition, edition_of, theme_workbook

__all__ = ["Wanted", "make_edition", "run", "write_quotes", "write_tables"]

TABLES = "themes.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asks of tables and quotes.

    ``codes``: quotes of these codes or themes only. ``classes``: affirmed, feared,
    denied, unclear, hearsay. ``limit`` is per code, ``per_person`` per code and person;
    0 is all.
    """

    where: tuple[str, ...] = ()
    by: str = "group"
    codes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ("affirmed",)
    include_suggested: bool = True
    limit: int = 0
    per_person: int = 0
    words_min: int | None = None
    words_max: int | None = None
    command: str = "qualcode"


def make_edition(study: Study, wanted: Wanted) -> Edition:
    """Make all tables of a study as it counts today, under the filters asked for.

    Raises:
        OptionError: a filter, an attribute or a code is unknown.
    """
    from qualcode.tables.counted import counted
    from qualcode.tables.quotes import QuoteOptions
    from qualcode.tables.where import parse_where

    _check_attribute(study, wanted.by)
    conditions = [*wanted.where]
    if wanted.codes:
        conditions.append(f"code={'|'.join(_codes(study, wanted.codes))}")
    view = counted(study, parse_where(conditions, study))
    options = QuoteOptions(
        classes=wanted.classes,
        include_suggested=wanted.include_suggested,
        limit=wanted.limit,
        per_person=wanted.per_person,
        words_min=wanted.words_min,
        words_max=wanted.words_max,
    )
    provenance = provenance_of(study, stamp_of(study), wanted.command, conditions)
    return edition_of(view, provenance, by=wanted.by, options=options)


def _check_attribute(study: Study, by: str) -> None:
    from qualcode.formats.spelling import one_of

    told = (name for person in study.participants for name, _ in person.attributes)
    known = ["group", "consent", *dict.fromkeys(told)]
    if by not in known:
        raise OptionError(f"no participant has a {by!a}", fix=one_of(by, known))


def write_tables(study: Study, edition: Edition, out: Path) -> tuple[Path, ...]:
    """Write themes.xlsx, a CSV twin of each table and columns.json into ``out``."""
    from qualcode.formats.csv_out import columns_json, render_csv

    workbook = theme_workbook(edition, stamp_of(study))
    files = {Path(TABLES): workbook}
    for name, frame in edition.frames.items():
        data = render_csv(frame, edition.columns(name), bom=True)
        files[Path("csv") / f"{name}.csv"] = data
    columns = {name: edition.columns(name) for name in edition.frames}
    files[Path("csv") / "columns.json"] = columns_json(columns)
    return _written(out, files)


def write_quotes(
    study: Study, edition: Edition, target: Path, kinds: Sequence[str] = KINDS
) -> tuple[Path, ...]:
    """Write the quotes: a file ``target``, or one of each kind in the folder.

    Raises:
        OptionError: the file's ending is none of `KINDS`.
    """
    stamp = stamp_of(study)
    if target.suffix:
        kind = target.suffix.lower()
        data = render_quotes(edition, kind, stamp)
        return _written(target.parent, {Path(target.name): data})
    files = {Path(f"quotes{k}"): render_quotes(edition, k, stamp) for k in kinds}
    return _written(target, files)


def run(
    study: Study, wanted: Wanted, out: Path, *, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write tables and quotes of a study into a folder.

    Raises:
        OptionError: a filter is unknown.
        StudyError: the folder cannot be written.
    """
    progress("counting", 1, 3)
    edition = make_edition(study, wanted)
    progress("writing tables", 2, 3)
    tables = write_tables(study, edition, out)
    progress("writing quotes", 3, 3)
    kinds = tuple(kind for kind in KINDS if kind != ".jsonl")
    return (*tables, *write_quotes(study, edition, out, kinds))


def _written(out: Path, files: dict[Path, bytes]) -> tuple[Path, ...]:
    make_folder(out)
    for name, data in files.items():
        path = out / name
        if path.parent != out:
            make_folder(path.parent)
        write_file(path, data)
    return tuple(out / name for name in files)


def _codes(study: Study, wanted: Sequence[str]) -> list[str]:
    """Return the ids of the codes meant by ids of codes or themes."""
    from qualcode.formats.spelling import one_of

    book = study.codebook
    themes = {theme.id for theme in book.themes}
    known = [*(code.id for code in book.codes), *sorted(themes)]
    found: list[str] = []
    for id in wanted:
        if id not in known:
            fix = one_of(id, known)
            raise OptionError(f"there is no code or theme {id}", fix=fix)
        found += [c.id for c in book.codes if id in {c.id, c.parent, c.theme}]
    return list(dict.fromkeys(found))
