"""Statements of sentences that the trigger data were not written from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from graph.document import Document, Mention, Metadata, Source, Statement, Unit
from graph.statements import interpret
from ontology.vocabularies import load_vocabularies

UNSEEN = Path(__file__).parent / "data" / "statements_unseen.json"

# Names of the sentences above and their keys: a stand-in for the mention finder.
NAMES = {
    r"member states": ("member-states", "actor"),
    r"states parties|state party": ("state-party", "actor"),
    r"(?<!member )states\b(?! parties)|(?:a|no) state\b": ("states", "actor"),
    r"parties\b(?<!states parties)": ("parties", "actor"),
    r"governments?\b": ("governments", "actor"),
    r"private sector": ("private-sector", "actor"),
    r"civil society": ("civil-society", "actor"),
    r"law enforcement authorities": ("law-enforcement", "actor"),
    r"service providers": ("service-providers", "actor"),
    r"developing countries": ("developing-countries", "actor"),
    r"secretary-general": ("secretary-general", "actor"),
    r"secretariat": ("secretariat", "actor"),
    r"unodc|united nations office on drugs and crime": ("unodc", "organization"),
    r"expert group": ("expert-group-on-cybercrime", "organization"),
    r"general assembly": ("general-assembly", "organization"),
    r"\bcommittee\b": ("committee", "organization"),
    r"\bconference\b": ("conference", "organization"),
    r"\bSBI\b": ("sbi", "organization"),
    r"budapest convention": ("budapest-convention", "instrument"),
    r"\bjapan\b": ("JPN", "state"),
    r"international community": ("international-community", "actor"),
    r"donors\b": ("donors", "actor"),
    r"prosecutors": ("prosecutors", "actor"),
    r"judges": ("judiciary", "actor"),
    r"competent authorities": ("competent-authorities", "actor"),
    r"regional economic integration organizations": ("regional-organizations", "actor"),
    r"(?<!non-)(?:relevant )?intergovernmental organizations": (
        "intergovernmental-organizations",
        "actor",
    ),
    r"non-governmental organizations": ("ngos", "actor"),
    r"director-general": ("director-general", "actor"),
    r"economic and social council": ("economic-and-social-council", "organization"),
    r"council of europe": ("council-of-europe", "organization"),
    r"SBSTA": ("sbsta", "organization"),
    r"\bkenya\b": ("KEN", "state"),
    r"\bcolombia\b": ("COL", "state"),
}


def mentions_in(text: str) -> tuple[Mention, ...]:
    found = [
        Mention(key, type_, match.group(), match.start(), match.end(), "test")
        for pattern, (key, type_) in NAMES.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]
    return tuple(sorted(found, key=lambda mention: mention.start))


def read(text: str, *, body: str | None = None) -> tuple[Statement, ...]:
    unit = Unit(
        "1", "1", None, None, "recommendation", None, 0, text, 0, len(text), ((0, len(text)),), 0
    )
    source = Source("note.txt", "0" * 64, "text/plain")
    document = Document("note", text, Metadata(body=body), source, (unit,))
    return interpret(document, (mentions_in(text),), load_vocabularies())[0]


def differences(entry: dict[str, Any]) -> list[str]:
    said = read(entry["text"], body=entry["body"])
    expected = [
        (e["addressees"], e["modality"], e["attribution"], e["stance"]) for e in entry["statements"]
    ]
    found = [(list(s.addressees), s.modality, s.attribution, s.stance) for s in said]
    return [] if found == expected else [f"{entry['text']}\n  {found}\n  {expected}"]


ENTRIES = json.loads(UNSEEN.read_text(encoding="utf-8"))["sentences"]


@pytest.mark.parametrize("entry", ENTRIES, ids=range(len(ENTRIES)))
def test_statements_of_unseen_sentences(entry: dict[str, Any]) -> None:
    assert not differences(entry)


@pytest.mark.parametrize("entry", ENTRIES, ids=range(len(ENTRIES)))
def test_spans_follow_one_another_and_quote_the_text(entry: dict[str, Any]) -> None:
    text, end = entry["text"], 0
    for statement in read(text, body=entry["body"]):
        assert text[statement.start : statement.end] == statement.text
        assert statement.start >= end
        end = statement.end
