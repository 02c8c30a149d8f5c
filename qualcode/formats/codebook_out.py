"""A codebook as people read it: a table, a document, a sheet; rules in plain words.

In:  a `Codebook`.
Out: CSV and Markdown bytes, and `codebook_sheet`: columns and rows for a workbook. The
     YAML itself is never rewritten here.
"""

import csv
import io

from qualcode.formats.rule_words import rules_in_words
from qualcode.model.codebook import Code, Codebook, Right, Theme

__all__ = [
    "SHEET_COLUMNS",
    "codebook_sheet",
    "render_codebook_csv",
    "render_codebook_md",
]

SHEET_COLUMNS = (
    "theme",
    "code",
    "label",
    "parent",
    "kind",
    "definition",
    "include",
    "exclude",
    "example",
    "near_miss",
    "right",
    "instruments",
    "perpetrators",
    "rules",
    "codebook_version",
)
_FORMULA = ("=", "+", "-", "@", "\t")


def codebook_sheet(codebook: Codebook) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the columns, and a row a code in reading order; cells may have lines.

    >>> code = Code(id="eviction", label="Eviction", theme="housing")
    >>> columns, rows = codebook_sheet(Codebook(id="hrv", version="1", codes=(code,)))
    >>> len(columns) == len(rows[0]), rows[0][:3]
    (True, ('housing', 'eviction', 'Eviction'))
    """
    labels = {theme.id: theme.label for theme in codebook.themes}
    return SHEET_COLUMNS, [_row(code, labels, codebook) for code in _ordered(codebook)]


def render_codebook_csv(codebook: Codebook) -> bytes:
    """Write `codebook_sheet` as CSV; no cell can be taken for a formula."""
    columns, rows = codebook_sheet(codebook)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def render_codebook_md(codebook: Codebook) -> bytes:
    """Write the codebook as a document: a chapter a theme, a section a code.

    >>> code = Code(id="eviction", label="Eviction", theme="housing")
    >>> print(render_codebook_md(Codebook(id="hrv", codes=(code,))).decode())
    # hrv
    <BLANKLINE>
    ## housing
    <BLANKLINE>
    ### Eviction (`eviction`)
    <BLANKLINE>
    """
    version = f"Version {_md(codebook.version)}. " if codebook.version else ""
    blocks = [f"# {_md(codebook.title or codebook.id)}"]
    if codebook.hash:
        blocks.append(f"{version}SHA-256 {codebook.hash[:12]}.")
    for theme in _themes(codebook):
        blocks.append(f"## {_md(theme.label)}")
        blocks += [_md(theme.definition)] if theme.definition else []
        for code in codebook.codes:
            if code.theme == theme.id:
                blocks += _section(code)
    return ("\n\n".join(blocks) + "\n").encode()


def _themes(codebook: Codebook) -> list[Theme]:
    """Return the themes that have codes, those that are not declared too."""
    declared = {theme.id: theme for theme in codebook.themes}
    used = dict.fromkeys(code.theme for code in codebook.codes)
    found = [theme for theme in codebook.themes if theme.id in used]
    return found + [Theme(id=id, label=id) for id in used if id not in declared]


def _ordered(codebook: Codebook) -> list[Code]:
    order = {theme.id: at for at, theme in enumerate(_themes(codebook))}
    return sorted(codebook.codes, key=lambda code: order[code.theme])


def _row(code: Code, labels: dict[str, str], codebook: Codebook) -> tuple[str, ...]:
    return (
        labels.get(code.theme, code.theme),
        code.id,
        code.label,
        code.parent,
        code.kind,
        code.definition,
        code.include,
        code.exclude,
        "\n".join(code.examples),
        "\n".join(code.near_misses),
        "\n".join(right.name for right in code.rights),
        "\n".join(_instruments(right) for right in code.rights),
        "; ".join(code.perpetrators),
        "\n".join(rules_in_words(code.rules)),
        codebook.version,
    )


def _instruments(right: Right) -> str:
    return "; ".join(right.instruments)


def _section(code: Code) -> list[str]:
    blocks = [f"### {_md(code.label)} (`{code.id}`)"]
    if code.definition:
        blocks.append(_md(code.definition))
    lines = [
        f"- **{what}:** {_md(text)}"
        for what, text in (
            ("Include", code.include),
            ("Exclude", code.exclude),
            ("Usual perpetrators", ", ".join(code.perpetrators)),
        )
        if text
    ]
    lines += [f"- **Example:** {_md(text)}" for text in code.examples]
    lines += [f"- **Not this:** {_md(text)}" for text in code.near_misses]
    for right in code.rights:
        articles = f" ({_md(_instruments(right))})" if right.instruments else ""
        lines.append(f"- **Right:** {_md(right.name)}{articles}")
    lines += [f"- **Rule:** {_md(text)}" for text in rules_in_words(code.rules)]
    return [*blocks, "\n".join(lines)] if lines else blocks


def _md(text: str) -> str:
    """Return text in which no character has a meaning to Markdown."""
    for mark in "\\`*_[]<>#|":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
