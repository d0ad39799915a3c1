"""The names of things: every IRI that the product mints, made here and nowhere else.

Parts are percent-encoded and separated by ``/`` or ``#``, so no two things share a name::

    {base}id/unodc                                   an entity
    {base}id/document/expert-group-2018              a document
    {base}id/document/expert-group-2018/2(l)(i)      a unit of it
    {base}id/document/expert-group-2018/2(l)(i)#s0   its first statement, #s0t0 the first position
    {base}id/document/expert-group-2018/2(l)(i)#m0   its first mention
    {base}graph/expert-group-2018                    the named graph of the document
    {base}vocabulary/themes                          a concept scheme, and the graph that holds it

The ontology's own namespace never changes; ``base`` is configurable for everything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

__all__ = ["BASE", "DEFAULT", "ONTOLOGY", "Iris", "UnitIris"]

BASE = "https://w3id.org/recgraph/"
ONTOLOGY = "https://w3id.org/recgraph/ontology"

# What RFC 3987 lets stand in a path segment besides letters, digits and "-._~".
_SEGMENT = "!$&'()*+,;=:@"


def _segment(part: str) -> str:
    if not part:
        raise ValueError("an identifier's part is empty; give a key of at least one character")
    return quote(part, safe=_SEGMENT)


@dataclass(frozen=True, slots=True)
class UnitIris:
    """The names of a unit and of what stands in it.

    Parameters
    ----------
    unit
        The unit's IRI, without a fragment.
    joint
        What stands between it and the part's name.

    Examples
    --------
    >>> DEFAULT.within("expert-group-2018", "2(a)").mention(3).value
    'https://w3id.org/recgraph/id/document/expert-group-2018/2(a)#m3'
    """

    unit: str
    joint: str = "#"

    def statement(self, index: int) -> NamedNode:
        """Name the unit's statement at ``index``, counted from 0."""
        return NamedNode(f"{self.unit}{self.joint}s{index}")

    def position(self, statement: int, index: int) -> NamedNode:
        """Name the position at ``index`` of a statement."""
        return NamedNode(f"{self.unit}{self.joint}s{statement}t{index}")

    def mention(self, index: int) -> NamedNode:
        """Name the unit's mention at ``index``, counted from 0."""
        return NamedNode(f"{self.unit}{self.joint}m{index}")

    def mention_target(self, index: int) -> NamedNode:
        """Name the annotation target of a mention."""
        return NamedNode(f"{self.unit}{self.joint}m{index}-target")

    def mention_position(self, index: int) -> NamedNode:
        """Name the text position selector of a mention."""
        return NamedNode(f"{self.unit}{self.joint}m{index}-position")

    def mention_quote(self, index: int) -> NamedNode:
        """Name the text quote selector of a mention."""
        return NamedNode(f"{self.unit}{self.joint}m{index}-quote")


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes the names of things under one base, and reads keys back out of them.

    Parameters
    ----------
    base
        An absolute IRI that ends in ``/``.

    Raises
    ------
    ValueError
        ``base`` does not end in ``/``, or a key is empty.

    Examples
    --------
    >>> iris = Iris("https://example.org/recommendations/")
    >>> iris.entity("unodc").value
    'https://example.org/recommendations/id/unodc'
    >>> iris.unit("expert-group-2018", "2(l)(i)").value
    'https://example.org/recommendations/id/document/expert-group-2018/2(l)(i)'
    >>> iris.key("https://example.org/recommendations/id/unodc")
    'unodc'
    """

    base: str = BASE

    def __post_init__(self) -> None:
        if not self.base.endswith("/"):
            raise ValueError(f"the base IRI {self.base!r} must end in '/'")

    def entity(self, key: str) -> NamedNode:
        """Name an entity of a vocabulary, or a minted one."""
        return NamedNode(f"{self.base}id/{_segment(key)}")

    def document(self, key: str) -> NamedNode:
        """Name a document."""
        return NamedNode(f"{self.base}id/document/{_segment(key)}")

    def meeting(self, key: str) -> NamedNode:
        """Name the meeting that a document reports."""
        return self._part(key, "meeting")

    def run(self, key: str) -> NamedNode:
        """Name the activity that produced a document's graph."""
        return self._part(key, "run")

    def source(self, key: str) -> NamedNode:
        """Name the file that a document was read from."""
        return self._part(key, "source")

    def heading(self, key: str, index: int) -> NamedNode:
        """Name a document's section heading, counted from 0."""
        return self._part(key, f"heading{index}")

    def furniture(self, key: str, index: int) -> NamedNode:
        """Name a piece of a document's page furniture, counted from 0."""
        return self._part(key, f"furniture{index}")

    def note(self, key: str, index: int) -> NamedNode:
        """Name a document's footnote or endnote, counted from 0."""
        return self._part(key, f"note{index}")

    def candidate(self, key: str, index: int) -> NamedNode:
        """Name a document's proposal of a new name, counted from 0."""
        return self._part(key, f"candidate{index}")

    def unit(self, document: str, unit: str) -> NamedNode:
        """Name a unit by its document's key and its own."""
        return NamedNode(f"{self.document(document).value}/{_segment(unit)}")

    def within(self, document: str, unit: str) -> UnitIris:
        """Give the names of what stands in a unit."""
        return UnitIris(self.unit(document, unit).value)

    def within_note(self, document: str, index: int) -> UnitIris:
        """Give the names of what stands in a note.

        Examples
        --------
        >>> DEFAULT.within_note("expert-group-2018", 0).mention(1).value
        'https://w3id.org/recgraph/id/document/expert-group-2018#note0-m1'
        """
        return UnitIris(self.note(document, index).value, "-")

    def relation(self, type_: str, source: tuple[str, str], target: tuple[str, str]) -> NamedNode:
        """Name a relation between two units, each given as document key and unit key."""
        parts = "/".join(_segment(part) for part in (*source, type_, *target))
        return NamedNode(f"{self.base}id/relation/{parts}")

    def graph(self, document: str) -> NamedNode:
        """Name the graph that holds what a document says."""
        segment = _segment(document)
        if segment in ("minted", "relations"):  # these two name graphs of their own
            segment = f"%{ord(segment[0]):02X}{segment[1:]}"
        return NamedNode(f"{self.base}graph/{segment}")

    @property
    def minted_graph(self) -> NamedNode:
        """The graph of entities that no vocabulary lists, known by their number."""
        return NamedNode(f"{self.base}graph/minted")

    @property
    def relations_graph(self) -> NamedNode:
        """The graph of relations between units."""
        return NamedNode(f"{self.base}graph/relations")

    @property
    def ontology_graph(self) -> NamedNode:
        """The graph that holds the ontology."""
        return NamedNode(f"{self.base}ontology")

    def scheme(self, name: str) -> NamedNode:
        """Name a concept scheme, which is also the name of the graph that holds it."""
        return NamedNode(f"{self.base}vocabulary/{_segment(name)}")

    def key(self, iri: str) -> str | None:
        """Give the key of an entity from its IRI; ``None`` where it names none of ours."""
        return self._after("id/", iri, parts=1)

    def document_key(self, iri: str) -> str | None:
        """Give the key of a document from its IRI; ``None`` where it names none."""
        return self._after("id/document/", iri, parts=1)

    def unit_key(self, iri: str) -> tuple[str, str] | None:
        """Give document key and unit key of a unit, or of what stands in it, from the IRI.

        Examples
        --------
        >>> Iris().unit_key("https://w3id.org/recgraph/id/document/report/2(a)#s0")
        ('report', '2(a)')
        """
        start = f"{self.base}id/document/"
        if not iri.startswith(start):
            return None
        parts = iri[len(start) :].partition("#")[0].split("/")
        return (unquote(parts[0]), unquote(parts[1])) if len(parts) == 2 else None

    def rebased(self, iri: str) -> str:
        """Give the IRI that a name under the default base has under this one.

        Names of the ontology, and names that are not ours, stay as they are.

        Examples
        --------
        >>> Iris("https://example.org/").rebased("https://w3id.org/recgraph/id/unodc")
        'https://example.org/id/unodc'
        >>> Iris("https://example.org/").rebased("https://w3id.org/recgraph/ontology#Unit")
        'https://w3id.org/recgraph/ontology#Unit'
        """
        if not iri.startswith(BASE) or iri.startswith(ONTOLOGY):
            return iri
        return self.base + iri[len(BASE) :]

    def _part(self, key: str, name: str) -> NamedNode:
        return NamedNode(f"{self.document(key).value}#{name}")

    def _after(self, path: str, iri: str, *, parts: int) -> str | None:
        start = self.base + path
        rest = iri[len(start) :] if iri.startswith(start) else ""
        if not rest or "#" in rest or rest.count("/") >= parts:
            return None
        return unquote(rest)


DEFAULT = Iris()
