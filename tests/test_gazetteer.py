"""Labels found in text: folding, forms, boundaries, case, negative labels, broken lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.folding import collapse, fold
from graph.mentions.gazetteer import Gazetteer
from graph.mentions.surface import case_rule, surface_forms
from ontology.vocabularies import Entity

ENTITIES = (
    Entity("mutual-legal-assistance", "theme", "mutual legal assistance", alt=("MLA",)),
    Entity("international-cooperation", "theme", "international cooperation"),
    Entity("criminalization", "theme", "criminalization"),
    Entity("council-of-europe", "organization", "Council of Europe", alt=("CoE",)),
    Entity("european-council", "organization", "European Council"),
    Entity("who", "organization", "World Health Organization", alt=("WHO",)),
    Entity("judiciary", "actor", "judicial authorities", hidden=("judge",)),
    Entity("states", "actor", "States", negative=("United States",)),
    Entity("VEN", "state", "Venezuela (Bolivarian Republic of)"),
    Entity("TUR", "state", "Turkey", alt=("Türkiye",)),
    Entity("service-providers", "actor", "service provider", hidden=("ISP",)),
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.build(ENTITIES)


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    return sorted((h.entity, text[h.start : h.end]) for h in gazetteer.find(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "mutual legal\n    assistance",
            [("mutual-legal-assistance", "mutual legal\n    assistance")],
        ),
        (
            "inter-\nnational cooperation",
            [("international-cooperation", "inter-\nnational cooperation")],
        ),
        (
            "mutual\u00a0legal\u2011assistance",
            [("mutual-legal-assistance", "mutual\u00a0legal\u2011assistance")],
        ),
        ("mutual legal - assistance", []),
        ("the Criminalisation of", [("criminalization", "Criminalisation")]),
        (
            "of INTERNATIONAL COOPERATION",
            [("international-cooperation", "INTERNATIONAL COOPERATION")],
        ),
        ("MLA, but mla", [("mutual-legal-assistance", "MLA")]),
        ("States who ask WHO", [("states", "States"), ("who", "WHO")]),
        ("STATES WHO HAVE NOT DONE SO", [("states", "STATES")]),
        ("understatement", []),
        ("United States", []),
        ("judges’ training", [("judiciary", "judges")]),
        ("Venezuela (Bolivarian Republic of).", [("VEN", "Venezuela (Bolivarian Republic of)")]),
        ("turkey and Türkiye", [("TUR", "Türkiye")]),
        ("ISPs", [("service-providers", "ISPs")]),
        ("non-States", []),
        (
            "international cooperation12 and",
            [("international-cooperation", "international cooperation")],
        ),
        ("international cooperation2020s", []),
        ("judicial and prosecution authorities", [("judiciary", "judicial")]),
        ("judicial, police and customs authorities", [("judiciary", "judicial")]),
        ("judicial and the police authorities", []),
        (
            "Council of Europe, not the European Council",
            [
                ("council-of-europe", "Council of Europe"),
                ("european-council", "European Council"),
            ],
        ),
    ],
)
def test_what_is_found(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(gazetteer, text) == sorted(expected)


def test_negative_label_holds_for_its_entity_only() -> None:
    text = "the police of the State"
    gazetteer = Gazetteer.build(
        [
            Entity("police", "actor", "police", negative=("police of the State",)),
            Entity("states", "actor", "State"),
        ]
    )
    assert found(gazetteer, text) == [("states", "State")]


def test_no_entities_no_hits() -> None:
    assert Gazetteer.build([]).find("Member States") == []


def test_two_entities_may_share_a_label() -> None:
    gazetteer = Gazetteer.build(
        [
            Entity("central-authorities", "actor", "central authorities"),
            Entity("central-authorities", "theme", "central authorities"),
        ]
    )
    assert [h.type for h in gazetteer.find("central authorities")] == ["actor", "theme"]


def test_building_twice_gives_the_same(gazetteer: Gazetteer) -> None:
    again = Gazetteer.build(reversed(ENTITIES))
    assert again.lower.packed() == gazetteer.lower.packed()
    assert again.cased.packed() == gazetteer.cased.packed()


@pytest.mark.parametrize(
    ("label", "form"),
    [
        ("programme", "programs"),
        ("law enforcement agency", "law enforcement agencies"),
        ("law enforcement agencies", "law enforcement agency"),
        ("transfer of proceedings", "transfers of proceedings"),
        ("cybercrime", "cyber crimes"),
        ("multi-stakeholder approach", "multistakeholder approaches"),
        ("organized crime", "organised crime"),
    ],
)
def test_forms(label: str, form: str) -> None:
    assert form.encode() in surface_forms(label, plural=True)


def test_words_that_keep_their_spelling() -> None:
    assert surface_forms("exercise", plural=False) == {b"exercise"}


def test_case_rules() -> None:
    assert [case_rule(w) for w in ("COVID-19", "UNODC", "e-evidence", "Chad")] == [
        "exact",
        "exact",
        "any",
        "capital",
    ]


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="ab -\n\u00ad\u2010.\u0130", max_size=60))
def test_offsets_come_back(text: str) -> None:
    folded = fold(text)
    collapsed = collapse(folded)
    for at in range(len(collapsed.data)):
        start, end = collapsed.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        if collapsed.data[at : at + 1].isalpha():
            assert folded[start:end] == collapsed.data[at : at + 1]


@given(
    st.lists(st.sampled_from([e.label for e in ENTITIES] + ["and", "-\n", "  ", "\u00ad", "12"]))
)
def test_any_mixture_gives_spans_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for hit in Gazetteer.build(ENTITIES).find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end].strip() == text[hit.start : hit.end]


BLANKS = re.compile(r"[\s\u00ad\u200b-]+")


@given(st.text(alphabet="ab -\n\u00ad\u200b’—é"))
def test_blanks_are_made_one_wherever_they_stand(text: str) -> None:
    collapsed = collapse(fold(text))
    assert b"  " not in collapsed.data
    assert b"\x7f" not in collapsed.data
    letters = BLANKS.sub("", text).replace("—", "")
    assert collapsed.data.translate(None, b" \x1e") == fold(letters)


def test_negative_labels_of_several_entities_each_hide_their_own() -> None:
    gazetteer = Gazetteer.build(
        (
            Entity("states", "actor", "States", negative=("United States",)),
            Entity("union", "organization", "United", negative=("States United",)),
        )
    )
    text = "States United States. United States United. States"
    assert [(h.start, h.entity) for h in gazetteer.find(text)] == [
        (0, "states"),
        (44, "states"),
        (22, "union"),
    ]
