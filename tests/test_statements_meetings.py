"""Reports of meetings: views beside each other, needs that are agreed, and what is judged."""

from __future__ import annotations

import pytest

from graph.document import Action, Statement
from graph.reader import read_document
from ontology.vocabularies import load_vocabularies
from tests.test_statements_forms import said_in


def told(statement: Statement) -> tuple[str, str | None, Action | None]:
    return statement.stance, statement.attribution, statement.action


@pytest.mark.parametrize("verb", ["agreed on", "concurred on", "agreed upon"])
def test_a_need_that_is_agreed_on_is_recommended(verb: str) -> None:
    (said,) = said_in(f"Speakers {verb} the need for Member States to enact legislation.")
    assert said.addressees == ("member-states",)
    assert told(said) == ("recommend", "speakers", Action("enact", "legislation"))


def test_an_agreement_on_a_need_asks_those_who_need_to_act() -> None:
    (said,) = said_in("There was agreement on the need for Member States to enact legislation.")
    assert (said.addressees, said.action) == (("member-states",), Action("enact", "legislation"))


@pytest.mark.parametrize(
    "joint", ["; however, another view was that", ", while yet another view was that"]
)
def test_a_second_view_is_a_statement_of_its_own(joint: str) -> None:
    first, second = said_in(
        f"The view was expressed that the group should be disbanded{joint} UNODC might wish to "
        "extend it."
    )
    assert told(first) == ("recommend", "unspecified", Action("disband", "the group"))
    assert told(second) == ("recommend", "unspecified", Action("extend", "it"))
    assert (first.addressees, second.addressees) == ((), ("unodc",))


def test_a_word_of_passage_may_open_a_view() -> None:
    (said,) = said_in("However, another view was that States should extend it.")
    assert (said.attribution, said.addressees) == ("unspecified", ("states",))


@pytest.mark.parametrize(
    ("text", "action"),
    [
        (
            "States should, where appropriate and in accordance with their law, name contacts.",
            Action("name", "contacts"),
        ),
        (
            "States should, where appropriate and feasible, designate contacts.",
            Action("designate", "contacts"),
        ),
        (
            "The group should be disbanded upon completion of its work.",
            Action("disband", "The group"),
        ),
        ("States should be obliged to provide data.", Action("provide", "data")),
        (
            "States should not be required to provide data.",
            Action("be", "required to provide data"),
        ),
        (
            "Japan stressed that coercive measures impeded cooperation and must be lifted.",
            Action("lift", "coercive measures"),
        ),
    ],
)
def test_the_deed_behind_asides_and_first_verbs(text: str, action: Action) -> None:
    (said,) = said_in(text)
    assert said.action == action


def test_each_clause_of_what_is_essential_asks_its_own() -> None:
    first, second = said_in(
        "It was considered essential that States train officers in handling evidence, and that "
        "UNODC assist them."
    )
    assert (first.addressees, first.action and first.action.verb) == (("states",), "train")
    assert (second.addressees, second.action) == (("unodc",), Action("assist", "them"))


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("It was not deemed necessary to establish a new mechanism.", "oppose"),
        ("It was not necessary to hold a vote.", "statement"),
        ("It was deemed necessary to establish a new mechanism.", "recommend"),
    ],
)
def test_what_is_judged_needless_is_opposed(text: str, stance: str) -> None:
    assert [said.stance for said in said_in(text)] == [stance]


def test_a_gerund_behind_when_is_no_clause() -> None:
    (said,) = said_in(
        "The importance of respect for privacy when collecting data was underlined by many "
        "participants."
    )
    assert said.attribution == "many participants"
    assert said.condition == "when collecting data"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("a new comprehensive convention on cybercrime", "proposed-new-convention"),
        ("the Council of Europe Convention on Cybercrime", "budapest-convention"),
        ("the Convention on Cybercrime", "budapest-convention"),
    ],
)
def test_a_convention_that_is_proposed_is_not_the_one_in_force(words: str, key: str) -> None:
    read = read_document(
        f"1. States should consider {words}.".encode(), "note.txt", load_vocabularies()
    )
    named = {m.entity for unit in read.units for m in unit.mentions}
    assert named & {"proposed-new-convention", "budapest-convention"} == {key}


@pytest.mark.parametrize(
    "text",
    [
        "Urges States to (a) fully apply it, (b) adopt laws and (c) to report.",
        "States are strongly encouraged to: (a) apply it; (b) adopt laws; and (c) report.",
        "It was recommended that States: (i) apply it; (ii) adopt laws; (iii) report.",
    ],
)
def test_items_within_a_sentence_are_asked_for_each(text: str) -> None:
    said = said_in(text)
    assert [s.action for s in said] == [
        Action("apply", "it"), Action("adopt", "laws"), Action("report", None)
    ]  # fmt: skip
    assert {s.addressees for s in said} == {("states",)}


def test_labels_that_lead_to_no_verb_are_no_items() -> None:
    (said,) = said_in("States should support (a) training and (b) reform.")
    assert said.action == Action("support", "(a) training and (b) reform")


def test_a_passive_with_a_recipient_keeps_its_verb() -> None:
    (said,) = said_in("It was stressed that no safe haven should be granted to those who steal.")
    assert (said.action, said.negative) == (Action("grant", "no safe haven"), True)


def test_who_concurs_behind_a_request_is_not_asked() -> None:
    asked, _ = said_in("Norway urged that the panel conclude its work, and Canada concurred.")
    assert (asked.addressees, asked.attributed_to) == ((), ("NOR",))


def test_an_inverted_clause_has_its_subject_behind_the_modal() -> None:
    first, second = said_in(
        "Not only should legislation be harmonized, but at no time should data be disclosed."
    )
    assert first.action == Action("harmonize", "legislation")
    assert (second.action, second.negative) == (Action("disclose", "data"), True)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The need to respect it while acting was stressed.", Action("respect", "it while acting")),
        ("The need for States to train police was stressed.", Action("train", "police")),
        ("Every effort should be made to protect journalists.", Action("protect", "journalists")),
        ("Efforts should be made by States to train police.", Action("train", "police")),
        ("More should be done to protect journalists.", Action("protect", "journalists")),
    ],
)
def test_the_deed_that_is_needed_or_made_an_effort_for(text: str, action: Action) -> None:
    (said,) = said_in(text)
    assert (said.stance, said.action) == ("recommend", action)


def test_items_without_labels_are_asked_for_each() -> None:
    said = said_in("States should: ensure access; adopt laws; and report.")
    assert [s.action and s.action.verb for s in said] == ["ensure", "adopt", "report"]
    urged = said_in("Urges States to: adopt laws; report.")
    assert [s.action and s.action.verb for s in urged] == ["adopt", "report"]
    assert len(said_in("States should consider: laws; treaties.")) == 1
