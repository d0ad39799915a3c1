"""A body that no vocabulary lists never becomes a listed one that shares its words."""

from __future__ import annotations

import pytest

from graph.document import Document
from graph.mentions.heads import head_types
from graph.reader import read_document
from ontology.vocabularies import load_vocabularies

HEADS = sorted(
    {h.title() for h, types in head_types().items() if "organization" in types}
    | {
        "Intergovernmental Expert Group", "Open-ended Intergovernmental Expert Group", "Bureau",
        "Ad Hoc Open-ended Working Group", "Committee of Experts", "Commission of Inquiry",
        "High-level Panel", "Review Conference", "Compliance Committee", "Liaison Group", "Summit",
        "Meeting", "Governmental Committee", "Steering Committee", "World Conference",
        "Drafting Group",
    }
)  # fmt: skip
# What these begin is listed under just these words.
LISTED = {"Peacebuilding Commission", "Pension Board"}


def read(text: str) -> Document:
    return read_document(text.encode(), "report.txt", load_vocabularies())


def bodies(document: Document) -> set[str]:
    return {m.entity for u in document.units for m in u.mentions if m.type == "organization"}


@pytest.mark.parametrize("head", [head for head in HEADS if head not in LISTED])
@pytest.mark.parametrize(
    "title", ["Report of the {} on Widgets", "Report of the {}", "Draft report of the Fen {}"]
)
def test_an_invented_body_is_no_listed_one(title: str, head: str) -> None:
    document = read(
        f"""{title.format(head)}

1. The {head} on Widgets met in 2019. The {head} discussed cybercrime, drugs and the oceans.

2. That {head} noted the work of the {head} on Gadgets. {head} members should take part.

3. The {head.lower()} on gadgets should meet, and the {head.lower()} should report.
"""
    )
    assert document.metadata.body is None
    assert bodies(document) == set()


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Commission on Widgets", "European Commission"),
        ("Committee of the Fen Convention", "Human Rights Committee"),
        ("Conference on Widgets", "Hague Conference on Private International Law"),
        ("Expert Group on Widgets", "Expert Group on Cybercrime"),
        ("Widget Working Group", "Working Group on Arbitrary Detention"),
        ("Forum on Widgets", "Pacific Islands Forum"),
    ],
)
def test_its_short_form_is_not_another_that_is_named(title: str, named: str) -> None:
    head = next(h for h in ("Expert Group", "Working Group", *title.split()) if h in title)
    document = read(
        f"""Report of the {title}

1. The observer for the {named} spoke.

2. The {head} decided that the {head} should meet again.
"""
    )
    assert len(bodies(document)) == 1
    assert [m for m in document.units[1].mentions if m.type == "organization"] == []


def test_a_listed_body_keeps_its_short_form() -> None:
    document = read(
        """Report of the Expert Group on Cybercrime

1. The Expert Group met in Vienna. It heard an informal expert group.
"""
    )
    assert document.metadata.body == "expert-group-on-cybercrime"
    found = [m.quote for m in document.units[0].mentions if m.type == "organization"]
    assert found == ["Expert Group"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Recalling the Moscow Declaration, the Assembly spoke of tobacco and diet.", set()),
        (
            "Recalling the Moscow Declaration, the Assembly spoke of road safety and transport.",
            {"moscow-declaration-road-safety"},
        ),
        ("The ministers recalled the Doha Declaration and fed the birds.", set()),
        (
            "The Doha Declaration calls for crime prevention and criminal justice.",
            {"doha-declaration"},
        ),
        (
            "The Salvador Declaration on Comprehensive Strategies for Global Challenges: Crime"
            " Prevention and Criminal Justice Systems and Their Development in a Changing World",
            {"salvador-declaration"},
        ),
    ],
)
def test_a_name_that_several_instruments_bear_needs_its_subject(text: str, named: set[str]) -> None:
    document = read(f"Report\n\n1. {text}\n")
    found = [m for u in document.units for m in u.mentions if m.type == "instrument"]
    assert {m.entity for m in found} == named
    if "Salvador" in text:
        assert [m.quote for m in found] == [text.removeprefix("The ")]
