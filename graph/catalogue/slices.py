"""What the documents hold, asked a few of them at a time, so that no answer meets a limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from graph.store.errors import QueryTimeout, ResultTooLarge

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["query_text", "rows_of"]

AT_ONCE: Final = 200
"""How many things are asked for at once; half of them where that meets a limit."""

_PLACE: Final = re.compile("# Of these ([a-z]+)s only:")


def query_text(name: str) -> str:
    """Give the text of one of the catalogue's own queries."""
    return files("graph.catalogue").joinpath("queries", f"{name}.rq").read_text("utf-8")


def rows_of(store: Store, name: str, things: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Give a query's rows for these documents, or whatever it names.

    Parameters
    ----------
    store
        What is asked.
    name
        Of a query that has the comment which marks where they are named.
    things
        Their IRIs.

    Raises
    ------
    ResultTooLarge, QueryTimeout
        A single one is more than the store's limits allow.
    """
    text = query_text(name)
    if not _PLACE.search(text):
        raise ValueError(f"{name}.rq does not tell where things are named")
    for start in range(0, len(things), AT_ONCE):
        yield from _slice(store, text, things[start : start + AT_ONCE])


def _slice(store: Store, text: str, things: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    names = " ".join(str(NamedNode(iri)) for iri in things)
    try:
        named = _PLACE.sub(lambda place: f"VALUES ?{place[1]} {{ {names} }}", text)
        yield from store.select(named)
    except (ResultTooLarge, QueryTimeout):
        half = len(things) // 2
        if not half:
            raise
        yield from _slice(store, text, things[:half])
        yield from _slice(store, text, things[half:])
