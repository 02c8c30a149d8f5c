"""Who codes here: the coder's name, and the writer id of this computer.

The name comes from an option or the user's settings file, never from the login name;
where neither tells it, the command line asks. The writer id names a coder's ledger
files: no two computers ever write to one file.
"""

import json
import re
import secrets
import unicodedata
from pathlib import Path

from qualcode.errors import Location, OptionError
from qualcode.model.coders import coder_problem
from qualcode.store.files import make_folder, read_file, write_file
from qualcode.store.locks import home

__all__ = ["coder_name", "remember_coder", "writer_id"]

_DEVICE = re.compile(r"[0-9a-f]{8}")


def coder_name(option: str = "") -> str | None:
    """Return the coder's name, from the option or the settings; None: ask.

    Raises:
        OptionError: the name cannot be one.
    """
    name = option.strip() or str(_settings().get("coder", "")).strip()
    if not name:
        return None
    if problem := coder_problem(name):
        raise OptionError(problem.message, fix=problem.fix)
    return name


def remember_coder(name: str) -> None:
    """Keep the coder's name in the user's settings file.

    Raises:
        OptionError: the name cannot be one.
    """
    if problem := coder_problem(name):
        raise OptionError(problem.message, fix=problem.fix)
    values = _settings() | {"coder": name}
    text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True)
    make_folder(home())
    write_file(_settings_file(), text.encode() + b"\n")


def writer_id(coder: str) -> str:
    """Return the name of this coder's ledgers on this computer: ``ann-7f3a9c21``."""
    plain = unicodedata.normalize("NFKD", coder).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40] or "coder"
    return f"{slug}-{_device()}"


def _settings_file() -> Path:
    return home() / "settings.json"


def _settings() -> dict[str, object]:
    path = _settings_file()
    if not path.exists():
        return {}
    try:
        values = json.loads(read_file(path))
    except (ValueError, RecursionError) as error:
        fix = 'write {"coder": "your name"}, or delete the file'
        where = Location(path.name)
        raise OptionError("the settings are not JSON", where=where, fix=fix) from error
    return values if isinstance(values, dict) else {}


def _device() -> str:
    """This computer's random name, made at the first call; kept outside studies."""
    path = home() / "device"
    if path.exists():
        known = read_file(path).decode("ascii", "replace").strip()
        if _DEVICE.fullmatch(known):
            return known
    make_folder(home())
    made = secrets.token_hex(4)
    write_file(path, made.encode() + b"\n")
    # Two first calls at once: what lies there in the end is the name.
    return read_file(path).decode("ascii").strip()
