"""Archives: order, times and properties are ours, whoever wrote the parts."""

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from qualcode.formats.archive import (
    Stamp,
    properties,
    read_parts,
    rewrite_zip,
    write_parts,
)

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
PARTS = st.dictionaries(
    st.sampled_from(["a", "b/c", "b", "é"]), st.binary(), min_size=1
)


@given(PARTS)
def test_parts_come_back_and_their_order_does_not_matter(
    parts: dict[str, bytes],
) -> None:
    data = write_parts(parts, NOON)

    assert read_parts(data) == parts
    assert data == write_parts(dict(reversed(parts.items())), NOON)
    assert rewrite_zip(data, NOON) == data


def test_the_list_of_types_stands_first_as_office_programs_want_it() -> None:
    data = write_parts({"[Content_Types].xml": b"", "A": b"", "z": b""}, NOON)

    assert list(read_parts(data)) == ["[Content_Types].xml", "A", "z"]


def test_a_moment_before_zip_knew_time_is_its_first_one() -> None:
    data = write_parts({"a": b""}, datetime(1970, 1, 1, tzinfo=UTC))
    with ZipFile(BytesIO(data)) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_properties_say_when_in_utc_and_never_who() -> None:
    east = datetime(2026, 5, 3, 14, tzinfo=timezone(timedelta(hours=2)))
    core = properties("A & <b> \x07", Stamp(at=east))["docProps/core.xml"].decode()

    assert core.count("2026-05-03T12:00:00Z") == 2
    assert "<dc:creator>qualcode</dc:creator>" in core
    assert "A &amp; &lt;b&gt; ␇" in core


def test_a_moment_without_a_zone_is_utc() -> None:
    assert Stamp(at=NOON.replace(tzinfo=None)).utc == NOON
