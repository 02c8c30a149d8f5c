"""Word documents (.docx) as text: a paragraph a line, a row of a table a turn.

In:  bytes of a .docx file, perhaps hostile, perhaps with tracked changes.
Out: a draft with the text as Word shows it when all changes are accepted. Hidden and
     deleted text, comments, notes, headers and footers are left out and counted.
"""

import hashlib
import re
import unicodedata

from qualcode.errors import Location, TranscriptError
from qualcode.formats.containers import Container, local
from qualcode.formats.docx_body import Body
from qualcode.formats.docx_styles import hidden_styles
from qualcode.formats.text import NEWLINE
from qualcode.model import Draft, Source

__all__ = ["parse_docx"]

MAIN = "word/document.xml"
MARGIN = re.compile(r"word/(header|footer)\d*\.xml")


def parse_docx(data: bytes, name: str, encoding: str = "") -> Draft:
    """Read a Word document; ``encoding`` is for other formats and has no effect.

    Raises:
        TranscriptError: the file is no Word document, is damaged, hostile or empty.
    """
    del encoding
    archive = Container(data, name)
    main = _main_part(archive)
    body = Body(hidden_styles(archive))
    for event in archive.events(main):
        body.take(event)
    text = unicodedata.normalize("NFC", NEWLINE.sub("\n", body.text()))
    if not text.strip():
        raise TranscriptError("the document holds no text", where=Location(name))
    source = Source(format="docx", sha256=hashlib.sha256(data).hexdigest())
    warnings = (*body.warnings(), *_margins(archive))
    return Draft(text=text, source=source, warnings=warnings)


def _main_part(archive: Container) -> str:
    """Find the main part: some programs do not call it document.xml."""
    if "_rels/.rels" in archive:
        for event in archive.events("_rels/.rels"):
            kind = event.attributes.get("Type", "")
            if event.kind == "start" and kind.endswith("/officeDocument"):
                target = event.attributes.get("Target", "").lstrip("/")
                if target.startswith("word/") and target in archive:
                    return target
    if MAIN not in archive:
        raise archive.error("this is not a Word document (.docx)")
    return MAIN


def _margins(archive: Container) -> list[str]:
    counts: dict[str, int] = {}
    for entry in archive.names:
        found = MARGIN.fullmatch(entry)
        if found and _holds_words(archive, entry):
            counts[found[1]] = counts.get(found[1], 0) + 1
    return [f"{kind}s not read: {counts[kind]}" for kind in sorted(counts)]


def _holds_words(archive: Container, entry: str) -> bool:
    inside = False
    for event in archive.events(entry):
        if event.kind == "text":
            if inside and event.text.strip():
                return True
        elif local(event.tag) == "t":
            inside = event.kind == "start"
    return False
