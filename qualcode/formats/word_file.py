"""The file around a Word document's paragraphs: page, header, footer, parts.

In:  the body's paragraphs as XML (`word_xml`), a title, a stamp.
Out: the bytes of a .docx file. Every part is written here, none comes from a
     template: no author, no revision ids, no picture of somebody's first page.
     Source: ECMA-376 part 1, 11.3 (parts), 17.6 (sections); part 2 (packages).
"""

from qualcode.formats.archive import Stamp, properties, write_parts
from qualcode.formats.word_style import WORD, styles_part, twips
from qualcode.formats.word_xml import field, paragraph, run

__all__ = ["word_file"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = ("styles", "settings", "numbering", "header", "footer")
_SETTINGS = (
    f'<w:settings {WORD}><w:zoom w:percent="100"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat></w:settings>'
)
_NUMBERING = (
    f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def word_file(body: str, *, title: str, language: str, stamp: Stamp) -> bytes:
    """Return a Word document on A4 with 2.5 cm margins.

    Args:
        body: paragraphs as XML.
        title: for the file's properties.
        language: a tag such as ``en-GB``.
        stamp: its banner stands in the header, its edition in the footer.

    >>> from datetime import datetime
    >>> stamp = Stamp(at=datetime(2026, 5, 3))
    >>> word_file("", title="Quotes", language="en-GB", stamp=stamp)[:2]
    b'PK'
    """
    head = paragraph("Header", run(stamp.banner))
    pages = (run("page "), field("PAGE"), run(" of "), field("NUMPAGES"))
    left = run((stamp.edition or stamp.version_line) + "\t")
    foot = paragraph("Footer", left, *pages)
    document = f"<w:document {WORD}><w:body>{body}{_section()}</w:body></w:document>"
    texts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _package_links(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _document_links(),
        "word/settings.xml": _SETTINGS,
        "word/numbering.xml": _NUMBERING,
        "word/header.xml": f"<w:hdr {WORD}>{head}</w:hdr>",
        "word/footer.xml": f"<w:ftr {WORD}>{foot}</w:ftr>",
        "word/styles.xml": styles_part(language),
    }
    parts = {name: (_HEAD + text).encode() for name, text in texts.items()}
    return write_parts(parts | properties(title, stamp), stamp.utc)


def _section() -> str:
    margin = twips(2.5)
    sides = " ".join(
        f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left")
    )
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        f'<w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{twips(21)}" w:h="{twips(29.7)}"/>'
        f'<w:pgMar {sides} w:header="{twips(1.25)}" w:footer="{twips(1.25)}" '
        'w:gutter="0"/></w:sectPr>'
    )


def _types() -> str:
    overrides = {f"/word/{kind}.xml": f"{_MAIN}.{kind}+xml" for kind in _KINDS} | {
        "/word/document.xml": f"{_MAIN}.document.main+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package"
        ".core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument"
        ".extended-properties+xml",
    }
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>'
        for name, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _package_links() -> str:
    return _links(
        (f"{_OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    )


def _document_links() -> str:
    return _links(*((f"{_OFFICE}/{kind}", f"{kind}.xml") for kind in _KINDS))


def _links(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
