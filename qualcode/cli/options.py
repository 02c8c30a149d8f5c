"""Options that several commands share, each with one name and one meaning."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from qualcode.model.participant import Consent

__all__ = [
    "as_json",
    "codebook",
    "coder",
    "consent",
    "dialect",
    "encoding",
    "output",
    "paths",
    "speakers",
    "study",
    "where",
]

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
ANY = click.Path(exists=True, path_type=Path)


def study() -> Decorator[Any]:
    """Which study: by default the nearest folder upwards that holds study.yaml."""
    return click.option(
        "--study",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="The study's folder. Default: the nearest one with study.yaml.",
    )


def codebook() -> Decorator[Any]:
    """Which codebook: a file, or the name of a shipped one."""
    return click.option(
        "--codebook",
        metavar="FILE",
        default="",
        help="A codebook file, or the name of a shipped one. "
        "Default: the study's; rights-violations for loose files.",
    )


def output(kinds: str) -> Decorator[Any]:
    """Where to write."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar="PATH",
        help=kinds,
    )


def as_json(what: str) -> Decorator[Any]:
    """One JSON object a line instead of text."""
    return click.option("--json", "as_json", is_flag=True, help=f"One JSON {what}")


def where() -> Decorator[Any]:
    """Which persons and codings: conditions that must all hold."""
    return click.option(
        "--where",
        "conditions",
        multiple=True,
        metavar="KEY=VALUE",
        help="Only these: group=women, assertion=denied, origin=manual, or any "
        "attribute; != excludes, | separates alternatives. May be repeated.",
    )


def consent() -> Decorator[Any]:
    """What the persons in loose files allowed; nothing unless said."""
    return click.option(
        "--consent",
        type=click.Choice([level.value for level in Consent]),
        help="Loose files: what these persons allowed. Without it no words are quoted.",
    )


def encoding() -> Decorator[Any]:
    """How a text file's bytes are to be read."""
    return click.option(
        "--encoding",
        default="",
        metavar="NAME",
        help="How text files are encoded, if not UTF-8: cp1252, utf-16 …",
    )


def dialect() -> Decorator[Any]:
    """How speakers stand in the text."""
    return click.option(
        "--dialect",
        default="",
        metavar="NAME",
        help="How speakers are written, if it is not detected: colon, label_time …",
    )


def speakers() -> Decorator[Any]:
    """Who is who: labels to roles or participant ids."""
    return click.option(
        "--speaker",
        "speakers",
        multiple=True,
        metavar="LABEL=ROLE",
        help="Who a label is: interviewer, interpreter, participant, other, or a "
        "participant's id. May be repeated.",
    )


def coder() -> Decorator[Any]:
    """Whose decision it is."""
    return click.option(
        "--coder",
        default="",
        metavar="NAME",
        help="Who codes or decides.",
    )


def paths(*, required: bool = False) -> Decorator[Any]:
    """Files or folders of transcripts."""
    return click.argument(
        "paths", nargs=-1, type=ANY, required=required, metavar="[PATHS]..."
    )
