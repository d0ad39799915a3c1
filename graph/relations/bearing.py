"""What a document bears on others: its part of the graphs that are made of all documents together.

It is a pure function of source, supplement and vocabularies. It is kept beside the sources, so that
documents that stay need not be read again when others come; what is not kept, or damaged, or was
made by another version, is made again.
"""

from __future__ import annotations

import hashlib
import marshal
from contextlib import suppress
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.relations.axes import Stand
from graph.relations.deeds import Deed
from graph.relations.finding import UnitFacts, facts_of
from ontology.bytecache import key_of
from ontology.keptfile import read_kept, write_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.document import Document

__all__ = ["Bearing", "Bearings", "bearing_of", "facts_from", "facts_told"]

_PARTS = (UnitFacts, Stand, Deed)
_RULES = sorted(Path(__file__).with_name("data").glob("*.toml"))
_MADE_BY = (key_of(_RULES), *((part.__name__, *(f.name for f in fields(part))) for part in _PARTS))


@dataclass(frozen=True, slots=True)
class Bearing:
    """A document's facts, from which relations are found, and the keys that are minted for it."""

    facts: tuple[UnitFacts, ...]
    minted: tuple[str, ...]


def bearing_of(document: Document, minted: Iterable[str]) -> Bearing:
    """Gather what a document bears on others."""
    return Bearing(tuple(facts_of(document)), tuple(sorted(minted)))


class Bearings:
    """What documents bear on others, a file each, under the hash of all that it depends on.

    Parameters
    ----------
    directory
        Made when the first is kept.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> kept = Bearings(pathlib.Path(tempfile.mkdtemp()))
    >>> kept.put(("report", "00"), Bearing((), ("a-75-816",)))
    >>> kept.get(("report", "00")), kept.get(("report", "01"))
    (Bearing(facts=(), minted=('a-75-816',)), None)
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def get(self, depends: tuple[object, ...]) -> Bearing | None:
        """Give what is kept; ``None`` where that is nothing."""
        body = read_kept(self._directory / _name(depends), b"")
        if body is None:
            return None
        facts, minted = marshal.loads(body)
        return Bearing(facts_from(facts), minted)

    @staticmethod
    def name(depends: tuple[object, ...]) -> str:
        """Give the name under which what depends on this is kept."""
        return _name(depends)

    def put(self, depends: tuple[object, ...], bearing: Bearing) -> None:
        """Keep what a document bears on others; where that cannot be, it is made again later."""
        body = marshal.dumps((tuple(map(_told, bearing.facts)), bearing.minted))
        write_kept(self._directory / _name(depends), b"", body)

    def keep_only(self, depending: Iterable[tuple[object, ...]]) -> None:
        """Forget all others."""
        kept = {_name(depends) for depends in depending}
        with suppress(OSError):
            for path in list(self._directory.iterdir()):
                if path.name not in kept:
                    path.unlink()


def _name(depends: tuple[object, ...]) -> str:
    return hashlib.sha256(repr((_MADE_BY, depends)).encode()).hexdigest()


def facts_told(facts: Iterable[UnitFacts], same: dict[Any, Any]) -> tuple[tuple[Any, ...], ...]:
    """Give facts as plain tuples, in which what is equal is one object, kept in ``same``.

    >>> facts_told((), {})
    ()
    """
    return tuple(
        tuple(same.setdefault((type(value), value), value) for value in _told(unit))
        for unit in facts
    )


def facts_from(told: Iterable[tuple[object, ...]]) -> tuple[UnitFacts, ...]:
    """Give the facts that were told so.

    >>> facts_from(())
    ()
    """
    return tuple(map(_fact, told))


def _told(facts: UnitFacts) -> tuple[Any, ...]:
    """Give facts as plain tuples."""
    values = dict(zip(_FACTS, _values(facts), strict=True))
    values["stands"] = tuple(map(_stand, facts.stands))
    values["deeds"] = tuple(map(_deed, facts.deeds))
    return tuple(values.values())


def _fact(told: tuple[object, ...]) -> UnitFacts:
    values: dict[str, object] = dict(zip(_FACTS, told, strict=True))
    values["stands"] = tuple(Stand(*row) for row in values["stands"])  # type: ignore[attr-defined]
    values["deeds"] = tuple(Deed(*row) for row in values["deeds"])  # type: ignore[attr-defined]
    return UnitFacts(**values)  # type: ignore[arg-type]


def _getter(part: type) -> Callable[[object], tuple[object, ...]]:
    return attrgetter(*(field.name for field in fields(part)))


_FACTS = tuple(field.name for field in fields(UnitFacts))
_values, _stand, _deed = map(_getter, _PARTS)
