"""A catalogue made by hand for the tests of the picture and the pages: no store, no reader."""

from __future__ import annotations

import random

from graph.catalogue import (
    Catalogue,
    Counts,
    DocumentRecord,
    EntityRecord,
    Position,
    RelationRecord,
    UnitRecord,
)

BASE = "https://w3id.org/recgraph/id/"
WORDS = [
    *("evidence", "training", "courts", "statistics", "cooperation", "privacy", "borders"),
    *("networks", "treaties", "experts", "victims", "prevention", "capacity", "standards"),
    *("assistance", "extradition", "jurisdiction", "sovereignty"),
]
TYPES = ("theme", "theme", "theme", "actor", "organization", "instrument")


def entity(key: str, type_: str, label: str, units: int = 1, *, hub: bool = False) -> EntityRecord:
    """An entity that stands in ``units`` units."""
    return EntityRecord(
        key=key,
        iri=BASE + key,
        type=type_,
        label=label,
        hub=hub,
        counts=Counts(recommendations=units, units=units, documents=1),
    )


def unit(index: int, document: str, number: str, **values: object) -> UnitRecord:
    """A recommendation; what is not given is plain."""
    text = f"Member States should strengthen the work described under number {number}."
    given: dict[str, object] = {
        "kind": "recommendation",
        "text": text,
        "title": f"Strengthen work {number}",
        "strength": 4,
        "modality": "should",
        "date": "2018-04-04",
        "addressees": ("member-states",),
        "stances": ("recommend",),
        "attributions": ("own",),
    }
    return UnitRecord(
        index=index,
        document=document,
        key=number,
        number=number,
        citation=f"{document}, {number}",
        iri=f"{BASE}document/{document}/{number}",
        order=index,
        **(given | values),  # type: ignore[arg-type]
    )


def small() -> Catalogue:
    """Two documents, six recommendations, eight entities and a hub."""
    documents = {
        "report-2018": DocumentRecord(
            key="report-2018", iri=BASE + "document/report-2018", title="Report", date="2018-04-04"
        ),
        "report-2020": DocumentRecord(
            key="report-2020", iri=BASE + "document/report-2020", title="Report", date="2020-07-27"
        ),
    }
    rows: list[tuple[str, str, dict[str, object]]] = [
        ("report-2018", "2(a)", {"themes": ("legislation", "criminalization")}),
        ("report-2018", "2(b)", {"themes": ("electronic-evidence",), "actors": ("judiciary",)}),
        ("report-2018", "2(j)", {"organizations": ("unodc",), "themes": ("training",)}),
        ("report-2018", "2(r)", {
            "instruments": ("budapest-convention",),
            "positions": (Position("budapest-convention", "supports"),),
        }),
        ("report-2020", "8", {"themes": ("electronic-evidence", "mutual-legal-assistance")}),
        ("report-2020", "13", {
            "instruments": ("budapest-convention",),
            "themes": ("electronic-evidence",),
        }),
    ]  # fmt: skip
    units = [
        unit(i, d, n, **v, date=documents[d].date, section="II. Recommendations")
        for i, (d, n, v) in enumerate(rows)
    ]
    named = [
        entity("budapest-convention", "instrument", "Budapest Convention", 2),
        entity("criminalization", "theme", "Criminalization"),
        entity("electronic-evidence", "theme", "Electronic evidence", 3),
        entity("judiciary", "actor", "Judiciary"),
        entity("legislation", "theme", "National legislation"),
        entity("member-states", "actor", "Member States", 6, hub=True),
        entity("mutual-legal-assistance", "theme", "Mutual legal assistance"),
        entity("training", "theme", "Training"),
        entity("unodc", "organization", "UNODC"),
    ]
    relations = [RelationRecord(BASE + "r0", "repeats", 5, 1, 0.6, "electronic evidence")]
    return Catalogue("v1", documents, units, {e.key: e for e in named}, relations)


def generated(entities: int, recommendations: int, *, links: int = 3, seed: int = 1) -> Catalogue:
    """A catalogue of any size, with themes that keep company."""
    pick = random.Random(seed)
    names = {}
    for i in range(entities):
        label = " ".join(pick.sample(WORDS, pick.choice((1, 1, 2, 2, 3)))).capitalize()
        names[f"e{i}"] = (TYPES[i % len(TYPES)], f"{label} {i}" if entities > 100 else label)
    counted = dict.fromkeys(names, 0)
    units = []
    for index in range(recommendations):
        centre = pick.randrange(max(1, entities // 12)) * 12
        chosen = {
            min(entities - 1, centre + int(pick.expovariate(0.3)))
            if pick.random() < 0.8
            else pick.randrange(entities)
            for _ in range(links)
        }
        found: dict[str, tuple[str, ...]] = {}
        for key in sorted(f"e{i}" for i in chosen):
            counted[key] += 1
            field = f"{names[key][0]}s"
            found[field] = (*found.get(field, ()), key)
        units.append(unit(index, f"report-{index % 4}", str(index), **found))
    documents = {
        f"report-{i}": DocumentRecord(key=f"report-{i}", iri=f"{BASE}document/report-{i}",
                                      title=f"Report {i}", date="2018-04-04")
        for i in range(min(4, recommendations))
    }  # fmt: skip
    made = {k: entity(k, t, label, counted[k]) for k, (t, label) in names.items()}
    return Catalogue(f"g{entities}-{recommendations}-{links}-{seed}", documents, units, made)
