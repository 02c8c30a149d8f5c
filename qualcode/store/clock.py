"""The clock: the one moment that exports are stamped with."""

import datetime as dt
import os

from qualcode.errors import OptionError

__all__ = ["moment"]


def moment() -> dt.datetime:
    """Return now, or what ``SOURCE_DATE_EPOCH`` says (seconds since 1970, UTC).

    Source: https://reproducible-builds.org/specs/source-date-epoch/

    Raises:
        OptionError: the variable is set and is not a number of seconds.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not fixed:
        # Whole seconds: nothing finer belongs into a document.
        return dt.datetime.now(dt.UTC).replace(microsecond=0)  # noqa: TID251 # its home
    try:
        return dt.datetime.fromtimestamp(int(fixed), dt.UTC)
    except (ValueError, OverflowError, OSError):
        fix = "set it to seconds since 1970, or unset it"
        raise OptionError("SOURCE_DATE_EPOCH is not a moment", fix=fix) from None
