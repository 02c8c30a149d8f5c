"""The text of a Word document's main part, from its XML events.

In:  events of ``document.xml``, one after the other; ids of styles that hide text.
Out: lines of text, and counts of all that was left out or read in a special way. What
     an element means is said in the tables below; unknown ones are transparent, so
     that no words are lost.
Source: ECMA-376 part 1, chapter 17.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from qualcode.formats.containers import Event, local
from qualcode.formats.docx_styles import is_on, value_of
from qualcode.formats.docx_tables import table_lines

__all__ = ["Body"]

# Elements whose content is not read, and what they are counted as ("": not counted).
SKIPPED: Mapping[str, str] = {
    "del": "tracked deletions left out",
    "moveFrom": "moved passages left out at their old place",
    "rPrChange": "",
    "pPrChange": "",
    "tblPrChange": "",
    "trPrChange": "",
    "tcPrChange": "",
    "sectPrChange": "",
    "sdtPr": "",
    "rt": "ruby texts not read",
    "Fallback": "",
    "oMath": "formulas not read",
    "altChunk": "embedded documents not read",
    "object": "embedded objects not read",
}
COUNTED: Mapping[str, str] = {
    "ins": "tracked insertions accepted, as Word shows them",
    "moveTo": "moved passages read at their new place",
    "footnoteReference": "footnotes not read",
    "endnoteReference": "endnotes not read",
    "commentReference": "comments not read",
    "blip": "pictures not read",
    "imagedata": "pictures not read",
    "numPr": "automatic list numbers not read",
    "txbxContent": "text boxes read after their paragraph",
}
CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
CHARACTERS: Mapping[str, str] = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
SYMBOLS = "symbols of special fonts, shown as □"
HIDDEN = "hidden passages left out"
ROWS = "deleted table rows left out"
PRIVATE = range(0xE000, 0xF900)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is open; boxes come after it."""

    parts: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    hidden: bool = False
    mark_deleted: bool = False


@dataclass(slots=True)
class _Table:
    """A table while it is open: rows of cells of lines."""

    rows: list[list[list[str]]] = field(default_factory=list)
    row_deleted: bool = False


class Body:
    """Takes the events of a document and gives its text."""

    def __init__(self, hidden: frozenset[str] = frozenset()) -> None:
        self.lines: list[str] = []
        self.counts: Counter[str] = Counter()
        self._styles = hidden
        self._skipping = 0
        self._path: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._into: list[list[str]] = [self.lines]  # where finished lines go
        self._carried = ""  # text of a paragraph whose mark was deleted
        self._run_hidden = False
        self._starts: Mapping[str, Callable[[Event], None]] = {
            "p": self._start_paragraph,
            "r": self._start_run,
            "vanish": self._vanish,
            "rStyle": self._style,
            "pStyle": self._style,
            "sym": self._symbol,
            "tbl": self._start_table,
            "tr": self._start_row,
            "tc": self._start_cell,
            "txbxContent": self._start_box,
        }
        self._ends: Mapping[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "tbl": self._end_table,
            "tr": self._end_row,
            "tc": self._end_cell,
            "txbxContent": self._end_box,
        }

    def text(self) -> str:
        """Return the text: a paragraph a line."""
        return "\n".join([*self.lines, self._carried]).rstrip() + "\n"

    def warnings(self) -> list[str]:
        """Say what was left out or read in a special way, with counts."""
        return [f"{what}: {self.counts[what]}" for what in sorted(self.counts)]

    def take(self, event: Event) -> None:
        """Take the next event."""
        if event.kind == "text":
            self._text(event.text)
        elif event.kind == "start":
            self._start(local(event.tag), event)
        else:
            self._end(local(event.tag))

    def _start(self, tag: str, event: Event) -> None:
        self._path.append(tag)
        if self._skipping:
            self._skipping += 1
        elif tag in SKIPPED and not self._is_mark(tag):
            self._skipping = 1
            if what := SKIPPED[tag]:
                self.counts[what] += 1
        elif tag in CHARACTERS and self._parent() == "r":
            self._write(CHARACTERS[tag])
        elif tag in self._starts:
            self._starts[tag](event)
        if not self._skipping and tag in COUNTED and not self._is_mark(tag):
            self.counts[COUNTED[tag]] += 1

    def _end(self, tag: str) -> None:
        self._path.pop()
        if self._skipping:
            self._skipping -= 1
        elif tag in self._ends:
            self._ends[tag]()

    def _text(self, text: str) -> None:
        if not self._skipping and self._path and self._path[-1] == "t":
            self._write(text)

    def _write(self, text: str) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        if self._run_hidden or paragraph.hidden:
            self.counts[HIDDEN] += bool(text.strip())
        else:
            paragraph.parts.append(text)

    def _parent(self) -> str:
        return self._path[-2] if len(self._path) > 1 else ""

    def _is_mark(self, tag: str) -> bool:
        """Say whether a change is one of a paragraph's mark or a row, not of words."""
        parent = self._parent()
        if tag not in CHANGES or parent not in {"rPr", "trPr"}:
            return False
        if tag in {"del", "moveFrom"}:
            if parent == "rPr" and "pPr" in self._path[-3:] and self._paragraphs:
                self._paragraphs[-1].mark_deleted = True
            elif parent == "trPr" and self._tables:
                self._tables[-1].row_deleted = True
        return True

    def _start_paragraph(self, _: Event) -> None:
        self._paragraphs.append(_Paragraph())
        self._run_hidden = False

    def _start_run(self, _: Event) -> None:
        self._run_hidden = False

    def _vanish(self, event: Event) -> None:
        if self._path[-3:-1] == ["r", "rPr"]:
            self._run_hidden = is_on(event)

    def _style(self, event: Event) -> None:
        hides = value_of(event, "val") in self._styles
        if self._path[-3:-1] == ["r", "rPr"]:
            self._run_hidden = hides
        elif self._parent() == "pPr" and self._paragraphs:
            self._paragraphs[-1].hidden = hides

    def _symbol(self, event: Event) -> None:
        try:
            code = int(value_of(event, "char"), 16)
        except ValueError:
            code = PRIVATE.start
        if code in PRIVATE or not 0x20 <= code < 0xD800:
            self.counts[SYMBOLS] += 1
            self._write("□")
        else:
            self._write(chr(code))

    def _end_paragraph(self) -> None:
        done = self._paragraphs.pop()
        self._run_hidden = False
        text = self._carried + "".join(done.parts)
        self._carried = ""
        if done.mark_deleted:
            self._carried = text
            self._into[-1].extend(done.after)
        elif done.hidden and not text:
            self._into[-1].extend(done.after)
        else:
            self._into[-1].extend([text, *done.after])

    def _start_box(self, _: Event) -> None:
        self._into.append(self._paragraphs[-1].after if self._paragraphs else [])

    def _end_box(self) -> None:
        self._into.pop()

    def _start_table(self, _: Event) -> None:
        self._tables.append(_Table())

    def _start_row(self, _: Event) -> None:
        if self._tables:
            self._tables[-1].rows.append([])
            self._tables[-1].row_deleted = False

    def _start_cell(self, _: Event) -> None:
        cell: list[str] = []
        if self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append(cell)
        self._into.append(cell)

    def _end_cell(self) -> None:
        if self._carried:
            self._into[-1].append(self._carried)
            self._carried = ""
        self._into.pop()

    def _end_row(self) -> None:
        if self._tables and self._tables[-1].row_deleted and self._tables[-1].rows:
            self._tables[-1].rows.pop()
            self.counts[ROWS] += 1

    def _end_table(self) -> None:
        rows = [
            ["\n".join(cell).strip() for cell in row] for row in self._tables.pop().rows
        ]
        self._into[-1].extend(table_lines(rows))
