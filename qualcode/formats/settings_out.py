"""The settings of a study and the origin of a text as files that people may edit.

In:  `Settings` with the study's id; `Source`.
Out: the bytes of ``study.yaml`` and ``source.yaml``, with a word to people beside the
     entries; `qualcode.formats.settings` reads them back as the same values.
"""

from typing import get_args

from qualcode.formats.codebook_parts import FORMAT
from qualcode.formats.yaml_out import quoted
from qualcode.model.participant import Group
from qualcode.model.study import Settings
from qualcode.model.transcript import Role, Source

__all__ = ["render_settings", "render_source"]

ROLES = ", ".join(get_args(Role))


def render_source(source: Source) -> bytes:
    """Write ``source.yaml``: `parse_source` reads the same."""
    lines = [
        "# Where this text came from. The original and its name are not kept.",
        f"format: {quoted(source.format)}",
        f"sha256: {quoted(source.sha256)}",
        f"encoding: {quoted(source.encoding)}",
        f"dialect: {quoted(source.dialect)}",
        "# Speaker labels of this transcript alone: a participant's id, or one of",
        f"# {ROLES}",
    ]
    lines += _mapping("labels", source.labels)
    return _bytes(lines)


def render_settings(study_id: str, settings: Settings) -> bytes:
    """Write ``study.yaml`` with comments: `parse_settings` reads the same."""
    lines = [
        "# The settings of this study. Edit freely; `qualcode check` reads it over.",
        "",
        f"qualcode: {FORMAT}          # version of the format; leave it",
        f"study: {quoted(study_id)}  # a random id; leave it",
        f"title: {quoted(settings.title)}",
        f"language: {quoted(settings.language)}",
        f"codebook: {quoted(settings.codebook)}",
        "",
        "# Groups of participants. kind: affected, or key_informant (kept apart in",
        "# every table). The ids are those in the column `group` of participants.csv.",
        *_group_lines(settings.groups),
        "",
        "# Speaker labels in transcripts that are not a participant's id or pseudonym:",
        f"# {ROLES}",
        *_mapping("speakers", settings.speakers),
        "",
        "# Quotes: the line under a quote, and how many words a quote may have.",
        "quotes:",
        f"  attribution: {quoted(settings.attribution)}",
        f"  words_min: {settings.quote_words_min}",
        f"  words_max: {settings.quote_words_max}",
        "",
        "# The time of the interviews (YYYY-MM-DD); empty if it does not matter.",
        "window:",
        f"  from: {quoted(settings.window_from)}",
        f"  to: {quoted(settings.window_to)}",
    ]
    return _bytes(lines)


def _bytes(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _mapping(key: str, pairs: tuple[tuple[str, str], ...]) -> list[str]:
    if not pairs:
        return [f"{key}: {{}}"]
    return [f"{key}:", *(f"  {quoted(one)}: {quoted(two)}" for one, two in pairs)]


def _group_lines(groups: tuple[Group, ...]) -> list[str]:
    if not groups:
        return ["groups: {}"]
    lines = ["groups:"]
    for group in groups:
        label = quoted(group.label)
        lines.append(f"  {quoted(group.id)}: {{label: {label}, kind: {group.kind}}}")
    return lines
