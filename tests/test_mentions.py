"""Mentions of a document: offsets, the overlap policy, the seeds against the gold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.document import Document, Mention, Metadata, Passage, Source, Unit
from graph.mentions.candidates import candidates
from graph.mentions.finding import find_mentions
from graph.mentions.gazetteer import Hit
from graph.mentions.precedence import choose
from graph.reader import read_document
from graph.reading import read_source
from ontology.vocabularies import Vocabularies, load_vocabularies

VOCABULARIES = load_vocabularies()
NONE = Vocabularies({}, {}, "")


def document(*texts: str, body: str | None = None, cut: tuple[int, int] | None = None) -> Document:
    """A document whose units are these texts; ``cut`` is furniture inside the first."""
    text, units = "\n\n".join(texts), []
    for order, part in enumerate(texts):
        start = len("\n\n".join(texts[:order])) + 2 * bool(order)
        end = start + len(part)
        ranges = ((start, cut[0]), (cut[1], end)) if cut and order == 0 else ((start, end),)
        number = str(order + 1)
        shown = Passage.cut(text, ranges).text
        units.append(
            Unit(
                number,
                number,
                None,
                None,
                "narrative",
                None,
                order,
                shown,
                start,
                end,
                ranges,
                start,
            )
        )
    source = Source("made.txt", "0" * 64, "text/plain")
    return Document("made", text, Metadata(body=body), source, tuple(units))


def entities(mentions: Iterable[Mention], *types: str) -> set[str]:
    return {m.entity for m in mentions if not types or m.type in types}


def test_every_quote_is_the_text_at_its_offsets() -> None:
    made = document("States should afford mutual legal 2/3 V.18 assistance.", "UNODC", cut=(34, 42))
    found = find_mentions(made, VOCABULARIES)
    assert "mutual-legal-assistance" in entities(found[0], "theme")
    for mention in (m for unit in found for m in unit):
        assert made.text[mention.start : mention.end] == mention.quote
    (unodc,) = (m for m in found[1] if m.type == "organization")
    assert (unodc.entity, unodc.quote) == ("unodc", "UNODC")


def test_nothing_is_found_across_two_units() -> None:
    found = find_mentions(document("mutual legal", "assistance"), VOCABULARIES)
    assert "mutual-legal-assistance" not in entities(m for unit in found for m in unit)


def test_a_name_hides_what_it_is_made_of() -> None:
    text = "United Nations Convention against Transnational Organized Crime, at the United Nations."
    (found,) = find_mentions(document(text), VOCABULARIES)
    assert entities(found, "organization", "instrument") == {"untoc", "united-nations"}
    assert entities(found, "theme") == set()


def test_four_forms_of_one_resolution() -> None:
    made = document(
        "General Assembly resolution 74/247.",
        "resolution 74/247",
        "A/RES/74/247",
        "In that resolution",
    )
    found = find_mentions(made, VOCABULARIES)
    assert [entities(unit, "instrument") for unit in found] == [
        {"general-assembly-resolution-74-247"}
    ] * 4
    assert [next(m.rule for m in unit if m.type == "instrument") for unit in found] == [
        "reference:resolution",
        "reference:resolution",
        "reference:symbol",
        "short-form:that-resolution",
    ]


def test_a_committee_named_by_its_resolution_leaves_the_resolution() -> None:
    text = (
        "the open-ended intergovernmental ad hoc committee of experts established pursuant to "
        "General Assembly resolution 74/247"
    )
    (found,) = find_mentions(document(text), VOCABULARIES)
    assert entities(found, "organization") == {"ad-hoc-committee-74-247"}
    assert entities(found, "instrument") == {"general-assembly-resolution-74-247"}


def test_a_shared_name_needs_its_body() -> None:
    own = document("The Expert Group met.", body="expert-group-on-cybercrime")
    named = document("The Expert Group on Cybercrime met.", "Expert Group members spoke.")
    other = document("The Expert Group met.", "Cybercrime is growing.")
    group = {"expert-group-on-cybercrime"}
    assert entities(find_mentions(own, VOCABULARIES)[0], "organization") == group
    assert entities(find_mentions(named, VOCABULARIES)[1], "organization") == group
    assert entities(find_mentions(other, VOCABULARIES)[0], "organization") == set()


def test_an_acronym_defined_in_the_document() -> None:
    made = document("Communication service providers (CSPs) should help.", "Each CSP should help.")
    found = find_mentions(made, VOCABULARIES)
    assert entities(found[1], "actor") == {"service-providers"}


def test_what_is_both_actor_and_theme_is_both() -> None:
    (found,) = find_mentions(document("the role of central authorities"), VOCABULARIES)
    assert {m.type for m in found if m.entity == "central-authorities"} == {"actor", "theme"}


def test_new_names_are_proposed_and_not_linked() -> None:
    text = "the Wetland Commission of Ruritania, UNODC and the Ruritanian Convention on Bogs"
    made = document(text)
    found = find_mentions(made, VOCABULARIES)
    assert [(c.name, c.type) for c in candidates(made, found)] == [
        ("Wetland Commission of Ruritania", "organization"),
        ("Ruritanian Convention on Bogs", "instrument"),
    ]
    assert entities(found[0], "organization") == {"unodc"}


def test_no_units_no_mentions() -> None:
    assert find_mentions(document(), VOCABULARIES) == ()


SPANS = st.tuples(
    st.integers(0, 40),
    st.integers(1, 12),
    st.sampled_from("abc"),
    st.sampled_from(["organization", "instrument", "actor", "state", "theme"]),
)


@given(st.lists(SPANS, max_size=25))
def test_the_overlap_policy(spans: list[tuple[int, int, str, str]]) -> None:
    hits = [Hit(start, start + length, key, kind, "label") for start, length, key, kind in spans]
    kept = choose(hits, NONE)
    assert choose(reversed(hits), NONE) == kept == choose(kept, NONE)
    names = [h for h in kept if h.type != "theme"]
    themes = [h for h in kept if h.type == "theme"]
    assert all(a.end <= b.start for a, b in pairwise(names))
    for theme in themes:
        longer = (h for h in themes if h[:2] != theme[:2])
        assert not any(h.start <= theme.start and theme.end <= h.end for h in longer)
    if hits and any(h.type != "theme" for h in hits):
        assert max(h.end - h.start for h in names) == max(
            h.end - h.start for h in hits if h.type != "theme"
        )


def scores(gold: set[str], found: set[str], allowed: set[str]) -> tuple[int, int, int]:
    return len(gold & found), len(found - gold - allowed), len(gold - found)


@pytest.mark.shared
def test_the_seeds_against_the_gold(shared: Path) -> None:
    totals = {name: [0, 0, 0, 0] for name in ("organizations", "instruments", "actors", "themes")}
    kinds = {
        "organizations": ("organization",),
        "instruments": ("instrument",),
        "actors": ("actor", "state"),
        "themes": ("theme",),
    }
    hubs = {key for key, entity in VOCABULARIES.entities.items() if entity.hub}
    for told in json.loads((shared / "gold/seeds.json").read_text())["documents"]:
        data = (shared / "corpus/seeds" / told["file"]).read_bytes()
        read = read_source(data, told["file"], VOCABULARIES)
        for row, mentions in zip(
            told["paragraphs"], find_mentions(read, VOCABULARIES), strict=True
        ):
            for name, total in totals.items():
                gold = set(row[name]) - hubs
                allowed = set(row["themes_ok"]) if name == "themes" else set()
                found = entities(mentions, *kinds[name]) - hubs
                counts = (*scores(gold, found, allowed), len(found & allowed))
                totals[name] = [a + b for a, b in zip(total, counts, strict=True)]

    def f1(name: str) -> float:
        right, wrong, missed, _ = totals[name]
        return 2 * right / (2 * right + wrong + missed)

    assert f1("organizations") >= 0.98
    assert f1("instruments") >= 0.98
    assert f1("actors") >= 0.90
    right, wrong, missed, also = totals["themes"]
    assert right / (right + missed) >= 0.95
    assert (right + also) / (right + also + wrong) >= 0.90


def named(text: str) -> list[Mention]:
    """What one unit of this text names."""
    (found,) = find_mentions(document(text), VOCABULARIES)
    return list(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Security Council Committee established pursuant to resolution 1540 (2004) met.",
            {"1540-committee": "Security Council Committee"},
        ),
        (
            "The Committee established by Security Council resolution 1373 (2001) met.",
            {"counter-terrorism-committee": "Committee"},
        ),
        (
            "The Ad Hoc Committee established pursuant to Assembly resolution 74/247 met.",
            {"ad-hoc-committee-74-247": "Ad Hoc Committee"},
        ),
        ("The Committee established pursuant to resolution 1 (1946) met.", {}),
        ("The Forum on resolution 74/247 met.", {}),
    ],
)
def test_a_body_is_named_by_the_resolution_that_founded_it(
    text: str, expected: dict[str, str]
) -> None:
    found = {m.entity: m.quote for m in named(text) if m.rule == "founded-by"}
    assert found == expected


def test_a_body_named_so_is_what_short_forms_stand_for() -> None:
    text = (
        "The Committee established pursuant to resolution 1540 (2004) met. The Committee reported."
    )
    assert [m.entity for m in named(text) if m.type == "organization"] == [
        "1540-committee",
        "1540-committee",
    ]


def test_notes_are_searched_and_keep_their_place() -> None:
    text = (
        "                    Report\n\n1. The Assembly should act.1\n\n"
        "2. States should help.\n\n____________\n\n"
        "1 See General Assembly resolution 74/247 and article 35 of the Budapest Convention.\n"
    )
    made = read_document(text.encode(), "note.txt", VOCABULARIES)
    (note,) = made.notes
    found = {m.entity: m for m in note.mentions if m.type == "instrument"}
    assert set(found) == {"general-assembly-resolution-74-247", "budapest-convention"}
    assert found["budapest-convention"].provision == "article 35"
    assert all(text[m.start : m.end] == m.quote for m in note.mentions)
    assert not any(unit.entities("instrument") for unit in made.units)


@pytest.mark.parametrize(
    "definition",
    [
        "Office of the United Nations High Commissioner for Refugees (UNHCR)",
        "United Nations High Commissioner for Refugees (UNHCR)",
    ],
)
def test_an_acronym_of_an_office_is_not_that_of_its_head(definition: str) -> None:
    rest = "2. UNHCR should act.\n\n3. The High Commissioner spoke.\n"
    text = f"1. The {definition} reported.\n\n{rest}"
    _, second, third = read_document(text.encode(), "x.txt", load_vocabularies()).units
    assert [m.entity for m in second.mentions] == ["unhcr"]
    assert [m.entity for m in third.mentions] == ["high-commissioner-for-refugees"]


def test_a_high_commissioner_is_for_human_rights_where_nobody_else_is_named() -> None:
    text = "1. The High Commissioner should report to the Human Rights Council.\n"
    (unit,) = read_document(text.encode(), "x.txt", load_vocabularies()).units
    assert unit.mentions[0].entity == "high-commissioner-for-human-rights"
