"""Each layout of text on a small document of its kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.document import Document
from graph.reader import read_document
from graph.reading import accounted, read_source
from ontology.vocabularies import load_vocabularies


def read(text: str, name: str = "document.txt") -> Document:
    document = read_source(text.encode(), name, load_vocabularies())
    assert accounted(document) == []
    return document


def outline(document: Document) -> list[tuple[str, str | None, str]]:
    return [(unit.number, unit.parent, unit.kind) for unit in document.units]


RESOLUTION = """United Nations
A/RES/74/999
General Assembly
Distr.: General
20 January 2020
Resolution adopted by the General Assembly on 27 December 2019
74/999. Countering crime
The General Assembly,
Recalling its resolution 65/230,1
Noting the work done,
1.\tDecides to establish a committee;
2.\tCalls upon Member States to:
(a)\tExchange information;
(b)\tAssist one another;
3.\tDecides to remain seized of the matter.
Annex
Declaration on crime
We, the Member States,
Declare the following:
1.\tWe express concern;
52nd plenary meeting 27 December 2019
_______________
1 See A/74/130.
"""


def test_a_resolution_has_a_preamble_operative_paragraphs_and_an_annex() -> None:
    document = read(RESOLUTION)
    assert outline(document) == [
        ("pp1", None, "preamble"),
        ("pp2", None, "preamble"),
        ("1", None, "recommendation"),
        ("2", None, "chapeau"),
        ("2(a)", "2", "recommendation"),
        ("2(b)", "2", "recommendation"),
        ("3", None, "recommendation"),
        ("pp1", None, "preamble"),
        ("p1", None, "recommendation"),
        ("1", None, "recommendation"),
    ]
    assert document.units[-1].key == "annex-1"
    assert document.key == "a-res-74-999"
    assert document.metadata.title == "Countering crime"
    assert [(note.mark, note.unit) for note in document.notes] == [("1", "pp1")]


def test_a_resolution_run_together_on_one_line_is_cut_into_its_paragraphs() -> None:
    words = "the rights of children and the need to protect them online and offline " * 6
    text = (
        "E/RES/2022/14\nResolution adopted by the Economic and Social Council on 21 July 2022\n"
        f"The General Assembly, Stressing {words}, Recalling its resolution 74/174, "
        f"1. Urges Member States to respect {words}; 2. Requests the Secretary-General to report."
    )
    numbers = [unit.number for unit in read(text).units]
    assert numbers == ["pp1", "pp2", "1", "2"]


REVIEW = """Human Rights Council
Report of the Working Group on the Universal Periodic Review
Norway
Introduction
1. The Working Group met.
II. Conclusions and/or recommendations
95. The following recommendations enjoy the support of Norway:
1.
Ratify the Convention (CRPD) (Iran (Islamic Republic of), France);
2. Respect paragraphs 2
(b) and 3 of the Covenant (Cuba);
96. The recommendations below did not enjoy the support of Norway:
96.1 Abolish it (Côte d’Ivoire);
97. All conclusions reflect the position of the submitting States.
"""


def test_a_periodic_review_gives_states_and_positions() -> None:
    document = read(REVIEW)
    found = [(u.number, u.parent, u.position, u.attributed_to) for u in document.units]
    assert found == [
        ("1", None, None, ()),
        ("95", None, None, ()),
        ("95.1", "95", "supported", ("IRN", "FRA")),
        ("95.2", "95", "supported", ("CUB",)),
        ("96", None, None, ()),
        ("96.1", "96", "rejected", ("CIV",)),
        ("97", None, None, ()),
    ]


SESSION = """FCCC/SBI/2023/99
Report of the Subsidiary Body on its fifty-eighth session, held in Bonn from 5 to 15 June 2023
\tContents
\tI.\tOpening of the session \t\t5
\tII.\tMatters relating to capacity-building \t\t7
Abbreviations and acronyms
\t| COP | Conference of the Parties |
\tI.\tOpening of the session
(Agenda item 1)
\t\t1.\tThe Chair opened the session.
\tII.\tMatters relating to capacity-building
\t\t1.\tProceedings
\t\t\t2.\tThe Chair reported on the consultations.
\t\t2.\tConclusions
\t\t\t(a)\tMatters under the Convention
\t\t\t3.\tThe SBI noted that:
\t\t\t\t(a)\tProgress was made;
\t\t\t\t(b)\tGaps remain.
"""


def test_an_extract_of_a_review_is_known_by_its_items() -> None:
    units = read(
        "96.1 Ratify the Convention\n(Bolivia (Plurinational State of)) (Chile);\n\n"
        "96.2 Protect women (Maldives, Portugal);\n"
    ).units
    assert [(u.number, u.kind, u.attributed_to) for u in units] == [
        ("96.1", "recommendation", ("BOL", "CHL")),
        ("96.2", "recommendation", ("MDV", "PRT")),
    ]
    plain = read("2.1 Measures (Article 5) and others.\n\n2.2 More measures (Annex).\n")
    assert {u.attributed_to for u in plain.units} == {()}


def test_a_session_report_tells_numbered_headings_from_paragraphs() -> None:
    document = read(SESSION)
    assert [unit.number for unit in document.units] == ["1", "2", "3", "3(a)", "3(b)"]
    assert document.metadata.sections == (
        "I. Opening of the session (Agenda item 1)",
        "II. Matters relating to capacity-building",
        "1. Proceedings",
        "2. Conclusions",
        "(a) Matters under the Convention",
    )
    assert document.metadata.meeting.place == "Bonn"
    assert document.metadata.meeting.start == "2023-06-05"


def test_a_letter_and_a_numeral_are_told_apart_by_sequence() -> None:
    letters = "\n".join(f"({letter}) Item {letter};" for letter in "abcdefgh")
    text = f"1. Items:\n{letters}\n(i) Item i;\n(j) Item j:\n(i) One;\n(ii) Two."
    numbers = [unit.number for unit in read(text).units]
    assert numbers[9:] == ["1(i)", "1(j)", "1(j)(i)", "1(j)(ii)"]


def test_a_count_that_begins_again_gets_its_part_in_the_key() -> None:
    text = "I. First\n1. It met.\n2. It ended.\n3. It closed.\nII. Second\n1. It met again.\n"
    units = read(text).units
    assert [(unit.key, unit.number) for unit in units][-1] == ("II-1", "1")


def test_running_headers_and_page_numbers_are_furniture() -> None:
    page = "A/HRC/27/3\n\n{}. The delegation had taken note of the\n   question.\n\n{}\n"
    text = "\f".join(page.format(number, number) for number in range(1, 6))
    document = read(text)
    assert [unit.number for unit in document.units] == ["1", "2", "3", "4", "5"]
    assert [piece.text for piece in document.furniture if piece.text.isdigit()] == list("12345")
    assert [unit.page for unit in document.units] == [1, 2, 3, 4, 5]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "items", "last"),
    [("egypt2010", 165, "100"), ("norway2014", 203, "132"), ("slovenia2010", 97, "113")],
)
def test_running_text_and_page_layout_give_the_same_recommendations(
    shared: Path, name: str, items: int, last: str
) -> None:
    found = []
    for ending in (".txt", ".pdf-layout.txt"):
        path = shared / "corpus" / "upr" / f"{name}{ending}"
        document = read_source(path.read_bytes(), path.name, load_vocabularies())
        units = [unit for unit in document.units if unit.position]
        found.append([(unit.number, unit.position, unit.attributed_to) for unit in units])
        assert last in {unit.number for unit in document.units}
    assert len(found[0]) == items
    assert found[0] == found[1]
    assert all(states for _, _, states in found[0])


@pytest.mark.shared
def test_resolutions_count_on_without_a_gap(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "resolutions").iterdir()):
        document = read_source(path.read_bytes(), path.name, load_vocabularies())
        assert accounted(document) == [], path.name
        operative = [u for u in document.units if u.number.isdigit() and u.key == u.number]
        assert [int(u.number) for u in operative] == list(range(1, len(operative) + 1)), path.name


DRAFT = """A/AC.999/L.4
Draft resolution
The Commission on Crime Prevention and Criminal Justice,
[Recalling its resolution 26/4,]
1. [Requests] [Urges] Member States [to] [shall] [should] adopt measures;
[2. Decides to establish a committee;]
Option 1:
3. [The Commission] [shall] [should] consider the matter;
Option 2:
3 bis. The Commission may consider the matter;
[4. [Invites] [Calls upon] States to:]
[(a) Exchange information;]
(b) [Assist [one another].]
"""


def test_a_negotiating_draft_keeps_its_brackets_and_options() -> None:
    document = read(DRAFT)
    found = [(unit.number, unit.section) for unit in document.units]
    assert found == [
        ("pp1", None),
        ("1", None),
        ("2", None),
        ("3", "Option 1:"),
        ("3 bis", "Option 2:"),
        ("4", "Option 2:"),
        ("4(a)", "Option 2:"),
        ("4(b)", "Option 2:"),
    ]
    assert document.units[1].text.startswith("[Requests] [Urges] Member States [to] [shall]")
    assert document.units[-1].text == "[Assist [one another].]"


def test_a_footnote_digit_that_fell_out_of_its_line_ties_the_note() -> None:
    text = (
        "WHA99.1 Follow-up\n\nThe Ninety-ninth World Health Assembly,\n"
        + " " * 70
        + "3\nHaving considered the reports to the Assembly on this matter at length;\n\n"
        "Recalling the earlier resolutions on it;\n\n1. ENDORSES the plan;\n\n\n\n\n"
        "3\n    Documents A66/8 and A66/9.\n"
    )
    assert [(note.mark, note.unit) for note in read(text).notes] == [("3", "pp1")]


FRENCH = """A/RES/75/999
Résolution adoptée par l’Assemblée générale le 26 mai 2021
75/999. Lutte contre la cybercriminalité
L’Assemblée générale,
Rappelant sa résolution 74/247 du 27 décembre 2019, dans laquelle elle a créé un comité,
1. Prie le Secrétaire général :
a) D’allouer les ressources nécessaires ;
b) De lui faire rapport ;
2. Décide de rester saisie de la question.
"""
SPANISH = """A/RES/75/999
Resolución aprobada por la Asamblea General el 26 de mayo de 2021
75/999. Lucha contra la ciberdelincuencia
La Asamblea General,
Recordando su resolución 74/247 de 27 de diciembre de 2019, en la que creó un comité,
1. Solicita al Secretario General que:
a) Asigne los recursos necesarios;
b) Le presente un informe;
2. Decide seguir ocupándose de la cuestión.
"""


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fr"), (SPANISH, "es")])
def test_a_resolution_in_another_language_has_its_units(text: str, language: str) -> None:
    document = read(text)
    assert document.metadata.language == language
    numbers = [(unit.number, unit.parent) for unit in document.units]
    assert numbers == [("pp1", None), ("1", None), ("1(a)", "1"), ("1(b)", "1"), ("2", None)]


def test_rows_of_figures_are_no_units() -> None:
    text = """Report of the Committee

1.  The Committee recommends the approval of the resources.

    Category                       Apportionment    Cost estimates    Variance
                                     2023/24           2024/25
    Military observers                7,624.1          7,702.9            78.8
    United Nations police             3,002.6          3,415.7          (413.1)

2.  The resources  amount to  $132,205,800.
"""
    units = read_document(text.encode(), "x.txt", load_vocabularies()).units
    assert [unit.number for unit in units] == ["1", "2"]
