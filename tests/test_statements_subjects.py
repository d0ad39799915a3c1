"""Who is asked where the subject does not simply stand before its verb, and what is forbidden."""

from __future__ import annotations

import pytest

from graph.document import Action
from tests.test_statements_forms import said_in


@pytest.mark.parametrize(
    ("text", "addressees", "modality", "action"),
    [
        (
            "States should in no case require providers to weaken encryption.",
            ("states",), "should not", Action("require", "providers to weaken encryption"),
        ),
        (
            "Under no circumstances should States return refugees to danger.",
            ("states",), "should not", Action("return", "refugees to danger"),
        ),
        (
            "In no case shall a Party refuse extradition on that ground.",
            (), "shall not", Action("refuse", "extradition on that ground"),
        ),
        (
            "The draft Study should be neither updated nor adopted.",
            (), "should not", Action("update", "The draft Study"),
        ),
        (
            "UNODC should be mandated by the CCPCJ to continue its work.",
            ("unodc",), "should be mandated", Action("continue", "its work"),
        ),
        (
            "Member States, with the support of UNODC, the ITU and INTERPOL, should train judges.",
            ("member-states",), "should", Action("train", "judges"),
        ),
        (
            "Member States, in cooperation with UNODC, and the World Bank should train judges.",
            ("member-states", "world-bank"), "should", Action("train", "judges"),
        ),
        (
            "Governments, in cooperation with NGOs, the private sector and other stakeholders, "
            "must act.",
            ("governments",), "must", Action("act", None),
        ),
        (
            "It was recommended that careful consideration be given to reforms.",
            (), "recommended", Action("give", "careful consideration"),
        ),
    ],
)  # fmt: skip
def test_who_is_asked_and_what_is_forbidden(
    text: str, addressees: tuple[str, ...], modality: str, action: Action
) -> None:
    (said,) = said_in(text)
    assert (said.addressees, said.modality, said.action) == (addressees, modality, action)


def test_what_those_named_behind_a_passive_add_is_theirs() -> None:
    said = said_in("The need for training was stressed by many speakers, who called for funds.")
    assert [(s.stance, s.attribution) for s in said] == [("recommend", "many speakers")] * 2
    assert said[1].text == "who called for funds."


def test_a_view_said_in_the_passive_has_its_holders() -> None:
    said = said_in(
        "A new convention was considered by some States as a priority, whereas others were of the "
        "view that it was unnecessary."
    )
    assert [s.attribution for s in said] == ["some States", "others"]


def test_what_is_called_for_is_no_verb() -> None:
    (said,) = said_in("Some speakers called for sustainable funding of the Programme.")
    assert said.action is None
