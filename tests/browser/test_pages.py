"""Every page in a browser: silent, at home, accessible, on a phone, in the dark, without script."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph.questions import load_questions
from graph.store.parameters import bind
from ontology.iris import DEFAULT
from tests.browser.conftest import Opener
from tests.conftest import Server
from tests.viz_catalogue import small
from viz.pages import runnable
from viz.scene import scene
from viz.standalone import Quote, quotes_of, standalone_page

pytestmark = pytest.mark.browser

FIRST = "expert-group-2018-draft-report-addendum"
SECOND = "expert-group-2020-draft-report-addendum"
PAGES = {
    "overview": "/",
    "explore": "/explore",
    "explore-columns": "/explore?view=columns",
    "explore-table": "/explore?view=table",
    "explore-focus": "/explore?focus=unodc",
    "recommendations": "/recommendations?q=evidence",
    "recommendation": f"/recommendations/{FIRST}/2(b)",
    "documents": "/documents",
    "document": f"/documents/{FIRST}",
    "entity": "/entities/unodc",
    "compare": f"/compare?first={FIRST}&second={SECOND}",
    "sparql": "/sparql?question=asked-of-body",
    "about": "/about",
}


def api(server: Server, path: str) -> Any:
    with urlopen(server.url + path) as answer:
        return json.load(answer)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_accessible(opened: Opener, path: str, dark: bool) -> None:
    with opened(dark=dark) as watched:
        page = watched.go(path)
        if path.startswith("/sparql"):
            page.wait_for_selector("#results table")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        told = [
            (v["id"], [node["html"][:160] for node in v["nodes"]][:3])
            for v in found.response["violations"]
        ]
        assert told == []
        assert found.response["passes"]


@pytest.mark.parametrize("width", [390, 360])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_sideways_scroll_on_a_phone(opened: Opener, path: str, width: int) -> None:
    with opened(width=width, height=844) as watched:
        page = watched.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_lists_without_script(opened: Opener, server: Server) -> None:
    total = api(server, "/api/recommendations?theme=electronic-evidence")["total"]
    with opened(script=False) as watched:
        page = watched.page
        page.goto(watched.home + "/recommendations")
        ticked = page.locator("input[name=theme][value=electronic-evidence]")
        if not ticked.is_visible():
            page.locator(".facet", has=ticked).locator("details summary").click()
        ticked.check()
        page.get_by_role("button", name="Apply").click()
        assert page.locator("#found strong").inner_text() == str(total)
        page.locator(".result h2 a").first.click()
        assert page.locator("h1").inner_text()
        page.goto(f"{watched.home}/documents/{FIRST}")
        assert page.locator(".para").count() == 25


def test_facets_lead_to_as_many_as_they_say(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/recommendations")
        box = page.locator("input[name=theme]").first
        said = box.locator("xpath=..").locator(".count").inner_text()
        with page.expect_navigation():
            box.check()
        assert page.locator("#found strong").inner_text() == said
        assert page.url.endswith(f"?theme={page.locator('input[name=theme]').first.input_value()}")


def test_search_marks_its_hits_and_can_be_undone(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type('"mutual legal assistance"')
        with page.expect_navigation():
            page.keyboard.press("Enter")
        marks = page.locator(".result mark").all_inner_texts()
        assert marks
        assert all(mark.casefold() == "mutual legal assistance" for mark in marks)
        page.go_back()
        assert page.locator("h1").inner_text().startswith("What was recommended")


def test_what_is_shown_can_be_taken_along(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go(f"/recommendations?theme=training&document={FIRST}&sort=strength")
        total = int(page.locator("#found strong").inner_text())
        links = page.locator("#exports a").evaluate_all("all => all.map(a => [a.text, a.href])")
        files = {}
        for name, address in links:
            with urlopen(address) as answer:
                files[name] = answer.read()
        assert list(files) == ["CSV", "XLSX", "JSON-LD", "Turtle", "BibTeX (documents)", "JSON"]
        assert len(list(csv.reader(io.StringIO(files["CSV"].decode("utf-8-sig"))))) == total + 1
        units = [one for one in json.loads(files["JSON-LD"])["@graph"] if "rec:number" in one]
        assert len(units) == total
        assert files["BibTeX (documents)"].count(b"@techreport") == 1
        assert json.loads(files["JSON"])["total"] == len(json.loads(files["JSON"])["items"])
        assert json.loads(files["JSON"])["total"] == total


def test_an_empty_result_and_a_wrong_query_lead_on(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/recommendations?q=xyzzyq")
        assert page.locator("#found strong").inner_text() == "0"
        assert page.get_by_role("link", name="Show everything").is_visible()
        page = watched.go("/recommendations?strength=mighty")
        assert "mighty" in page.locator(".notice.error").inner_text()


def test_the_exact_words_are_the_api_s(opened: Opener, server: Server) -> None:
    with opened() as watched:
        for item in api(server, "/api/recommendations?limit=12")["items"]:
            number = quote(item["key"], safe="")
            page = watched.go(f"/recommendations/{item['document']}/{number}")
            assert page.locator(".reading").evaluate("e => e.textContent") == item["text"]


def test_contents_lead_to_headings_and_furniture_is_shown_on_demand(opened: Opener) -> None:
    with opened(script=False) as watched:
        page = watched.page
        page.goto(f"{watched.home}/documents/{SECOND}")
        contents = page.get_by_role("navigation", name="Contents")
        assert contents.get_by_role("link").all_inner_texts() == [
            "II. List of preliminary recommendations and conclusions (continued)",
            "A. International cooperation",
            "IV. Organization of the meeting (continued)",
            "C. Statements",
        ]
        contents.get_by_role("link").last.click()
        assert page.locator(":target").inner_text() == "C. Statements"
        page.goto(f"{watched.home}/documents/{FIRST}")
        words = page.get_by_role("cell", name="2/3 V.18-02042")
        assert not words.is_visible()
        page.get_by_text("Page furniture").click()
        assert words.is_visible()


@pytest.mark.parametrize("query", ["", f"?first={FIRST}", f"?second={SECOND}"])
def test_what_is_not_chosen_to_compare_is_chosen(opened: Opener, query: str) -> None:
    with opened() as watched:
        page = watched.go(f"/compare{query}")
        assert page.locator("#first").input_value() == FIRST
        assert page.locator("#second").input_value() == SECOND
        assert page.locator(".pair").count() > 0


@pytest.mark.parametrize("path", [PAGES["recommendation"], PAGES["document"]])
def test_on_paper_stand_the_words_and_no_controls(opened: Opener, path: str) -> None:
    with opened(width=700) as watched:
        page = watched.go(path)
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        controls = page.locator("header, footer, button, input, select, nav")
        assert [one for one in controls.all() if one.is_visible()] == []
        washed = """all => all.filter(
            m => getComputedStyle(m).backgroundColor !== "rgba(0, 0, 0, 0)").length"""
        assert page.locator(".m").evaluate_all(washed) == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 700


def test_marks_are_switched_by_type(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go(f"/documents/{FIRST}")
        colour = "e => getComputedStyle(e).borderBottomColor"
        mark = page.locator(".m.theme").first
        assert mark.evaluate(colour) != "rgba(0, 0, 0, 0)"
        page.get_by_label("Themes").uncheck()
        assert mark.evaluate(colour) == "rgba(0, 0, 0, 0)"


def test_sparql_runs_shows_links_and_can_be_rerun_from_the_address(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/sparql")
        page.locator("#query").fill(
            "SELECT ?unit ?asked WHERE { ?unit rec:addressedTo ?asked } ORDER BY ?unit LIMIT 5"
        )
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#results table")
        assert page.locator("#results tbody tr").count() == 5
        assert page.locator("#query").input_value().startswith("PREFIX rec:")
        assert page.locator("#results a").first.get_attribute("href")
        page.reload()
        page.wait_for_selector("#results table")
        assert page.locator("#results tbody tr").count() == 5


def test_sparql_tells_the_line_of_an_error(opened: Opener) -> None:
    with opened(silent=False) as watched:
        page = watched.go("/sparql")
        page.locator("#query").fill("SELECT * WHERE {\n  ?a ?b ?c .\n  ?a ?? ?d .\n}")
        page.get_by_role("button", name="Run").click()
        page.wait_for_selector("#answer .error")
        assert "Line 3" in page.locator("#answer").inner_text()
        assert page.locator("#numbers .bad").inner_text().strip() == "3"


def test_sparql_completes_from_the_graph(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/sparql")
        page.locator("#query").fill("")
        page.locator("#query").press_sequentially("SELECT ?u WHERE { ?u rec:addressedT")
        page.wait_for_selector("#completions li")
        page.keyboard.press("Tab")
        page.keyboard.type("budap")
        page.wait_for_selector("#completions li")
        page.keyboard.press("Enter")
        text = page.locator("#query").input_value()
        assert text.startswith("PREFIX ")
        assert "rec:addressedTo id:budapest-convention" in text


def rows(server: Server, query: str) -> list[str]:
    """The rows of an answer, in an order of their own: a question may leave ties."""
    body = f"query={quote(query)}".encode()
    asked = Request(server.url + "/sparql", body, {"Accept": "application/sparql-results+json"})
    with urlopen(asked) as answer:
        found = json.load(answer)["results"]["bindings"]
    return sorted(json.dumps(row, sort_keys=True) for row in found)


@pytest.mark.parametrize("name", load_questions())
def test_every_example_gives_what_the_named_question_gives(server: Server, name: str) -> None:
    question = load_questions()[name]
    bound = bind(question.query, question.bindings(DEFAULT))
    assert rows(server, runnable(question, DEFAULT)) == rows(server, bound)


def test_most_examples_have_an_answer(server: Server) -> None:
    questions = load_questions()
    answered = [
        name for name, question in questions.items() if rows(server, runnable(question, DEFAULT))
    ]
    assert len(answered) > len(questions) / 2


def test_a_page_that_is_not_there_is_told_as_a_page(opened: Opener) -> None:
    with opened(silent=False) as watched:
        for path in ("/entities/nothing", "/recommendations/none/1", "/no/such/page"):
            answer = watched.page.goto(watched.home + path)
            assert answer is not None
            assert answer.status == 404
            assert watched.page.locator("main a").first.is_visible()


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    catalogue = small()
    drawn = scene(catalogue)
    file = tmp_path / "graph.html"
    quotes = quotes_of(catalogue, drawn, lambda _: {})
    file.write_text(standalone_page(drawn, title="Graph", quotes=quotes), encoding="utf-8")
    return file


def test_the_one_file_page_opens_from_disk(opened: Opener, graph_file: Path) -> None:
    with opened(home="file://") as watched:
        page = watched.page
        page.context.set_offline(True)
        page.goto(graph_file.as_uri())
        page.wait_for_selector("[data-ready]")
        page.keyboard.press("/")
        page.keyboard.type("budap")
        page.keyboard.press("Enter")
        assert page.locator("#panel h2").inner_text() == "Budapest Convention"
        page.locator("#panel li button").first.click()
        words = page.locator("#panel .words").inner_text()
        assert words.startswith("Member States should strengthen")
        page.get_by_label("Themes").uncheck()
        hidden = "document.body.network.body.data.nodes.get().filter(n => n.hidden).length"
        assert page.evaluate(hidden) == 5
        page.locator("#stage").focus()
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
        assert page.locator("#panel h2").inner_text() != "Graph"


def test_the_one_file_page_runs_nothing_that_a_document_says(
    opened: Opener, tmp_path: Path
) -> None:
    from dataclasses import replace

    hostile = "</script><img src=x onerror=alert(1)><a href=javascript:alert(1)>\"'"
    drawn = scene(small())
    renamed = {node.id: node.id + hostile for node in drawn.nodes}
    nodes = tuple(
        replace(n, id=renamed[n.id], label=hostile, title=hostile, document=hostile)
        for n in drawn.nodes
    )
    edges = tuple(
        replace(e, source=renamed[e.source], target=renamed[e.target]) for e in drawn.edges
    )
    documents = tuple(replace(d, id=hostile, label=hostile) for d in drawn.documents[:1])
    bad = replace(drawn, nodes=nodes, edges=edges, documents=documents, hubs=())
    words = {node.id: Quote(((hostile, "theme", hostile),)) for node in nodes}
    file = tmp_path / "graph.html"
    file.write_text(standalone_page(bad, title=hostile, quotes=words), encoding="utf-8")
    with opened(home="file://") as watched:
        page = watched.page
        page.goto(file.as_uri())
        page.wait_for_selector("[data-ready]")
        page.locator("#stage").focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("#panel h2").inner_text() == hostile
        assert page.locator("img, a").count() == 0
