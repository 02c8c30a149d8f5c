"""The child process in which containers are parsed, with little memory.

In:  on standard input, a line of JSON and then the bytes of a file, again and again.
Out: on standard output, a line of JSON for each: a draft, a table, or problems. It
     opens no file and writes nowhere else. Run as ``python -I -m`` by `reading`.
"""

import sys
from typing import BinaryIO

from qualcode.errors import Problem, QualcodeError
from qualcode.formats.readers import parse
from qualcode.formats.rows import read_rows
from qualcode.store.reading_wire import (
    Wire,
    line_of,
    problems_to,
    said_in,
    table_to,
    wire_of,
)

__all__ = ["serve"]

MEMORY = 1_000_000_000  # bytes of address space


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer requests until there are none."""
    while line := requests.readline():
        request = said_in(line)
        replies.write(line_of(_answer(request, requests.read(request["size"]))))
        replies.flush()


def _answer(request: Wire, data: bytes) -> Wire:
    name, encoding = request["name"], request["encoding"]
    try:
        if request["job"] == "table":
            return {"table": table_to(read_rows(data, name, encoding=encoding))}
        return {"draft": wire_of(parse(data, name, encoding))}
    except QualcodeError as error:
        return {"problems": problems_to(tuple(error.problems))}
    except MemoryError:
        message = f"reading it takes more than {MEMORY // 1_000_000} MB of memory"
        return {"problems": problems_to((Problem(message),))}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


if __name__ == "__main__":
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
