"""Exports: each format read back by somebody else's reader."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from graph.catalogue import Catalogue, load_catalogue
from graph.catalogue.records import RelationRecord
from graph.consolidation.worddocument import docx_worksheet
from graph.consolidation.worksheet import csv_worksheet, markdown_worksheet, worksheet
from graph.export import (
    COLUMNS,
    bibtex,
    csv_table,
    dump,
    gexf,
    graphml,
    listed,
    ris,
    turtle_pieces,
    xlsx_table,
)
from graph.export.networks import network
from graph.store import EmbeddedStore
from tests.library import documents, memory_store, quads

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(memory_store())


@pytest.fixture(scope="module")
def dumps() -> dict[str, bytes]:
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in quads(*documents()):
        graphs.setdefault(quad.graph_name.value, []).append(quad)
    with EmbeddedStore(None) as store:
        store.replace_graphs(graphs)
        return {name: _dumped(store, name) for name in ("nq", "trig", "ttl", "jsonld")}


def _dumped(store: EmbeddedStore, format_: str) -> bytes:
    output = io.BytesIO()
    dump(store, format_, output)
    return output.getvalue()


def test_quads_come_out_as_they_went_in(dumps: dict[str, bytes]) -> None:
    written = set(quads(*documents()))
    assert set(ox.parse(dumps["nq"], ox.RdfFormat.N_QUADS)) == written
    assert set(ox.parse(dumps["trig"], ox.RdfFormat.TRIG)) == written
    triples = {quad.triple for quad in written}
    assert {q.triple for q in ox.parse(dumps["ttl"], ox.RdfFormat.TURTLE)} == triples


def test_json_ld_means_the_same_to_another_reader(dumps: dict[str, bytes]) -> None:
    document = json.loads(dumps["jsonld"])
    assert document["@context"]["rec"].endswith("ontology#")
    assert set(ox.parse(dumps["jsonld"], ox.RdfFormat.JSON_LD)) == set(quads(*documents()))


def test_csv_has_a_row_for_each_recommendation(catalogue: Catalogue) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_table(catalogue).decode("utf-8-sig"))))
    assert [row["citation"] for row in rows] == ["2018, 1(a)", "2018, 1(b)", "A/75/816, 2"]
    assert rows[0]["addressees"] == "UNODC"
    assert rows[0]["addressee_iris"] == "https://w3id.org/recgraph/id/unodc"
    assert rows[1]["strength"] == "should-consider"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(catalogue: Catalogue, text: str) -> None:
    units = [replace(unit, text=text, title=text) for unit in catalogue.units]
    hostile = Catalogue("v", catalogue.documents, units, catalogue.entities)
    stream = io.StringIO(csv_table(hostile).decode("utf-8-sig"), newline="")
    for row in csv.DictReader(stream):
        assert row["text"] == f"'{text}"
    with zipfile.ZipFile(io.BytesIO(xlsx_table(hostile))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_xlsx_holds_the_table(catalogue: Catalogue) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_table(catalogue))) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    strings = [item.findtext("{*}t") for item in shared]
    rows = [
        [strings[int(cell.findtext("{*}v") or 0)] for cell in row]
        for row in sheet.iterfind(".//{*}row")
    ]
    assert tuple(rows[0]) == COLUMNS
    assert [row[COLUMNS.index("number")] for row in rows[1:]] == ["1(a)", "1(b)", "2"]


def test_networks_are_read_by_networkx(catalogue: Catalogue) -> None:
    made = network(catalogue)
    for written in (
        nx.read_graphml(io.BytesIO(graphml(catalogue)), force_multigraph=True),
        nx.read_gexf(io.BytesIO(gexf(catalogue))),
    ):
        assert set(written.nodes) == set(made.nodes)
        assert written.number_of_edges() == made.number_of_edges()
    unit = "https://w3id.org/recgraph/id/document/report-2018/1(a)"
    assert made.has_edge(unit, "https://w3id.org/recgraph/id/unodc")


def test_networks_hold_what_xml_can_hold(catalogue: Catalogue) -> None:
    units = [replace(unit, text="a\x00b\x1f<&>", title="\ufffe") for unit in catalogue.units]
    hostile = Catalogue("v", catalogue.documents, units, catalogue.entities)
    for written in (graphml(hostile), gexf(hostile)):
        ElementTree.fromstring(written)


def test_bibliography(catalogue: Catalogue) -> None:
    text = bibtex(catalogue).decode()
    assert re.findall(r"@techreport\{([^,]+),", text) == ["report-2018", "report-2020"]
    assert "  title = {Report of 2018}," in text
    assert "  address = {Vienna}," in text
    records = ris(catalogue).decode().split("ER  - \r\n")
    assert [r.splitlines()[0] for r in records if r] == ["TY  - RPRT", "TY  - RPRT"]
    assert "PY  - 2020" in records[1]


def test_worksheet_names_each_recommendation_once(catalogue: Catalogue) -> None:
    groups = worksheet(catalogue)
    assert [line.citation for group in groups for line in group.lines] == [
        "2018, 1(a)",
        "A/75/816, 2",
        "2018, 1(b)",
    ]
    assert groups[-1].theme == "Without a theme"
    (line,) = groups[-1].lines
    assert line.related == ("is contradicted by A/75/816, 1",)


def test_worksheet_puts_related_recommendations_together(catalogue: Catalogue) -> None:
    kept = [replace(unit, themes=()) for unit in catalogue.units]
    first, *_, last = catalogue.select().indices
    kept[last] = replace(kept[last], themes=("training",))
    repeated = RelationRecord("", "repeats", last, first)
    related = Catalogue("v", catalogue.documents, kept, catalogue.entities, [repeated])
    together, *others = worksheet(related)
    assert together.theme == "training"
    assert [line.citation for line in together.lines] == [
        kept[first].citation,
        kept[last].citation,
    ]
    assert [group.theme for group in others] == ["Without a theme"]


def test_worksheet_formats_hold_the_same_cells(catalogue: Catalogue) -> None:
    groups = worksheet(catalogue)
    lines = [line for group in groups for line in group.lines]
    rows = list(csv.reader(io.StringIO(csv_worksheet(groups))))
    assert [tuple(row[1:]) for row in rows[1:]] == [line.cells for line in lines]
    markdown = markdown_worksheet(groups)
    assert all(line.citation in markdown for line in lines)
    with zipfile.ZipFile(io.BytesIO(docx_worksheet(groups))) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    cells = [
        "".join(t.text or "" for t in cell.iter(f"{WORD}t")) for cell in root.iter(f"{WORD}tc")
    ]
    assert [tuple(cells[i : i + 6]) for i in range(0, len(cells), 6) if cells[i] != "Citation"] == [
        line.cells for line in lines
    ]


def test_dumped_turtle_is_read_by_rdflib(dumps: dict[str, bytes]) -> None:
    graph = rdflib.Graph().parse(data=dumps["ttl"], format="turtle")
    assert len(graph) == len({quad.triple for quad in quads(*documents())})


def test_turtle_in_pieces_is_one_turtle(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    indices = catalogue.select().indices
    whole = b"".join(turtle_pieces(catalogue, indices))
    monkeypatch.setattr(listed, "_TRIPLES", 7)
    pieces = list(turtle_pieces(catalogue, indices))
    assert len(pieces) > 3
    assert b"".join(pieces).count(b"@prefix") == whole.count(b"@prefix")
    read = [set(ox.parse(text, ox.RdfFormat.TURTLE)) for text in (whole, b"".join(pieces))]
    assert read[0] == read[1] != set()
