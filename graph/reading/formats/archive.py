"""Members of ZIP archives and XML trees, read within limits and without reaching out."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from graph.reading.errors import ReadingError

__all__ = ["MAX_MEMBER", "Archive", "parse_xml"]

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # encrypted
    NotImplementedError,  # a method of compression that is not known
    ValueError,
)

MAX_MEMBER = 64 * 1024 * 1024
"""Bytes of one member of an archive when unpacked, at most."""


class Archive:
    """A ZIP archive in memory, whose members are unpacked within limits.

    Parameters
    ----------
    data
        Its bytes.
    file_name
        Its name, for errors.

    Raises
    ------
    ReadingError
        It is damaged.
    """

    def __init__(self, data: bytes, file_name: str) -> None:
        self.file_name = file_name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise ReadingError(f"{file_name} is damaged ({error}); get it again.") from error

    def names(self) -> list[str]:
        """Give the names of its members."""
        return self._archive.namelist()

    def member(self, name: str) -> bytes | None:
        """Unpack one member; ``None`` where there is none of that name.

        Raises
        ------
        ReadingError
            It is damaged, encrypted, or would grow past `MAX_MEMBER`.
        """
        try:
            with self._archive.open(name) as stream:
                content = stream.read(MAX_MEMBER + 1)
        except KeyError:
            return None
        except _DAMAGED as error:
            raise ReadingError(
                f"{self.file_name}: its part {name} is damaged or encrypted ({error}); "
                "get it again, unlocked."
            ) from error
        if len(content) > MAX_MEMBER:
            raise ReadingError(
                f"{self.file_name}: its part {name} unpacks to more than {MAX_MEMBER} bytes, which "
                "no document needs; check where it comes from."
            )
        return content

    def xml(self, name: str) -> Any:
        """Parse one member as XML; ``None`` where there is none of that name."""
        content = self.member(name)
        return None if content is None else parse_xml(content, name, self.file_name)


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
