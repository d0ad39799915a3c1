"""The rows of the read model: documents, units, entities, relations."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "LISTED_KINDS",
    "STRENGTHS",
    "Counts",
    "DocumentRecord",
    "EntityRecord",
    "Position",
    "RelationRecord",
    "UnitRecord",
]

LISTED_KINDS = ("recommendation", "sub-item")
"""The kinds of unit that a list of recommendations holds unless other kinds are asked for."""

STRENGTHS = {
    5: "must",
    4: "should",
    3: "should-consider",
    2: "may",
    1: "reported-need",
    0: "none",
}
"""Each strength's rank and the local name of its concept without ``strength-``."""

_RELATION_WORDS = {
    "repeats": ("repeats", "is repeated by"),
    "narrows": ("narrows", "is narrowed by"),
    "broadens": ("broadens", "is broadened by"),
    "contradicts": ("contradicts", "is contradicted by"),
    "alternative-to": ("is an alternative to", "is an alternative to"),
    "supersedes": ("supersedes", "is superseded by"),
}


@dataclass(frozen=True, slots=True)
class Position:
    """A position a unit takes towards an entity: ``stance`` is supports, opposes or mixed."""

    entity: str
    stance: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How often an entity, or a document, is met.

    ``recommendations`` counts units of the kinds in :data:`LISTED_KINDS`, ``units`` those of every
    kind, ``addressed`` the listed units that ask this entity for something, ``documents`` the
    documents that mention it.
    """

    recommendations: int = 0
    units: int = 0
    addressed: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document's description; ``None`` where the text does not tell.

    ``qualifier`` tells documents of the same name apart: a symbol, a date or a key.
    """

    key: str
    iri: str
    title: str | None = None
    symbol: str | None = None
    job_number: str | None = None
    body: str | None = None
    date: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    document_type: str | None = None
    part: str | None = None
    distribution: str | None = None
    language: str | None = None
    file: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    sections: tuple[str, ...] = ()
    text_of: str | None = None
    short: str | None = None
    qualifier: str | None = None
    counts: Counts = Counts()

    @property
    def label(self) -> str:
        """A name to show: short name, title, symbol, job number or key; qualified if not unique."""
        name = self.short or self.title or self.symbol or self.job_number or self.key
        return f"{name} ({self.qualifier})" if self.qualifier else name


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit with everything that is filtered, sorted, counted or drawn.

    ``index`` is its place in :attr:`Catalogue.units`. Entities stand as keys, sorted; ``actors``
    holds actor groups and States. ``attributions`` holds who is said to say its statements:
    "own" for the document's own voice, "collective", "unspecified", the quoted holder, and the
    ISO 3166 code of each State named. ``stances`` are its statements' stances. ``date`` is its
    document's, or where that is unknown the first day of the meeting. ``response`` is what the
    State under review answered, where the report says so.
    """

    index: int
    document: str
    key: str
    number: str
    citation: str
    iri: str
    kind: str
    order: int
    text: str
    title: str = ""
    parent: str | None = None
    parent_key: str | None = None
    section: str | None = None
    date: str | None = None
    start: int = 0
    end: int = 0
    page: int | None = None
    addressees: tuple[str, ...] = ()
    modality: str | None = None
    strength: int | None = None
    attributions: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    attributed_to: tuple[str, ...] = ()
    response: str | None = None

    @property
    def entities(self) -> tuple[str, ...]:
        """Every entity it mentions or addresses, without repetition."""
        found = (
            *self.organizations,
            *self.instruments,
            *self.actors,
            *self.themes,
            *self.addressees,
        )
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """An entity: ``type`` is organization, instrument, actor, state or theme."""

    key: str
    iri: str
    type: str
    label: str
    short: str | None = None
    definition: str | None = None
    subtype: str | None = None
    alt: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    hub: bool = False
    counts: Counts = Counts()

    @property
    def name(self) -> str:
        """Its short name where it has one, else its label."""
        return self.short or self.label


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A relation between two units, given by their indices."""

    iri: str
    type: str
    source: int
    target: int
    score: float | None = None
    reason: str | None = None

    def words(self, index: int) -> str:
        """Tell how one of its units, given by its index, bears on the other.

        Examples
        --------
        >>> relation = RelationRecord("", "repeats", 7, 3)
        >>> relation.words(7), relation.words(3)
        ('repeats', 'is repeated by')
        """
        forth, back = _RELATION_WORDS.get(self.type, (self.type, self.type))
        return forth if index == self.source else back
