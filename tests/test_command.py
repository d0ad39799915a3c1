"""The command line, as a user runs it: exit codes, data on standard output, errors in one line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.commands.terminal import tell
from tests.conftest import COMMAND

TEXT = "1. UNODC should support the training of judges.\n\n2. Member States may share evidence.\n"


def run(
    *arguments: str | Path, stdin: bytes = b"", folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    plain = {name: value for name, value in os.environ.items() if name[:9] != "RECGRAPH_"}
    return subprocess.run(
        [COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env={**plain, **environment},
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a source and the graph built from it."""
    folder = tmp_path_factory.mktemp("command")
    (folder / "note.txt").write_text(TEXT)
    assert run("build", "note.txt", folder=folder).returncode == 0
    return folder


def test_read_writes_one_json_object_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.md").write_text(TEXT)
    done = run("read", tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = map(json.loads, done.stdout.splitlines())
    assert [d["document"]["source"]["file"] for d in (first, second)] == ["a.txt", "b.md"]
    assert [u["number"] for u in first["units"]] == ["1", "2"]
    assert first["units"][0]["addressees"] == ["unodc"]
    text = run("read", tmp_path / "a.txt", "--format", "text").stdout.decode()
    for document in (first,):
        for unit in document["units"]:
            for mention in unit["mentions"]:
                assert text[mention["start"] : mention["end"]] == mention["quote"]


READ_KEYS = {
    "": ["document", "units", "headings", "notes", "furniture", "warnings"],
    "document": [
        "key",
        "title",
        "symbol",
        "job_number",
        "body",
        "date",
        "meeting",
        "document_type",
        "part",
        "distribution",
        "language",
        "source",
        "sections",
    ],
    "units": [
        "number",
        "key",
        "parent",
        "kind",
        "section",
        "order",
        "title",
        "text",
        "start",
        "end",
        "page",
        "addressees",
        "modality",
        "strength",
        "attributed_to",
        "position",
        "statements",
        "mentions",
        "themes",
        "organizations",
        "instruments",
        "actors",
    ],
    "statements": [
        "text",
        "start",
        "end",
        "addressees",
        "inherited",
        "modality",
        "strength",
        "negative",
        "action",
        "condition",
        "attribution",
        "attributed_to",
        "stance",
        "targets",
        "beneficiaries",
    ],
    "mentions": ["entity", "type", "quote", "start", "end", "rule", "provision"],
}


def test_read_keeps_its_shape() -> None:
    found = json.loads(run("read", "-", stdin=TEXT.encode()).stdout)
    assert list(found) == READ_KEYS[""]
    assert list(found["document"]) == READ_KEYS["document"]
    unit = found["units"][0]
    assert list(unit) == READ_KEYS["units"]
    assert list(unit["statements"][0]) == READ_KEYS["statements"]
    assert list(unit["mentions"][0]) == READ_KEYS["mentions"]
    explained = json.loads(
        run("read", "-", "--explain", "--format", "json", stdin=TEXT.encode()).stdout
    )
    statement = explained["units"][0]["statements"][0]
    extra = ["rule", "modality_start", "modality_end"]
    assert list(statement) == [*READ_KEYS["statements"], *extra]
    assert TEXT[statement["modality_start"] : statement["modality_end"]] == "should"


def test_read_explains_itself_to_people() -> None:
    told = " ".join(run("read", "-", "--explain", stdin=TEXT.encode()).stdout.decode().split())
    assert "[UNODC]" in told
    assert "an acronym of the vocabulary (acronym-label)" in told
    assert "a modal verb (modal:should)" in told


def test_read_proposes_new_names() -> None:
    text = b"1. The Wetland Commission of Ruritania (WCR) should meet."
    (one,) = json.loads(run("read", "-", "--candidates", stdin=text).stdout)["candidates"]
    assert (one["name"], one["type"], one["acronym"], one["unit"]) == (
        "Wetland Commission of Ruritania",
        "organization",
        "WCR",
        "1",
    )
    assert text.decode()[one["start"] : one["end"]] == one["name"]
    assert "Wetland Commission" in run("read", "-", "--explain", stdin=text).stdout.decode()


def test_read_writes_rdf() -> None:
    nquads = run("read", "-", "--format", "nquads", stdin=TEXT.encode()).stdout
    turtle = run("read", "-", "--format", "ttl", stdin=TEXT.encode()).stdout
    quads = set(ox.parse(nquads, ox.RdfFormat.N_QUADS))
    assert len(quads) > 50
    assert {q.triple for q in ox.parse(turtle, ox.RdfFormat.TURTLE)} == {q.triple for q in quads}


def test_one_unreadable_source_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b.txt").write_text(TEXT)
    done = run("read", tmp_path / "a.txt", tmp_path / "b.txt")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.startswith(b"recgraph: a.txt")


WRONG = [
    ((), b"Usage:"),
    (("nonsense",), b"No such command"),
    (("read",), b"Missing argument"),
    (("read", "nowhere.txt"), b"nowhere.txt does not exist"),
    (("read", "note.txt", "--format", "poem"), b"poem"),
    (("build", "nowhere"), b"nowhere does not exist"),
    (("serve", "--empty", "note.txt"), b"--empty"),
    (("query", "nonsense"), b"no named question"),
    (("query", "SELECT {"), b"line 1"),
    (("query", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"), b"SERVICE"),
    (("query", "asked-of-body", "-p", "colour=red"), b"no parameter 'colour'"),
    (("query", "asked-of-body", "-p", "body"), b"name=value"),
    (("query", "conditions", "-p", "limit=ten"), b"whole number"),
    (("query", "asked-of-body", "--format", "ttl"), b"cannot be given as ttl"),
    (("query", "ASK {}", "--data", "nowhere"), b"recgraph build"),
    (("query", "ASK {}", "--url", "ftp://example.org/"), b"http://"),
    (("validate", "note.doc"), b".ttl"),
    (("evaluate", "note.txt", "note.txt"), b"no JSON"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_use_is_told_in_one_line(
    built: Path, arguments: tuple[str, ...], told: bytes
) -> None:
    done = run(*arguments, folder=built)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    if arguments:
        assert done.stderr.count(b"\n") == 1


def test_a_wrong_setting_is_told_in_one_line(built: Path) -> None:
    done = run("query", "ASK {}", folder=built, RECGRAPH_PORT="many")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"port" in done.stderr


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"recgraph 0.")


def test_building_again_changes_nothing(built: Path) -> None:
    done = run("build", "note.txt", folder=built)
    assert (done.returncode, done.stdout.split(b"\t")[0]) == (0, b"unchanged")


def test_build_tells_what_failed(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "good.txt").write_text(TEXT)
    done = run("build", ".", folder=tmp_path)
    assert (done.returncode, done.stdout.split(b"\t")[0]) == (1, b"added")
    assert b"bad.txt" in done.stderr


@pytest.mark.parametrize(("terminal", "lines"), [(True, 20), (False, 5000)])
def test_a_terminal_sees_the_first_of_many(
    terminal: bool, lines: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    tell("added", [f"document-{n}" for n in range(5000)])
    said = capsys.readouterr()
    assert said.out.count("added\t") == lines
    assert ("4,980 more added" in said.err) is terminal


@pytest.mark.parametrize(
    ("format_", "start"),
    [("csv", b"citation,"), ("json", b'{"head"'), ("tsv", b"?citation"), ("xml", b"<?xml")],
)
def test_named_question(built: Path, format_: str, start: bytes) -> None:
    done = run("query", "asked-of-body", "-p", "body=unodc", "--format", format_, folder=built)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(start)
    assert b"training of judges" in done.stdout


@pytest.mark.parametrize("format_", ["table", "csv", "json", "tsv", "xml"])
def test_a_list_that_is_cut_says_so(built: Path, format_: str) -> None:
    asked = ("query", "themes-by-document", "--format", format_)
    cut = run(*asked, "-p", "limit=1", folder=built)
    assert cut.stderr == b"cut at limit=1; what follows: -p limit=1 -p offset=1\n"
    whole = run(*asked, folder=built)
    assert (whole.returncode, whole.stderr) == (0, b"")
    assert whole.stdout == cut.stdout


def test_query_forms(built: Path) -> None:
    (built / "all.rq").write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert run("query", "ASK { ?s ?p ?o }", folder=built).stdout == b"true\n"
    assert b"n" in run("query", "all.rq", folder=built).stdout
    made = run("query", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3", "-f", "nt", folder=built)
    assert len(list(ox.parse(made.stdout, ox.RdfFormat.N_TRIPLES))) == 3
    asked = "SELECT ?c { ?u <https://w3id.org/recgraph/ontology#addressedTo> ?who ;"
    asked += " <https://w3id.org/recgraph/ontology#citation> ?c }"
    done = run("query", asked, "-p", "who=id:unodc", "-f", "csv", folder=built)
    assert len(done.stdout.splitlines()) == 2


def test_questions_are_listed(built: Path) -> None:
    assert b"asked-of-body" in run("query", folder=built).stdout


@pytest.mark.parametrize(
    "format_", ["ttl", "trig", "nq", "jsonld", "csv", "xlsx", "graphml", "gexf", "bibtex", "ris"]
)
def test_export(built: Path, format_: str) -> None:
    output = built / f"out.{format_}"
    done = run("export", "--format", format_, "--output", output, folder=built)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert output.stat().st_size > 100


def test_graph_is_one_file(built: Path) -> None:
    done = run("graph", "--output", "graph.html", folder=built)
    assert done.returncode == 0, done.stderr
    assert "training of judges" in (built / "graph.html").read_text("utf-8")


@pytest.mark.parametrize("format_", ["md", "csv", "docx"])
def test_worksheet(built: Path, format_: str) -> None:
    done = run("worksheet", "--format", format_, folder=built)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout) > 100


def test_worksheet_ends_with_the_names_that_no_vocabulary_has(tmp_path: Path) -> None:
    (tmp_path / "bogs.txt").write_text("1. The Wetland Commission of Ruritania (WCR) should meet.")
    run("build", "bogs.txt", folder=tmp_path)
    told = run("worksheet", folder=tmp_path).stdout.decode()
    last = told.rpartition("## ")[2]
    assert last.startswith("Names that no vocabulary has\n")
    assert "Wetland Commission of Ruritania (WCR), organization: “The Wetland" in last


def test_validate(built: Path) -> None:
    assert run("validate", folder=built).returncode == 0
    (built / "wrong.ttl").write_text(
        "@prefix rec: <https://w3id.org/recgraph/ontology#> . <urn:p> a rec:Position ."
    )
    done = run("validate", "wrong.ttl", folder=built)
    assert done.returncode == 1
    assert b"has one target" in done.stdout


def test_verify_names_the_changed_character(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "copy")
    folder = tmp_path / "copy"
    (folder / "note.txt").write_text(TEXT)
    run("build", "note.txt", "--data", "fresh", folder=folder)
    assert run("verify", "--data", "fresh", folder=folder).returncode == 0
    (folder / "note.txt").write_text(TEXT.replace("UNODC", "UNODD"))
    done = run("verify", "--data", "fresh", folder=folder)
    assert done.returncode == 1
    told = done.stdout.decode()
    assert "unodc: the quote at 3..8" in told
    assert "expected 'UNODC', found 'UNODD'" in told


@pytest.mark.shared
def test_evaluate(shared: Path, seeds: Path) -> None:
    gold = shared / "gold" / "seeds.json"
    done = run("evaluate", gold, seeds, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["fields"]["structure"]["f1"] == 1.0
    assert b"structure" in run("evaluate", gold, seeds, "--determinism").stdout


def test_evaluate_passages_needs_no_documents(tmp_path: Path) -> None:
    gold = {"passages": [{"text": "UNODC and Norway", "organizations": ["unodc"], "states": []}]}
    (tmp_path / "gold.json").write_text(json.dumps(gold))
    done = run("evaluate", "gold.json", "--format", "json", "--determinism", folder=tmp_path)
    fields = json.loads(done.stdout)["fields"]
    assert {name: field["f1"] for name, field in fields.items()} == {
        "organizations": 1.0,
        "States": 0.0,
        "determinism": 1.0,
    }


def test_reading_loads_nothing_slow() -> None:
    slow = ["rdflib", "networkx", "pyshacl", "fastapi", "scipy", "pyvis", "numpy", "tantivy"]
    script = (
        "import sys; sys.argv = ['recgraph', 'read', '-']\n"
        "from api.command import _run\n_run()\n"
        f"print([m for m in {slow!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=TEXT.encode(), capture_output=True, check=True
    )
    assert done.stderr == b"[]\n"
