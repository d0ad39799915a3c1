"""Full-text search over units, and entities by the beginnings of their names."""

from graph.search.expression import SearchError
from graph.search.index import SearchIndex, Span

__all__ = ["SearchError", "SearchIndex", "Span"]
