"""Members of ZIP archives and XML trees, read within limits and without reaching out."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from graph.reading.errors import ReadingError

__all__ = ["MAX_MEMBER", "member", "parse_xml"]

MAX_MEMBER = 128 * 1024 * 1024
"""Bytes of one member of an archive when unpacked, at most."""


def member(data: bytes, name: str, file_name: str) -> bytes | None:
    """Unpack one member; ``None`` where there is none of that name.

    Raises
    ------
    ReadingError
        It is damaged, encrypted, or would grow past `MAX_MEMBER`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if name not in archive.namelist():
                return None
            with archive.open(name) as stream:
                content = stream.read(MAX_MEMBER + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise ReadingError(
            f"{file_name}: its part {name} is damaged or encrypted ({error}); "
            "get it again, unlocked."
        ) from error
    if len(content) > MAX_MEMBER:
        raise ReadingError(
            f"{file_name}: its part {name} unpacks to more than {MAX_MEMBER} bytes, which no "
            "document needs; check where it comes from."
        )
    return content


def parse_xml(content: bytes, name: str, file_name: str) -> Any:
    """Parse XML without entities, DTD or network; gives lxml's root element."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(
            f"{file_name}: {name} is no well-formed XML ({error}); get it again."
        ) from error
