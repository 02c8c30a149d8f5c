"""How our Word documents look: the styles part, each style with a name to restyle.

In:  a language tag.
Out: the XML of ``word/styles.xml``. Source: ECMA-376 part 1, 17.7.
"""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

__all__ = ["TEXT_WIDTH_CM", "WORD", "styles_part", "twips"]

WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TEXT_WIDTH_CM = 16.0  # A4 without its margins
_SERIF, _SANS = "Times New Roman", "Arial"  # every office has them, or their widths
_ACCENT, _GREY, _WARNING = "1F5C66", "666666", "9C2A1F"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """A paragraph style: sizes and distances in points, places in centimetres."""

    id: str
    name: str = ""
    size: float = 11
    font: str = _SERIF
    color: str = ""
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    indent: float = 0
    hanging: float = 0
    right: bool = False
    with_next: bool = False
    tab: float = 0
    outline: int | None = None
    extra: str = ""


_BOX = (
    f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{_ACCENT}"/>'
    '</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F1F5F6"/>'
)
_BULLET = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_OURS = ' w:customStyle="1"'
_STYLES = (
    _Style(id="Title", name="Title", size=26, color=_ACCENT, before=36, after=6),
    _Style(id="Banner", size=10, font=_SANS, color=_WARNING, bold=True, after=14),
    _Style(id="CoverLine", size=12, after=2),
    _Style(
        id="CoverHead",
        name="Cover Head",
        size=13,
        before=20,
        color=_ACCENT,
        bold=True,
        with_next=True,
    ),
    _Style(id="ContentsLine", after=2, tab=TEXT_WIDTH_CM),
    _Style(
        id="Heading1",
        name="heading 1",
        size=18,
        before=28,
        outline=0,
        color=_ACCENT,
        bold=True,
        with_next=True,
    ),
    _Style(
        id="Heading2",
        name="heading 2",
        size=13,
        before=18,
        after=2,
        outline=1,
        color=_ACCENT,
        bold=True,
        with_next=True,
    ),
    _Style(
        id="InNumbers",
        size=10.5,
        before=2,
        after=10,
        indent=0.4,
        with_next=True,
        extra=_BOX,
    ),
    _Style(id="CodeDefinition", size=9.5, color=_GREY, after=8, with_next=True),
    _Style(id="QuoteText", before=4, after=2, indent=1, with_next=True),
    _Style(
        id="QuoteParaphrase",
        size=10,
        before=4,
        after=2,
        indent=1,
        font=_SANS,
        color=_GREY,
        with_next=True,
    ),
    _Style(id="QuoteSource", italic=True, after=1, right=True, with_next=True),
    _Style(id="QuoteMeta", size=8, after=14, indent=1, font=_SANS, color=_GREY),
    _Style(
        id="ListBullet",
        name="List Bullet",
        after=3,
        indent=0.6,
        hanging=0.6,
        extra=_BULLET,
    ),
    _Style(
        id="Provenance", size=9, after=1, indent=4, hanging=4, font=_SANS, color=_GREY
    ),
    _Style(id="Header", name="header", size=8, font=_SANS, color=_WARNING, right=True),
    _Style(
        id="Footer", name="footer", size=8, tab=TEXT_WIDTH_CM, font=_SANS, color=_GREY
    ),
)
_CHARACTERS = {
    "Strong": "<w:b/>",
    "Unread": f'<w:b/><w:color w:val="{_WARNING}"/>',
    "Hyperlink": f'<w:color w:val="{_ACCENT}"/><w:u w:val="single"/>',
}


def twips(centimetres: float) -> int:
    """Return a length in twentieths of a point, as Word counts.

    >>> twips(2.54)
    1440
    """
    return round(centimetres / 2.54 * 1440)


def styles_part(language: str) -> str:
    """Return the styles of a document in ``language``, such as ``en-GB``.

    >>> styles_part("en-GB").count('w:styleId="QuoteText"')
    1
    """
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"{_fonts(_SERIF)}{_size(11)}<w:lang w:val={quoteattr(language)}/>"
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    styles = "".join(map(_paragraph_style, _STYLES)) + "".join(
        f'<w:style w:type="character" w:styleId="{name}"{_OURS * (name == "Unread")}>'
        f'<w:name w:val="{name}"/>'
        f"<w:rPr>{looks}</w:rPr></w:style>"
        for name, looks in _CHARACTERS.items()
    )
    return f"<w:styles {WORD}>{defaults}{styles}</w:styles>"


def _paragraph_style(style: _Style) -> str:
    # the order of elements is the schema's: Word refuses any other
    keep = "<w:keepNext/>" if style.with_next else ""
    tabs = f'<w:tab w:val="right" w:pos="{twips(style.tab)}"/>' if style.tab else ""
    place = (
        f'<w:ind w:left="{twips(style.indent)}" w:hanging="{twips(style.hanging)}"/>'
        f'<w:jc w:val="{"right" if style.right else "left"}"/>'
    )
    level = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    bold, italic = "<w:b/>" * style.bold, "<w:i/>" * style.italic
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    # a style with a name of Word's own is Word's, and may not be called custom
    ours = "" if style.name else _OURS
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"{ours}>'
        f'<w:name w:val="{style.name or style.id}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{keep}<w:keepLines/><w:widowControl/>{style.extra}"
        f"{f'<w:tabs>{tabs}</w:tabs>' if tabs else ''}"
        f'<w:spacing w:before="{round(style.before * 20)}" '
        f'w:after="{round(style.after * 20)}"/>{place}{level}</w:pPr>'
        f"<w:rPr>{_fonts(style.font)}{bold}{italic}{color}{_size(style.size)}</w:rPr>"
        "</w:style>"
    )


def _fonts(name: str) -> str:
    kinds = " ".join(f'w:{kind}="{name}"' for kind in ("ascii", "hAnsi", "cs"))
    return f"<w:rFonts {kinds}/>"


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
