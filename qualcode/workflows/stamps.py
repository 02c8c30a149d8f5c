"""Stamps: what an edition says of when, from what, and with what it was made."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256

from qualcode.formats.archive import Stamp, deflate_version
from qualcode.model.study import Study
from qualcode.store.clock import moment

__all__ = ["provenance_of", "stamp_of", "study_hash"]


def stamp_of(study: Study | None = None, *, edition: str = "") -> Stamp:
    """Return the stamp of an edition: moment, hashes, versions."""
    from importlib.metadata import version

    at = moment()
    day = f"{at.day} {at:%B %Y}"
    versions = [("qualcode", version("qualcode"))]
    if study is not None:
        book = study.codebook
        versions.append(("codebook", f"{book.id} {book.version}".strip()))
        edition = edition or f"Edition of {day}, data {study_hash(study)[:8]}"
    return Stamp(at=at, edition=edition or f"Of {day}", versions=tuple(versions))


def study_hash(study: Study) -> str:
    """Return a SHA-256 of everything that numbers rest on, suggestions left out.

    Texts, persons, interviews, documents, codings and reviews; not the codebook, which
    has a hash of its own, nor who imported what when.
    """
    hashed = sha256()
    for name in ("participants", "interviews", "documents", "codings", "reviews"):
        for value in getattr(study, name):
            hashed.update(_line(name, asdict(value)))
    for transcript in study.transcripts:
        text = sha256(transcript.text.encode()).hexdigest()
        speakers = [asdict(speaker) for speaker in transcript.speakers]
        hashed.update(_line(transcript.id, {"text": text, "speakers": speakers}))
    return hashed.hexdigest()


def provenance_of(
    study: Study, stamp: Stamp, command: str, where: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """Return the last rows of the notes: how to make this edition again."""
    return [
        ("Edition", stamp.edition),
        *((f"Version of {name}", version) for name, version in stamp.versions),
        ("Compression", f"deflate of zlib {deflate_version()}"),
        ("SHA-256 of the data", study_hash(study)),
        ("SHA-256 of the codebook", study.codebook.hash),
        *(("Filter", condition) for condition in where),
        ("Command", command),
        ("Random seeds", "none: nothing here is drawn by chance"),
        ("Known limits", "Recall of the rules is unknown: no sample has been read."),
    ]


def _line(name: str, value: object) -> bytes:
    text = json.dumps([name, value], ensure_ascii=True, sort_keys=True, default=str)
    return text.encode() + b"\n"
