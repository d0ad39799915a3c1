"""Headlines: three to six words, readable, distinct."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.document import Statement
from graph.headlines.phrases import MAX_CHARACTERS, MAX_WORDS, MIN_WORDS, words_of
from graph.headlines.titles import title_of
from graph.mentions.finding import find_mentions
from graph.reader import read_document
from graph.reading import read_source
from graph.statements import interpret
from ontology.vocabularies import load_vocabularies


def titles_of(path: Path) -> dict[str, str]:
    vocabularies = load_vocabularies()
    document = read_source(path.read_bytes(), path.name, vocabularies)
    mentions = find_mentions(document, vocabularies)
    statements = interpret(document, mentions, vocabularies)
    return {
        unit.key: title_of(unit.text, said, found, vocabularies)
        for unit, said, found in zip(document.units, statements, mentions, strict=True)
    }


@pytest.fixture(scope="module")
def titles(seeds: Path) -> dict[tuple[str, str], str]:
    return {
        (path.name[:3], key): title
        for path in sorted(seeds.glob("*.txt"))
        for key, title in titles_of(path).items()
    }


def test_headlines_of_the_seeds_are_distinct(titles: dict[tuple[str, str], str]) -> None:
    assert len(titles) == 42
    assert len(set(titles.values())) == 42


def test_headlines_of_the_seeds_have_three_to_six_words(
    titles: dict[tuple[str, str], str],
) -> None:
    for title in titles.values():
        assert MIN_WORDS <= len(title.split()) <= MAX_WORDS, title
        assert len(title) <= MAX_CHARACTERS, title
        assert title[0] == title[0].upper(), title
        assert title.split()[-1].lower() not in words_of("function"), title


@pytest.mark.parametrize(
    ("unit", "title"),
    [
        (("000", "2(l)"), "UNODC to engage in capacity-building"),
        (("000", "2(l)(i)"), "Training for judges and prosecutors"),
        (("000", "2(r)"), "Use or join Budapest Convention"),
        (("000", "2(h)"), "States to consult stakeholders"),
        (("002", "1"), "CCPCJ to renew Expert Group mandate"),
        (("002", "3"), "No need to continue Expert Group"),
        (("002", "15"), "International law applicable in cyberspace"),
    ],
)
def test_headlines_that_readers_know(
    unit: tuple[str, str], title: str, titles: dict[tuple[str, str], str]
) -> None:
    assert titles[unit] == title


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["recommend", "support", "oppose", "statement"]))
def test_any_text_gives_a_headline_that_fits(text: str, stance: str) -> None:
    said = (Statement(text, 0, len(text), stance=stance),)
    title = title_of(text, said, (), load_vocabularies())
    assert len(title) <= MAX_CHARACTERS
    assert bool(title) or not any(char.isalnum() for char in text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Calls upon States to foster global, regional and bilateral cooperation on firearms;",
            "Foster bilateral cooperation on firearms",
        ),
        (
            "Urges States to prevent and put an end to arbitrary detention of defenders;",
            "End arbitrary detention of defenders",
        ),
        (
            "Calls upon States to take steps to avoid and to refrain from taking any unilateral "
            "measure against others;",
            "Avoid unilateral measure",
        ),
        ("The Committee was concerned at the delays in the review.", "Concern at delays in review"),
        (
            "States should ensure that journalists are protected against lawsuits.",
            "Ensure journalists are protected",
        ),
        ("The forum should be held annually.", "Hold forum annually"),
        ("There was no need for a new convention.", "No need for new convention"),
        (
            "Capacity-building should not be seen as an end in itself.",
            "Capacity-building not to be seen",
        ),
        (
            "It was recommended that judges be sensitized.",
            "Judges to be sensitized",
        ),
        (
            "Parties may wish to consider including information on loss and damage.",
            "Consider inclusion of information on loss",
        ),
        ("UNODC could serve as a repository of good practices.", "UNODC to serve as repository"),
        (
            "Neither States nor service providers should be held liable for such measures.",
            "Neither States nor service providers",
        ),
        (
            "The State party should continue its efforts to reduce overcrowding in prisons.",
            "Continue to reduce overcrowding in prisons",
        ),
        (
            "States should put in place, without delay, a national strategy against corruption.",
            "Put in place national strategy",
        ),
        ("Any new convention needs to be inclusive.", "New convention to be inclusive"),
        ("At no time should data be disclosed.", "Data not to be disclosed"),
        (
            "Urges States to ratify or accede to existing treaties on terrorism;",
            "Accede to treaties on terrorism",
        ),
        ("Calls upon States to refrain from and to cease such acts;", "States to cease acts"),
        (
            "Calls upon UNODC to further its support for Member States.",
            "UNODC to advance support for States",
        ),
        (
            "Requests UNODC to prepare by the end of 2019, a report on money-laundering;",
            "UNODC to prepare report on money-laundering",
        ),
        (
            "The Committee is concerned that women face barriers to justice.",
            "Women face barriers to justice",
        ),
        ("The FIU should enhance its strategic analysis.", "FIU to enhance strategic analysis"),
        (
            "UNODC should – subject to the availability of resources – establish a platform.",
            "UNODC to establish platform",
        ),
        ("Civil society should be heard on the bill.", "Hear civil society on bill"),
        (
            "The Executive Director is requested by the Commission to report at its next session.",
            "Executive Director to report",
        ),
        ("The draft Study should be neither updated nor adopted.", "Draft Study not to be updated"),
        ("In no case shall a Party refuse extradition.", "Do not refuse extradition"),
        (
            "Countries are called upon to designate points of contact available 24 hours a day, "
            "7 days a week.",
            "Designate points of contact available 24/7",
        ),
        (
            "One delegation expressed reservations about that resolution, which was not agreed.",
            "Express reservations about resolution",
        ),
        (
            "Parties undertake to respect and to ensure respect for the Convention.",
            "Respect and ensure respect for Convention",
        ),
        (
            "Victims should be informed of their rights and protected from retaliation.",
            "Inform victims of rights",
        ),
    ],
)
def test_headlines_of_verbs_and_adjectives_side_by_side(text: str, title: str) -> None:
    document = read_source(f"1. {text}\n".encode(), "note.txt", load_vocabularies())
    found = find_mentions(document, load_vocabularies())
    said = interpret(document, found, load_vocabularies())
    assert title_of(document.units[0].text, said[0], found[0], load_vocabularies()) == title


def test_a_text_in_another_language_keeps_its_first_words() -> None:
    text = "Prie le Secrétaire général de lui faire rapport à sa session ;"
    assert title_of(text, (), (), load_vocabularies()) == "Prie le Secrétaire général"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“The Security Council stresses the need to combat impunity.”", "Need to combat impunity"),
        ("Ms. Lee recommended that existing indicators be used.", "Use existing indicators"),
        (
            "Both Norway and Peru were encouraged to resume dialogue.",
            "Norway and Peru to resume dialogue",
        ),
        ("Efforts should be made to protect journalists.", "Efforts to protect journalists"),
        ("States should do more to protect civilians.", "Better protect civilians"),
        ("The Committee is of the view that the post is not justified.", "Post is not justified"),
        (
            "The delegate of Kenya called upon developed countries to provide financing.",
            "Developed countries to provide financing",
        ),
        ("The delegate of Kenya requested UNODC to provide training.", "UNODC to provide training"),
    ],
)
def test_headlines_of_short_deeds(text: str, title: str) -> None:
    document = read_document(f"1. {text}\n".encode(), "note.txt", load_vocabularies())
    assert document.units[0].title == title
