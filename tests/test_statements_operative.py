"""Operative paragraphs: the lists of those who are asked, and which words are the deed."""

from __future__ import annotations

import pytest

from graph.document import Action
from graph.reader import read_document
from ontology.vocabularies import load_vocabularies
from tests.test_statements_forms import said_in


def read(text: str):  # type: ignore[no-untyped-def]
    return read_document(text.encode(), "note.txt", load_vocabularies())


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Urges all stakeholders to ensure access.", ("stakeholders",)),
        ("Calls upon all relevant stakeholders to act.", ("stakeholders",)),
        ("Encourages all parties concerned to protect civilians.", ("parties-to-conflict",)),
        ("Calls on both sides to continue to engage.", ("parties-to-conflict",)),
        (
            "Urges States parties to the Convention and the SUA Convention to act.",
            ("states-parties",),
        ),
        ("Encourages all the parties to the Paris Agreement to act.", ("states-parties",)),
        ("Calls upon the High Contracting Parties to the Convention to act.", ("states-parties",)),
        ("Demands that the Syrian regime cooperate fully.", ("SYR",)),
        ("Urges the Syrian regime to comply with its obligations.", ("SYR",)),
        (
            "Calls upon the Government of Sudan and the Government of South Sudan to act.",
            ("SDN", "SSD"),
        ),
        ("Calls on the Government of Haiti and development partners to act.", ("HTI", "donors")),
        (
            "Encourages the Monitoring Panel and the United Nations Office on Drugs and Crime, to "
            "continue their joint activities.",
            ("unodc",),
        ),
        (
            "Encourages the Task Force, in consultation with the United Nations, the African Union "
            "and INTERPOL, to consider the requirements.",
            (),
        ),
        (
            "In consultation with UNODC, the ITU and INTERPOL, States should consider the matter.",
            ("states",),
        ),
        (
            "In cooperation with UNODC, States and NGOs should consider the matter.",
            ("states", "ngos"),
        ),
        (
            "Calls upon all United Nations bodies, entities, funds and programmes and the "
            "specialized agencies to act.",
            ("specialized-agencies",),
        ),
        (
            "Encourages national agencies to train staff with support from the United Nations.",
            (),
        ),
        ("Requires any Member State, when it inspects ships, to report.", ("member-states",)),
        (
            "Requests that, in line with the plan, the African Union undertake a review.",
            ("african-union",),
        ),
        ("Requires that all States report to the Committee.", ("states",)),
        ("SBI 52 invited Parties to submit their views.", ("states-parties",)),
        ("The IAEA will be requested to prepare a note.", ("iaea",)),
        (
            "The Chair of the Group on Impact Assessment will be invited to report.",
            ("presiding-officer",),
        ),
    ],
)  # fmt: skip
def test_who_is_asked_in_operative_paragraphs(text: str, addressees: tuple[str, ...]) -> None:
    assert said_in(text)[0].addressees == addressees


@pytest.mark.parametrize(
    ("text", "action"),
    [
        (
            "Calls on States to bring the perpetrators to justice.",
            Action("bring", "the perpetrators to justice"),
        ),
        (
            "Requests the Secretary-General to bring the present resolution to the attention of "
            "the specialized agencies.",
            Action(
                "bring",
                "the present resolution to the attention of the specialized agencies",
            ),
        ),
        (
            "Invites FAO, mindful of paragraphs 23 to 27 of the annex, to inform the Assembly.",
            Action("inform", "the Assembly"),
        ),
        (
            "Requests the Committee established pursuant to resolution 2206 (2015) to report.",
            Action("report", None),
        ),
        (
            "Requests UNODC, in the context of the plan referred to in decision 2/7, to assess it.",
            Action("assess", "it"),
        ),
        (
            "Urges States to urgently and significantly scale up support.",
            Action("scale", "up support"),
        ),
        ("Encourages States to more actively submit names.", Action("submit", "names")),
        ("Encourages States to better harness technologies.", Action("harness", "technologies")),
        ("Calls upon UNODC to further its support.", Action("further", "its support")),
        ("Encourages States to further strengthen ties.", Action("strengthen", "ties")),
        ("Urges Parties that have not made payments to do so.", Action("make", "payments")),
        (
            "Encourages those States that have not yet acceded to Convention No. 169 to consider "
            "doing so.",
            Action("accede", "Convention No. 169"),
        ),
        (
            "We commit to enhancing support to landlocked developing countries.",
            Action("enhance", "support to landlocked developing countries"),
        ),
        (
            "Persons who commit such acts should be brought to justice.",
            Action("bring", "Persons who commit such acts"),
        ),
        ("There should be established a fund.", Action("establish", "a fund")),
        ("Encourages the holding of talks, without prejudice to UNIFIL’s mandate.", None),
        ("Encourages coordination with INTERPOL.", None),
        ("Encourages closer cooperation on drugs.", None),
        ("Encourages further coordination, where appropriate.", None),
        ("Requests details of the white paper.", None),
        ("Encourages Member States’ further progress.", None),
        ("Reiterates its call for cooperation regarding the rule of law.", None),
    ],
)
def test_which_words_are_the_deed(text: str, action: Action | None) -> None:
    assert said_in(text)[0].action == action


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Reiterates its conviction that the Institute should continue its work.", "should"),
        ("The Security Council reiterates its position that Israel must act.", "must"),
        ("Agrees with the Chair that a joint mechanism should assess it.", "should"),
        ("Decisions about what to measure should be guided by experts.", "should"),
        ("Requests from persons who no longer meet the criteria should include a note.", "should"),
        ("The phrase “as appropriate” should be added, so that the text would be clear.", "should"),
        ("The Council, reaffirming that rights are essential, urges States to act.", "urges"),
        ("We, therefore, urge all States to act.", "urge"),
    ],
)
def test_clauses_that_ask(text: str, modality: str) -> None:
    assert [(one.stance, one.modality) for one in said_in(text)] == [("recommend", modality)]


@pytest.mark.parametrize(
    "text",
    [
        "Further information will be welcomed.",
        "States Parties agreed that requests may be made orally.",
        "The needs outlined in their nationally determined contributions are great.",
        "The meeting will be virtual, should options be identified to enable it.",
    ],
)
def test_words_that_ask_nobody(text: str) -> None:
    assert "recommend" not in {one.stance for one in said_in(text)}


def test_a_second_that_clause_begins_where_it_is_told() -> None:
    text = (
        "Notes the report, and stresses that improvement of coordination, collaboration and "
        "coherence should be undertaken."
    )
    told = said_in(text)[-1]
    assert told.action == Action(
        "undertake", "improvement of coordination, collaboration and coherence"
    )


def test_items_are_what_the_last_verb_of_their_chapeau_governs() -> None:
    text = (
        "1. The SBI requested the secretariat to take into account the submissions and consider "
        "the following:\n\n(a) The workload of the Committee;\n\n(b) The quality of its outputs.\n"
    )
    verbs = [one.action.verb for u in read(text).units[1:] for one in u.statements if one.action]
    assert verbs == ["consider", "consider"]


def test_a_government_defined_by_an_acronym_is_its_state() -> None:
    text = (
        "1. Notes the work of the Federal Government of Somalia (FGS).\n\n"
        "2. Urges the FGS to cooperate.\n"
    )
    assert read(text).units[1].statements[0].addressees == ("SOM",)


def test_a_shared_demonym_is_that_of_the_state_the_document_names() -> None:
    named = "1. The Democratic Republic of the Congo reported.\n\n"
    asks = "2. Calls on the Congolese authorities to cooperate.\n"
    assert read(named + asks).units[1].statements[0].addressees == ("COD",)
    assert read("1. Nobody reported.\n\n" + asks).units[1].statements[0].addressees == ()


def test_experts_are_named_by_the_resolution_that_set_them_up() -> None:
    text = (
        "1. Decides to extend the mandate of the Panel of Experts established pursuant to "
        "paragraph 18 of resolution 2206 (2015).\n\n2. Requests the Panel to report.\n"
    )
    text = "S/RES/2521 (2020)\n\nThe Security Council,\n\n" + text
    asked = [one.addressees for unit in read(text).units for one in unit.statements]
    assert asked[-1] == ("panel-of-experts-south-sudan",)


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Secretariat to share with States and stakeholders requests for assistance.",
        "Calls upon the Government of Iraq to provide security and support to the mission.",
        "Stresses the importance of cooperation with civil society and the private sector in this "
        "endeavour.",
        "Encourages States to work with troop-contributing countries and members States support.",
        "Requests the secretariat to support the attendance of gender and climate change focal "
        "points at relevant mandated meetings.",
        "Urges States and stakeholders to use the data requested in paragraph 7.",
        "Encourages African States to become members in order to enhance its efforts and enlarge "
        "its support base and thereby strengthen the fight against crime.",
        "Establish a tribunal tasked with holding those responsible to account.",
    ],
)
def test_nobody_else_speaks_in_a_paragraph_that_a_verb_opens(text: str) -> None:
    assert [one.attribution for one in said_in(text)] == [None]


def test_two_verbs_of_asking_share_who_is_asked() -> None:
    (told,) = said_in("The Assembly encourages and supports the private sector to train staff.")
    assert (told.addressees, told.modality) == (("private-sector",), "encourages")
    assert told.action == Action("train", "staff")


def test_a_necessity_that_is_told_begins_where_it_is_told() -> None:
    asked, told = said_in("Urges States to report and stresses that reform is needed to succeed.")
    assert asked.action == Action("report", None)
    assert told.text.startswith("stresses that reform")


def test_states_of_items_counted_below_items_and_written_otherwise() -> None:
    listed = (
        "Report of the Working Group on the Universal Periodic Review\n\nFiji\n\n"
        "II. Conclusions and/or recommendations\n\n"
        "99. The recommendations formulated during the interactive dialogue and listed below "
        "enjoy the support of Fiji:\n\n"
        "99.1 Ratify ICCPR (Montenegro);\n\n"
        "99.1.1 Ratify ICESCR (Uruguay);\n\n"
        "99.2 Guarantee freedom of expression (France));\n\n"
        "99.3 Take into account the comments (The Netherlands);\n\n"
        "99.4 Hire teachers (Venezuela, Bolivarian Republic of);\n"
    )
    units = read(listed).units[1:]
    states = [("MNE",), ("URY",), ("FRA",), ("NLD",), ("VEN",)]
    assert [unit.attributed_to for unit in units] == states
    assert [unit.statements[0].attributed_to for unit in units] == states
    assert {unit.kind for unit in units} == {"recommendation"}
