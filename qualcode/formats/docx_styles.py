"""Which styles of a Word document hide their text.

In:  the archive of a document.
Out: the ids of paragraph and character styles with hidden text, also inherited.
"""

from qualcode.formats.containers import Container, Event, local, xml_events

__all__ = ["hidden_styles", "is_on", "value_of"]

STYLES = "word/styles.xml"
VANISH = (b"vanish", b"v\0a\0n\0i\0s\0h")  # in UTF-8, in UTF-16
OFF = frozenset({"0", "false", "off"})


def hidden_styles(archive: Container) -> frozenset[str]:
    """Return the ids of styles whose text Word does not show."""
    data = archive.read(STYLES) if STYLES in archive else b""
    if not any(spelt in data for spelt in VANISH):
        return frozenset()  # parsing costs more than the rest of a short document
    parents: dict[str, str] = {}
    hides: dict[str, bool] = {}
    style = ""
    for event in xml_events(data, archive.name):
        if event.kind != "start":
            continue
        tag = local(event.tag)
        if tag == "style":
            style = value_of(event, "styleId")
        elif tag == "basedOn":
            parents[style] = value_of(event, "val")
        elif tag == "vanish" and style:
            hides[style] = is_on(event)
    return frozenset(one for one in {*parents, *hides} if _hidden(one, parents, hides))


def value_of(event: Event, name: str) -> str:
    """Return an attribute by its local name, or nothing."""
    found = (value for key, value in event.attributes.items() if local(key) == name)
    return next(found, "")


def is_on(event: Event) -> bool:
    """Say whether a switch such as ``<w:vanish w:val="0"/>`` is on."""
    return value_of(event, "val") not in OFF


def _hidden(style: str, parents: dict[str, str], hides: dict[str, bool]) -> bool:
    seen: set[str] = set()
    while style and style not in seen:
        if style in hides:
            return hides[style]
        seen.add(style)
        style = parents.get(style, "")
    return False
