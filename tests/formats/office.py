"""Word documents and workbooks built part by part, so that they can be hostile."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V = "urn:schemas-microsoft-com:vml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "word/document.xml"


def archive(parts: Mapping[str, str | bytes], *, deflated: bool = True) -> bytes:
    """Return a zip archive of named parts."""
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content, method)
    return target.getvalue()


def document(body: str) -> str:
    """Return a main part around the XML of its paragraphs."""
    names = f'xmlns:w="{W}" xmlns:mc="{MC}" xmlns:v="{V}"'
    return f"{HEAD}<w:document {names}><w:body>{body}</w:body></w:document>"


def docx(body: str, **parts: str) -> bytes:
    """Return a document; other parts by name without folder and suffix."""
    more = {f"word/{name}.xml": part for name, part in parts.items()}
    return archive({MAIN: document(body), **more})


def run(words: str, properties: str = "") -> str:
    """Return a run of words."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    """Return a paragraph of runs."""
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{head}{''.join(inner)}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of cells with one paragraph each."""
    lines = (
        "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def workbook(
    sheet: str, *, shared: str = "", styles: str = "", properties: str = ""
) -> bytes:
    """Return a workbook whose first sheet holds the XML of rows."""
    first = '<sheet name="one" sheetId="1" r:id="rId1"/>'
    parts = {
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{S}" xmlns:r="{R}">'
        f"<workbookPr {properties}/><sheets>{first}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"{HEAD}<Relationships>"
        '<Relationship Id="rId0" Target="styles.xml"/>'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{S}">'
        f"<sheetData>{sheet}</sheetData></worksheet>",
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{S}">{shared}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'{HEAD}<styleSheet xmlns="{S}">{styles}</styleSheet>'
    return archive(parts)


def cell(place: str, words: str) -> str:
    """Return a cell that holds its words itself."""
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def row(number: int, *cells: str) -> str:
    """Return a row of cells."""
    return f'<row r="{number}">{"".join(cells)}</row>'
