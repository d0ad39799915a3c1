"""Relations: opposition by sides taken, repetition by shared words, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.document import Action, Document, Mention, Metadata, Source, Statement, Target, Unit
from graph.relations.axes import Axis, Named, Said, load_axes, stands_of
from graph.relations.concepts import ConceptSpace
from graph.relations.finding import Relation, facts_of, find_relations, relation_quads
from graph.relations.repetition import shingles
from ontology.iris import DEFAULT
from ontology.terms import REC

GROUP = "expert-group-on-cybercrime"
LONG = (
    "Calls upon Member States to strengthen cooperation at the international, regional and "
    "bilateral levels in the investigation and prosecution of offences against children online"
)


def unit(
    key: str,
    text: str,
    *,
    stance: str = "recommend",
    named: tuple[tuple[str, str, str], ...] = (),
    action: Action | None = None,
    targets: tuple[Target, ...] = (),
) -> Unit:
    """A unit that is one statement and names what ``named`` tells: entity, type, words."""
    mentions = []
    for entity, type_, quote in named:
        start = text.index(quote) if quote in text else 0
        mentions.append(Mention(entity, type_, quote, start, start + len(quote), "label"))
    span = (0, len(text))
    said = Statement(text, *span, stance=stance, action=action, targets=targets)
    return Unit(
        key,
        key,
        None,
        None,
        "recommendation",
        None,
        0,
        text,
        *span,
        (span,),
        0,
        mentions=tuple(mentions),
        statements=(said,),
    )


def document(key: str, date: str, *units: Unit, symbol: str | None = None) -> Document:
    metadata = Metadata(date=date, symbol=symbol, body=GROUP)
    ordered = tuple(replace(u, order=order) for order, u in enumerate(units))
    return Document(key, "", metadata, Source(f"{key}.txt", "0a" * 32, "text/plain"), ordered)


def asking(key: str, text: str, verb: str, *addressees: str, negative: bool = False) -> Unit:
    """A unit that is one statement which asks for a deed, or to leave it undone."""
    made = unit(key, text, action=Action(verb, None))
    said = replace(made.statements[0], negative=negative, strength=4, addressees=addressees)
    return replace(made, statements=(said,))


def related(*documents: Document) -> set[tuple[str, tuple[str, str], tuple[str, str]]]:
    facts = [fact for d in documents for fact in facts_of(d)]
    return {(r.type, r.source, r.target) for r in find_relations(facts)}


def test_a_call_to_end_a_mandate_contradicts_calls_to_go_on() -> None:
    early = document(
        "2018",
        "2018-04-04",
        unit(
            "n",
            "Member States should continue using the Expert Group as a platform.",
            named=((GROUP, "organization", "Expert Group"),),
        ),
        unit(
            "p",
            "Member States should evaluate mandating the Expert Group to conduct an assessment.",
            named=((GROUP, "organization", "Expert Group"),),
        ),
    )
    late = document(
        "2020",
        "2020-07-27",
        unit(
            "1",
            "It was recommended that the CCPCJ should renew the mandate of this IEG.",
            named=(("ccpcj", "organization", "CCPCJ"), (GROUP, "organization", "IEG")),
        ),
        unit(
            "3",
            "It was stated that there was no need for the continuation of the work of the IEG.",
            stance="oppose",
            named=((GROUP, "organization", "IEG"),),
        ),
    )
    assert related(early, late) == {
        ("contradicts", ("2020", "3"), ("2018", "n")),
        ("contradicts", ("2020", "3"), ("2020", "1")),
    }


def test_mandates_of_different_bodies_do_not_contradict_each_other() -> None:
    report = document(
        "r",
        "2020",
        unit("1", "renew the mandate of the IEG", named=((GROUP, "organization", "IEG"),)),
        unit(
            "2",
            "no need to continue the work of the Committee",
            stance="oppose",
            named=(("ad-hoc-committee-74-247", "organization", "Committee"),),
        ),
    )
    assert related(report) == set()


@pytest.mark.parametrize(
    ("end", "renew"),
    [
        (
            "the mandate of the IEG had been fulfilled and should not be extended",
            "renew the mandate of the IEG",
        ),
        ("no need for the renewal of the IEG", "the IEG should continue its work"),
        ("discontinue the IEG", "The mandate of the IEG should be extended beyond 2021."),
    ],
)
def test_a_mandate_is_named_before_in_or_after_the_telltale_words(end: str, renew: str) -> None:
    named = ((GROUP, "organization", "IEG"),)
    report = document("r", "2020", unit("1", end, named=named), unit("2", renew, named=named))
    assert related(report) == {("contradicts", ("r", "1"), ("r", "2"))}


def test_joining_a_convention_is_an_alternative_to_a_new_one_in_reports_of_one_body() -> None:
    named = (("treaties", "theme", "treaty"),)
    new, old = Action("negotiate", "a new global treaty"), Action("join", "the 2001 Convention")
    asked = unit("1", "a new treaty", named=named, action=new)
    join = unit("2", "an old treaty", named=named, action=old)
    assert related(document("r", "2021", asked, join)) == {
        ("alternative-to", ("r", "1"), ("r", "2"))
    }
    adopted = document("r", "2021", asked, join)
    metadata = replace(adopted.metadata, document_type="resolution")
    assert related(replace(adopted, metadata=metadata)) == set()


def test_a_new_instrument_is_an_alternative_to_existing_ones() -> None:
    existing = ("existing-instruments", "theme", "existing")
    new = ("new-international-instrument", "theme", "new")
    report = document(
        "r",
        "2018",
        unit(
            "q",
            "Member States should develop a new international legal instrument.",
            named=(new,),
            action=Action("develop", "a new international legal instrument"),
        ),
        unit("r", "Member States should join existing legal instruments.", named=(existing,)),
        unit("s", "Existing instruments should be taken advantage of.", named=(existing,)),
        unit(
            "t",
            "Member States should explore responses, drawing on existing instruments.",
            named=(existing,),
        ),
        unit(
            "5",
            "There were calls for participation in the committee to develop a new convention.",
            named=(new,),
            action=Action("participate", "in the committee to develop a new convention"),
        ),
    )
    assert related(report) == {
        ("alternative-to", ("r", "q"), ("r", "r")),
        ("alternative-to", ("r", "q"), ("r", "s")),
    }


def test_support_for_an_instrument_contradicts_opposition_to_it() -> None:
    treaty = ("budapest-convention", "instrument", "Budapest Convention")
    report = document(
        "r",
        "2018",
        unit(
            "1",
            "The Budapest Convention was highlighted.",
            stance="support",
            named=(treaty,),
            targets=(Target("budapest-convention", "supports"),),
        ),
        unit(
            "2",
            "Some speakers did not favour the Budapest Convention.",
            stance="oppose",
            named=(treaty,),
            targets=(Target("budapest-convention", "opposes"),),
        ),
    )
    assert related(report) == {("contradicts", ("r", "2"), ("r", "1"))}


def test_the_reason_quotes_both_sides() -> None:
    report = document(
        "r",
        "2020",
        unit("1", "renew the mandate of the IEG", named=((GROUP, "organization", "IEG"),)),
        unit("2", "no need to continue the IEG", named=((GROUP, "organization", "IEG"),)),
    )
    (relation,) = find_relations(facts_of(report))
    assert "“no need to continue”" in relation.reason
    assert "“renew the mandate of”" in relation.reason
    assert 0.5 <= relation.score <= 1


def test_a_later_text_repeats_narrows_and_broadens_an_earlier_one() -> None:
    more = "with due regard to the rights of the victims, their families and the witnesses"
    added = f"{LONG}, {more}, and to report on it at the next session"
    early = document("early", "2018", unit("1", LONG), unit("2", "Thanks the Chair of the group"))
    same = document("same", "2019", unit("1", LONG))
    nearly = document("nearly", "2019", unit("1", f"{LONG} and elsewhere"))
    longer = document("longer", "2020", unit("1", added))
    assert related(early, same) == {("repeats", ("same", "1"), ("early", "1"))}
    assert related(early, nearly) == {("repeats", ("nearly", "1"), ("early", "1"))}
    assert related(early, longer) == {("narrows", ("longer", "1"), ("early", "1"))}
    shorter = document("shorter", "2021", unit("1", LONG))
    assert related(longer, shorter) == {("broadens", ("shorter", "1"), ("longer", "1"))}


def test_a_long_name_in_common_narrows_nothing() -> None:
    name = "the Convention for the Protection of All Persons from Enforced Disappearance"
    asked = document("asked", "2018", unit("1", f"Ratify {name}"))
    more = "with all its annexes and without reservations or declarations of any kind"
    told = f"{name} was before the parliament of the country, which had not yet decided on it"
    reported = document("reported", "2020", unit("1", told))
    repeated = document("repeated", "2020", unit("1", f"Also ratify {name}, {more}"))
    assert related(asked, reported) == set()
    assert related(asked, repeated) == {("narrows", ("repeated", "1"), ("asked", "1"))}


def test_a_revision_supersedes_what_it_repeats() -> None:
    first = document("a", "2018", unit("1", LONG), symbol="A/C.3/74/L.11")
    second = document("b", "2018", unit("1", LONG), symbol="A/C.3/74/L.11/Rev.1")
    assert related(first, second) == {("supersedes", ("b", "1"), ("a", "1"))}


def test_short_formulas_repeat_by_chance_and_are_left_alone() -> None:
    text = "Takes note of the report;"
    one, other = document("a", "2018", unit("1", text)), document("b", "2019", unit("1", text))
    assert related(one, other) == set()


def test_relations_do_not_depend_on_the_order_of_documents() -> None:
    documents = [
        document(str(n), f"20{n}", unit("1", LONG), unit("2", LONG)) for n in range(10, 15)
    ]
    facts = [fact for d in documents for fact in facts_of(d)]
    assert find_relations(facts) == find_relations(reversed(facts))


def test_relation_quads_name_both_units() -> None:
    relation = Relation("repeats", ("b", "2(a)"), ("a", "1"), 0.875, "the same words")
    said = {q.predicate: q.object.value for q in relation_quads([relation], DEFAULT)}
    assert said[REC.from_] == DEFAULT.unit("b", "2(a)").value
    assert said[REC.to] == DEFAULT.unit("a", "1").value
    assert (said[REC.relationType], said[REC.score]) == ("repeats", "0.88")


@pytest.mark.parametrize("axis", load_axes(), ids=lambda axis: axis.name)
def test_every_axis_is_of_the_documented_form(axis: Axis) -> None:
    assert axis.relation in {"contradicts", "alternative-to"}
    assert axis.about in {"organization", "instrument", "theme", "subject", "question"}
    for side in (axis.source, axis.target):
        assert side.says
        assert sum(x is not None for x in (side.words, side.action, side.position)) == 1
        assert axis.about != "theme" or side.themes


@settings(max_examples=30)
@given(st.text(max_size=200))
def test_no_words_break_the_axes(text: str) -> None:
    named = [Named(GROUP, "organization", text[:5] or "x")]
    for stance in ("recommend", "oppose"):
        assert isinstance(stands_of([Said(text, stance, text)], named, frozenset()), tuple)


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_closeness_is_symmetric_and_from_0_to_1(one: set[str], other: set[str]) -> None:
    space = ConceptSpace({("d", "1"): one, ("d", "2"): other})
    closeness = space.cosine(("d", "1"), ("d", "2"))
    assert closeness == space.cosine(("d", "2"), ("d", "1"))
    assert 0 <= closeness <= 1
    assert (closeness > 0) == bool(one & other)


def test_runs_of_words_ignore_case_and_punctuation() -> None:
    assert shingles("Enact laws, now and here") == shingles("enact laws now; AND here")


REFUSED = "Providers should not retain the traffic data of all users."
ASKED = "Providers should retain the traffic data of all their users."


def contradictions(*units: Unit) -> set[tuple[str, str]]:
    made = [document(f"d{place}", "", one) for place, one in enumerate(units)]
    return {(s[1], t[1]) for type_, s, t in related(*made) if type_ == "contradicts"}


def test_what_one_asks_to_leave_undone_contradicts_one_that_asks_for_it() -> None:
    refused, asked = (
        asking("no", REFUSED, "retain", negative=True),
        asking("yes", ASKED, "retain"),
    )
    assert contradictions(refused, asked) == contradictions(asked, refused) == {("no", "yes")}
    assert contradictions(refused, refused) == contradictions(asked, asked) == set()


@pytest.mark.parametrize(
    "other",
    [
        asking("other", ASKED, "delete"),
        asking("other", "Providers should retain staff who know the law.", "retain"),
        asking("other", ASKED, "retain", "member-states"),
    ],
    ids=["another verb", "another object", "another addressee"],
)
def test_another_deed_is_no_contradiction(other: Unit) -> None:
    refused = asking("no", REFUSED, "retain", "private-sector", negative=True)
    assert contradictions(refused, other) == set()
