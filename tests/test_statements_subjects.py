"""Who is asked where the subject does not simply stand before its verb, and what is forbidden."""

from __future__ import annotations

import pytest

from graph.document import Action
from graph.reader import read_document
from ontology.vocabularies import load_vocabularies
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
            "It would be useful for the Secretariat, with UNODC, to prepare a checklist.",
            ("secretariat",), "useful", Action("prepare", "a checklist"),
        ),
        (
            "It is necessary that the Secretariat prepare a study.",
            ("secretariat",), "necessary", Action("prepare", "a study"),
        ),
        (
            "Regional cooperation should be further encouraged.",
            (), "should be encouraged", Action("encourage", "Regional cooperation"),
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


def test_an_office_between_commas_is_not_another_speaker() -> None:
    (said,) = said_in(
        "The head of delegation, the Minister of Women, Youth and Sport, stated that work began."
    )
    assert said.attribution == "the head of delegation"


def test_several_recommendations_of_one_item_have_their_own_states() -> None:
    document = read_document(
        b"A/HRC/44/9\n\nReport of the Working Group on the Universal Periodic Review\n\n"
        b"Kiribati\n\n115. The following recommendations will be examined by Kiribati:\n\n"
        b"115.1 Ratify the Convention (Cuba); consider abolishing the death penalty (Spain) (Togo) "
        b"and adopt a law (France);\n\n"
        b"115.2 That the Government raise the age of responsibility (Chile).\n",
        "kiribati.txt",
        load_vocabularies(),
    )
    several, one = document.units[1].statements, document.units[2].statements
    assert [s.attributed_to for s in several] == [("CUB",), ("ESP", "TGO"), ("FRA",)]
    assert several[0].text == "Ratify the Convention (Cuba);"
    assert next(s.action.object for s in several if s.action) == "the Convention"
    assert one[0].action == Action("raise", "the age of responsibility")


def test_what_a_second_speaker_says_behind_although_is_a_statement_of_its_own() -> None:
    said = said_in(
        "Several speakers highlighted that tools could help, although one speaker warned that such "
        "tools might create risks."
    )
    assert [(s.attribution, s.text) for s in said] == [
        ("several speakers", "Several speakers highlighted that tools could help"),
        ("one speaker", "one speaker warned that such tools might create risks."),
    ]


def test_a_deed_asked_of_several_is_each_one_s() -> None:
    said = said_in(
        "Requests the Secretariat, within existing resources, and invites UNODC to report on it;"
    )
    assert [(s.addressees, s.action) for s in said] == [
        (("secretariat",), Action("report", "on it")),
        (("unodc",), Action("report", "on it")),
    ]


def test_somebody_no_vocabulary_has_is_asked_beside_somebody() -> None:
    said = said_in(
        "The Chair requested delegations to send comments, and the Secretariat to compile them."
    )
    assert [(s.addressees, s.action) for s in said] == [
        ((), Action("send", "comments")),
        (("secretariat",), Action("compile", "them")),
    ]


def test_a_second_modal_behind_to_that_end_has_the_subject_before() -> None:
    said = said_in("States are encouraged to cooperate and to that end should name authorities.")
    assert [s.addressees for s in said] == [("states",), ("states",)]


def test_a_main_clause_behind_while_noting_that_is_said() -> None:
    (said,) = said_in(
        "While noting that the Covenant has constitutional rank, the Committee regrets the delay.",
        "human-rights-committee",
    )
    assert (said.modality, said.rule) == ("regrets", "active:regret")


def test_it_is_encouraged_asks_the_one_asked_before() -> None:
    said = said_in("UNODC should assist States. It is also invited to report.")
    assert [(s.addressees, s.inherited, s.attribution) for s in said] == [
        (("unodc",), False, None),
        (("unodc",), True, None),
    ]


def test_what_would_be_welcome_is_wished() -> None:
    said = said_in("The Committee would welcome comments and requests that they be published.")
    assert [s.modality for s in said] == ["would welcome", "requests"]


def test_who_is_wished_for_and_called_for() -> None:
    (trusts,) = said_in(
        "The Committee trusts that the Secretary-General will consult Member States."
    )
    assert (trusts.addressees, trusts.action) == (
        ("secretary-general",),
        Action("consult", "Member States"),
    )
    (calls,) = said_in("Calls were made for the Security Council to ensure due process.")
    assert (calls.addressees, calls.action) == (
        ("security-council",),
        Action("ensure", "due process"),
    )


def test_views_of_two_halves_of_a_sentence_have_their_holders() -> None:
    said = said_in(
        "According to some delegations, the item should be kept; in the view of others, it should "
        "be deleted."
    )
    assert [(s.attribution, s.action) for s in said] == [
        ("some delegations", Action("keep", "the item")),
        ("others", Action("delete", "it")),
    ]


def test_who_favours_a_suggestion_supports_it() -> None:
    said = said_in("While some delegations favoured the suggestion, others questioned it.")
    assert [(s.stance, s.attribution) for s in said] == [
        ("support", "some delegations"),
        ("statement", "others"),
    ]


@pytest.mark.parametrize(
    ("text", "holder", "states"),
    [
        ("It was stressed by Japan that work should continue.", "Japan", ("JPN",)),
        (
            "The proposal was supported by the European Union, Norway and Switzerland.",
            "the European Union, Norway and Switzerland",
            ("NOR", "CHE"),
        ),
        (
            "The delay was stressed by the United States representative.",
            "the United States representative",
            ("USA",),
        ),
        ("It was noted by UNODC that funds were lacking.", "UNODC", ()),
        ("Italy's delegate said that time was short.", "Italy's delegate", ("ITA",)),
        ("UNICEF members concurred with the request.", "UNICEF members", ()),
        ("Executive heads decided to meet.", "executive heads", ()),
    ],
)
def test_who_speaks_by_name(text: str, holder: str, states: tuple[str, ...]) -> None:
    said = said_in(text)[0]
    assert (said.attribution, said.attributed_to) == (holder, states)


def test_needs_of_somebody_with_others() -> None:
    (said,) = said_in("Stresses the need for Member States, with UNODC, to train judges;")
    assert (said.addressees, said.action) == (("member-states",), Action("train", "judges"))


def test_a_body_that_speaks_does_not_mean_itself_by_it() -> None:
    said = said_in(
        "Calls on the leadership to inform the Security Council, and requests that it report;",
        "security-council",
    )
    assert [s.addressees for s in said] == [(), ()]


def test_all_whom_a_chapeau_lists_are_asked() -> None:
    (said,) = said_in(
        "INVITES international organizations, and other relevant stakeholders, including private "
        "sector companies and academia:"
    )
    assert said.addressees == (
        "intergovernmental-organizations",
        "stakeholders",
        "private-sector",
        "academia",
    )


def test_paragraphs_go_on_from_we_the_heads_of_state() -> None:
    document = read_document(
        b"Draft declaration\n\nWe, the Heads of State and Government, assembled in New York,\n\n"
        b"1. [Reaffirm][Recall] our commitment to multilateralism;\n\n"
        b"2. (Agreed ad ref) Call upon donors to provide means;\n\n"
        b"3. Option 1: Request UNODC to report.\n",
        "declaration.txt",
        load_vocabularies(),
    )
    said = [unit.statements[0] for unit in document.units if unit.number in ("1", "2", "3")]
    assert [(s.addressees, s.modality) for s in said] == [
        ((), "reaffirm"),
        (("donors",), "call upon"),
        (("unodc",), "request"),
    ]
    assert [u.kind for u in document.units if u.number == "2"] == ["recommendation"]


def test_have_is_a_verb_where_no_participle_follows() -> None:
    (access,) = said_in("Victims should have access to aid.")
    assert access.action == Action("have", "access to aid")
    (adopted,) = said_in("States should have adopted laws.")
    assert adopted.action == Action("adopt", "laws")


def test_those_that_have_not_are_of_those_asked_before() -> None:
    said = said_in(
        "Member States are encouraged to ratify the Convention, and those that have not signed it "
        "should do so soon."
    )
    assert [s.addressees for s in said] == [("member-states",), ("member-states",)]


def test_a_deed_asked_of_somebody_no_vocabulary_has_and_of_a_fund() -> None:
    said = said_in(
        "The SBI urged the operating entities of the Mechanism and invited the Adaptation Fund to "
        "simplify access.",
        "subsidiary-body-for-implementation",
    )
    assert [(s.addressees, s.action) for s in said] == [
        ((), Action("simplify", "access")),
        (("adaptation-fund",), Action("simplify", "access")),
    ]
