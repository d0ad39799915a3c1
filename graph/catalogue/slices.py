"""What the documents hold, asked a few documents at a time, so that no answer meets a limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from graph.store.errors import QueryTimeout, ResultTooLarge

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["query_text", "rows_of"]

DOCUMENTS: Final = 200
"""How many documents are asked for at once; half of them where that meets a limit."""

_PLACE: Final = "# Of these documents only:"


def query_text(name: str) -> str:
    """Give the text of one of the catalogue's own queries."""
    return files("graph.catalogue").joinpath("queries", f"{name}.rq").read_text("utf-8")


def rows_of(store: Store, name: str, documents: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Give a query's rows for these documents.

    Parameters
    ----------
    store
        What is asked.
    name
        Of a query that has the comment which marks where the documents are named.
    documents
        Their IRIs.

    Raises
    ------
    ResultTooLarge, QueryTimeout
        A single document is more than the store's limits allow.
    """
    text = query_text(name)
    if _PLACE not in text:
        raise ValueError(f"{name}.rq does not tell where documents are named")
    for start in range(0, len(documents), DOCUMENTS):
        yield from _slice(store, text, documents[start : start + DOCUMENTS])


def _slice(store: Store, text: str, documents: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    names = " ".join(str(NamedNode(iri)) for iri in documents)
    try:
        yield from store.select(text.replace(_PLACE, f"VALUES ?document {{ {names} }}"))
    except (ResultTooLarge, QueryTimeout):
        half = len(documents) // 2
        if not half:
            raise
        yield from _slice(store, text, documents[:half])
        yield from _slice(store, text, documents[half:])
