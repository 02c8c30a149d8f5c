"""The settings of a study (``study.yaml``) and the origin of a text (``source.yaml``).

In:  bytes that people and qualcode write in turn.
Out: `Settings` with the study's id, and `Source`; or a `StudyError` with all problems.
     What `render_settings` and `render_source` write is read as the same values.
"""

import re
from datetime import date
from string import Formatter
from typing import get_args

from qualcode.errors import StudyError
from qualcode.formats.codebook_parts import newer_format, read_format
from qualcode.formats.fields import Fields, Problems, one_line
from qualcode.formats.settings_out import render_settings, render_source
from qualcode.formats.spelling import one_of
from qualcode.formats.yaml_walk import Entries, Node, Scalar, walk_yaml
from qualcode.model.participant import Group, GroupKind
from qualcode.model.study import Settings
from qualcode.model.transcript import Role, Source

__all__ = ["parse_settings", "parse_source", "render_settings", "render_source"]

KEYS = (
    "qualcode",
    "study",
    "title",
    "language",
    "codebook",
    "groups",
    "speakers",
    "quotes",
    "window",
)
SOURCE_KEYS = ("qualcode", "format", "sha256", "encoding", "dialect", "labels")
ROLES: tuple[Role, ...] = get_args(Role)
GROUP_KINDS: tuple[GroupKind, ...] = get_args(GroupKind)
MOST_WORDS = 1000
_STUDY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{3,63}")
_GROUP = re.compile(r"[a-z0-9][a-z0-9_-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def parse_settings(data: bytes, name: str) -> tuple[str, Settings]:
    r"""Read ``study.yaml``: the study's id and its settings.

    Raises:
        StudyError: with all problems, in the order of the lines; a newer format too.

    >>> text = b"qualcode: 1\nstudy: k3v9x2\ngroups: {tenants: Tenants}"
    >>> id, settings = parse_settings(text, "study.yaml")
    >>> id, settings.groups[0].label
    ('k3v9x2', 'Tenants')
    """
    fields = _open(data, name, KEYS)
    read_format(fields, fields.problems)
    low, high, attribution = _read_quotes(fields)
    begin, end = _read_window(fields)
    settings = Settings(
        title=fields.text("title"),
        language=fields.text("language", "en"),
        codebook=_read_codebook(fields),
        groups=_read_groups(fields),
        speakers=_read_speakers(fields),
        attribution=attribution,
        quote_words_min=low,
        quote_words_max=high,
        window_from=begin,
        window_to=end,
    )
    id = _read_study(fields)
    _close(fields)
    return id, settings


def parse_source(data: bytes, name: str) -> Source:
    """Read ``source.yaml`` of an interview: where its text came from.

    Raises:
        StudyError: with all problems, in the order of the lines.
    """
    fields = _open(data, name, SOURCE_KEYS)
    if "qualcode" in fields:
        read_format(fields, fields.problems)
    sha256 = fields.text("sha256").casefold()
    if sha256 and not _SHA256.fullmatch(sha256):
        fix = "put back the 64 characters, or delete the line"
        fields.problems.add("this is not a SHA-256", fields.place("sha256"), fix)
    source = Source(
        format=fields.text("format"),
        sha256=sha256,
        encoding=fields.text("encoding"),
        dialect=fields.text("dialect"),
        labels=tuple(
            (one_line(label.text), one_line(whom.text))
            for label, whom in _texts(fields, "labels")
        ),
    )
    _close(fields)
    return source


def _open(data: bytes, name: str, known: tuple[str, ...]) -> Fields:
    root, found = walk_yaml(data, name)
    problems = Problems(name, found)
    if root is not None and not isinstance(root, Entries):
        problems.add("this takes names and values", root.where, "write `name: value`")
    if not isinstance(root, Entries):
        raise StudyError.of(problems.in_order())
    if newer := newer_format(root):
        raise StudyError.of([newer])
    return Fields(root, known, problems)


def _close(fields: Fields) -> None:
    if fields.problems.found:
        raise StudyError.of(fields.problems.in_order())


def _read_study(fields: Fields) -> str:
    scalar = fields.scalar("study")
    if scalar is None:
        fix = "add `study:` and an id: 4 or more letters and digits, at random"
        fields.problems.add("the study has no id", fields.place("study"), fix)
        return ""
    if not _STUDY.fullmatch(scalar.text):
        fix = "use 4 to 64 letters and digits"
        fields.problems.add("this cannot be a study's id", scalar.where, fix)
    return scalar.text


def _read_codebook(fields: Fields) -> str:
    scalar = fields.scalar("codebook")
    if scalar is None:
        return "codebook.yaml"
    path = scalar.text
    if re.match(r"[/\\~]|[A-Za-z]:", path) or ".." in re.split(r"[/\\]", path):
        fix = "copy the codebook into the study, and write its name"
        message = "the codebook does not lie in the study"
        fields.problems.add(message, scalar.where, fix)
    return path


def _read_groups(fields: Fields) -> tuple[Group, ...]:
    return tuple(_read_group(*pair, fields) for pair in fields.pairs("groups"))


def _read_group(key: Scalar, node: Node, fields: Fields) -> Group:
    id, problems = key.text, fields.problems
    if not _GROUP.fullmatch(id):
        fix = "use small letters, digits, `_` and `-`"
        problems.add(f"`{id[:40]}` cannot be a group's id", key.where, fix)
    if isinstance(node, Scalar):
        return Group(id=id, label=one_line(node.text) or id)
    if not isinstance(node, Entries):
        fix = f"write `{id[:40]}: {{label: …, kind: affected}}`"
        problems.add("a group has a label and a kind", node.where, fix)
        return Group(id=id, label=id)
    inner = Fields(node, ("label", "kind"), problems)
    kind = inner.choice("kind", GROUP_KINDS, "affected")
    return Group(id=id, label=inner.text("label", id) or id, kind=kind)


def _texts(fields: Fields, key: str) -> list[tuple[Scalar, Scalar]]:
    found = []
    for name, node in fields.pairs(key):
        if isinstance(node, Scalar) and node.text.strip():
            found.append((name, node))
        else:
            fix = f"write `{name.text[:40]}: …`"
            fields.problems.add(f"an entry of `{key}` has no value", node.where, fix)
    return found


def _read_speakers(fields: Fields) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for label, role in _texts(fields, "speakers"):
        folded = one_line(label.text).casefold()
        if role.text not in ROLES:
            message = f"`{role.text[:40]}` is not a role"
            fields.problems.add(message, role.where, one_of(role.text, ROLES))
        if folded in found:
            fix = "keep one; capital letters make no difference here"
            fields.problems.add("this label stands here twice", label.where, fix)
        found[folded] = role.text
    return tuple(found.items())


def _read_quotes(fields: Fields) -> tuple[int, int, str]:
    default = Settings()
    low, high = default.quote_words_min, default.quote_words_max
    node = fields.node("quotes")
    if node is None:
        return low, high, default.attribution
    if not isinstance(node, Entries):
        fix = "write `quotes: {words_max: 120}`"
        fields.problems.add("`quotes` takes names and values", node.where, fix)
        return low, high, default.attribution
    inner = Fields(node, ("attribution", "words_min", "words_max"), fields.problems)
    low = inner.number("words_min", low, least=1, most=MOST_WORDS)
    high = inner.number("words_max", high, least=1, most=MOST_WORDS)
    if low > high:
        fix = "make `words_min` the smaller one"
        where = inner.place("words_min")
        fields.problems.add("no quote has so many words and so few", where, fix)
    return low, high, _read_attribution(inner, default.attribution)


def _read_attribution(fields: Fields, default: str) -> str:
    """Return the template; its names may only be plain words in braces."""
    scalar = fields.scalar("attribution")
    if scalar is None:
        return default
    fix = "write names in braces, as in `{pseudonym}, {group_label}`"
    try:
        parts = list(Formatter().parse(scalar.text))
    except ValueError:
        fields.problems.add("a brace is not closed", scalar.where, fix)
        return default
    for _, name, form, conversion in parts:
        if name is not None and (not name.isidentifier() or form or conversion):
            fields.problems.add("this is not a name in braces", scalar.where, fix)
            return default
    return one_line(scalar.text)


def _read_window(fields: Fields) -> tuple[str, str]:
    node = fields.node("window")
    if node is None:
        return "", ""
    if not isinstance(node, Entries):
        fix = "write `window: {from: 2025-03-01, to: 2025-05-31}`"
        fields.problems.add("`window` takes `from` and `to`", node.where, fix)
        return "", ""
    inner = Fields(node, ("from", "to"), fields.problems)
    begin, end = (_read_day(inner, key) for key in ("from", "to"))
    if begin and end and begin > end:
        where = inner.place("from")
        fields.problems.add("the window ends before it begins", where, "swap them")
    return begin, end


def _read_day(fields: Fields, key: str) -> str:
    day = fields.text(key)
    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        fix = "write year-month-day, as in 2025-03-01"
        fields.problems.add("this is not a day", fields.place(key), fix)
        return ""
