"""Who speaks and what they want: persons by name, those present, doubts, what is asked instead."""

from __future__ import annotations

import pytest

from graph.document import Action
from tests.test_statements_forms import said_in


@pytest.mark.parametrize(
    ("subject", "holder", "states"),
    [
        ("Participants at the meeting", "participants", ()),
        ("Several speakers at the session", "several speakers", ()),
        ("Experts from Kenya and Ghana", "experts from Kenya and Ghana", ("KEN", "GHA")),
        ("Representatives of civil society", "representatives of civil society", ()),
        ("Mr. JONES (United Kingdom)", "Mr. JONES (United Kingdom)", ("GBR",)),
        ("Mr. de la Fuente Ramírez (Mexico)", "Mr. de la Fuente Ramírez (Mexico)", ("MEX",)),
        ("Ms. Gaer (Rapporteur for Kenya)", "Ms. Gaer (Rapporteur for Kenya)", ()),
        ("Ms. LEE (Singapore), speaking on behalf of ASEAN,", "Ms. LEE (Singapore)", ("SGP",)),
        ("H.E. Mr. Ali Shah, President of the Assembly,", "H.E. Mr. Ali Shah", ()),
    ],
)
def test_who_speaks(subject: str, holder: str, states: tuple[str, ...]) -> None:
    (said,) = said_in(f"{subject} proposed that UNODC publish a manual.")
    assert (said.attribution, said.attributed_to) == (holder, states)
    assert (said.addressees, said.action) == (("unodc",), Action("publish", "a manual"))


def test_a_person_who_is_only_named_does_not_speak() -> None:
    (said,) = said_in("The measures, as confirmed by Mr. Lee, stresses the report, are in force.")
    assert said.attribution != "Mr. Lee"


@pytest.mark.parametrize("verb", ["doubted", "disputed", "disagreed"])
def test_what_is_doubted_is_not_asked_for(verb: str) -> None:
    (said,) = said_in(f"Some speakers {verb} that a new treaty should be negotiated.")
    assert (said.stance, said.modality, said.attribution) == ("oppose", verb, "some speakers")


def test_what_follows_a_doubt_is_asked_for() -> None:
    first, feared, second = said_in(
        "Some speakers doubted that a new treaty was needed, while others feared that the old one "
        "would lapse and felt that States should extend it."
    )
    assert (first.stance, first.attribution) == ("oppose", "some speakers")
    assert (feared.stance, feared.attribution) == ("statement", "others")
    assert (second.stance, second.attribution, second.addressees) == (
        "recommend", "others", ("states",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "action"),
    [
        (
            "States should not detain migrants but instead provide alternatives to detention.",
            Action("detain", "migrants"),
        ),
        (
            "Urges States not to recognize any such measure and to report to the Council.",
            Action("recognize", "any such measure"),
        ),
        (
            "Calls upon States neither to supply arms nor to train the groups, and to report.",
            Action("supply", "arms nor to train the groups"),
        ),
    ],
)
def test_what_is_asked_instead_is_not_left_undone(text: str, action: Action) -> None:
    (said,) = said_in(text)
    assert (said.negative, said.action, said.addressees) == (True, action, ("states",))


def test_not_using_force_to_disperse_is_one_deed() -> None:
    (said,) = said_in("Urges States not to use force to disperse assemblies.")
    assert (said.negative, said.action) == (True, Action("use", "force to disperse assemblies"))


@pytest.mark.parametrize(
    "text",
    [
        "It was recommended that: (a) States update their laws; (b) UNODC train prosecutors.",
        "It was recommended that (a) States should update their laws; and (b) UNODC should train "
        "prosecutors.",
    ],
)
def test_items_within_a_sentence_may_name_who_is_to_act(text: str) -> None:
    first, second = said_in(text)
    assert (first.addressees, first.action) == (("states",), Action("update", "their laws"))
    assert (second.addressees, second.action) == (("unodc",), Action("train", "prosecutors"))


def test_items_within_a_sentence_may_have_half_labels() -> None:
    said = said_in("It asked UNODC to a) train judges, b) publish a manual and c) report to it.")
    assert [s.action.verb for s in said if s.action] == ["train", "publish", "report"]
    assert all(s.addressees == ("unodc",) for s in said)


@pytest.mark.parametrize(
    ("rest", "object_"),
    [("more to protect civilians", "more to protect civilians"), ("away with it", "away with it")],
)
def test_do_may_be_the_verb(rest: str, object_: str) -> None:
    (said,) = said_in(f"States should do {rest}.")
    assert said.action == Action("do", object_)
