"""Documents and their parts as plain values for JSON, in the shape of ``recgraph read``."""

from __future__ import annotations

from typing import Any

from graph.document import Document, Mention, Metadata, Statement, Unit
from graph.mentions.candidates import Candidate

__all__ = [
    "candidate_json",
    "document_json",
    "mention_json",
    "metadata_json",
    "statement_json",
    "unit_json",
]

Json = dict[str, Any]


def document_json(document: Document, *, explain: bool = False) -> Json:
    """Give a document as one JSON object.

    Parameters
    ----------
    document
        As read.
    explain
        Also tell, for each statement, the rule that found it and where its modality stands.

    Returns
    -------
    dict
        With ``document``, ``units``, ``headings``, ``notes``, ``furniture`` and ``warnings``;
        offsets are code points, half-open, in the document's text.
    """
    return {
        "document": {
            "key": document.key,
            **metadata_json(document.metadata),
            "source": {
                "file": document.source.file,
                "sha256": document.source.sha256,
                "media_type": document.source.media_type,
            },
            "sections": list(document.metadata.sections),
        },
        "units": [unit_json(unit, explain=explain) for unit in document.units],
        "headings": [
            {"text": h.text, "start": h.start, "end": h.end, "level": h.level}
            for h in document.headings
        ],
        "notes": [
            {
                "mark": n.mark,
                "text": n.text,
                "start": n.start,
                "end": n.end,
                "unit": n.unit,
                "mentions": [mention_json(m) for m in n.mentions],
            }
            for n in document.notes
        ],
        "furniture": [
            {"text": f.text, "start": f.start, "end": f.end, "kind": f.kind}
            for f in document.furniture
        ],
        "warnings": list(document.warnings),
    }


def metadata_json(metadata: Metadata) -> Json:
    """Give what a document says of itself, its sections left out."""
    meeting = metadata.meeting
    return {
        "title": metadata.title,
        "symbol": metadata.symbol,
        "job_number": metadata.job_number,
        "body": metadata.body,
        "date": metadata.date,
        "meeting": {"place": meeting.place, "start": meeting.start, "end": meeting.end},
        "document_type": metadata.document_type,
        "part": metadata.part,
        "distribution": metadata.distribution,
        "language": metadata.language,
    }


def unit_json(unit: Unit, *, explain: bool = False) -> Json:
    """Give a unit with its statements and mentions.

    Examples
    --------
    >>> unit = Unit("1", "1", None, None, "narrative", None, 0, "Hello.", 3, 9, ((3, 9),), 0)
    >>> unit_json(unit)["number"], unit_json(unit)["modality"]
    ('1', None)
    """
    return {
        "number": unit.number,
        "key": unit.key,
        "parent": unit.parent,
        "kind": unit.kind,
        "section": unit.section,
        "order": unit.order,
        "title": unit.title,
        "text": unit.text,
        "start": unit.start,
        "end": unit.end,
        "page": unit.page,
        "addressees": list(unit.addressees),
        "modality": unit.modality,
        "strength": unit.strength,
        "attributed_to": list(unit.attributed_to),
        "position": unit.position,
        "statements": [statement_json(s, explain=explain) for s in unit.statements],
        "mentions": [mention_json(m) for m in unit.mentions],
        "themes": list(unit.entities("theme")),
        "organizations": list(unit.entities("organization")),
        "instruments": list(unit.entities("instrument")),
        "actors": list(unit.entities("actor", "state")),
    }


def statement_json(statement: Statement, *, explain: bool = False) -> Json:
    """Give a statement; with ``explain`` also its rule and its modality's span."""
    action = statement.action
    given: Json = {
        "text": statement.text,
        "start": statement.start,
        "end": statement.end,
        "addressees": list(statement.addressees),
        "inherited": statement.inherited,
        "modality": statement.modality,
        "strength": statement.strength,
        "negative": statement.negative,
        "action": None if action is None else {"verb": action.verb, "object": action.object},
        "condition": statement.condition,
        "attribution": statement.attribution,
        "attributed_to": list(statement.attributed_to),
        "stance": statement.stance,
        "targets": [{"entity": t.entity, "stance": t.stance} for t in statement.targets],
        "beneficiaries": list(statement.beneficiaries),
    }
    if explain:
        given["rule"] = statement.rule
        given["modality_start"] = statement.modality_start
        given["modality_end"] = statement.modality_end
    return given


def mention_json(mention: Mention) -> Json:
    """Give a mention with its words, offsets, rule, and the provision that is cited with it."""
    return {
        "entity": mention.entity,
        "type": mention.type,
        "quote": mention.quote,
        "start": mention.start,
        "end": mention.end,
        "rule": mention.rule,
        "provision": mention.provision,
    }


def candidate_json(candidate: Candidate) -> Json:
    """Give a name that no vocabulary has, with what speaks for it."""
    return {
        "name": candidate.name,
        "type": candidate.type,
        "head": candidate.head,
        "acronym": candidate.acronym,
        "count": candidate.count,
        "unit": candidate.unit,
        "start": candidate.start,
        "end": candidate.end,
        "context": candidate.context,
        "resembles": candidate.resembles,
    }
