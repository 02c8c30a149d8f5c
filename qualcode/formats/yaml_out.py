"""Texts as YAML that reads back the same, here and in any other YAML reader.

In:  a text.
Out: the text plain where every reader takes it as text, and in double quotes elsewhere.
"""

import json
import re

from qualcode.formats.yaml_text import without_strays

__all__ = ["quoted"]

_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/+-]*[\w)])?")
# What other readers take for truth values and nothing (YAML 1.1)
_SPECIAL = {"y", "n", "yes", "no", "true", "false", "on", "off", "null", "none"}


def quoted(text: str) -> str:
    """Return ``text`` as one YAML scalar on one line.

    >>> quoted("Harbour Street"), quoted("no"), quoted("{pseudonym}, 3")
    ('Harbour Street', '"no"', '"{pseudonym}, 3"')
    """
    line = " ".join(without_strays(text).split())
    if _PLAIN.fullmatch(line) and line.casefold() not in _SPECIAL:
        return line
    return json.dumps(line, ensure_ascii=False)
