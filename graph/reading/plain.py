"""Plain text and Markdown: bytes to characters."""

from __future__ import annotations

import re

from graph.reading.composed import Composed
from graph.reading.errors import ReadingError

__all__ = ["decode", "read_plain"]

_UNDEFINED = re.compile("[\x00-\x08\x0e-\x1b\x7f]")


def read_plain(data: bytes, file_name: str) -> Composed:
    """Decode a text; its characters stay exactly as they are."""
    text, warnings = decode(data, file_name)
    return Composed(text, warnings=warnings)


def decode(data: bytes, file_name: str) -> tuple[str, tuple[str, ...]]:
    """Decode bytes as UTF-8, UTF-16 by its mark, or else Windows-1252 with a warning.

    >>> decode("naïve".encode("cp1252"), "note.txt")[0]
    'naïve'
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError as error:
            raise ReadingError(
                f"{file_name} begins as UTF-16 but breaks off at byte {error.start}; "
                "save it as UTF-8."
            ) from error
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        where = error.start
    text = data.decode("cp1252", errors="replace")
    if len(_UNDEFINED.findall(text[:100_000])) * 50 > min(len(text), 100_000):
        raise ReadingError(
            f"{file_name} is no text: byte {where} is not UTF-8 and much of the rest is binary; "
            "give PDF, DOCX, ODT, HTML, Akoma Ntoso XML or text."
        )
    return text, (
        f"Not UTF-8 at byte {where}: read as Windows-1252, so some letters may be wrong.",
    )
