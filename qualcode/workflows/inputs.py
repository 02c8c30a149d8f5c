"""Inputs: which files a person means, and which study.

In:  the paths given on the command line.
Out: the transcripts' files in stable order; a study's folder; the codebook to use.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from qualcode.errors import OptionError
from qualcode.store.folder import SETTINGS, StudyFolder, find_study

__all__ = ["is_study", "study_at", "transcript_files"]

# What lies beside transcripts and is not one, by stem.
_TABLES = ("participants", "interviews", "documents", "codings", "readme", "codebook")


def is_study(path: Path) -> bool:
    """Say whether a path is a study's folder."""
    return (path / SETTINGS).is_file()


def study_at(folder: Path | None) -> StudyFolder:
    """Return the study in ``folder``, or the nearest one upwards from here.

    Raises:
        StudyError: there is none.
    """
    return StudyFolder(folder) if folder else find_study(Path())


def transcript_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files meant by ``paths``: files as given, folders' readable files.

    Of a folder, files with a known suffix count, except tables of participants,
    interviews, documents and codings, and files that begin with a dot or ``~$``.

    Raises:
        OptionError: there is none.
    """
    found: list[Path] = []
    for path in paths:
        found.extend(_readable(path) if path.is_dir() else [path])
    if not found:
        from qualcode.formats.readers import READERS

        kinds = " ".join(sorted(READERS))
        raise OptionError("no transcripts found", fix=f"name files ({kinds})")
    return tuple(dict.fromkeys(found))


def _readable(folder: Path) -> Sequence[Path]:
    from qualcode.formats.readers import READERS

    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in READERS
        and not path.name.startswith((".", "~$"))
        and not path.stem.lower().startswith(_TABLES)
        and path.is_file()
    )
