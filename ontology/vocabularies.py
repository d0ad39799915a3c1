"""The vocabularies: every entity that a text may name, with the words it is named by.

One SKOS file per scheme stands in ``ontology/vocabularies``; the file's name is the scheme's name.
:func:`load_vocabularies` reads them all and makes one :class:`Entity` per concept. What the labels
mean to the reader of documents:

- ``prefLabel`` and ``altLabel`` are names in use; one all in capitals is matched as it is written;
- ``hiddenLabel`` is for matching only: inflections, verb forms, telltale phrases, misspellings;
- ``rec:negativeLabel`` is a longer or confusable string that is *not* this entity.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontology.bytecache import keep, key_of, recall
from ontology.errors import RecgraphError
from ontology.iris import BASE
from ontology.terms import NAMESPACE, PREFIXES

__all__ = ["DIRECTORY", "SCHEMES", "Entity", "Vocabularies", "VocabularyError", "load_vocabularies"]

DIRECTORY = Path(__file__).resolve().with_name("vocabularies")

SCHEMES = ("actors", "instruments", "organizations", "states", "strength", "themes")

_ID = f"{BASE}id/"
_SKOS = PREFIXES["skos"]
_TYPE = PREFIXES["rdf"] + "type"

# The class that says what an entity is; its other class in the ontology's namespace is the subtype.
_TYPES = {
    "Organization": "organization",
    "Instrument": "instrument",
    "ActorGroup": "actor",
    "State": "state",
    "Theme": "theme",
    "Strength": "strength",
}

_SCHEME = {t: t if t == "strength" else f"{t}s" for t in _TYPES.values()}

# Properties whose values are gathered, and the field they go to.
_FIELDS = {
    f"{_SKOS}prefLabel": "label",
    f"{_SKOS}altLabel": "alt",
    f"{_SKOS}hiddenLabel": "hidden",
    f"{_SKOS}definition": "definition",
    f"{_SKOS}broader": "broader",
    f"{_SKOS}exactMatch": "matches",
    f"{_SKOS}closeMatch": "matches",
    f"{NAMESPACE}negativeLabel": "negative",
    f"{NAMESPACE}shortName": "short",
    f"{NAMESPACE}hub": "hub",
    f"{NAMESPACE}rank": "rank",
    _TYPE: "classes",
}


class VocabularyError(RecgraphError):
    """A vocabulary file is missing or wrong."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that a text may name.

    Attributes
    ----------
    key
        Local name, unique over all schemes: ``unodc``, ``budapest-convention``, ``FRA``.
    type
        organization, instrument, actor, state or theme; strength for a degree of strength.
    label, short
        The preferred name and a short one for display, ``None`` where the name is short enough.
    alt, hidden, negative
        Other names in use, forms for matching only, and strings that are not this entity.
    broader
        Keys of the broader entities of the same scheme.
    subtype
        Local name of the narrower class (``Treaty``, ``Body``), ``None`` where there is none.
    matches
        IRIs of the same thing in other vocabularies.
    hub
        True for what is named everywhere and therefore tells nothing.
    rank
        The degree of a strength, 5 the strongest; ``None`` for everything else.
    """

    key: str
    type: str
    label: str
    short: str | None = None
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    definition: str | None = None
    subtype: str | None = None
    matches: tuple[str, ...] = ()
    hub: bool = False
    rank: int | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Every string that names it, the preferred one first."""
        return (self.label, *self.alt, *self.hidden)


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """All schemes, read.

    Attributes
    ----------
    entities
        What a text may name, by key; strengths are not among it. What is both an actor and a theme
        ("central authorities") stands here as the actor.
    schemes
        The concepts of each scheme, strengths included, sorted by key. What is both an actor and a
        theme is in both, each time with that type: read these to know all that labels stand for.
    digest
        SHA-256 (hex) of the files' names and bytes: the same digest, the same reading.
    """

    entities: Mapping[str, Entity]
    schemes: Mapping[str, tuple[Entity, ...]]
    digest: str

    def get(self, key: str) -> Entity | None:
        """Find an entity by its key."""
        return self.entities.get(key)


@dataclass(slots=True)
class _Draft:
    """The values gathered for one concept, by field."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(set(self.values.get(name, ()))))

    def one(self, name: str) -> str | None:
        return next(iter(self.values.get(name, ())), None)

    def entities(self, key: str, file: str) -> Iterator[Entity]:
        """One entity for each type that the concept has."""
        classes = [c.removeprefix(NAMESPACE) for c in self.all("classes")]
        types = [_TYPES[c] for c in classes if c in _TYPES]
        label, rank = self.one("label"), self.one("rank")
        if not types or label is None:
            lack = "a preferred label" if types else "a class that says what it is"
            raise VocabularyError(f"{file}: {key} lacks {lack}; add one")
        entity = Entity(
            key=key,
            type=types[0],
            label=label,
            short=self.one("short"),
            alt=self.all("alt"),
            hidden=self.all("hidden"),
            negative=self.all("negative"),
            broader=tuple(iri.removeprefix(_ID) for iri in self.all("broader")),
            definition=self.one("definition"),
            subtype=next((c for c in classes if c not in _TYPES and ":" not in c), None),
            matches=self.all("matches"),
            hub=self.one("hub") == "true",
            rank=None if rank is None else int(rank),
        )
        return (replace(entity, type=kind) for kind in types)


def load_vocabularies(directory: Path | None = None) -> Vocabularies:
    """Read the vocabularies; a second call with the same directory gives the same object.

    Parameters
    ----------
    directory
        Where the ``.ttl`` files are, one per scheme; the ones of the product by default.

    Raises
    ------
    VocabularyError
        A file is missing or is not Turtle, a concept lacks its class or its preferred label, or
        two schemes define the same key.

    Examples
    --------
    >>> vocabularies = load_vocabularies()
    >>> vocabularies.entities["budapest-convention"].type
    'instrument'
    >>> [s.label for s in vocabularies.schemes["strength"] if s.rank == 5]
    ['must or shall']
    """
    return _load((directory or DIRECTORY).resolve())


@lru_cache(maxsize=8)
def _load(directory: Path) -> Vocabularies:
    sources = {f"{scheme}.ttl": _bytes(directory / f"{scheme}.ttl") for scheme in SCHEMES}
    digest = hashlib.sha256()
    for name, data in sources.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    # Only the product's own are kept: other directories are small or read once.
    key = key_of([Path(__file__)], digest.hexdigest()) if directory == DIRECTORY else None
    rows = recall(__file__, key)
    schemes = _read(sources) if rows is None else _unpacked(rows)
    if rows is None:
        keep(__file__, key, _packed(schemes))
    # Reversed, so that what is an actor and a theme ends as the actor.
    entities = {e.key: e for name in reversed(SCHEMES) for e in schemes[name] if e.rank is None}
    return Vocabularies(MappingProxyType(entities), MappingProxyType(schemes), digest.hexdigest())


def _packed(schemes: Mapping[str, tuple[Entity, ...]]) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: [
            tuple(getattr(entity, field.name) for field in fields(Entity)) for entity in concepts
        ]
        for name, concepts in schemes.items()
    }


def _unpacked(rows: Any) -> dict[str, tuple[Entity, ...]]:
    return {name: tuple(Entity(*row) for row in concepts) for name, concepts in rows.items()}


def _read(sources: Mapping[str, bytes]) -> dict[str, tuple[Entity, ...]]:
    named: dict[str, dict[str, Entity]] = {scheme: {} for scheme in SCHEMES}
    home: dict[str, str] = {}
    for file, data in sources.items():
        for key, draft in _drafts(data, file).items():
            if home.setdefault(key, file) != file:
                raise VocabularyError(f"{file}: {key} is defined in {home[key]} too; keep one")
            for entity in draft.entities(key, file):
                named[_SCHEME[entity.type]][key] = entity
    return {name: _sorted(concepts) for name, concepts in named.items()}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise VocabularyError(f"{path}: {error.strerror}; every scheme needs its file") from error


def _sorted(concepts: Mapping[str, Entity]) -> tuple[Entity, ...]:
    """The concepts of a scheme by key, each with the broader ones of this scheme only."""
    return tuple(
        replace(concept, broader=tuple(b for b in concept.broader if b in concepts))
        if concept.broader
        else concept
        for _, concept in sorted(concepts.items())
    )


def _drafts(data: bytes, file: str) -> dict[str, _Draft]:
    drafts: dict[str, _Draft] = {}
    try:
        for triple in parse(data, format=RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            name = _FIELDS.get(triple.predicate.value)
            if name is None or not isinstance(subject, NamedNode) or _ID not in subject.value:
                continue
            if isinstance(value, NamedNode | Literal):
                # Interned, so that a key that is kept and recalled is the same object everywhere.
                key = sys.intern(subject.value.removeprefix(_ID))
                drafts.setdefault(key, _Draft()).add(name, value.value)
    except SyntaxError as error:
        raise VocabularyError(f"{file}, line {error.lineno}: {error.msg}") from error
    return drafts
