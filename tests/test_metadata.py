"""What a document says of itself at its head."""

from __future__ import annotations

import pytest

from graph.document import Meeting, Metadata
from graph.reading.metadata import read_metadata
from ontology.vocabularies import load_vocabularies


def told(*front: str) -> Metadata:
    """The metadata of a document with this head."""
    return read_metadata(front, " ".join(front), load_vocabularies(), sections=())


def test_a_proposal_has_the_title_below_those_who_propose_it() -> None:
    found = told(
        "CAC/COSP/2023/L.99/Rev.1",
        "Agenda item 3",
        "Chile, Norway and Peru: revised draft resolution",
        "Keeping registers of those who own companies",
    )
    assert found.document_type == "draft resolution"
    assert found.title == "Keeping registers of those who own companies"


@pytest.mark.parametrize(
    "front",
    [
        ("Items 138 and 139 of the preliminary list", "Proposed programme of work"),
        ("A/99/6 (Sect. 16)/Part A", "Proposed programme of work"),
        ("WHA99.10 Proposed programme of work",),
    ],
)
def test_symbols_and_items_are_no_titles(front: tuple[str, ...]) -> None:
    assert told(*front).title == "Proposed programme of work"


def test_a_body_s_name_may_go_over_two_lines() -> None:
    found = told("Expert Group to Conduct a", "Comprehensive Study on Cybercrime", "Draft report")
    assert (
        found.title == "Expert Group to Conduct a Comprehensive Study on Cybercrime: Draft report"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Vienna, 6–8 April 2021", Meeting("Vienna", "2021-04-06", "2021-04-08")),
        (
            "Atlanta, United States of America, 11–15 December 2023",
            Meeting("Atlanta", "2023-12-11", "2023-12-15"),
        ),
        ("Tenth session, Doha, 9-13 May 2022", Meeting("Doha", "2022-05-09", "2022-05-13")),
        ("19 June–14 July 2023", Meeting(None, "2023-06-19", "2023-07-14")),
        ("14 July 2023", Meeting()),
    ],
)
def test_place_and_days_of_the_meeting(line: str, expected: Meeting) -> None:
    assert told("Expert Group", line).meeting == expected


def test_a_bodys_name_beside_the_distribution_is_read_over_its_lines() -> None:
    head = [
        "United Nations", "Open-ended intergovernmental", "Distr.: Limited",
        "expert group on protection", "22 November 2023 against trafficking in cultural property",
        "Original: English", "Vienna, 20–22 November 2023", "Agenda item 6",
        "Adoption of the report", "Draft report", "Rapporteur: Ms. Ana Soto (Chile)",
    ]  # fmt: skip
    found = read_metadata(head, "", load_vocabularies(), sections=())
    assert found.body == "expert-group-on-protection-against-trafficking-in-cultural-property"
    assert found.date == "2023-11-22"
    assert found.title == (
        "Open-ended intergovernmental expert group on protection against trafficking in cultural "
        "property: Draft report"
    )


@pytest.mark.parametrize(
    ("symbol", "body"),
    [
        ("FCCC/CP/2023/11/Add.1", "unfccc-cop"),
        ("CTOC/COP/WG.4/2021/7", "wg-trafficking"),
        ("ICCD/COP(15)/23/Add.1", "unccd-cop"),
        ("EB152/12", "who-executive-board"),
        ("E/2024/24-E/CN.3/2024/36", "statistical-commission"),
        ("CBD/COP/DEC/15/4", "cbd-cop"),
    ],
)
def test_the_body_of_a_series(symbol: str, body: str) -> None:
    found = read_metadata([symbol, "Report"], "", load_vocabularies(), sections=())
    assert (found.symbol, found.body) == (symbol, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Report of the Advisory Committee on Administrative and Budgetary Questions", "acabq"),
        (
            "Sixth report of the Advisory Committee on Administrative and Budgetary Questions",
            "acabq",
        ),
        ("Rents in New York: report of the Committee on Conferences", "committee-on-conferences"),
        ("Report of the Committee on Conferences for 2098", "committee-on-conferences"),
        (
            "Report of the Committee on the Elimination of Discrimination against Women",
            "cedaw-committee",
        ),
        ("Report of the Secretary-General", "general-assembly"),
        ("Comments on the report of the Committee on Conferences", "general-assembly"),
    ],
)
def test_a_report_to_the_assembly_is_its_committee_s(title: str, body: str) -> None:
    assert told("United Nations", "A/99/744", "General Assembly", title).body == body


def test_the_body_of_a_committee_without_a_series_stands_in_the_head() -> None:
    found = told("A/AC.999/2", "General Assembly", "Committee on Conferences", "Draft report")
    assert found.body == "committee-on-conferences"


def test_a_report_on_a_session_is_of_the_body_that_the_head_names() -> None:
    found = told(
        "E/2099/44",
        "Economic and Social Council",
        "Committee of Experts on Public Administration",
        "Report on the twenty-second session",
    )
    assert found.body == "committee-of-experts-on-public-administration"
