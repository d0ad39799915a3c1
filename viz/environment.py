"""The environment of the pages: templates that escape everything, static files with a digest.

The digest of all static files stands in their address, so a browser may keep them for good and
modules that import each other move together.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

__all__ = [
    "StaticFile",
    "render",
    "static_address",
    "static_file",
    "static_names",
    "template_environment",
]

NAVIGATION = (
    ("/", "Overview"),
    ("/explore", "Explore"),
    ("/recommendations", "Recommendations"),
    ("/documents", "Documents"),
    ("/compare", "Compare"),
    ("/sparql", "SPARQL"),
    ("/about", "About"),
)
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A static file's bytes and media type."""

    data: bytes
    media_type: str


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()


@cache
def _static() -> tuple[str, Mapping[str, StaticFile]]:
    found: dict[str, StaticFile] = {}
    digest = hashlib.sha256()
    for name, data in _walk(files("viz") / "static"):
        suffix = PurePosixPath(name).suffix
        guessed = MEDIA_TYPES.get(suffix) or mimetypes.guess_type(name)[0]
        found[name] = StaticFile(data, guessed or "application/octet-stream")
        digest.update(name.encode() + b"\0" + data)
    return digest.hexdigest()[:12], found


def static_file(name: str) -> StaticFile | None:
    """Find a static file by ``digest/name``; any digest will do, so that old pages still work."""
    _, _, path = name.partition("/")
    return _static()[1].get(path)


def static_address(name: str) -> str:
    """Give the address of a static file.

    Raises
    ------
    KeyError
        There is no such file.
    """
    digest, known = _static()
    if name not in known:
        raise KeyError(name)
    return f"/static/{digest}/{name}"


def static_names(folder: str) -> list[str]:
    """Give the names of the static files in a folder, whose name ends with a slash.

    Examples
    --------
    >>> "explore/map.js" in static_names("explore/")
    True
    """
    return [name for name in _static()[1] if name.startswith(folder)]


def _data(value: Any) -> Markup:
    """JSON that may stand inside a script element: no ``<``, no ``&``, no line separators."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _segment(value: str) -> str:
    """Escape one segment of a path."""
    return quote(value, safe="!$'()*,:@")


@cache
def template_environment() -> Environment:
    """Give the environment of all templates: escaping is on, an unknown name is an error."""
    environment = Environment(
        loader=PackageLoader("viz", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(static=static_address, navigation=NAVIGATION)
    environment.filters.update(
        data=_data,
        segment=_segment,
        query=lambda pairs: urlencode(pairs),
        figure=lambda number: f"{number:,}",
    )
    return environment


def render(template: str, /, **context: Any) -> str:
    """Fill a template.

    Parameters
    ----------
    template
        Its file name.
    context
        What it shows; ``title``, ``here`` (the page's path) and ``version`` (of the data) are
        expected by every page.

    Examples
    --------
    >>> "There is no such page" in render(
    ...     "error.html", title="Not found", here="", version="v0", status=404,
    ...     detail="There is no such page.", hint=None)
    True
    """
    return template_environment().get_template(template).render({"description": None, **context})
