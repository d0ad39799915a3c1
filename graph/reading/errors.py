"""What reading refuses."""

from __future__ import annotations

from graph.errors import RecgraphError

__all__ = ["ReadingError"]


class ReadingError(RecgraphError):
    """A source cannot be read; the message says what is wrong, where, and what to try."""
