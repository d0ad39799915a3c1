"""What stands between a document's units: its headings and its page furniture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from graph.catalogue.loading import query_text
from graph.document import Furniture, Heading

if TYPE_CHECKING:
    from graph.catalogue.records import DocumentRecord
    from graph.store import Store

__all__ = ["Outline", "load_outline"]


@dataclass(frozen=True, slots=True)
class Outline:
    """Headings and page furniture, in text order."""

    headings: tuple[Heading, ...] = ()
    furniture: tuple[Furniture, ...] = ()


def load_outline(store: Store, document: DocumentRecord) -> Outline:
    """Read what the graph holds of a document besides its units."""
    headings, furniture = [], []
    rows: list[dict[str, Any]] = store.select(
        query_text("outline"), document=NamedNode(document.iri)
    )
    for row in rows:
        text, start, end = row["text"].value, int(row["start"].value), int(row["end"].value)
        if "level" in row:
            headings.append(Heading(text, start, end, int(row["level"].value)))
        else:
            furniture.append(Furniture(text, start, end, row["kind"].value))
    return Outline(
        tuple(sorted(headings, key=lambda h: h.start)),
        tuple(sorted(furniture, key=lambda f: f.start)),
    )
