"""Blocks as JSON and back; what comes back has passed every check of documents.domain.blocks."""

import dataclasses
import functools
import types
import typing
from collections.abc import Sequence
from enum import Enum
from typing import Any

from documents.domain.blocks import (
    Annex,
    Block,
    BlockError,
    BlockProblem,
    GroupRow,
    Row,
)

_KINDS = {kind.kind: kind for kind in (*typing.get_args(Block), Row, GroupRow)}


def to_json(blocks: Sequence[Block | Annex]) -> list[dict[str, Any]]:
    """Give the blocks, or the annexes, as lists and dictionaries for a JSON column."""
    return [_encode(block) for block in blocks]


def blocks_from_json(data: Any) -> tuple[Block, ...]:
    """Read a body; raises BlockError for anything that is not one."""
    return _decode(data, tuple[Block, ...])


def annexes_from_json(data: Any) -> tuple[Annex, ...]:
    """Read the annexes of a document; raises BlockError for anything that is not annexes."""
    return _decode(data, tuple[Annex, ...])


def _encode(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    kind = {"kind": value.kind} if type(value) in _KINDS.values() else {}
    return kind | {
        field.name: _encode(getattr(value, field.name)) for field in dataclasses.fields(value)
    }


def _decode(data: Any, expected: Any) -> Any:
    if typing.get_origin(expected) is tuple:
        item_type, _ = typing.get_args(expected)
        return tuple(_decode(item, item_type) for item in _of_type(data, list))
    if isinstance(expected, types.UnionType):
        return _decode_one_of(_of_type(data, dict), typing.get_args(expected))
    if dataclasses.is_dataclass(expected):
        return _decode_fields(_of_type(data, dict), expected)
    if issubclass(expected, Enum):
        return _decode_choice(data, expected)
    return _of_type(data, expected)


def _decode_one_of(data: dict, kinds: Sequence[type]) -> Any:
    name = data.get("kind")
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind not in kinds:
        raise BlockError(BlockProblem.UNKNOWN_KIND, repr(name))
    return _decode_fields({name: data[name] for name in data if name != "kind"}, kind)


def _decode_fields(data: dict, expected: type) -> Any:
    fields = _fields_of(expected)
    if not _required(expected) <= data.keys() <= fields.keys():
        raise BlockError(BlockProblem.SHAPE, f"{expected.__name__} with {sorted(data)}")
    return expected(**{name: _decode(data[name], fields[name]) for name in data})


@functools.cache
def _fields_of(expected: type) -> dict[str, Any]:
    hints = typing.get_type_hints(expected)
    return {field.name: hints[field.name] for field in dataclasses.fields(expected)}


@functools.cache
def _required(expected: type) -> frozenset[str]:
    """What was stored before a field was added reads with its default."""
    fields = dataclasses.fields(expected)
    return frozenset(field.name for field in fields if field.default is dataclasses.MISSING)


def _decode_choice(data: Any, choices: type[Enum]) -> Enum:
    try:
        return choices(data)
    except ValueError as error:
        raise BlockError(BlockProblem.SHAPE, str(error)) from error


def _of_type(data: Any, expected: type) -> Any:
    if type(data) is not expected:
        raise BlockError(BlockProblem.SHAPE, f"{data!r} is no {expected.__name__}")
    return data
