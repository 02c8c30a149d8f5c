"""The folder of a study: where each thing lies, and how it is read.

In:  the path of a study (DESIGN.md §4).
Out: its settings, tables, codebook, sources, texts; each from its own file, as values.
     `qualcode.store.studies` puts them together.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from qualcode.errors import Location, StudyError
from qualcode.model.arrivals import is_id
from qualcode.model.codebook import Codebook
from qualcode.model.events import text_version
from qualcode.model.participant import Interview, Participant
from qualcode.model.study import Settings
from qualcode.model.transcript import Draft, Source
from qualcode.store.files import make_folder, read_file, write_file

__all__ = ["StudyFolder", "find_study", "version_of"]

SETTINGS = "study.yaml"
TEXTS = {"interviews": "transcript.txt", "documents": "document.txt"}


@dataclass(frozen=True, slots=True)
class StudyFolder:
    """A study on disk; every method reads the disk anew."""

    path: Path

    def identity(self) -> tuple[str, Settings]:
        """Return the study's id and settings.

        Raises:
            StudyError: there is no study here, or its settings are wrong.
        """
        from qualcode.formats.settings import parse_settings

        file = self.path / SETTINGS
        if not file.is_file():
            fix = "make one with `qualcode init`, or say where it is with --study"
            raise StudyError("there is no study here", fix=fix)
        return parse_settings(read_file(file), SETTINGS)

    def participants(self) -> tuple[Participant, ...]:
        """Return the persons, in the order of their table; none if there is no table.

        Raises:
            TableError: with all problems of the table.
        """
        from qualcode.formats.people import parse_participants

        found = self._table("participants")
        return parse_participants(*found) if found else ()

    def interviews(self) -> tuple[Interview, ...]:
        """Return the interviews, in the order of their table; none without a table.

        Raises:
            TableError: with all problems of the table.
        """
        from qualcode.formats.people import parse_interviews

        found = self._table("interviews")
        return parse_interviews(*found) if found else ()

    def documents_table(self) -> tuple[bytes, str] | None:
        """Return bytes and name of the table of documents, if there is one."""
        return self._table("documents")

    def codebook(self) -> Codebook:
        """Return the codebook that the settings name.

        Raises:
            CodebookError: with all its problems.
            StudyError: there is none.
        """
        from qualcode.formats.codebook_in import parse_codebook

        name = self.identity()[1].codebook
        return parse_codebook(read_file(self.path / name), name)

    def source(self, id: str) -> Source:
        """Return where a transcript came from; written by hand if nothing tells.

        Raises:
            StudyError: ``source.yaml`` is wrong.
        """
        from qualcode.formats.settings import parse_source

        file = self.unit(id) / "source.yaml"
        if not file.is_file():
            return Source(format="txt", sha256="")
        return parse_source(
            read_file(file, follow=False), f"{file.parent.parent.name}/{id}/{file.name}"
        )

    def ids(self, kind: str = "interviews") -> tuple[str, ...]:
        """Return the ids of the interviews, or the documents, that have a text."""
        above = self.path / kind
        if not above.is_dir():
            return ()
        texts = above.glob(f"*/{TEXTS[kind]}")
        return tuple(sorted(t.parent.name for t in texts if is_id(t.parent.name)))

    def unit(self, id: str) -> Path:
        """Return the folder of an interview or document.

        Raises:
            StudyError: the id cannot be one.
        """
        if not is_id(id):
            raise StudyError("this cannot be the id of a transcript")
        document = self.path / "documents" / id
        return document if document.is_dir() else self.path / "interviews" / id

    def text(self, id: str) -> str:
        """Return today's text of an interview or document.

        Raises:
            TranscriptError: it cannot be decoded.
            StudyError: it cannot be read.
        """
        from qualcode.formats.text import decode

        unit = self.unit(id)
        name = TEXTS[unit.parent.name]
        data = read_file(unit / name, follow=False)
        return decode(data, f"{unit.parent.name}/{id}/{name}").text

    def draft(self, id: str) -> Draft:
        """Return today's text with where it came from."""
        return Draft(text=self.text(id), source=self.source(id))

    def version(self, id: str, version: str) -> str | None:
        """Return a text that was kept, or None if it is not there or was changed."""
        file = self.unit(id) / "versions" / f"{version}.txt"
        if not version.isalnum() or not file.is_file():
            return None
        try:
            text = read_file(file, follow=False).decode()
        except UnicodeDecodeError:
            return None
        return text if version_of(text) == version else None

    def keep_version(self, id: str, text: str) -> str:
        """Keep a text so that codings on it can be followed; return its version.

        Raises:
            StudyError: it cannot be written.
        """
        version = version_of(text)
        if self.version(id, version) is None:
            folder = self.unit(id) / "versions"
            make_folder(folder)
            write_file(folder / f"{version}.txt", text.encode())
        return version

    def _table(self, stem: str) -> tuple[bytes, str] | None:
        files = [self.path / f"{stem}{suffix}" for suffix in (".csv", ".xlsx")]
        there = [file for file in files if file.is_file()]
        if len(there) > 1:
            fix = "keep one of them"
            message = f"there are two tables, {there[0].name} and {there[1].name}"
            raise StudyError(message, where=Location(there[0].name), fix=fix)
        return (read_file(there[0]), there[0].name) if there else None


def find_study(start: Path) -> StudyFolder:
    """Return the nearest study at or above ``start``.

    Raises:
        StudyError: there is none.
    """
    for folder in (start, *start.absolute().parents):
        if (folder / SETTINGS).is_file():
            return StudyFolder(folder)
    fix = "go into a study, name it with --study, or make one with `qualcode init`"
    raise StudyError("there is no study here or above", fix=fix)


def version_of(text: str) -> str:
    """Return the version of a text: 12 hex digits of its SHA-256.

    >>> version_of("They beat me.")
    '2a876508b94d'
    """
    return text_version(sha256(text.encode()).hexdigest())
