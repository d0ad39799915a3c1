"""Names that are not written out one by one: demonyms, and names that share their last word."""

from __future__ import annotations

import pytest

from graph.mentions.finding import find_mentions
from graph.reading import read_source
from ontology.vocabularies import load_vocabularies


def named(text: str, kind: str) -> list[tuple[str, str]]:
    document = read_source(f"1. {text}\n".encode(), "note.txt", load_vocabularies())
    return [
        (mention.quote, mention.entity)
        for unit in find_mentions(document, load_vocabularies())
        for mention in unit
        if mention.type == kind
    ]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The Kenyan delegation spoke.", ["KEN"]),
        ("Beninese, Burkinabe and Ivorian customs officers were trained.", ["BEN", "BFA", "CIV"]),
        ("The Papua New Guinean authorities replied.", ["PNG"]),
        ("The text exists in French, in the Indian Ocean and on the Korean Peninsula.", []),
        ("The Dutch disease and Swiss cheese are no States.", []),
    ],
)
def test_states_by_what_belongs_to_them(text: str, states: list[str]) -> None:
    assert [key for _, key in named(text, "state")] == states


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("the ICCPR and the two Optional Protocols thereto", ["iccpr", "iccpr-op1", "iccpr-op2"]),
        ("UNTOC and the Protocols thereto", ["untoc", "untoc-protocols"]),
        ("CRC and its two Optional Protocols", ["crc", "op-crc-ac", "op-crc-sc"]),
        ("the two Optional Protocols to the ICCPR", ["iccpr-op1", "iccpr-op2", "iccpr"]),
        ("CRC; a State and its Optional Protocols", ["crc"]),
    ],
)
def test_protocols_by_the_treaty_that_they_belong_to(text: str, keys: list[str]) -> None:
    assert [key for _, key in named(text, "instrument")] == keys


def test_an_act_of_the_union_that_is_listed_is_the_listed_one() -> None:
    found = named("Regulation (EU) 2016/679 and Regulation (EU) 2018/1727 apply.", "instrument")
    assert [key for _, key in found] == ["gdpr", "regulation-eu-2018-1727"]


@pytest.mark.parametrize(
    "text",
    [
        "The National Security Council met.",
        "The Economic and Social Council of Morocco met.",
        "The Security Council of the Russian Federation met.",
    ],
)
def test_an_organ_of_another_is_none_of_the_united_nations(text: str) -> None:
    assert named(text, "organization") == []


def test_an_organ_is_told_by_the_organization_beside_it() -> None:
    text = "OSCE was founded in 1975; the Ministerial Council met, as did the Board of Governors."
    assert [key for _, key in named(text, "organization")] == ["osce", "osce-ministerial-council"]


def test_treaties_that_their_years_tell_apart() -> None:
    text = "Ratify the 1954 and 1961 Statelessness Conventions and the 1961 and 1971 Conventions."
    assert [key for _, key in named(text, "instrument")] == [
        "statelessness-1954",
        "statelessness-1961",
        "single-convention-1961",
        "convention-1971",
    ]
    text = "Ratify the 1954 and 1961 Conventions on statelessness and the 1961 and 1971 Accords."
    assert [key for _, key in named(text, "instrument")] == [
        "statelessness-1954",
        "statelessness-1961",
    ]


def test_bodies_that_treaties_with_a_shared_last_word_have() -> None:
    text = "The Conferences of the Parties to the Basel, Rotterdam and Stockholm Conventions met."
    assert [key for _, key in named(text, "organization")] == [
        "basel-cop",
        "rotterdam-cop",
        "stockholm-cop",
    ]


def test_a_treaty_called_by_a_state_is_not_the_state() -> None:
    assert named("Singapore joined the Panama Declaration.", "state") == [("Singapore", "SGP")]


def test_names_that_share_their_last_word() -> None:
    text = "The Nagoya and Cartagena Protocols and the Basel, Rotterdam and Stockholm Conventions."
    assert [key for _, key in named(text, "instrument")] == [
        "nagoya-protocol",
        "cartagena-protocol",
        "basel-convention",
        "rotterdam-convention",
        "stockholm-convention",
    ]


def test_a_committee_is_not_its_treaty() -> None:
    text = "The CRC and CEDAW Committees met."
    assert named(text, "instrument") == []
    assert named(text, "organization") == [
        ("CRC", "crc-committee"),
        ("CEDAW Committees", "cedaw-committee"),
    ]


def test_a_coordination_of_other_things_is_left_alone() -> None:
    assert named("The Rules and Regulations and Staff Committees.", "organization") == []
