"""YAML as written: scalars stay text, places are right, the parser never explodes."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import Problem
from qualcode.formats import yaml_walk
from qualcode.formats.yaml_out import quoted
from qualcode.formats.yaml_walk import Entries, Items, Node, Scalar, walk_yaml

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
TREES = st.recursive(
    NAMES,
    lambda trees: (
        st.lists(trees, max_size=4) | st.dictionaries(NAMES, trees, max_size=4)
    ),
    max_leaves=12,
)
Tree = str | list["Tree"] | dict[str, "Tree"]


def flow(tree: Tree) -> str:
    if isinstance(tree, str):
        return quoted(tree)
    if isinstance(tree, list):
        return f"[{', '.join(map(flow, tree))}]"
    return (
        "{" + ", ".join(f"{quoted(key)}: {flow(of)}" for key, of in tree.items()) + "}"
    )


def plain(node: Node) -> Tree:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.nodes]
    return {key.text: plain(value) for key, value in node.pairs}


def problems(data: bytes) -> tuple[Problem, ...]:
    return walk_yaml(data, "b.yaml")[1]


@given(TREES)
def test_what_is_written_quoted_is_read_as_written(tree: Tree) -> None:
    node, found = walk_yaml(flow(tree).encode(), "b.yaml")
    again, _ = walk_yaml(flow(plain(node)).encode() if node else b"", "b.yaml")

    assert not found
    assert node is not None
    assert again == node


@given(NAMES)
def test_other_readers_take_quoted_text_for_the_same_text(text: str) -> None:
    node, _ = walk_yaml(f"a: {quoted(text)}".encode(), "b.yaml")
    loaded = yaml.safe_load(f"a: {quoted(text)}")

    assert isinstance(node, Entries)
    assert isinstance(loaded["a"], str)


@given(st.text("ab '\"\\é", min_size=1))
def test_an_offset_in_a_scalar_is_its_column_in_the_file(text: str) -> None:
    source = f"- {quoted(text)}"
    node, _ = walk_yaml(source.encode(), "b.yaml")

    assert isinstance(node, Items)
    scalar = node.nodes[0]
    assert isinstance(scalar, Scalar)
    if scalar.lead >= 0:
        columns = [scalar.at(offset).column for offset in range(len(scalar.text))]
        assert [source[(column or 0) - 1] for column in columns] == list(scalar.text)


def test_without_the_fast_parser_the_same_is_read_and_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = [
        b"a: [b, 'c', {d: e}]",
        b"- &a x",
        b"a: @b",
        b"a: b: c",
        b"a: 'b",
    ]
    fast = [walk_yaml(data, "b.yaml") for data in written]
    monkeypatch.setattr(yaml_walk, "LOADER", yaml.BaseLoader)

    assert [walk_yaml(data, "b.yaml") for data in written] == fast


def test_without_the_fast_parser_strange_escapes_are_refused_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml_walk, "LOADER", yaml.BaseLoader)

    assert "U+D800" in problems(b'a: "\\ud800"')[0].message
    assert problems(b'a: "\\U00110000"')[0].message == "this is not YAML"


def test_deep_and_large_files_are_refused_while_they_are_read() -> None:
    assert "too deeply" in problems(b"[" * 100_000)[0].message
    assert (
        "too deeply"
        in problems(b"".join(b" " * n + b"a:\n" for n in range(400)))[0].message
    )
    assert "too many" in problems(b"[" + b"a," * 300_000 + b"]")[0].message
    assert "too large" in problems(b"a" * 9_000_000)[0].message


def test_an_alias_bomb_costs_nothing() -> None:
    lines = [b"a0: &a0 [x, x]"]
    lines += [b"a%d: &a%d [*a%d, *a%d]" % (n, n, n - 1, n - 1) for n in range(1, 60)]

    assert len(problems(b"\n".join(lines))) == 60 + 2 * 59


def test_a_thousand_equal_keys_are_each_named() -> None:
    assert len(problems(b"a: b\n" * 1000)) == 999


def test_a_scalar_over_several_lines_tells_where_it_begins() -> None:
    node, _ = walk_yaml(b"a: >\n  one\n  two\n", "b.yaml")

    assert isinstance(node, Entries)
    scalar = node.get("a")
    assert isinstance(scalar, Scalar)
    assert scalar.at(6) == scalar.where
    assert node.get("b") is None
