"""Layouts of many bodies: how the numbered units of each are found."""

from __future__ import annotations

import re

import pytest

from graph.document import Document
from graph.reading import accounted, read_source
from ontology.vocabularies import load_vocabularies

ENACTED = "The General Assembly,\n\nRecalling its resolution 73/1,\n\n"


def read(text: str, name: str = "a.txt") -> Document:
    document = read_source(text.encode(), name, load_vocabularies())
    assert accounted(document) == []
    return document


def numbers(document: Document) -> list[str]:
    return [unit.number for unit in document.units if not re.search(r"(?:^|-)p+\d", unit.number)]


LABELS = {
    "1 1(a) 1(b) 2": ("1. Act on:", "a. law;", "b. practice;", "2. Report."),
    "1 1(a) 1(a)(i) 1(a)(i)(a) 1(b)": (
        *("1. Bodies should:", "(a) Act:", "(i) Now:", "a. Here;", "(b) Report."),
    ),
    "R1 R2 R2(a) R2(b)": ("R1. States should act.", "R2. UNODC should:", "(a) Go;", "(b) Stay."),
    "1.1 2.1": ("1. Background", "1.1 The Panel met.", "2. Findings", "2.1 Data are few."),
    "1 1(b) 1(c)": ("1. Urges States:", "(b ) To act;", "( c ) To report."),
    "1 2 bis 2 bis(a) 2 bis(b)": (
        *("1. [Urges] [Calls upon] States;", "2 bis. [Requests the body to:"),
        *("[(a) Act;]", "(b) Go.]"),
    ),
    "1 2": ("The General Assembly,", "(OP)1. Urges States to act;", "(OP)2. Requests a report."),
    "I II II.1 II.2 III": (
        *("I. AGREES that terms are as follows.", "II. RECOMMENDS that Members:"),
        *("1. act;", "2. report.", "III. INVITES the Secretary-General to report."),
    ),
    "1 2 3": ("**1.** States should act.", "2\\. UNODC should report.", "3. _Donors_ should help."),
    "1 2 2(a)": ("1.", "Urges States to act;", "2.", "Requests a report:", "(a)", "By May;"),
    "1 1(i) 1(ii) 2": ("1. They should report on:", "i) law;", "ii) practice.", "2. The end."),
}


@pytest.mark.parametrize("expected", LABELS)
def test_labels_of_many_bodies(expected: str) -> None:
    assert " ".join(numbers(read("\n\n".join(LABELS[expected])))) == expected


def test_a_preambular_paragraph_may_have_items() -> None:
    document = read(
        f"{ENACTED}Noting that:\n\n(a) Oxygen is a medicine;\n\n(b) One third lack it,\n\n"
        "Recalling its resolution 74/2,\n\n1. Urges States to act."
    )
    assert [(unit.number, unit.kind) for unit in document.units] == [
        *(("pp1", "preamble"), ("pp2", "preamble"), ("pp2(a)", "preamble")),
        *(("pp2(b)", "preamble"), ("pp3", "preamble"), ("1", "recommendation")),
    ]


def test_a_decision_in_letters_has_no_preamble() -> None:
    document = read("The Council,\n\n(a) Takes note of the report;\n\n(b) Urges States to pay.")
    assert [u.number for u in document.units if u.kind != "preamble"] == ["(a)", "(b)"]


def test_recommendations_of_an_audit_count_through_its_paragraphs() -> None:
    document = read(
        "1. Records were kept late.\n\n(1) The Mission should keep records.\n\n2. Tanks leaked."
        "\n\n(2) The Mission should mend its tanks."
    )
    assert [(u.number, u.parent) for u in document.units] == [
        *(("1", None), ("(1)", None), ("2", None), ("(2)", None)),
    ]


def test_an_appendix_counts_for_itself() -> None:
    document = read(
        "The Committee of Ministers,\n\nRecommends that members:\n\n1. act;\n\n2. report.\n\n"
        "Appendix to Recommendation CM/Rec(2023)9\n\nI. General\n\n1.1. Members should act."
    )
    last = document.units[-1]
    assert (last.number, last.parent, last.key) == ("1.1", None, "annex-1.1")


def test_a_numbered_heading_before_a_paragraph_of_another_count() -> None:
    document = read(
        "VIII. Capacity\n\n1. Proceedings\n\n80. The SBI considered it.\n\n2. Conclusions\n\n"
        "81. The SBI took note of it."
    )
    assert numbers(document) == ["80", "81"]
    assert [heading.text for heading in document.headings][1:] == [
        "1. Proceedings",
        "2. Conclusions",
    ]


def test_a_date_behind_the_agenda_item_is_the_documents() -> None:
    document = read(
        "SIXTY-SIXTH WORLD HEALTH ASSEMBLY\n\nAgenda item 13.1 27 May 2013\n\nBlindness\n\n"
        "The Sixty-sixth World Health Assembly,\n\n1. URGES Member States to act."
    )
    assert document.metadata.date == "2013-05-27"


def test_a_list_goes_on_after_z() -> None:
    letters = [*"abcdefghijklmnopqrstuvwxyz", "aa", "ab"]
    items = "\n".join(f"({letter}) Take a measure;" for letter in letters)
    assert numbers(read(f"5. States should:\n{items}")) == ["5", *(f"5({c})" for c in letters)]


def test_named_recommendations_count_beside_the_paragraphs() -> None:
    document = read(
        "1. The Unit reviewed ten bodies.\n\nRecommendation 1\nExecutive heads should report by "
        "2025.\n\n2. Oversight is scattered.\n\nRecommendation 2: Plan together\nOffices should "
        "plan together.\n\n3. Work goes on."
    )
    assert numbers(document) == ["1", "Recommendation 1", "2", "Recommendation 2", "3"]
    second = next(unit for unit in document.units if unit.number == "Recommendation 2")
    assert (second.key, second.kind) == ("recommendation-2", "recommendation")
    assert second.text == "Plan together\nOffices should plan together."


def test_a_vote_and_the_imprint_after_a_text_are_neither_units_nor_headings() -> None:
    document = read(
        f"{ENACTED}1. Urges States to act.\n\n58th meeting\n1 April 2022\n\n[Adopted by a recorded "
        "vote of 3 to 1, with 1 abstention. The voting was as follows:\n\nIn favour:\nBolivia "
        "(Plurinational State of), Chile and Peru\n\nAgainst:\nNorway\n\nAbstaining:\nJapan]"
    )
    assert numbers(document) == ["1"]
    assert [unit.number for unit in document.units] == ["pp1", "1"]
    assert document.headings == ()


def test_draft_resolutions_in_a_report_after_contents_with_other_words() -> None:
    document = read(
        "Report of the Commission on its tenth session\n\nContents\n"
        "I. Matters calling for action . . . . . . . 1\nA. Draft resolutions . . . . . . 1\n"
        "II. Adoption of the report . . . . . . 9\n\nChapter I\nMatters that call for action\n\n"
        "1. The Commission recommends the following draft resolution:\n\nDraft resolution I\n"
        "Reducing reoffending\n\nThe General Assembly,\n\nRecalling its resolution 75/152,\n\n"
        "1. Encourages States;\n\n2. Requests a report.\n\nChapter II\nAdoption of the report\n\n"
        "2. The Commission adopted its report.\n"
    )
    assert numbers(document) == ["1", "1", "2", "2"]


def test_a_declaration_keeps_its_opening_and_its_preamble() -> None:
    document = read(
        "AFRICAN UNION\nDeclaration on early warning\n\nWE, the Heads of State and Government of "
        "the African Union, meeting at our session;\n\nRECALLING the Constitutive Act and the "
        "Charter;\n\n1. CONDEMN coups;\n\n2. DIRECT the Commission to:\n\ni) report;\n\nii) act."
    )
    assert [unit.number for unit in document.units] == ["pp1", "pp2", "1", "2", "2(i)", "2(ii)"]


def test_rows_of_a_table_of_recommendations_are_units_and_other_tables_are_not() -> None:
    document = read(
        "| No. | Recommendation | Status |\n| --- | --- | --- |\n"
        "| 1 | States should publish their data. | Open |\n| 2 | UNODC should report. | Done |\n\n"
        "| Category | Posts |\n| D-1 | 2 |\n"
    )
    assert [(u.number, u.text, u.kind) for u in document.units] == [
        ("1", "States should publish their data.", "recommendation"),
        ("2", "UNODC should report.", "recommendation"),
    ]


REVIEW = "Report of the Working Group on the Universal Periodic Review\nElbonia\n"


def test_lists_of_states_are_whole_where_lines_or_letters_are_not() -> None:
    document = read(
        f"{REVIEW}8. The recommendations below enjoy the support of Elbonia:\n"
        "8.1 Ratify the treaties (Argentina, Bolivia\n(Plurinational State of), Cameroon,\n"
        "Central African Republic and\nCongo);\n8.2 Accede to the Convention\n(Niger);\n"
        "8.3 Act (C™te dÕIvoire) (Democratic PeopleÕs Republic of Korea);\n"
        "8.4 Train judges ((Iran (Islamic Republic of)).\n"
    )
    assert {unit.number: unit.attributed_to for unit in document.units} == {
        "8": (),
        "8.1": ("ARG", "BOL", "CMR", "CAF", "COG"),
        "8.2": ("NER",),
        "8.3": ("CIV", "PRK"),
        "8.4": ("IRN",),
    }


def test_a_matrix_of_recommendations_gives_number_and_states() -> None:
    document = read(
        f"{REVIEW}| Recommendation | Position |\n| --- | --- |\n"
        "| 6.1 Ratify the Optional Protocol (Chile); | Supported |\n"
        "| 6.2 Abolish the death penalty (Ghana) (India). | Noted |\n"
    )
    assert [(unit.number, unit.attributed_to) for unit in document.units] == [
        ("6.1", ("CHL",)),
        ("6.2", ("GHA", "IND")),
    ]


def test_a_line_that_comes_twice_at_the_edge_of_pages_stays_in_its_paragraph() -> None:
    told = "Chile spoke of its plan on the rights of children in the year, and said\n"
    told += "and it would go on with the work that it had begun in the year before."
    pages = "\f".join(f"A/77/9\n\n{n}. {told}\n{n}/2" for n in (1, 2))
    units = read(pages).units
    assert [(unit.number, unit.text) for unit in units] == [("1", told), ("2", told)]


def test_headers_without_form_feeds_stay_out_of_units() -> None:
    pages = "".join(
        f"{n}. States should cooperate with each other and with the (Chile,\n\n{n}\n\n"
        "A/HRC/20/9\n\nPeru) bodies concerned.\n"
        for n in range(1, 7)
    )
    document = read(f"A/HRC/20/9\n\nReport of the meeting\n\n{pages}")
    assert [unit.number for unit in document.units] == [str(n) for n in range(1, 7)]
    assert not any("A/HRC" in unit.text for unit in document.units)


def test_a_mark_that_each_page_begins_anew_belongs_to_the_unit_before_it() -> None:
    pages = [
        f"{n}. States recalled the report of the year.1\n__________\n1 See A/7{n}/1."
        for n in (1, 2)
    ]
    document = read("\f".join(pages))
    assert [(note.text, note.unit) for note in document.notes] == [
        ("See A/71/1.", "1"),
        ("See A/72/1.", "2"),
    ]


def test_markdown_that_converters_write() -> None:
    document = read(
        "![](_page_0_Picture_1.jpeg)\n\n## Draft report\n\n<!-- image -->\n\n"
        "- 9. The following was recommended:\n- (*a*) States should act together with each other "
        "and with the organizations and bodies, as\n\n*2/3* 22-00123\n\n"
        '<span id="page-1-0"></span>INTERPOL, that are concerned;\n\n> (b) UNODC should '
        "report.\n>\n\n10\\. The meeting ended.\n",
        "a.md",
    )
    assert numbers(document) == ["9", "9(a)", "9(b)", "10"]
    assert document.units[1].text.endswith("bodies, as\nINTERPOL, that are concerned;")
    assert [piece.kind for piece in document.furniture] == [
        *("image", "image", "page footer", "image", "rule"),
    ]


def test_a_preamble_may_be_lettered() -> None:
    document = read(
        "The General Conference,\n\n(a) Recalling resolution GC(65)/RES/8,\n\n(b) Noting the "
        "report,\n\n1. Urges the Secretariat to:\n\n(a) act;\n\n2. Requests a report."
    )
    assert numbers(document) == ["(a)", "(b)", "1", "1(a)", "2"]


def test_a_declaration_without_numbers_has_its_items_under_the_words_that_open_them() -> None:
    document = read(
        "ASEAN DECLARATION ON FERRIES\n\nWE, the Heads of State and Government of the Association "
        "of Southeast Asian Nations, meeting at our Summit;\n\nRECALLING the Charter and the "
        "Strategic Plan;\n\nDO HEREBY DECLARE TO:\n\nENHANCE inspection;\n\nPROMOTE training; and"
        "\n\nTASK the officials to report.\n\nADOPTED in Kuala Lumpur, this Ninth Day of October."
    )
    found = [(unit.number, unit.parent) for unit in document.units][:6]
    assert found[2:] == [("p1", None), ("p1-p1", "p1"), ("p1-p2", "p1"), ("p1-p3", "p1")]


def test_recommendations_without_numbers_stand_under_the_paragraph_that_lists_them() -> None:
    document = read(
        f"{REVIEW}II. Conclusions and/or recommendations\n98. The recommendations listed below "
        "were accepted:\n\nThat Elbonia share its practice (Trinidad and Tobago and Cuba);\n\n"
        "That Elbonia fund legal aid (Togo);\n\n99. Elbonia thanked all delegations."
    )
    assert [(u.number, u.position, u.attributed_to) for u in document.units] == [
        ("98", None, ()),
        ("98-p1", "supported", ("TTO", "CUB")),
        ("98-p2", "supported", ("TGO",)),
        ("99", None, ()),
    ]


def test_verbs_above_their_items_are_headings_in_a_telecommunication_resolution() -> None:
    document = read(
        "RESOLUTION 212\n\nThe Plenipotentiary Conference of the International Telecommunication "
        "Union (Bucharest, 2022),\n\nconsidering\n\na) that cases doubled,\n\nresolves\n\n"
        "1 to encourage Member States to answer;\n\n2 to establish a register,\n\n"
        "instructs the Director of the Radiocommunication Bureau\n\n1 to publish:\n\ni) cases."
    )
    assert [(unit.number, unit.kind) for unit in document.units] == [
        ("(a)", "preamble"),
        ("1", "recommendation"),
        ("2", "recommendation"),
        ("1", "chapeau"),
        ("1(i)", "recommendation"),
    ]


def test_recitals_before_the_words_that_resolve_are_a_preamble() -> None:
    document = read(
        "A41-19: Addressing cybersecurity in civil aviation\n\n"
        "Whereas the global aviation system is complex;\n\n"
        "Recognizing the nature of the challenges;\n\n"
        "The Assembly:\n\n"
        "1. Urges Member States to adopt the strategy;\n\n"
        "2. Instructs the Council to:\n\n"
        "a) promote it; and\n\n"
        "b) report on it.\n"
    )
    assert [(unit.number, unit.kind == "preamble") for unit in document.units] == [
        ("pp1", True),
        ("pp2", True),
        ("1", False),
        ("2", False),
        ("2(a)", False),
        ("2(b)", False),
    ]
    assert document.metadata.document_type == "resolution"


def test_a_draft_under_negotiation_numbers_both_its_parts() -> None:
    document = read(
        "Political declaration\n\n[PP1] We, the Heads of State, have met in New York.\n\n"
        "[OP1.] We reaffirm the goals.\n\n[OP2.] We commit to:\n\n(a) [Achieving] equality;\n\n"
        "(b) Bridging divides.\n\n[OP3 alt.] We urge banks to [step up] lending.\n\n"
        "OP4 We request a report.\n"
    )
    assert [unit.number for unit in document.units] == [
        *("pp1", "1", "2", "2(a)", "2(b)", "3 alt", "4")
    ]
    assert document.units[0].kind == "preamble"


def test_items_with_dashes_under_a_recital_are_its_own() -> None:
    document = read(
        "THE COUNCIL OF THE EUROPEAN UNION,\n\nRECALLING its conclusions on:\n\n"
        "– the strategy of 25 June 2013,\n– the meeting of 2 October 2020,\n\n"
        "1. CALLS UPON the Commission to act.\n"
    )
    assert [(unit.number, unit.kind == "preamble") for unit in document.units] == [
        ("pp1", True),
        ("pp1-p1", True),
        ("pp1-p2", True),
        ("1", False),
    ]


@pytest.mark.parametrize(
    "enacting",
    [
        "The ICPO-INTERPOL General Assembly, meeting in Istanbul, Turkey, in 2021:",
        "The 147th Assembly of the Inter-Parliamentary Union,",
        "The General Conference of the United Nations Educational, Scientific and Cultural "
        "Organization (UNESCO), meeting in Paris in 2021,",
    ],
)
def test_who_enacts_at_length(enacting: str) -> None:
    document = read(f"{enacting}\n\nRecalling its aims,\n\n1. Calls upon States to act;\n")
    assert [unit.number for unit in document.units] == ["pp1", "1"]


def test_what_an_asterisk_cites_at_the_end_is_a_note() -> None:
    document = read(
        "Resolution adopted by consensus* by the Assembly\n\n1. Calls upon States to act.\n\n"
        "* - The delegation of India expressed a reservation.\n"
        "- The delegation of Iran opposed paragraph 1.\n"
    )
    assert [unit.number for unit in document.units] == ["1"]
    assert len(document.notes) == 1


def test_where_a_text_was_adopted_is_a_note_also_with_a_full_stop() -> None:
    document = read(
        "Resolution 2341 (2020)1\n\nParliamentary Assembly\n\n1. Technologies bring change.\n\n"
        "2. The Assembly calls on member States to act.\n\n"
        "1. Text adopted by the Standing Committee on 22 October 2020 (see Doc. 15150).\n"
    )
    assert numbers(document) == ["1", "2"]
    assert len(document.notes) == 1


def test_recommendations_may_begin_without_a_number() -> None:
    text = (
        "Outcome document of the Forum on Digital Inclusion\n\nKigali, 12-14 June 2024\n\n"
        "Summary of recommendations\n\nGovernments should:\n- Invest in broadband;\n"
        "- Adopt laws.\n\n"
        "1. Donors should help.\n"
    )
    document = read(text)
    assert [unit.text for unit in document.units] == [
        "Governments should:", "Invest in broadband;", "Adopt laws.", "Donors should help.",
    ]  # fmt: skip
    assert document.units[0].section == "Summary of recommendations"
    assert document.metadata.title == "Outcome document of the Forum on Digital Inclusion"
