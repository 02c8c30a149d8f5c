"""Asked: what a person says about files, on the command line or in a notebook."""

from dataclasses import dataclass

__all__ = ["Asked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person says about the files: encoding, dialect, speakers, ids.

    ``by_stem``: transcripts are called as their files are, where that can be an id;
    only for what is printed and not kept, since names of files may identify.
    """

    encoding: str = ""
    dialect: str = ""
    speakers: tuple[tuple[str, str], ...] = ()
    id: str = ""
    replace: str = ""
    by_stem: bool = False
