"""Headlines: three to six words, readable, distinct."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.document import Statement
from graph.mentions import find_mentions
from graph.phrases import MAX_CHARACTERS, MAX_WORDS, MIN_WORDS, words_of
from graph.reading import read_source
from graph.statements import interpret
from graph.titles import title_of
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
