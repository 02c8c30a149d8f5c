"""What must not lie in a study, or is not read: keys to pseudonyms, sync copies.

In:  the folder of a study.
Out: problems that name files, never what is in them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from qualcode.errors import Location, Problem
from qualcode.model.arrivals import is_id
from qualcode.store.folder import TEXTS

__all__ = ["screened"]

_KEY = re.compile(r"(?:key\.|pseudonym|identities)", re.IGNORECASE)
# Nextcloud and Dropbox, Syncthing, git's merge tools.
_COPY = re.compile(r"conflicted copy|\.sync-conflict-|case conflict|\.orig$")


def screened(path: Path) -> tuple[Problem, ...]:
    """Return what `check` says of the files in a study, in the order of their names.

    Raises:
        OSError: a folder cannot be listed.
    """
    return (*_unread(path), *_problems(path, path))


def _unread(path: Path) -> Iterator[Problem]:
    """Folders of interviews and documents that are passed over."""
    seen: dict[str, str] = {}
    for kind, text in TEXTS.items():
        for folder in sorted((path / kind).glob("*/")):
            where = Location(f"{kind}/{folder.name}")
            if folder.name.startswith("."):
                continue
            if not is_id(folder.name):
                fix = "name it with letters, digits, `-` and `_`, as in I01"
                yield Problem("this folder is not read: its name is no id", where, fix)
            elif not (folder / text).is_file():
                fix = f"bring {text} back, or delete the folder"
                yield Problem(f"this folder is not read: no {text}", where, fix)
            elif folder.name in seen:
                fix = "give one of them another id"
                message = f"{seen[folder.name]}/{folder.name} has the same id"
                yield Problem(message, where, fix)
            seen.setdefault(folder.name, kind)


def _problems(folder: Path, top: Path) -> Iterator[Problem]:
    for path in sorted(folder.iterdir()):
        name = path.relative_to(top).as_posix()
        if _KEY.match(path.name):
            fix = "move it out of the study, and out of what is shared or synced"
            message = "this looks like a key from pseudonyms to people"
            yield Problem(message, Location(name), fix)
        if path.is_symlink():
            continue
        if path.is_dir():
            if not path.name.startswith("."):
                yield from _problems(path, top)
        elif _COPY.search(path.name) and ".jsonl" not in path.name:
            fix = "compare it with the file beside it, keep what is right, delete it"
            message = "this is a copy that a sync tool made; it is not read"
            yield Problem(message, Location(name), fix)
