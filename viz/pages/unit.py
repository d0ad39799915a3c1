"""One recommendation: its words with every mention marked, what they ask, and what bears on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from graph.relations.similar import similar_units
from graph.rulewords import rule_meaning
from viz.environment import render
from viz.marking import Mark, Run, located, runs
from viz.naming import day, displayed, document_names
from viz.pages.links import EntityLink, UnitLink, data_href, entity_link, entity_links, unit_link
from viz.pages.structured import recommendation_data
from viz.pages.wording import KIND_NAMES, attribution_words, strength_words
from viz.scene import KIND_OF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.catalogue import Catalogue, RelationRecord, UnitRecord
    from graph.document import Mention, Statement

__all__ = ["Shown", "recommendation_page", "recommendation_panel", "shown_runs"]


SIMILAR = 5
SHARED = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """A run to show: ``kind`` is the mark's class (empty: plain text), ``title`` says why."""

    text: str
    kind: str = ""
    entity: str = ""
    href: str = ""
    title: str = ""
    hit: bool = False


def shown_runs(
    catalogue: Catalogue,
    unit: UnitRecord,
    mentions: Sequence[Mention],
    hits: Sequence[tuple[int, int]] = (),
) -> list[Shown]:
    """Cut a unit's text into runs, each naming the most specific of the entities that cover it."""
    marks = located(unit.text, unit.start, unit.end, mentions)
    return [_shown(catalogue, run) for run in runs(unit.text, marks, hits)]


def _shown(catalogue: Catalogue, run: Run) -> Shown:
    if not run.marks:
        return Shown(run.text, hit=run.hit)
    first = run.marks[0]
    told = "\n".join(_why(catalogue, mark) for mark in run.marks)
    entity = catalogue.entities.get(first.entity)
    href = entity_link(entity).href if entity else ""
    return Shown(run.text, KIND_OF.get(first.type, "theme"), first.entity, href, told, run.hit)


def _why(catalogue: Catalogue, mark: Mark) -> str:
    entity = catalogue.entities.get(mark.entity)
    name = displayed(entity.label) if entity else mark.entity
    rule = f", found as {rule_meaning('mention', mark.rule)}" if mark.rule else ""
    return f"{name}: {mark.type}{rule}"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement to show."""

    text: str
    addressees: list[EntityLink]
    inherited: bool
    strength: str
    modality: str
    negative: bool
    action: str
    condition: str | None
    said_by: str
    states: list[EntityLink]
    stance: str
    targets: list[tuple[EntityLink, str]]


@dataclass(frozen=True, slots=True)
class Related:
    """Another unit and how it bears on this one."""

    link: UnitLink
    words: str
    type: str
    text: str
    reason: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Near:
    """A unit that bears on the same things, and the things."""

    link: UnitLink
    shared: list[EntityLink]


def _near(catalogue: Catalogue, unit: UnitRecord) -> list[Near]:
    return [
        Near(unit_link(catalogue.units[one.index]), entity_links(catalogue, one.shared[:SHARED]))
        for one in similar_units(catalogue, unit.index, limit=SIMILAR)
    ]


def _said(catalogue: Catalogue, statement: Statement) -> Said:
    action = statement.action
    return Said(
        text=statement.text,
        addressees=entity_links(catalogue, statement.addressees),
        inherited=statement.inherited,
        strength=strength_words(statement.strength),
        modality=statement.modality,
        negative=statement.negative,
        action=" ".join(filter(None, (action.verb, action.object))) if action else "",
        condition=statement.condition,
        said_by=attribution_words(statement.attribution),
        states=entity_links(catalogue, statement.attributed_to),
        stance=statement.stance,
        targets=[
            (entity_link(catalogue.entities[t.entity]), t.stance)
            for t in statement.targets
            if t.entity in catalogue.entities
        ],
    )


def _related(catalogue: Catalogue, unit: UnitRecord, relation: RelationRecord) -> Related:
    forward = relation.source == unit.index
    other = catalogue.units[relation.target if forward else relation.source]
    words = relation.words(unit.index)
    return Related(
        unit_link(other), words, relation.type, other.text, relation.reason, relation.score
    )


def _context(
    catalogue: Catalogue,
    unit: UnitRecord,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
) -> dict[str, Any]:
    kinds = (unit.themes, unit.organizations, unit.actors, unit.instruments)
    related = [_related(catalogue, unit, r) for r in catalogue.relations_of(unit.index)]
    return {
        "unit": unit,
        "link": unit_link(unit),
        "kind": KIND_NAMES.get(unit.kind, unit.kind),
        "document_name": document_names(catalogue.documents.values()).get(unit.document, ""),
        "runs": shown_runs(catalogue, unit, mentions),
        "statements": [_said(catalogue, statement) for statement in statements],
        "related": sorted(related, key=lambda r: (-(r.score or 0), r.link.id)),
        "entities": [entity_links(catalogue, keys) for keys in kinds],
        "strength": strength_words(unit.strength),
        "addressees": entity_links(catalogue, unit.addressees),
    }


def recommendation_panel(
    catalogue: Catalogue,
    unit: UnitRecord,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
) -> str:
    """Write what the explorer's panel shows of a unit: a fragment without head or foot."""
    return render("unit_panel.html", **_context(catalogue, unit, mentions, statements))


def _cited(catalogue: Catalogue, unit: UnitRecord) -> str:
    """Cite a unit: body, document, symbol or job number, date where none of these tells it."""
    document = catalogue.documents.get(unit.document)
    parts = [unit.document]
    if document is not None:
        body = catalogue.entities.get(document.body or "")
        number = document.symbol or document.job_number
        parts = [displayed(body.label) if body else "", document.label, number or ""]
    told = ", ".join(dict.fromkeys(filter(None, parts)))
    dated = f", {day(unit.date)}" if unit.date and unit.date[:4] not in told else ""
    return f"{told}{dated}, para. {unit.number}."


def recommendation_page(
    catalogue: Catalogue,
    unit: UnitRecord,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
) -> str:
    """Write the page of a unit."""
    document = catalogue.documents.get(unit.document)
    siblings = catalogue.having("document", unit.document, listed=False)
    at = siblings.index(unit.index) if unit.index in siblings else 0
    before, after = siblings[max(at - 1, 0) : at], siblings[at + 1 : at + 2]
    parent = catalogue.unit(unit.document, unit.parent) if unit.parent else None
    under = catalogue.children.get((unit.document, unit.key), ())
    return render(
        "recommendation.html",
        title=unit.title or unit.citation,
        here="/recommendations",
        version=catalogue.version,
        structured=recommendation_data(catalogue, unit),
        document=document,
        date=day(unit.date),
        near=_near(catalogue, unit),
        cited=_cited(catalogue, unit),
        parent=unit_link(parent) if parent else None,
        children=[unit_link(catalogue.units[i]) for i in under],
        before=unit_link(catalogue.units[before[0]]) if before else None,
        after=unit_link(catalogue.units[after[0]]) if after else None,
        focus=quote(f"{unit.document}/{unit.key}", safe=""),
        data_href=data_href(unit.document, unit.key),
        **_context(catalogue, unit, mentions, statements),
    )
