"""Which two documents are compared where none, or one, is chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.catalogue import Catalogue
from graph.catalogue.records import RelationRecord
from graph.relations.comparison import most_related
from tests.viz_catalogue import small


@pytest.fixture
def catalogue() -> Catalogue:
    """Three documents of one unit each, of which the last two bear on each other."""
    made = small()
    record, unit = next(iter(made.documents.values())), made.units[0]
    documents = {name: replace(record, key=name) for name in "abc"}
    units = [replace(unit, index=at, document=name) for at, name in enumerate("abc")]
    relations = [RelationRecord("", "repeats", 2, 1), RelationRecord("", "narrows", 1, 1)]
    return Catalogue("v", documents, units, made.entities, relations)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (None, None, ("b", "c")),
        ("c", None, ("c", "b")),
        (None, "b", ("c", "b")),
        ("a", None, ("a", "b")),
        ("c", "a", ("c", "a")),
        ("nowhere", None, ("nowhere", "a")),
    ],
)
def test_the_most_related(
    catalogue: Catalogue, first: str | None, second: str | None, expected: tuple[str, str]
) -> None:
    assert most_related(catalogue, first, second) == expected


def test_one_document_has_nothing_to_be_compared_with(catalogue: Catalogue) -> None:
    alone = Catalogue("v", {"a": catalogue.documents["a"]}, catalogue.units[:1], {})
    assert most_related(alone) is None
    assert most_related(Catalogue("v", {}, [], {})) is None
