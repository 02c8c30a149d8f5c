"""Codebooks: the shipped ones, a copy to adapt, checks and exports.

In:  the name of a shipped codebook or the path of a file.
Out: codebooks, problems, or files written.
"""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from qualcode.errors import CodebookError, Problem
from qualcode.formats import codebook_in
from qualcode.model.codebook import Codebook
from qualcode.store.files import read_file, write_file

__all__ = [
    "DEFAULT",
    "check_codebook",
    "codebook_bytes",
    "export_codebook",
    "new_codebook",
    "read_codebook",
    "shipped",
]

DEFAULT = "rights-violations"
KINDS = ("xlsx", "csv", "md")


def shipped() -> tuple[str, ...]:
    """Return the names of the codebooks that come with qualcode, sorted.

    >>> "rights-violations" in shipped()
    True
    """
    home = files("qualcode.codebooks")
    names = (entry.name for entry in home.iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n.endswith(".yaml")))


def codebook_bytes(source: str | Path) -> tuple[bytes, str]:
    """Return a codebook's bytes and its name: a file's, or of a shipped one.

    Raises:
        CodebookError: there is neither a file nor a shipped codebook of this name.
    """
    path = Path(source)
    if path.exists():
        return read_file(path), str(source)
    if str(source) in shipped():
        name = f"{source}.yaml"
        return files("qualcode.codebooks").joinpath(name).read_bytes(), name
    fix = f"give a file, or one of the shipped codebooks: {', '.join(shipped())}"
    raise CodebookError(f"there is no codebook {source}", fix=fix)


def read_codebook(source: str | Path) -> Codebook:
    """Read a codebook file, or a shipped codebook by name.

    Raises:
        CodebookError: with all problems of the file.

    >>> read_codebook("rights-violations").id
    'rights-violations'
    """
    return codebook_in.parse_codebook(*codebook_bytes(source))


def new_codebook(target: Path, source: str | Path = DEFAULT) -> None:
    """Copy a codebook to ``target`` to adapt it.

    Raises:
        CodebookError: the source cannot be read, or the target exists.
    """
    if target.exists():
        fix = "choose another name, or move the file away first"
        raise CodebookError(f"{target} exists and is not overwritten", fix=fix)
    data, name = codebook_bytes(source)
    codebook_in.parse_codebook(data, name)
    write_file(target, data)


def check_codebook(source: str | Path) -> tuple[Codebook, Sequence[Problem]]:
    """Read a codebook, run its examples and near misses, and lint it.

    Returns:
        The codebook, and what a person should look at, in the file's order.

    Raises:
        CodebookError: the file cannot be used at all.
    """
    from qualcode.matching.check import check_codebook as check

    data, name = codebook_bytes(source)
    codebook, warnings = codebook_in.parse_codebook_with_warnings(data, name)
    return codebook, (*warnings, *check(codebook))


def export_codebook(source: str | Path, target: Path) -> None:
    """Write the codebook as a table for people: .xlsx, .csv or .md.

    Raises:
        CodebookError: the target's ending is none of these.
    """
    from qualcode.formats import codebook_out

    codebook = read_codebook(source)
    kind = target.suffix.removeprefix(".").lower()
    if kind == "csv":
        data = codebook_out.render_codebook_csv(codebook)
    elif kind == "md":
        data = codebook_out.render_codebook_md(codebook)
    elif kind == "xlsx":
        from qualcode.workflows.stamps import stamp_of
        from qualcode.workflows.workbooks import codebook_workbook

        data = codebook_workbook(codebook, stamp_of(edition=codebook.version))
    else:
        fix = f"end the file's name in one of: {', '.join('.' + k for k in KINDS)}"
        raise CodebookError(f"a codebook is not written as {target.suffix!r}", fix=fix)
    write_file(target, data)
