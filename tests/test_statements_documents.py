"""Statements of whole documents: lists under an infinitive, disclaimers, passives."""

from __future__ import annotations

from graph.document import Action
from graph.reader import read_document
from ontology.vocabularies import load_vocabularies

VOCABULARIES = load_vocabularies()


def test_items_below_an_infinitive_are_asked_of_all_who_are_named() -> None:
    text = (
        "Draft resolution\n\nThe Conference,\n\n1. Encourages States parties and, where "
        "appropriate, relevant intergovernmental organizations to:\n\n(a) Share good practices;\n"
    )
    units = read_document(text.encode(), "r.txt", VOCABULARIES).units
    assert {u.addressees for u in units if u.number} >= {
        ("states-parties", "intergovernmental-organizations")
    }


def test_what_a_report_says_of_its_own_standing_asks_nobody() -> None:
    text = "1. They should not be construed as endorsed by the Working Group as a whole."
    (unit,) = read_document(text.encode(), "r.txt", VOCABULARIES).units
    assert (unit.kind, unit.addressees, unit.modality) == ("narrative", (), None)


def test_the_subject_of_a_passive_ends_where_something_is_told_first() -> None:
    text = "1. It was said that the mandate had been fulfilled and should not be extended."
    (unit,) = read_document(text.encode(), "r.txt", VOCABULARIES).units
    assert unit.statements[-1].action == Action("extend", "the mandate")


def test_a_declaration_whose_subject_stands_before_the_recitals_commits() -> None:
    text = (
        "DECLARATION ON CYBERCRIME\n\nWE, the Heads of State of the Association;\n\n"
        "DO HEREBY DECLARE TO:\n\n1. ENHANCE cooperation in training officers;\n\n"
        "2. Strengthen the role of courts.\n"
    )
    units = read_document(text.encode(), "declaration.txt", load_vocabularies()).units
    asked = [(u.kind, u.modality, u.strength) for u in units if u.kind != "preamble"]
    assert asked == [("recommendation", "declare to", 4)] * 3


def test_a_heading_that_instructs_asks_for_the_items_below() -> None:
    text = (
        "RESOLUTION 130 (REV. BUCHAREST, 2022)\n\n"
        "The Plenipotentiary Conference of the International Telecommunication Union "
        "(Bucharest, 2022),\n\nrecalling\n\na) Resolution 71,\n\nresolves\n\n"
        "1 to continue to give this work high priority;\n\n2 to act,\n\n"
        "instructs the Secretary-General\n\n1 to report to the Council;\n\n2 to act,\n\n"
        "invites Member States\n\nto cooperate.\n"
    )
    document = read_document(text.encode(), "itu.txt", load_vocabularies())
    asked = [
        (unit.section, unit.addressees, unit.modality)
        for unit in document.units
        if unit.kind != "preamble"
    ]
    assert asked == [
        ("resolves", (), "resolves"),
        ("resolves", (), "resolves"),
        ("instructs the Secretary-General", ("secretary-general",), "instructs"),
        ("instructs the Secretary-General", ("secretary-general",), "instructs"),
        ("invites Member States", ("member-states",), "invites"),
    ]


def test_the_state_party_of_concluding_observations_is_the_state_reviewed() -> None:
    text = (
        "CEDAW/C/KEN/CO/8\n\nConcluding observations on the eighth periodic report of Kenya\n\n"
        "1. The Committee recommends that the State party:\n\n(a) Institutionalize legal aid;\n\n"
        "2. Each State party should report.\n"
    )
    document = read_document(text.encode(), "note.txt", VOCABULARIES)
    first, item, other = document.units
    assert (first.addressees, item.addressees) == (("KEN",), ("KEN",))
    assert (first.title, item.title) == ("Asked of Kenya", "Institutionalize legal aid")
    (mention,) = (m for m in first.mentions if m.type == "state")
    assert (mention.quote, mention.rule) == ("State party", "short-form:the-state-party")
    assert other.addressees == ("states-parties",)


def test_what_participants_put_forward_is_collective() -> None:
    text = (
        "1. The following recommendations were put forward by participants under item 2:\n\n"
        "(a) States should cooperate;\n"
    )
    chapeau, item = read_document(text.encode(), "note.txt", VOCABULARIES).units
    assert (chapeau.statements[0].stance, item.statements[0].attribution) == (
        "procedural", "collective",
    )  # fmt: skip


def test_the_government_in_a_review_is_that_of_the_state_reviewed() -> None:
    text = (
        "A/HRC/55/9\n\nReport of the Working Group on the Universal Periodic Review\n\nNigeria\n\n"
        "1. Costa Rica urged the Government to abolish capital punishment.\n\n"
        "2. Peru said that the Government of Chile should report.\n"
    )
    first, other = read_document(text.encode(), "note.txt", VOCABULARIES).units
    assert first.addressees == ("NGA",)
    assert other.addressees == ("CHL",)


def test_the_government_in_the_report_of_a_visit_is_that_of_the_state_visited() -> None:
    text = (
        "A/HRC/56/49\n\nVisit to Honduras\n\nReport of the Special Rapporteur on torture\n\n"
        "1. The Special Rapporteur recommends that the Government allocate funds.\n"
    )
    (unit,) = read_document(text.encode(), "note.txt", VOCABULARIES).units
    assert unit.addressees == ("HND",)


def test_the_body_whose_report_it_is_speaks_for_itself() -> None:
    text = (
        "A/79/329\n\nReport on the work of the Implementation Review Group at its first session\n\n"
        "1. The Implementation Review Group recommended that UNODC publish a manual.\n\n"
        "2. The following suggestions were made by States:\n\n"
        "(a) It is recommended that UNODC act;\n"
    )
    first, _, item = read_document(text.encode(), "note.txt", VOCABULARIES).units
    assert (first.statements[0].attribution, first.addressees) == (None, ("unodc",))
    assert item.statements[0].attribution == "collective"


def test_an_office_speaks_for_itself_in_its_own_report() -> None:
    text = (
        "A/HRC/60/34\n\nLead and human rights\n\nReport of the Special Rapporteur on toxics\n\n"
        "1. The Special Rapporteur recommends that States act.\n"
    )
    (unit,) = read_document(text.encode(), "note.txt", VOCABULARIES).units
    assert (unit.statements[0].attribution, unit.addressees) == (None, ("states",))


def test_whom_a_list_of_recommendations_is_for() -> None:
    text = (
        "1. Recommendations to Member States:\n\n(a) Adopt laws;\n\n(b) Better training.\n\n"
        "2. Recommendation to the African Union Commission: finalize the plan.\n"
    )
    chapeau, law, training, plan = read_document(text.encode(), "note.txt", VOCABULARIES).units
    assert chapeau.addressees == law.addressees == training.addressees == ("member-states",)
    assert plan.addressees == ("au-commission",)
    assert plan.statements[0].action == Action("finalize", "the plan")
