"""Acronyms that a document defines, and words that stand for what it named in full."""

from __future__ import annotations

import pytest

from graph.folding import collapse, fold
from graph.mentions.acronyms import acronym_hits, acronyms, foreign_acronyms, tabled_acronyms
from graph.mentions.gazetteer import Gazetteer, Hit
from graph.mentions.heads import find_short_forms
from graph.mentions.shortforms import Antecedents, short_form_hits
from graph.reader import read_document
from ontology.vocabularies import Entity, load_vocabularies

ENTITIES = {
    e.key: e
    for e in (
        Entity("uncac", "instrument", "United Nations Convention against Corruption"),
        Entity("budapest-convention", "instrument", "Budapest Convention"),
        Entity("ccpcj", "organization", "Commission on Crime Prevention and Criminal Justice"),
        Entity("cnd", "organization", "Commission on Narcotic Drugs"),
        Entity("general-assembly", "organization", "General Assembly"),
        Entity("ad-hoc", "organization", "Ad Hoc Committee to Elaborate a Convention"),
        Entity("cop", "organization", "Conference of the Parties to the Budapest Convention"),
        Entity("cat", "instrument", "Covenant against Torture"),
        Entity("opcat", "instrument", "Optional Protocol to the Treaty", broader=("cat",)),
        Entity("csp", "actor", "communication service provider"),
    )
}
GAZETTEER = Gazetteer.build(ENTITIES.values())
ADOPTERS = {"general-assembly": "general-assembly"}


def resolved(*units: str, body: str | None = None, cited: tuple[Hit, ...] = ()) -> list[str]:
    text = "\0".join(units)
    starts = [sum(len(u) + 1 for u in units[:i]) for i in range(len(units))]
    short = find_short_forms(text, collapse(fold(text)))
    hits = [*GAZETTEER.find(text), *cited]
    known = Antecedents(ENTITIES, body, ADOPTERS)
    return [
        f"{text[h.start : h.end]} = {h.entity}"
        for h in short_form_hits(short, hits, starts, known, text)
    ]


def test_the_only_one_named() -> None:
    assert resolved("The Budapest Convention is open.", "Join the Convention.") == [
        "Convention = budapest-convention"
    ]


def test_nothing_named_before() -> None:
    assert resolved("Join the Convention.", "The Budapest Convention is open.") == []


def test_two_candidates_and_no_choice() -> None:
    units = ("Budapest Convention, United Nations Convention against Corruption", "the Convention")
    assert resolved(*units) == []


def test_two_candidates_one_in_the_same_unit() -> None:
    first = "The United Nations Convention against Corruption."
    second = "The Budapest Convention: States should join the Convention."
    assert resolved(first, second) == ["Convention = budapest-convention"]


def test_a_name_that_is_not_listed_competes() -> None:
    units = ("The Commission on Narcotic Drugs met.", "The Ruritanian Commission ended.")
    assert resolved(*units, "The Commission met.") == []
    assert resolved(units[0], "The Commission met. The Bog Commission too.") == ["Commission = cnd"]
    assert resolved(*units, "In the Commission on Narcotic Drugs, the Commission met.") == [
        "Commission = cnd"
    ]


def test_heads_of_several_words() -> None:
    text = "The Conference of the Parties to the Budapest Convention. The Conference of the Parties"
    assert resolved(text) == ["Conference of the Parties = cop"]


def test_a_protocol_brings_its_treaty_to_mind() -> None:
    text = "The Optional Protocol to the Treaty, the Protocol and the Covenant"
    assert resolved(text) == ["Protocol = opcat", "Covenant = cat"]


def test_a_treaty_s_own_protocol() -> None:
    assert resolved("The Covenant against Torture and its Optional Protocol") == [
        "Optional Protocol = opcat"
    ]
    assert resolved("The Covenant against Torture, the Optional Protocol thereto") == [
        "Optional Protocol = opcat"
    ]
    assert (
        resolved("The Optional Protocol to the Treaty. The Budapest Convention, its Protocol") == []
    )
    assert resolved("The Covenant against Torture.", "Ratify its Optional Protocol.") == []


def test_the_charter_by_usage() -> None:
    text = "Under the Charter."
    assert resolved(text, body="security-council") == ["Charter = charter-of-the-united-nations"]
    assert resolved(text) == []
    assert resolved("The Bog Charter. Under the Charter.", body="security-council") == []


def test_that_points_at_the_last_one() -> None:
    text = (
        "The Budapest Convention, the United Nations Convention against Corruption; that Convention"
    )
    assert resolved(text) == ["Convention = uncac"]


def test_the_documents_own_body_first() -> None:
    text = "The Commission on Narcotic Drugs met. The Commission decided."
    assert resolved(text, body="ccpcj") == ["Commission = ccpcj"]


def test_a_name_of_its_own_is_no_short_form() -> None:
    text = "The Budapest Convention, and the Convention on Cluster Munitions"
    assert resolved(text) == []


def test_lower_case_only_where_the_words_are_a_name() -> None:
    text = "The Ad Hoc Committee to Elaborate a Convention; the ad hoc committee; a committee"
    assert resolved(text) == ["ad hoc committee = ad-hoc"]
    assert resolved("The Budapest Convention; the convention") == []


def test_that_resolution_and_the_assembly() -> None:
    text = "General Assembly resolution 74/247. In that resolution the Assembly decided"
    cited = Hit(0, 34, "general-assembly-resolution-74-247", "instrument", "reference:resolution")
    assert resolved(text, cited=(cited,)) == [
        "resolution = general-assembly-resolution-74-247",
        "Assembly = general-assembly",
    ]


def test_an_acronym_that_a_text_defines_otherwise() -> None:
    text = "the Code of Administrative Torts (CAT), the Committee (CTC), the law of Bogs (LB)"
    assert foreign_acronyms(text) == {"CAT": "Code of Administrative Torts"}


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("communication service providers (CSPs). A CSP and CSPs", ["CSPs", "CSP", "CSPs"]),
        ("CSPs (communication service providers); the CSP", ["CSPs", "CSP"]),
        ("communication service provider (“CSP”), csp, XCSP", ["CSP"]),
        ("communication service provider (ISP)", []),
        ("new communication service provider (NCSP) and NCSP", []),
    ],
)
def test_acronyms(text: str, used: list[str]) -> None:
    defined = acronyms(text, GAZETTEER.find(text))
    hits = list(acronym_hits(text, defined))
    assert [text[h.start : h.end] for h in hits] == used
    assert {h.entity for h in hits} <= {"csp"}


def test_table_of_abbreviations() -> None:
    rows = ("Abbreviations", "COP    Conference of the Parties", "xyz  nothing")
    table = "\n".join([*rows, "LDC | least developed country", ""])
    assert tabled_acronyms(table) == {
        "COP": "Conference of the Parties",
        "LDC": "least developed country",
    }


@pytest.mark.parametrize(
    ("body", "text", "meant"),
    [
        ("uncac-conference", "States parties to the Convention.", "Convention = uncac"),
        ("crc-committee", "In the light of the Convention.", "Convention = crc"),
        ("ccpcj", "Report to the Council.", "Council = economic-and-social-council"),
        ("african-union-assembly", "Requests the Commission.", "Commission = au-commission"),
        ("iaea-general-conference", "Requests the Agency.", "Agency = iaea"),
    ],
)
def test_what_a_body_calls_its_own(body: str, text: str, meant: str) -> None:
    assert resolved(text, body=body) == [meant]
    assert resolved(text) == []


def test_the_treaty_of_a_bodys_usage_stands_where_others_are_named_elsewhere() -> None:
    text = "CERD/C/GUY/CO/15\n\n1. Guyana joined the Convention on the Rights of the Child.\n\n"
    text += "2. Under the Convention, it reports.\n"
    document = read_document(text.encode(), "note.txt", load_vocabularies())
    assert [m.entity for m in document.units[1].mentions if m.type == "instrument"] == ["icerd"]


def test_an_organ_may_be_named_with_the_short_name_of_its_organization() -> None:
    text = "1. The AU Commission, the Council of the EU and the ECOWAS Court of Justice met.\n"
    (unit,) = read_document(text.encode(), "note.txt", load_vocabularies()).units
    assert [m.entity for m in unit.mentions if m.type == "organization"] == [
        "au-commission", "council-of-the-eu", "ecowas-court",
    ]  # fmt: skip


def test_a_number_with_a_year_behind_its_stroke_is_no_number_of_a_session() -> None:
    text = "1. The Commission adopted resolution 41/2023 and general recommendation No. 7 (1985).\n"
    (unit,) = read_document(text.encode(), "note.txt", load_vocabularies()).units
    assert [m.entity for m in unit.mentions if m.type == "instrument"] == [
        "general-recommendation-7-1985"
    ]


def test_a_treaty_by_its_year_and_kind() -> None:
    text = "1. The Single Convention on Narcotic Drugs of 1961.\n\n2. Join the 1961 Convention.\n"
    document = read_document(text.encode(), "note.txt", load_vocabularies())
    (named,) = (m for m in document.units[1].mentions if m.type == "instrument")
    assert (
        named.entity == next(m for m in document.units[0].mentions if m.type == named.type).entity
    )


def test_a_head_behind_joined_words_is_a_head() -> None:
    text = (
        "1. The Inter-Agency and Expert Group on Sustainable Development Goal Indicators met.\n\n"
    )
    text += "2. It asked the Group to report.\n"
    document = read_document(text.encode(), "note.txt", load_vocabularies())
    assert [m.entity for m in document.units[1].mentions if m.type == "organization"] == [
        "sdg-inter-agency-expert-group"
    ]


def test_a_sum_in_dollars_names_no_state() -> None:
    text = "1. Of US$500 million and US$ 2 billion the US gave half.\n"
    (unit,) = read_document(text.encode(), "note.txt", load_vocabularies()).units
    assert [m.start for m in unit.mentions if m.type == "state"] == [text.index("US gave")]
