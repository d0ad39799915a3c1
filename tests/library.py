"""A small library for the tests: documents made by hand, and a store in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI

from api.problems import install_problems
from api.routes import router
from graph.document import (
    Action,
    Document,
    Heading,
    Meeting,
    Mention,
    Metadata,
    Source,
    Statement,
    Target,
    Unit,
)
from graph.quads import Run, document_quads
from graph.relations.finding import Relation, relation_quads
from graph.schemes import ontology_quads, vocabulary_quads
from graph.store.parameters import bind
from ontology.iris import DEFAULT
from ontology.vocabularies import load_vocabularies

TYPES = {
    "unodc": "organization",
    "budapest-convention": "instrument",
    "general-assembly-resolution-74-247": "instrument",
    "training": "theme",
    "electronic-evidence": "theme",
    "judiciary": "actor",
    "member-states": "actor",
    "AUS": "state",
}


class MemoryStore:
    """A store that holds quads in this process; enough for what only reads."""

    beside: Path | None = None

    def __init__(self, quads: Iterable[ox.Quad], version: str = "v1") -> None:
        self.version = version
        self.settled_version = version
        self._store = ox.Store()
        self._store.extend(quads)

    def select(self, sparql: str, **bindings: Any) -> list[dict[str, Any]]:
        """Rows of terms, unbound variables left out."""
        found = self._store.query(bind(sparql, bindings), use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [{n: row[n] for n in names if row[n] is not None} for row in found]

    def quads(self) -> Iterator[ox.Quad]:
        """Everything in it."""
        return iter(self._store)

    def close(self) -> None:
        """Nothing to close."""


class Author:
    """Writes a document: each unit's words are added to its text, and offsets follow."""

    def __init__(self, key: str, **metadata: Any) -> None:
        self._key = key
        self._metadata = metadata
        self._text = ""
        self._units: list[Unit] = []
        self._headings: list[Heading] = []

    def heading(self, text: str) -> Author:
        """Add a heading."""
        start = len(self._text)
        self._headings.append(Heading(text, start, start + len(text), 1))
        self._text += f"{text}\n\n"
        return self

    def unit(
        self,
        number: str,
        text: str,
        *,
        kind: str = "recommendation",
        parent: str | None = None,
        title: str = "",
        names: Mapping[str, str] | None = None,
        said: Iterable[Mapping[str, Any]] = (),
    ) -> Author:
        """Add a unit; ``names`` gives the words in it that mention an entity."""
        label = f"{number}. "
        start = len(self._text) + len(label)
        end = start + len(text)
        mentions = []
        for quote, entity in (names or {}).items():
            at = start + text.index(quote)
            mentions.append(Mention(entity, TYPES[entity], quote, at, at + len(quote), "label"))
        statements = tuple(
            Statement(**{"text": text, "start": start, "end": end, **one}) for one in said
        )
        self._units.append(
            Unit(
                key=number,
                number=number,
                parent=parent,
                parent_key=parent,
                kind=kind,
                section=self._headings[-1].text if self._headings else None,
                order=len(self._units),
                text=text,
                start=start,
                end=end,
                ranges=((start, end),),
                label_start=start - len(label),
                title=title or " ".join(text.split()[:4]),
                mentions=tuple(sorted(mentions, key=lambda m: m.start)),
                statements=statements,
            )
        )
        self._text += f"{label}{text}\n"
        return self

    def document(self) -> Document:
        """Give the document as written so far."""
        sections = tuple(h.text for h in self._headings)
        return Document(
            key=self._key,
            text=self._text,
            metadata=Metadata(**{"language": "en", "sections": sections, **self._metadata}),
            source=Source(f"{self._key}.txt", "00" * 32, "text/plain"),
            units=tuple(self._units),
            headings=tuple(self._headings),
        )


def recommends(addressee: str, modality: str = "should", strength: int = 4, **more: Any) -> Any:
    """A statement that recommends."""
    given = {"addressees": (addressee,), "modality": modality, "strength": strength}
    return {**given, "stance": "recommend", "action": Action("train", "judges"), **more}


def documents() -> tuple[Document, Document]:
    """Two documents that share a theme and take different sides."""
    first = (
        Author("report-2018", title="Report of 2018", date="2018-04-04")
        .heading("II. Recommendations")
        .unit("1", "The following was suggested:", kind="chapeau")
        .unit(
            "1(a)",
            "UNODC should offer training to judges on electronic evidence;",
            parent="1",
            names={
                "UNODC": "unodc",
                "training": "training",
                "judges": "judiciary",
                "electronic evidence": "electronic-evidence",
            },
            said=[recommends("unodc", attribution="collective")],
        )
        .unit(
            "1(b)",
            "Member States should consider joining the Budapest Convention.",
            parent="1",
            names={"Member States": "member-states", "Budapest Convention": "budapest-convention"},
            said=[
                recommends(
                    "member-states",
                    "should consider",
                    3,
                    attribution="collective",
                    targets=(Target("budapest-convention", "supports"),),
                )
            ],
        )
        .heading("III. Other matters")
        .unit("2", "The meeting was closed.", kind="narrative")
        .document()
    )
    second = (
        Author(
            "report-2020",
            symbol="A/75/816",
            meeting=Meeting("Vienna", "2020-07-27", "2020-07-29"),
        )
        .heading("Deliberations")
        .unit(
            "1",
            "Some speakers opposed the Budapest Convention; training was welcomed.",
            kind="narrative",
            names={"Budapest Convention": "budapest-convention", "training": "training"},
            said=[
                {
                    "stance": "oppose",
                    "attribution": "some speakers",
                    "targets": (Target("budapest-convention", "opposes"),),
                }
            ],
        )
        .unit(
            "2",
            "Australia may train judges under resolution 74/247 where élan permits.",
            title="Élan in training",
            names={
                "Australia": "AUS",
                "train": "training",
                "judges": "judiciary",
                "resolution 74/247": "general-assembly-resolution-74-247",
            },
            said=[recommends("AUS", "may", 2, attributed_to=("AUS",), condition="élan permits")],
        )
        .document()
    )
    return first, second


def quads(*written: Document) -> Iterator[ox.Quad]:
    """The quads of documents and vocabularies, with a relation between the two documents."""
    vocabularies = load_vocabularies()
    run = Run("0", "0")
    for document in written:
        yield from document_quads(document, vocabularies, DEFAULT, run=run)
    relation = Relation(
        "contradicts", ("report-2020", "1"), ("report-2018", "1(b)"), 0.75, "for and against"
    )
    yield from chain(
        vocabulary_quads(DEFAULT), ontology_quads(DEFAULT), relation_quads([relation], DEFAULT)
    )


def memory_store() -> MemoryStore:
    """The two documents in a store."""
    return MemoryStore(quads(*documents()))


class Client:
    """Calls an ASGI application without a server."""

    def __init__(self, application: Any) -> None:
        self._transport = httpx.ASGITransport(application, raise_app_exceptions=True)

    def request(self, method: str, url: str, **given: Any) -> httpx.Response:
        """Send one request."""

        async def send() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=self._transport, base_url="http://recgraph.test"
            ) as client:
                return await client.request(method, url, **given)

        with start_blocking_portal() as portal:  # an event loop may be running in this thread
            return portal.call(send)

    def get(self, url: str, **given: Any) -> httpx.Response:
        """Send a GET request."""
        return self.request("GET", url, **given)

    def post(self, url: str, **given: Any) -> httpx.Response:
        """Send a POST request."""
        return self.request("POST", url, **given)


def client_of(state: object) -> Client:
    """The JSON routes over a state, without a server."""
    application = FastAPI()
    install_problems(application)
    application.include_router(router)
    application.state.recgraph = state
    return Client(application)
