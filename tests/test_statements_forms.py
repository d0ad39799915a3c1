"""Verbs of saying in every dress, and constructions that each ask in a way of their own."""

from __future__ import annotations

import pytest

from graph.document import Action, Statement
from graph.headlines.titles import title_of
from graph.mentions.finding import find_mentions
from graph.reading import read_source
from graph.statements import interpret
from graph.statements.triggers import fold, scan
from ontology.vocabularies import load_vocabularies
from tests.test_statements_rounds import read


def said_in(text: str, body: str | None = None) -> tuple[Statement, ...]:
    metadata = {"body": body} if body else {}
    return read({"metadata": metadata, "units": [{"text": text, "statements": []}]})[1][0]


@pytest.mark.parametrize(
    ("text", "modality", "stance"),
    [
        (
            "Expresses its profound appreciation for the work;",
            "expresses its profound appreciation",
            "support",
        ),
        ("Takes note with appreciation of the report;", "takes note with appreciation", "support"),
        (
            "Expresses its strong hope that States will ratify it;",
            "expresses its strong hope",
            "recommend",
        ),
        ("Calls once again upon States to act;", "calls upon", "recommend"),
        ("Calls, in this context, for dialogue;", "calls for", "recommend"),
        ("Once again urges Member States to act;", "urges", "recommend"),
        ("Continues to encourage Governments to act;", "continues to encourage", "recommend"),
        ("Requires all Member States to exercise vigilance;", "requires", "recommend"),
        ("Remains gravely concerned at the situation;", "remains gravely concerned", "statement"),
        ("Stresses the urgency of improving the process;", "stresses", "recommend"),
        (
            "Looks forward to the convening of the conference, to be held in 2027;",
            "looks forward to",
            "statement",
        ),
    ],
)
def test_a_body_speaks_in_many_forms(text: str, modality: str, stance: str) -> None:
    said = said_in(text, "general-assembly")
    assert [(s.modality, s.stance) for s in said] == [(modality, stance)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Several speakers cautioned against the duplication of work.",
            [((), "fact", "several speakers", "oppose")],
        ),
        (
            "It was proposed that a working group be set up by the Secretariat.",
            [(("secretariat",), "proposed", "unspecified", "recommend")],
        ),
        (
            "Exceptions could be granted by the Secretariat.",
            [(("secretariat",), "could", None, "recommend")],
        ),
        (
            "Some delegations supported the text, adding that States should be cautious.",
            [
                ((), "fact", "some delegations", "support"),
                (("states",), "should", "some delegations", "recommend"),
            ],
        ),
        (
            "It should be recalled that States must cooperate.",
            [(("states",), "must", None, "recommend")],
        ),
        (
            "If UNODC cannot comply, it should inform the Commission.",
            [(("unodc",), "should", None, "recommend")],
        ),
        (
            'The word "shall" was replaced with "should" in the text.',
            [((), "fact", None, "statement")],
        ),
        (
            "According to one speaker, the group had no funds.",
            [((), "fact", "one speaker", "statement")],
        ),
        (
            "The sharing of intelligence among States, industry and academia ought to grow.",
            [((), "ought to", None, "recommend")],
        ),
        ("The report should include an analysis.", [((), "should", None, "recommend")]),
        (
            "States parties, where permitted by their domestic law, are encouraged to accept "
            "electronic evidence, and Governments may wish to consider joint investigations.",
            [
                (("states-parties",), "encouraged", None, "recommend"),
                (("governments",), "may", None, "recommend"),
            ],
        ),
        (
            "Several speakers supported the proposal; others disagreed.",
            [((), "fact", "several speakers", "support"), ((), "fact", "others", "oppose")],
        ),
        (
            "Delegations agreed on the aim but disagreed on whether it should be public.",
            [((), "agreed", "delegations", "procedural")],
        ),
        (
            "UNODC was requested to make that information available.",
            [(("unodc",), "requested", "unspecified", "recommend")],
        ),
        (
            "The Committee requested UNODC to publish the list and the World Bank to report.",
            [
                (("unodc",), "requested", None, "recommend"),
                (("world-bank",), "requested", None, "recommend"),
            ],
        ),
        (
            "Invites national and local partners to engage in and support the work.",
            [((), "invites", None, "recommend")],
        ),
        ("UNODC to update the toolkit.", [(("unodc",), "to", None, "recommend")]),
        (
            "Peoples must be heard in order to obtain informed consent, before it is approved.",
            [((), "must", None, "recommend")],
        ),
        (
            "The Committee reiterates its recommendation (A/1/2, para. 12) that UNODC report.",
            [(("unodc",), "reiterates", None, "recommend")],
        ),
        (
            "The Office stands ready to expand its work, should additional funds become available.",
            [((), "fact", None, "statement")],
        ),
        (
            "The Public Prosecutor's Office should act. It should also report.",
            [
                (("prosecutors",), "should", None, "recommend"),
                (("prosecutors",), "should", None, "recommend"),
            ],
        ),
        (
            "Some States recalled that it worked and that there was therefore no need for another.",
            [
                ((), "recalled", "some States", "statement"),
                ((), "recalled", "some States", "oppose"),
            ],
        ),
        (
            "Fight against corruption. States should act.",
            [(("states",), "should", None, "recommend")],
        ),
        ("It must be possible to appeal.", [((), "must", None, "recommend")]),
        ("I should be grateful if you would circulate it.", [((), "fact", None, "statement")]),
        ("Civil society should be heard on the bill.", [((), "should", None, "recommend")]),
    ],
)
def test_constructions(text: str, expected: list[tuple[object, ...]]) -> None:
    found = [(s.addressees, s.modality, s.attribution, s.stance) for s in said_in(text)]
    assert found == expected


def test_items_with_a_subject_of_their_own_ask_it() -> None:
    text = (
        "1. The Committee recommends that:\n\n(a) States adopt laws;\n\n"
        "(b) The Secretariat, upon request, assist them.\n\n"
        "2. UNODC should:\n\n(a) Upon request, provide assistance to States.\n"
    )
    document = read_source(text.encode(), "note.txt", load_vocabularies())
    said = interpret(document, find_mentions(document, load_vocabularies()), load_vocabularies())
    asked = [unit[0].addressees for unit in said if unit]
    assert asked == [(), ("states",), ("secretariat",), ("unodc",), ("unodc",)]
    action = said[-1][0].action
    assert action is not None
    assert (action.verb, action.object) == ("provide", "assistance to States")


def test_what_only_shadows_another_word_makes_no_mark() -> None:
    assert [mark.trigger.text for mark in scan(fold("once again urges; tasks the group"))] == [
        "urges",
        "tasks",
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Urges Member States to comply fully with all relevant resolutions;",
            "Comply with resolutions",
        ),
        (
            "The delegation of Peru did not support the convening of a conference.",
            "No support for convening of conference",
        ),
        (
            "Decides to approve an amount of 3,677,700 dollars for it;",
            "Approve amount of 3,677,700 dollars",
        ),
        ("Rejects actions that reduce the territory;", "Reject actions that reduce the territory"),
        ("UNODC should (a) revise its plan, and (b) hire staff.", "UNODC to revise plan"),
        ("The Group noted positive developments in the region.", "Positive developments in region"),
        ("The session was held in Vienna from 3 to 7 May 2026.", "Session held in Vienna"),
        (
            "Exceptions could be granted by the Secretariat in urgent cases.",
            "Secretariat to grant exceptions in cases",
        ),
    ],
)
def test_headlines_say_what_is_asked(text: str, title: str) -> None:
    passage = {"metadata": {"body": "general-assembly"}, "units": [{"text": text}]}
    vocabularies = load_vocabularies()
    document, said = read(passage)
    (unit,), (found,) = document.units, find_mentions(document, vocabularies)
    assert title_of(unit.text, said[0], found, vocabularies) == title


def test_what_is_told_next_begins_with_its_verb() -> None:
    text = "The Committee called on Peru to report and stressed that UNODC must be heard."
    assert [s.text for s in said_in(text)] == [
        "The Committee called on Peru to report",
        "stressed that UNODC must be heard.",
    ]


def test_what_is_no_task_nor_thanks() -> None:
    for text in (
        "Requesting the Secretary-General to seek the inclusion of key provisions,",
        "To support the implementation of the Agreement, notably:",
    ):
        assert [said.stance for said in said_in(text)] == ["statement"], text


def test_what_do_so_means() -> None:
    (said,) = said_in("States that have not yet ratified the Convention should do so.")
    assert said.action == Action("ratify", "the Convention")
