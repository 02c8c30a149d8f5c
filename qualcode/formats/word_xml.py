"""Paragraphs, runs, bookmarks, links and fields as WordprocessingML text.

In:  words and the names of styles.
Out: XML of the body's paragraphs. Source: ECMA-376 part 1, 17.3 and 17.16.
"""

from xml.sax.saxutils import escape, quoteattr

from qualcode.formats.characters import visible

__all__ = ["bookmarked", "field", "link", "paragraph", "run"]


def run(text: str, style: str = "") -> str:
    r"""Return a run of text; line feeds and tabs are what they are in Word.

    >>> run("a & b")
    '<w:r><w:t xml:space="preserve">a &amp; b</w:t></w:r>'
    >>> run("a\nb").count("<w:br/>")
    1
    """
    looks = f"<w:rPr><w:rStyle w:val={quoteattr(style)}/></w:rPr>" if style else ""
    words = '<w:t xml:space="preserve">' + escape(visible(text)) + "</w:t>"
    for sign, element in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        opened = f'</w:t>{element}<w:t xml:space="preserve">'
        words = words.replace(sign, opened)
    return f"<w:r>{looks}{words}</w:r>"


def paragraph(style: str, *inside: str, new_page: bool = False) -> str:
    """Return a paragraph in ``style`` (its id) with runs and other parts inside.

    >>> paragraph("QuoteText", run("x")).startswith('<w:p><w:pPr><w:pStyle w:val="Q')
    True
    """
    turned = "<w:pageBreakBefore/>" if new_page else ""
    looks = f"<w:pPr><w:pStyle w:val={quoteattr(style)}/>{turned}</w:pPr>"
    return f"<w:p>{looks}{''.join(inside)}</w:p>"


def bookmarked(number: int, name: str, inside: str) -> str:
    """Return ``inside`` between the marks of a bookmark; ``number`` is its own.

    >>> bookmarked(1, "Q_017", "")
    '<w:bookmarkStart w:id="1" w:name="Q_017"/><w:bookmarkEnd w:id="1"/>'
    """
    start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def link(bookmark: str, text: str) -> str:
    """Return a link to a bookmark of the same document: no relationship.

    >>> link("T_1", "Housing").startswith('<w:hyperlink w:anchor="T_1" w:history="1">')
    True
    """
    anchor = quoteattr(bookmark)
    return f'<w:hyperlink w:anchor={anchor} w:history="1">{run(text)}</w:hyperlink>'


def field(instruction: str) -> str:
    """Return a field that Word fills in, such as ``PAGE``.

    >>> field("PAGE")
    '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    """
    instr = quoteattr(instruction)
    return f"<w:fldSimple w:instr={instr}><w:r><w:t>1</w:t></w:r></w:fldSimple>"
