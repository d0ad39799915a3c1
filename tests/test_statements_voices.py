"""Who speaks and what they want: persons by name, those present, doubts, what is asked instead."""

from __future__ import annotations

import pytest

from graph.document import Action, Document
from graph.reader import read_document
from ontology.vocabularies import load_vocabularies
from tests.test_statements_forms import said_in


def read(text: str) -> Document:
    return read_document(text.encode(), "a.txt", load_vocabularies())


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


def test_he_is_the_official_asked_before() -> None:
    _, second = said_in(
        "The Committee encourages the Secretary-General to act, and requests that he report to it."
    )
    assert (second.addressees, second.action) == (("secretary-general",), Action("report", "to it"))


def test_he_is_no_state() -> None:
    text = "Supports the plan of the Secretary-General for Somalia, and requests that he revise it."
    assert said_in(text)[-1].addressees == ("secretary-general",)


def test_each_act_of_a_body_in_one_sentence_is_a_statement() -> None:
    noted, asked, invited = said_in(
        "The Committee: (a) noted with appreciation the report; (b) requested FAO to support "
        "countries; and (c) invited members to provide resources."
    )
    assert (noted.stance, noted.attribution) == ("support", None)
    assert (asked.addressees, asked.action) == (("fao",), Action("support", "countries"))
    assert (invited.attribution, invited.action) == (None, Action("provide", "resources"))


def test_what_was_considered_first_is_no_act() -> None:
    (said,) = said_in(
        "The Executive Board, having considered the report, RECOMMENDS to the World Health "
        "Assembly the adoption of the following resolution."
    )
    assert (said.stance, said.addressees) == ("recommend", ("world-health-assembly",))


def test_points_raised_are_no_act() -> None:
    (said,) = said_in(
        "The Regional Director, responding to points raised, explained that staff had been trained."
    )
    assert (said.modality, said.attribution) == ("explained", "the Regional Director")


def test_the_names_in_what_is_told_do_not_speak() -> None:
    (said,) = said_in(
        "The representative of Denmark said that the candidate countries North Macedonia, "
        "Montenegro and Albania aligned themselves with her statement."
    )
    assert (said.modality, said.attributed_to) == ("said", ("DNK",))


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("The UNDP Regional Bureau for Africa", "undp"),
        ("The UNICEF country office in Chad", "unicef"),
        ("UNHCR headquarters", "unhcr"),
        ("Executive heads of the organizations", "executive-heads"),
    ],
)
def test_an_office_of_a_body_acts_for_it(subject: str, key: str) -> None:
    (said,) = said_in(f"{subject} should issue guidance.")
    assert (said.addressees, said.action) == ((key,), Action("issue", "guidance"))


@pytest.mark.parametrize("verb", ["is nevertheless concerned", "is, however, concerned"])
def test_a_concern_may_be_turned(verb: str) -> None:
    (said,) = said_in(f"The Committee {verb} that States have not acted.")
    assert (said.stance, said.modality.endswith("concerned")) == ("statement", True)


def test_what_a_body_notes_behind_what_another_affirmed() -> None:
    affirmed, noted = said_in(
        "While the delegation affirmed that all programmes were accessible, the Committee notes "
        "that they have not been evaluated."
    )
    assert (affirmed.attribution, noted.attribution) == ("the delegation", None)


def test_to_remind_of_a_fact_asks_nothing() -> None:
    (said,) = said_in("It reminds States that funds are limited.")
    assert (said.stance, said.addressees) == ("statement", ())
    (said,) = said_in("It reminds States that they should report.")
    assert (said.stance, said.addressees) == ("recommend", ("states",))


def test_a_draw_of_attention_and_a_request_are_two() -> None:
    drawn, asked = said_in(
        "The Committee wishes to draw the attention of States to paragraph 12 and requests UNODC "
        "to provide information."
    )
    assert (drawn.stance, asked.addressees) == ("statement", ("unodc",))


def test_a_clause_of_time_may_stand_before_who_is_to_act() -> None:
    (said,) = said_in("It recommends that, when drafting laws, States consult civil society.")
    assert (said.addressees, said.action) == (("states",), Action("consult", "civil society"))


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "Focal points should, in the view of several delegations, be named.",
            "several delegations",
        ),
        ("Others disagreed. In their view, States should act.", "others"),
    ],
)
def test_a_view_may_be_told_within_the_clause_or_carried_over(text: str, holder: str) -> None:
    said = said_in(text)[-1]
    assert (said.stance, said.attribution) == ("recommend", holder)


def test_who_is_not_in_favour_is_against() -> None:
    (said,) = said_in("Other speakers were not in favour of opening negotiations.")
    assert (said.stance, said.attribution) == ("oppose", "other speakers")


def test_all_who_act_together_are_asked() -> None:
    (said,) = said_in("It was proposed that workshops be hosted by UNODC, ICAO and INTERPOL.")
    assert said.addressees == ("unodc", "icao", "interpol")


def test_those_in_coordination_with_whom_one_acts_are_not_asked() -> None:
    (said,) = said_in(
        "UNODC, in coordination with the United Nations Educational, Scientific and Cultural "
        "Organization (UNESCO), the World Customs Organization (WCO) and INTERPOL, should report."
    )
    assert said.addressees == ("unodc",)


def test_who_will_act_by_an_agreement() -> None:
    (said,) = said_in("The Expert Group agreed that the Chair would finalize the report.")
    assert (said.stance, said.addressees) == ("procedural", ("presiding-officer",))


def test_a_possibility_that_could_be_explored_is_recommended() -> None:
    (said,) = said_in("The possibility of joint exercises could also be explored.")
    assert (said.stance, said.modality) == ("recommend", "could")


def test_what_somebody_is_said_to_be_committed_to_is_not_asked_for() -> None:
    (said,) = said_in("Japan stated that it had adopted the Act and was committed to ending abuse.")
    assert (said.stance, said.modality) == ("statement", "stated")


def test_support_behind_its_is_no_verb() -> None:
    (said,) = said_in("She thanks the Government for its help and UNODC and ICAO for its support.")
    assert said.stance == "support"


def test_offenders_who_are_to_be_brought_to_justice_are_not_asked() -> None:
    (said,) = said_in("It is imperative that perpetrators be brought to justice.")
    assert (said.addressees, said.action) == ((), Action("bring", "perpetrators"))


def test_who_could_not_support_and_what_they_considered() -> None:
    against, asked = said_in(
        "The representative of Peru could not support the creation of a new structure, and "
        "considered that existing centres should be used."
    )
    assert (against.stance, against.attribution) == ("oppose", "the representative of Peru")
    assert (asked.attribution, asked.action) == (
        "the representative of Peru", Action("use", "existing centres"),
    )  # fmt: skip


def test_what_is_conceded_is_a_statement_of_its_own() -> None:
    welcomed, regretted = said_in("Peru welcomed the report, although it regretted its lateness.")
    assert (welcomed.stance, regretted.stance) == ("support", "statement")
    assert regretted.attribution == "Peru"


def test_a_second_clause_behind_a_relative_one() -> None:
    _, second = said_in(
        "Stresses that States should take part in decisions that affect them, and that their "
        "knowledge should be respected."
    )
    assert second.action == Action("respect", "their knowledge")


@pytest.mark.parametrize(
    "text",
    [
        "The Committee invited Members to nominate correspondents.",
        "Members should report to the Council each year.",
        "Members that have not joined the platform are encouraged to do so.",
    ],
)
def test_members_of_an_organization_are_its_member_states(text: str) -> None:
    (said,) = said_in(text)
    assert said.addressees == ("member-states",)


def test_members_of_a_body_are_none() -> None:
    (said,) = said_in("Members shall be elected for a term of two years.")
    assert said.addressees == ()


@pytest.mark.parametrize("who", ["The representative of Brazil", "One panellist"])
@pytest.mark.parametrize("deed", ["reviewed", "presented"])
def test_what_is_noted_behind_a_verb_that_tells_nothing(who: str, deed: str) -> None:
    (said,) = said_in(f"{who} {deed} the national register and noted that marking was essential.")
    assert (said.attribution, said.modality) == (who[0].lower() + who[1:], "noted")


def test_what_others_prefer() -> None:
    first, second = said_in("Some speakers called for a protocol; others preferred to wait.")
    assert (first.attribution, second.attribution) == ("some speakers", "others")


@pytest.mark.parametrize(
    "text",
    ["WHO should support States.", "It was stated that WHO should support States."],
)
def test_who_in_capitals_is_the_organization(text: str) -> None:
    (said,) = said_in(text)
    assert (said.addressees, said.action) == (("who",), Action("support", "States"))


def test_another_is_asked_behind_a_relative_clause() -> None:
    first, second = said_in(
        "WHO should lower the level at which it advises action and UNICEF should train staff."
    )
    assert (first.addressees, second.addressees) == (("who",), ("unicef",))
    assert second.action == Action("train", "staff")


def test_who_cannot_endorse_is_against() -> None:
    (said,) = said_in("Japan cannot endorse the proposal.")
    assert (said.stance, said.attribution) == ("oppose", "Japan")


def test_what_is_told_goes_on_in_the_past_perfect() -> None:
    _, second, third = said_in(
        "Egypt stated that it had ratified the treaty. A law had been drafted in 2009. The meeting "
        "was closed."
    )
    assert (second.attribution, third.attribution) == ("Egypt", None)


def test_the_outcomes_of_ministers_are_their_own_words() -> None:
    head = "Forum Economic Ministers Meeting\n\nPort Vila\n\nOutcomes\n\n"
    text = (
        "1. Ministers welcomed the report. They nevertheless stressed that pledges were low, and "
        "called on UNODC to help.\n\n2. The representative of Tonga stressed that they were low.\n"
    )
    told = [s for unit in read(head + text).units for s in unit.statements]
    assert [s.attribution for s in told] == [None, None, None, "the representative of Tonga"]
    assert told[2].addressees == ("unodc",)
    told = [
        s for u in read(f"Report of the Meeting of Ministers\n\n{text}").units for s in u.statements
    ]
    assert told[0].attribution == "ministers"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("According to Europol, States should share more data.", "Europol"),
        ("In the view of Japan, States should share more data.", "Japan"),
        ("States should, in the view of the private sector observers, share data.",
         "the private sector observers"),
        ("States were asked by the Pacific Islands Sector Group (PISG) to share data.",
         "the Pacific Islands Sector Group"),
    ],
)  # fmt: skip
def test_whose_view_it_is(text: str, holder: str) -> None:
    (said,) = said_in(text)
    assert (said.attribution, said.addressees) == (holder, ("states",))


def test_things_do_not_object() -> None:
    (said,) = said_in(
        "The Committee invites UNODC to draft a text, and to address the return of seized objects."
    )
    assert (said.stance, said.addressees) == ("recommend", ("unodc",))


def test_an_aside_before_that_parts_no_clause() -> None:
    (said,) = said_in("The Committee observes, however, that importer statements are accepted.")
    assert (said.modality, said.stance) == ("observes", "statement")
