"""Plain text and Markdown: the characters are the text."""

from __future__ import annotations

from graph.reading.composed import Composed
from graph.reading.encodings import decode

__all__ = ["read_plain"]


def read_plain(data: bytes, file_name: str) -> Composed:
    """Decode a text; its characters stay exactly as they are."""
    text, warnings = decode(data, file_name)
    return Composed(text, warnings=warnings)
