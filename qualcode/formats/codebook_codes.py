"""The codes of a codebook: what each means, where it belongs, what it engages.

In:  the fields of a codebook file, its themes and word lists.
Out: the codes in reading order, and the themes that they use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from qualcode.formats.codebook_parts import label_of, read_id, read_rights
from qualcode.formats.codebook_rules import DEFAULT_KEYS, read_rules
from qualcode.formats.fields import Fields, Problems, one_line
from qualcode.formats.spelling import one_of
from qualcode.formats.yaml_walk import Entries, Scalar
from qualcode.model.codebook import Code, Theme, WordList
from qualcode.model.coding import PERPETRATORS

__all__ = ["read_codes"]

OTHER = Theme(id="other", label="Other codes")
CODE_KEYS = (
    "id",
    "theme",
    "parent",
    "label",
    "kind",
    "codable",
    "definition",
    "include",
    "exclude",
    "example",
    "near_miss",
    "rights",
    "perpetrators",
    "rules",
    *DEFAULT_KEYS,
)
KINDS: tuple[Literal["violation", "context"], ...] = ("violation", "context")
Themes = dict[str, Theme]


def read_codes(
    fields: Fields, lists: Mapping[str, WordList], themes: Themes, warnings: Problems
) -> tuple[tuple[Code, ...], tuple[Theme, ...]]:
    """Return the codes, and the themes with those that had to be made up."""
    problems = fields.problems
    if fields.node("codes") is None:
        fix = "write `codes:` and under it `- id: …` for each code"
        problems.add("there are no codes", fields.place("codes"), fix)
    found: dict[str, Code] = {}
    places: dict[str, Fields] = {}
    for item in fields.items("codes"):
        if not isinstance(item, Entries):
            fix = "write `- id: …`, and what else there is to say under it"
            problems.add("a code has an id", item.where, fix)
            continue
        inner = Fields(item, CODE_KEYS, problems)
        code = _read_code(inner, lists)
        if code is None:
            continue
        if code.id in found:
            message = f"the code `{code.id}` stands here twice"
            fix = f"the first is on line {found[code.id].line}; give each its own id"
            problems.add(message, inner.place("id"), fix)
            continue
        found[code.id], places[code.id] = code, inner
    codes = _with_parents(found, places)
    return _with_themes(codes, places, themes, warnings)


def _read_code(fields: Fields, lists: Mapping[str, WordList]) -> Code | None:
    scalar = fields.scalar("id")
    if scalar is None:
        fields.problems.add("a code has no id", fields.where, "add `id: …`")
    # A code whose id is wrong is judged under it all the same
    id = (read_id(scalar, fields.problems) or scalar.text) if scalar else ""
    code = Code(
        id=id,
        label=fields.text("label") or label_of(id),
        theme=fields.text("theme"),
        parent=fields.text("parent"),
        codable=fields.flag("codable", default=True),
        kind=fields.choice("kind", KINDS, "violation"),
        definition=fields.text("definition"),
        include="; ".join(fields.texts("include")),
        exclude="; ".join(fields.texts("exclude")),
        examples=fields.texts("example"),
        near_misses=fields.texts("near_miss"),
        rights=read_rights(fields),
        perpetrators=_read_perpetrators(fields),
        rules=read_rules(fields, id, lists),
        line=scalar.where.line or 0 if scalar is not None else 0,
    )
    return code if id else None


def _read_perpetrators(fields: Fields) -> tuple[str, ...]:
    found: list[str] = []
    for scalar in fields.scalars("perpetrators"):
        if scalar.text in PERPETRATORS:
            found.append(scalar.text)
            continue
        fix = one_of(scalar.text, PERPETRATORS)
        if scalar.text in {"any", "all", "none"}:
            fix = "leave `perpetrators` out when it can be anyone"
        message = f"`{one_line(scalar.text)[:40]}` is not a type of perpetrator"
        fields.problems.add(message, scalar.where, fix)
    return tuple(dict.fromkeys(found))


def _with_parents(
    found: Mapping[str, Code], places: Mapping[str, Fields]
) -> list[Code]:
    """Check the parents; a parent is applied only when the file says so."""
    parents = {code.parent for code in found.values()}
    codes = []
    for id, code in found.items():
        fields = places[id]
        if code.parent and code.parent not in found:
            fix = one_of(code.parent, [other for other in found if other != id])
            message = f"there is no code `{code.parent[:40]}` to be the parent"
            fields.problems.add(message, fields.place("parent"), fix)
        elif id in _ancestors(id, found):
            message = f"`{id}` is its own parent, by way of others or directly"
            fix = "remove one of the `parent:` entries"
            fields.problems.add(message, fields.place("parent"), fix)
        if id in parents and "codable" not in fields:
            code = replace(code, codable=False)  # noqa: PLW2901 - the same code, judged
        codes.append(code)
    return codes


def _ancestors(id: str, found: Mapping[str, Code]) -> set[str]:
    """Return the parents of a code and theirs; itself too when they go in a circle."""
    seen: set[str] = set()
    parent = found[id].parent
    while parent in found and parent not in seen:
        seen.add(parent)
        parent = found[parent].parent
    return seen


def _with_themes(
    codes: Sequence[Code],
    places: Mapping[str, Fields],
    themes: Themes,
    warnings: Problems,
) -> tuple[tuple[Code, ...], tuple[Theme, ...]]:
    """Give every code a theme that exists; without `themes:` codes make their own."""
    by_id = {code.id: code for code in codes}
    declared = bool(themes)
    known = dict(themes)
    done = []
    for code in codes:
        fields = places[code.id]
        theme = code.theme or _inherited(code, by_id)
        if not theme:
            fix = "add `theme: …`; until then it stands under “Other codes”"
            warnings.add(f"the code `{code.id}` has no theme", fields.where, fix)
            theme = OTHER.id
            known.setdefault(theme, OTHER)
        elif theme not in known and declared:
            fix = one_of(theme, list(themes))
            message = f"there is no theme `{theme[:40]}`"
            fields.problems.add(message, fields.place("theme"), fix)
        elif theme not in known:
            scalar = fields.scalar("theme") or Scalar(theme, fields.where)
            id = read_id(scalar, fields.problems, "theme's id")
            known[theme] = Theme(
                id=id, label=label_of(theme), line=fields.where.line or 0
            )
        done.append(replace(code, theme=theme))
    return tuple(done), tuple(known.values())


def _inherited(code: Code, by_id: Mapping[str, Code]) -> str:
    seen = {code.id}
    while code.parent in by_id and code.parent not in seen:
        code = by_id[code.parent]
        seen.add(code.id)
        if code.theme:
            return code.theme
    return ""
