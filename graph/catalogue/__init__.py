"""The catalogue: an in-memory read model of one dataset version, made from the store."""

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.detail import load_mentions, load_mentions_of, load_statements
from graph.catalogue.documents import documents_like
from graph.catalogue.filters import (
    FACETS,
    KINDS,
    STANCES,
    CursorError,
    FilterError,
    Filters,
    values_of,
)
from graph.catalogue.loading import load_catalogue
from graph.catalogue.outline import Outline, load_outline
from graph.catalogue.profile import Profile
from graph.catalogue.records import (
    LISTED_KINDS,
    STRENGTHS,
    Counts,
    DocumentRecord,
    EntityRecord,
    Position,
    RelationRecord,
    UnitRecord,
)
from graph.catalogue.selection import SORTS, Cursor, Facet, Page, Selection

__all__ = [
    "FACETS",
    "KINDS",
    "LISTED_KINDS",
    "SORTS",
    "STANCES",
    "STRENGTHS",
    "Catalogue",
    "Counts",
    "Cursor",
    "CursorError",
    "DocumentRecord",
    "EntityRecord",
    "Facet",
    "FilterError",
    "Filters",
    "Outline",
    "Page",
    "Position",
    "Profile",
    "RelationRecord",
    "Selection",
    "UnitRecord",
    "documents_like",
    "load_catalogue",
    "load_mentions",
    "load_mentions_of",
    "load_outline",
    "load_statements",
    "values_of",
]
