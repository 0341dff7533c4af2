"""Partial answers: `fields=id,message(id,threadId)` leaves out the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from inroad.sandbox.gmail.protocol import Json, RefusedError

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*|\*|[(),/]")
_Tree = dict[str, "_Tree"]


def selection(fields: str, known: Collection[str]) -> Callable[[Json], Json]:
    """Return what leaves of an answer the fields that are asked for, all for ""; `known` are the names of all fields.

    Raises:
        RefusedError: the selection cannot be read, or names a field that there is not.
    """
    if not fields:
        return lambda body: body
    tokens = _TOKEN.findall(fields)
    if "".join(tokens) != "".join(fields.split()):
        raise _invalid(fields)
    tree = _listed(tokens)
    if tokens:
        raise _invalid(fields)
    _check(tree, known)

    def cut(body: Json) -> Json:
        chosen: Json = _cut(body, tree)
        return chosen

    return cut


def _listed(tokens: list[str]) -> _Tree:
    """Take names with commas between them from the front of the tokens."""
    tree: _Tree = {}
    while True:
        name = tokens.pop(0) if tokens else ""
        if not name or name in "(),/":
            raise _invalid(name)
        tree[name] = _below(tokens)
        if not tokens or tokens[0] != ",":
            return tree
        tokens.pop(0)


def _below(tokens: list[str]) -> _Tree:
    following = tokens[0] if tokens else ""
    if following == "/":
        tokens.pop(0)
        name = tokens.pop(0) if tokens else ""
        return {name: _below(tokens)}
    if following != "(":
        return {}
    tokens.pop(0)
    inside = _listed(tokens)
    if not tokens or tokens.pop(0) != ")":
        raise _invalid("(")
    return inside


def _check(tree: _Tree, known: Collection[str]) -> None:
    for name, below in tree.items():
        if name != "*" and name not in known:
            raise _invalid(name)
        _check(below, known)


def _cut(node: Any, tree: _Tree) -> Any:
    if not tree:
        return node
    if isinstance(node, list):
        return [_cut(item, tree) for item in node]
    if not isinstance(node, dict):
        return node
    wanted = {name: tree.get(name, tree.get("*")) for name in node}
    return {name: _cut(value, below) for name, value in node.items() if (below := wanted[name]) is not None}


def _invalid(what: str) -> RefusedError:
    return RefusedError(400, "invalidParameter", f"Invalid field selection {what}")
