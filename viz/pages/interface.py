"""The HTTP interface: every operation of an OpenAPI description, with parameters and problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from viz.environment import render

__all__ = ["interface_page"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an operation is asked with."""

    name: str
    place: str
    type: str
    meaning: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be called; ``summary`` is its first sentence, ``more`` the rest."""

    id: str
    method: str
    path: str
    summary: str
    parameters: list[Parameter]


def interface_page(
    described: Mapping[str, Any], problems: Iterable[tuple[int, str, str]], version: str
) -> str:
    """Write the page.

    Parameters
    ----------
    described
        The OpenAPI description.
    problems
        Status, name and meaning of each kind of problem.
    version
        Of the data.
    """
    groups: dict[str, list[Operation]] = {}
    for tag, operation in _operations(described):
        groups.setdefault(tag, []).append(operation)
    return render(
        "interface.html",
        title="HTTP interface",
        here="/docs",
        version=version,
        release=described["info"]["version"],
        groups=groups,
        problems=list(problems),
    )


def _operations(described: Mapping[str, Any]) -> Iterator[tuple[str, Operation]]:
    for path, by_method in described["paths"].items():
        for method, told in by_method.items():
            operation = Operation(
                told.get("operationId", f"{method}-{path}"),
                method.upper(),
                path,
                told.get("description") or told.get("summary", ""),
                [_parameter(each) for each in told.get("parameters", [])],
            )
            for tag in told.get("tags", ["other"]):
                yield tag[:1].upper() + tag[1:], operation


def _parameter(told: Mapping[str, Any]) -> Parameter:
    schema = told.get("schema", {})
    meaning = told.get("description") or schema.get("description", "")
    return Parameter(told["name"], told["in"], _type(schema), meaning, bool(told.get("required")))


def _type(schema: Mapping[str, Any]) -> str:
    """Name a schema's type.

    >>> _type({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]})
    'string, repeatable'
    """
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"] if one.get("type") != "null")
    if schema.get("type") == "array":
        return f"{_type(schema.get('items', {}))}, repeatable"
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    return str(schema.get("type", "any"))
