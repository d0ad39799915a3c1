"""The embedded store: what it answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph.store import (
    EmbeddedStore,
    QueryRefused,
    QuerySyntaxError,
)
from tests.store.made import (
    COUNT,
    JSON,
    G,
    numbered,
)


class TestAnswers:
    def test_formats(self, filled: EmbeddedStore) -> None:
        one = "{ <http://example.org/7> ?p ?o }"
        csv = filled.query(f"SELECT ?o ?p {one}", accept="text/csv")
        assert csv.body == b"o,p\r\n7,http://example.org/p\r\n"
        assert (csv.media_type, csv.version) == ("text/csv", filled.version)
        assert filled.query(f"ASK {one}", accept=JSON).body == b'{"head":{},"boolean":true}'
        turtle = filled.query("DESCRIBE <http://example.org/7>", accept="text/turtle").body
        assert turtle == b"<http://example.org/7> <http://example.org/p> 7 .\n"

    def test_variables_keep_their_order(self, filled: EmbeddedStore) -> None:
        body = filled.query("SELECT ?o ?zebra ?s { ?s ?p ?o } LIMIT 0", accept="text/csv").body
        assert body == b"o,zebra,s\r\n"

    def test_parameters(self, filled: EmbeddedStore) -> None:
        query = "SELECT ?s { { SELECT ?s { ?s ?p ?value } } }"
        assert filled.select(query, value=Literal(12)) == [
            {"s": NamedNode("http://example.org/12")}
        ]

    def test_a_parameter_is_no_text(self, filled: EmbeddedStore) -> None:
        assert filled.select("SELECT ?s { ?s ?p ?value }", value=Literal('" } #')) == []

    def test_unbound_variables_are_left_out(self, filled: EmbeddedStore) -> None:
        assert filled.select("SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) } }") == [{"x": Literal(1)}]

    def test_datasets(self, store: EmbeddedStore) -> None:
        store.replace_graphs({G: numbered(2), "http://example.org/h": numbered(3, start=10)})
        query = COUNT
        in_g = {"default_graphs": [G]}
        assert b'"2"' in store.query(query, accept=JSON, **in_g).body
        assert b'"5"' in store.query(query, accept=JSON).body
        assert b'"0"' in store.query(query, accept=JSON, union=False).body
        from_h = query.replace("{", "FROM <http://example.org/h> {", 1)
        assert b'"3"' in store.query(from_h, accept=JSON).body
        assert b'"2"' in store.query(from_h, accept=JSON, **in_g).body

    def test_from_never_fetches(self, store: EmbeddedStore, tmp_path: Path) -> None:
        file = tmp_path / "file.ttl"
        file.write_text("<a:a> <a:b> <a:c> .")
        assert store.select(f"SELECT * FROM <file://{file}> {{ ?s ?p ?o }}") == []

    def test_syntax_error_tells_the_place(self, filled: EmbeddedStore) -> None:
        with pytest.raises(QuerySyntaxError) as caught:
            filled.select("SELECT *\n{ ?s ?p }")
        assert (caught.value.line, caught.value.column) == (2, 10)

    def test_format_must_fit_the_form(self, filled: EmbeddedStore) -> None:
        with pytest.raises(QueryRefused, match="SELECT cannot be given as text/turtle"):
            filled.query(COUNT, accept="text/turtle")
